#include "ui/charts/chart_feed.h"

#include "ui/session/core_words.h"
#include "ui/session/session.h"

#include <algorithm>
#include <cmath>

namespace ms::charts {

ChartFeed::ChartFeed(session::Session& session, ChartPane& pane, ChartSpec spec, std::optional<detection::Balance> balance)
    : QObject(&pane), m_session(session), m_pane(pane), m_spec(std::move(spec)) {
    const auto& sensors = *session.snapshot().sensors;
    if (const auto* view = session.snapshot().sensor(m_spec.sensor)) {
        m_quantity = view->sensor.quantity;
        return;
    }
    m_quantity = Quantity::flow;
    if (!balance) return;
    std::vector<std::string> names;
    for (const auto& view : sensors) names.push_back(view.sensor.name);
    m_terms = drawing::termsOf(*balance, names);
    m_hourly = !balance->demands.empty() || !balance->tanks.empty();
}

std::string ChartFeed::zone() const {
    if (const auto* view = m_session.snapshot().sensor(m_spec.sensor)) return view->sensor.zone;
    constexpr std::string_view prefix = "inflow ";
    return m_spec.sensor.starts_with(prefix) ? m_spec.sensor.substr(prefix.size()) : std::string();
}

QString ChartFeed::title() const {
    const QString unit = m_session.units().unit(m_quantity);
    if (!m_spec.title.isEmpty()) return m_spec.title + QStringLiteral(", ") + unit;
    if (!m_spec.others.empty()) return tr("%1, %2").arg(session::quantityWord(m_quantity), unit);
    if (!m_session.snapshot().sensor(m_spec.sensor)) return tr("Net inflow %1, %2").arg(QString::fromStdString(zone()), unit);
    return QStringLiteral("%1 %2, %3").arg(QString::fromStdString(m_spec.sensor), session::quantityWord(m_quantity), unit);
}

std::vector<std::string> ChartFeed::sensorNames() const {
    if (m_terms.empty()) {
        std::vector<std::string> shown{m_spec.sensor};
        shown.insert(shown.end(), m_spec.others.begin(), m_spec.others.end());
        return shown;
    }
    std::vector<std::string> names;
    for (const drawing::BalanceTerm& term : m_terms) names.push_back(term.sensor);
    return names;
}

double ChartFeed::factor() const { return m_session.units().toDisplay(m_quantity, 1.0); }

void ChartFeed::fetch(TimeSpan visible, int budget, bool ghost, bool raw) {
    m_raw = raw;
    if (!session::isValid(visible)) return;
    ++m_generation;
    if (visible.length() > days(16)) ghost = false; // beyond two weeks last week's line says nothing and hides the rest
    const Duration margin{visible.length().ms / 8};
    const TimeSpan span{visible.from - margin, visible.to + margin};
    const int bandPoints = budget * 3 / 10, ghostPoints = ghost ? budget / 5 : 0, allMeasured = budget - bandPoints - ghostPoints - 8,
              measuredPoints = allMeasured / (1 + static_cast<int>(m_spec.others.size()));
    showBand(span, bandPoints / 3);
    // Last week by the wall clock: the same hour of the day, across daylight saving too.
    const LocalZone& zone = m_session.zone();
    const Instant middle = visible.from + Duration{visible.length().ms / 2};
    const Duration week = days(7) + Duration{(zone.offsetAt(middle - days(7)) - zone.offsetAt(middle)) * 1000LL};
    const auto fetchLine = [&](int line, TimeSpan at, int points, Duration shift) {
        if (!m_session.snapshot().sensor(m_spec.sensor))
            fetchBalance(line, at, points, shift);
        else
            fetchSensor(line, at, points / 2, shift);
    };
    fetchLine(0, span, measuredPoints, {0});
    fetchOverlay(span, measuredPoints / 2);
    if (ghost)
        fetchLine(1, {span.from - week, span.to - week}, ghostPoints, week);
    else
        m_pane.setGhost({});
}

void ChartFeed::put(int line, drawing::Polylines lines, Duration columns) {
    if (line == 0)
        m_pane.setMeasured(std::move(lines), columns);
    else
        m_pane.setGhost(std::move(lines));
}

void ChartFeed::fetchSensor(int line, TimeSpan span, int columns, Duration shift) {
    m_session.reader().request(
        this, line, {m_spec.sensor, span, std::max(columns, 8)}, [this, line, span, shift](const Result<session::SeriesAnswer>& answer) {
            if (!answer) {
                m_pane.setProblem(tr("Cannot be read: %1").arg(session::inWords(answer.error().message)));
                return;
            }
            m_pane.setProblem({});
            const std::uint8_t drop = m_raw ? 0 : drawing::droppedWhenClean;
            if (line == 0)
                m_pane.setFlagged(answer->readings && !m_raw ? drawing::flaggedOf(*answer->readings, span, factor(), drop) : drawing::Polyline{});
            if (answer->readings)
                put(line, drawing::linesOf(*answer->readings, span, factor(), shift, drop), {0});
            else if (answer->envelope)
                put(line, drawing::linesOf(*answer->envelope, factor(), shift), answer->envelope->step);
        });
}

void ChartFeed::fetchOverlay(TimeSpan span, int columns) {
    m_overlay.resize(m_spec.others.size());
    if (m_overlay.empty()) {
        if (!m_pane.overlay().empty()) m_pane.setOverlay({});
        return;
    }
    for (std::size_t i = 0; i < m_spec.others.size(); ++i) {
        m_overlay[i].name = QString::fromStdString(m_spec.others[i]);
        m_session.reader().request(this, 1000 + static_cast<int>(i), {m_spec.others[i], span, std::max(columns, 8)},
                                   [this, i, span](const Result<session::SeriesAnswer>& answer) {
                                       if (!answer || i >= m_overlay.size()) return; // the sensor's own chart says what is wrong
                                       const std::uint8_t drop = m_raw ? 0 : drawing::droppedWhenClean;
                                       m_overlay[i].lines = answer->readings ? drawing::linesOf(*answer->readings, span, factor(), {0}, drop)
                                                                             : drawing::linesOf(*answer->envelope, factor());
                                       m_pane.setOverlay(m_overlay);
                                   });
    }
}

void ChartFeed::fetchBalance(int line, TimeSpan span, int columns, Duration shift) {
    if (m_terms.empty()) {
        m_pane.setProblem(tr("No flow meter is known for this zone"));
        return;
    }
    Gathering& gathering = m_gathering[line];
    gathering.generation = m_generation;
    gathering.shift = shift;
    const std::int64_t least = m_hourly ? hours(1).ms : minutes(15).ms;
    // Whole multiples of a round step, so that the columns stand still while one pans.
    const std::int64_t step = drawing::wholeDays({(std::max(least, span.length().ms / std::max(columns, 8)) + least - 1) / least * least}).ms;
    gathering.step = {step};
    gathering.span = {{span.from.ms / step * step}, {(span.to.ms / step + 1) * step}};
    gathering.answers.assign(m_terms.size(), std::nullopt);
    gathering.missing = m_terms.size();
    const int wanted = static_cast<int>(gathering.span.length().ms / step);
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        const int slot = 10 + 2 * static_cast<int>(i) + line;
        m_session.reader().request(this, slot, {m_terms[i].sensor, gathering.span, std::max(wanted * 2, 8)},
                                   [this, line, i, generation = m_generation](const Result<session::SeriesAnswer>& answer) {
                                       Gathering& g = m_gathering[line];
                                       if (g.generation != generation) return;
                                       if (!answer) {
                                           m_pane.setProblem(tr("Cannot be read: %1").arg(session::inWords(answer.error().message)));
                                           return;
                                       }
                                       g.answers[i] = *answer;
                                       if (--g.missing == 0) finishBalance(line);
                                   });
    }
}

