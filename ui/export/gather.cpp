#include "ui/export/report_content.h"
#include "ui/export/say.h"

#include "core/base/version.h"
#include "core/detection/balance.h"
#include "core/network/inp_reader.h"

#include <algorithm>
#include <cmath>

namespace ms::exporting {
namespace {

constexpr int chartColumns = 500; ///< least and greatest value of each: 1,000 points over the width of a page

/// What came before and what followed: enough days to see the usual, and the change.
TimeSpan chartSpan(const detection::Event& event) {
    const std::int64_t growth = std::max<std::int64_t>(0, (event.detectedAt - event.startedAt).ms);
    const Duration before{std::max(days(5).ms, growth / 2)}, after{std::max(days(3).ms, growth / 4)};
    return {event.startedAt - before, std::max(event.detectedAt, event.startedAt) + after};
}

class Gatherer {
public:
    Gatherer(const project::ProjectFile& file, const session::DisplayUnits& units) : m_file(file), m_units(units) {}

    Result<ReportContent> gather(const std::vector<std::int64_t>& ids) {
        ReportContent content;
        const auto settings = m_file.settings();
        if (!settings) return settings.error();
        content.title = QString::fromStdString(settings->title);
        content.crs = QString::fromStdString(settings->crs);
        content.units = m_units;
        content.version = QString::fromUtf8(kVersion);
        auto zone = project::localZone(settings->timezone);
        if (!zone) return zone.error();
        content.zone = std::move(*zone);
        if (auto done = readMap(content); !done) return done.error();
        auto bands = m_file.bands();
        if (!bands) return bands.error();
        m_bands = std::move(*bands);
        auto notes = m_file.notes();
        if (!notes) return notes.error();
        auto events = pick(ids);
        if (!events) return events.error();
        for (detection::Event& event : *events) {
            ReportEvent report;
            for (const project::Note& note : *notes)
                if (note.event == event.id) report.notes.push_back(note);
            auto charts = chartsOf(event);
            if (!charts) return charts.error();
            report.charts = std::move(*charts);
            report.event = std::move(event);
            content.events.push_back(std::move(report));
        }
        const auto runs = m_file.runs();
        if (!runs) return runs.error();
        if (!runs->empty()) content.run = runs->back();
        auto imports = m_file.imports();
        if (!imports) return imports.error();
        content.imports = std::move(*imports);
        return content;
    }

private:
    Result<void> readMap(ReportContent& content) {
        const auto text = m_file.networkText();
        if (!text) return text.error();
        if (!text->empty()) {
            auto read = network::readInp(*text, "network");
            if (!read) return read.error();
            m_network = std::make_shared<network::Network>(std::move(read->network));
        }
        const auto gis = m_file.gisPipes();
        if (!gis) return gis.error();
        auto sensors = m_file.sensors();
        if (!sensors) return sensors.error();
        for (const auto& summary : *sensors) m_sensors.push_back(summary.sensor);
        content.map = std::make_shared<const drawing::MapContent>(drawing::buildMapContent(m_network.get(), *gis, m_sensors));
        m_balances = detection::findBalances(m_network.get(), m_sensors).zones;
        return {};
    }

    Result<std::vector<detection::Event>> pick(const std::vector<std::int64_t>& ids) const {
        auto all = m_file.events();
        if (!all) return all.error();
        std::vector<detection::Event> picked;
        if (ids.empty()) {
            for (const detection::Event& event : *all) {
                const bool loss = event.kind == detection::EventKind::burst || event.kind == detection::EventKind::leak;
                if (loss && event.status != detection::EventStatus::dismissed) picked.push_back(event);
            }
            return picked;
        }
        for (const std::int64_t id : ids) {
            const auto it = std::find_if(all->begin(), all->end(), [id](const detection::Event& e) { return e.id == id; });
            if (it == all->end())
                return Error{ErrorCode::notFound,
                             "There is no such event",
                             m_file.path().toStdString(),
                             std::to_string(id),
                             {},
                             "List the events with `mainsight-cli events`."};
            picked.push_back(*it);
        }
        return picked;
    }

    [[nodiscard]] const series::Sensor* sensor(const std::string& name) const {
        const auto it = std::find_if(m_sensors.begin(), m_sensors.end(), [&](const series::Sensor& s) { return s.name == name; });
        return it == m_sensors.end() ? nullptr : &*it;
    }

    void addBand(ReportChart& chart, const std::string& name) const {
        const double factor = m_units.toDisplay(chart.quantity, 1.0);
        for (const analysis::ExpectedBand& band : m_bands)
            if (band.sensor == name) chart.band = drawing::linesOf(band, chart.span, chartColumns, factor);
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
        const bool hourly = !balance.demands.empty() || !balance.tanks.empty();
        const std::int64_t least = hourly ? hours(1).ms : minutes(15).ms;
        const Duration step{(std::max(least, span.length().ms / (2 * chartColumns)) + least - 1) / least * least};
        const Instant start{span.from.ms / step.ms * step.ms};
        const auto count = static_cast<std::size_t>((span.to - start).ms / step.ms + 1);
        std::vector<std::string> names;
        for (const series::Sensor& s : m_sensors) names.push_back(s.name);
        const auto terms = drawing::termsOf(balance, names);
        std::vector<std::vector<double>> means;
        for (const drawing::BalanceTerm& term : terms) {
            const auto readings = m_file.readings(term.sensor, {start, span.to});
            if (!readings) return readings.error();
            means.push_back(drawing::columnMeans(*readings, start, step, count));
        }
        chart.measured = drawing::linesOf(drawing::sumOf(terms, means, start, step), m_units.toDisplay(Quantity::flow, 1.0));
        addBand(chart, "inflow " + balance.zone);
        return chart;
    }

    /// The zone's inflow and the strongest pieces of evidence: what proves the event.
    Result<std::vector<ReportChart>> chartsOf(const detection::Event& event) const {
        std::vector<ReportChart> charts;
        const TimeSpan span = chartSpan(event);
        for (const detection::Balance& balance : m_balances) {
            if (balance.zone != event.zone || balance.flows.empty()) continue;
            auto chart = balanceChart(balance, span);
            if (!chart) return chart.error();
            charts.push_back(std::move(*chart));
        }
        std::vector<detection::Evidence> evidence = event.evidence;
        std::stable_sort(evidence.begin(), evidence.end(), [](const auto& a, const auto& b) { return std::abs(a.z) > std::abs(b.z); });
        for (const detection::Evidence& e : evidence) {
            if (charts.size() >= 4) break;
            const series::Sensor* s = sensor(e.sensor);
            if (!s) continue;
            auto chart = sensorChart(*s, span);
            if (!chart) return chart.error();
            charts.push_back(std::move(*chart));
        }
        return charts;
    }

    const project::ProjectFile& m_file;
    session::DisplayUnits m_units;
    std::shared_ptr<const network::Network> m_network;
    std::vector<series::Sensor> m_sensors;
    std::vector<analysis::ExpectedBand> m_bands;
    std::vector<detection::Balance> m_balances;
};

} // namespace

Result<ReportContent> gatherReport(const project::ProjectFile& file, const std::vector<std::int64_t>& events, const session::DisplayUnits& units) {
    return Gatherer(file, units).gather(events);
}

} // namespace ms::exporting
