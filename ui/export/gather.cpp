#include "ui/export/balance_series.h"
#include "ui/export/report_content.h"
#include "ui/export/say.h"

#include "core/base/version.h"

namespace ms::exporting {
namespace {

constexpr int chartColumns = 500; ///< least and greatest value of each: 1,000 points over the width of a page

class Gatherer {
public:
    Gatherer(const ProjectSource& source, const project::ProjectFile& file, const session::DisplayUnits& units)
        : m_source(source), m_file(file), m_units(units) {}

    Result<ReportContent> gather(const std::vector<detection::Event>& events, std::stop_token stop) {
        ReportContent content;
        content.title = QString::fromStdString(m_source.settings.title);
        content.crs = QString::fromStdString(m_source.settings.crs);
        content.units = m_units;
        content.version = QString::fromUtf8(kVersion);
        content.zone = m_source.zone;
        content.map =
            std::make_shared<const drawing::MapContent>(drawing::buildMapContent(m_source.network.get(), m_source.gisPipes, m_source.sensors));
        for (const detection::Event& event : events) {
            if (stop.stop_requested()) return Error{ErrorCode::cancelled, "cancelled", {}, {}, {}, {}};
            ReportEvent report;
            for (const project::Note& note : m_source.notes)
                if (note.event == event.id) report.notes.push_back(note);
            auto charts = chartsOf(event);
            if (!charts) return charts.error();
            report.charts = std::move(*charts);
            report.event = event;
            content.events.push_back(std::move(report));
        }
        content.run = m_source.run;
        content.imports = m_source.imports;
        return content;
    }

private:
    void addBand(ReportChart& chart, const std::string& name) const {
        const double factor = m_units.toDisplay(chart.quantity, 1.0);
        if (const analysis::ExpectedBand* band = m_source.band(name)) chart.band = drawing::linesOf(*band, chart.span, chartColumns, factor);
    }

    Result<ReportChart> sensorChart(const series::Sensor& sensor, TimeSpan span) const {
        ReportChart chart{QStringLiteral("%1 %2, %3")
                              .arg(QString::fromStdString(sensor.name), session::quantityWord(sensor.quantity), m_units.unit(sensor.quantity)),
                          sensor.quantity,
                          span,
                          {},
                          {}};
        const double factor = m_units.toDisplay(sensor.quantity, 1.0);
        const auto envelope = m_file.envelope(sensor.name, span, chartColumns);
        if (!envelope) return envelope.error();
        if (envelope->step.ms <= hours(1).ms) {
            const auto readings = m_file.readings(sensor.name, span);
            if (!readings) return readings.error();
            if (readings->size() <= 2 * static_cast<std::size_t>(chartColumns)) chart.measured = drawing::linesOf(*readings, span, factor);
        }
        if (chart.measured.empty()) chart.measured = drawing::linesOf(*envelope, factor);
        addBand(chart, sensor.name);
        return chart;
    }

    Result<ReportChart> balanceChart(const detection::Balance& balance, TimeSpan span) const {
        ReportChart chart{
            say("Net inflow %1, %2").arg(QString::fromStdString(balance.zone), m_units.unit(Quantity::flow)), Quantity::flow, span, {}, {}};
        const auto inflow = netInflow(m_source, m_file, balance, span, 2 * chartColumns);
        if (!inflow) return inflow.error();
        chart.measured = drawing::linesOf(*inflow, m_units.toDisplay(Quantity::flow, 1.0));
        addBand(chart, "inflow " + balance.zone);
        return chart;
    }

    /// The zone's inflow and the strongest pieces of evidence: what proves the event.
    Result<std::vector<ReportChart>> chartsOf(const detection::Event& event) const {
        std::vector<ReportChart> charts;
        const TimeSpan span = evidenceSpan(event);
        for (const detection::Balance& balance : m_source.balances) {
            if (balance.zone != event.zone || balance.flows.empty()) continue;
            auto chart = balanceChart(balance, span);
            if (!chart) return chart.error();
            charts.push_back(std::move(*chart));
            break;
        }
        for (const series::Sensor* sensor : loudest(m_source, event, kSeriesPerEvent - charts.size())) {
            auto chart = sensorChart(*sensor, span);
            if (!chart) return chart.error();
            charts.push_back(std::move(*chart));
        }
        return charts;
    }

    const ProjectSource& m_source;
    const project::ProjectFile& m_file;
    session::DisplayUnits m_units;
};

} // namespace

Result<ReportContent> gatherReport(const ProjectSource& source, const project::ProjectFile& file, const std::vector<detection::Event>& events,
                                   const session::DisplayUnits& units, std::stop_token stop) {
    return Gatherer(source, file, units).gather(events, stop);
}

} // namespace ms::exporting