void ChartFeed::finishBalance(int line) {
    const Gathering& g = m_gathering[line];
    Duration step = g.step;
    for (const auto& answer : g.answers) // a pyramid may have given wider columns than were asked for
        if (answer->envelope) step.ms = std::max(step.ms, answer->envelope->step.ms);
    const auto count = static_cast<std::size_t>(g.span.length().ms / step.ms + 1);
    std::vector<std::vector<double>> means;
    for (const auto& answer : g.answers)
        means.push_back(answer->readings ? drawing::columnMeans(*answer->readings, g.span.from, step, count)
                                         : drawing::columnMeans(*answer->envelope, g.span.from, step, count));
    const drawing::Columns sum = drawing::sumOf(m_terms, means, g.span.from, step);
    m_pane.setProblem({});
    put(line, drawing::linesOf(sum, factor(), g.shift), {0});
}

void ChartFeed::showWhatIf() {
    const session::WhatIf& whatIf = m_session.whatIf();
    std::vector<WhatIfLine> lines;
    QString without;
    const auto& units = m_session.units();
    const auto distance = [&](double si) { return std::isfinite(si) ? units.value(m_quantity, si) : QString(); };
    const auto add = [&](const session::WhatIfResult& result, const QString& name, bool pinned) {
        WhatIfLine line;
        line.name = name;
        line.pinned = pinned;
        std::vector<double> predicted;
        if (const auto* sensor = result.sensor(m_spec.sensor)) {
            predicted = sensor->predicted_si;
            line.misfit = distance(sensor->misfit_si);
            without = distance(sensor->without_si);
        } else if (!m_terms.empty() && result.prediction.zone == zone()) {
            // The balance of the zone takes in what the burst loses.
            const analysis::ExpectedBand* band = m_session.snapshot().band(m_spec.sensor);
            if (band == nullptr || band->step.ms <= 0) return;
            for (std::size_t i = 0; i < result.instants.size(); ++i) {
                const auto at = (result.instants[i] - band->start).ms / band->step.ms;
                const bool known = at >= 0 && at < static_cast<std::int64_t>(band->expected.size());
                predicted.push_back(known ? static_cast<double>(band->expected[static_cast<std::size_t>(at)]) + result.prediction.outflow_m3s[i]
                                          : std::nan(""));
            }
        }
        for (std::size_t i = 0; i < predicted.size(); ++i)
            if (std::isfinite(predicted[i])) line.line.append(QPointF(static_cast<double>(result.instants[i].ms), predicted[i] * factor()));
        if (!line.line.isEmpty()) lines.push_back(std::move(line));
    };
    if (whatIf.active()) {
        if (whatIf.result()) add(*whatIf.result(), tr("what if"), false);
        for (std::size_t i = 0; i < whatIf.pins().size(); ++i) add(whatIf.pins()[i], QString::number(i + 1), true);
    }
    m_pane.setWhatIf(std::move(lines), without);
}

void ChartFeed::showBand(TimeSpan span, int points) {
    const analysis::ExpectedBand* band = m_session.snapshot().band(m_spec.sensor);
    m_pane.setBand(band ? drawing::linesOf(*band, span, points, factor()) : drawing::BandLines{});
}

} // namespace ms::charts
