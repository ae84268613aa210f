#include "ui/session/residuals.h"

#include "ui/session/session.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::session {

namespace {
constexpr int kColumns = 360;
constexpr double kBandSigmas = 2.5; ///< half a band's width, see analysis::pressureBands
constexpr std::size_t kMostResidualSensors = 400;
} // namespace

Residuals::Residuals(Session& session) : QObject(&session), m_session(session) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(200); // after the charts' own questions
    connect(&m_soon, &QTimer::timeout, this, &Residuals::ask);
    m_tell.setSingleShot(true);
    m_tell.setInterval(60); // answers come one by one; the map is told once
    connect(&m_tell, &QTimer::timeout, this, &Residuals::changed);
    const auto again = [this] {
        if (m_wanted) m_soon.start();
    };
    connect(&session.timeCursor(), &TimeCursor::visibleChanged, this, again);
    connect(&session, &Session::bandsChanged, this, again);
    connect(&session, &Session::readingsChanged, this, again);
    connect(&session, &Session::closed, this, [this] {
        m_lines.clear();
        Q_EMIT changed();
    });
}

void Residuals::setWanted(bool on) {
    if (on == m_wanted) return;
    m_wanted = on;
    if (on) {
        ask();
    } else {
        m_soon.stop();
        m_session.reader().cancel(this);
        m_lines.clear();
    }
    Q_EMIT changed();
}

void Residuals::ask() {
    const TimeSpan span = m_session.timeCursor().visible();
    if (!m_wanted || m_session.state() != Session::State::open || !isValid(span)) return;
    int slot = 0;
    for (const auto& band : *m_session.snapshot().bands) {
        const auto* view = m_session.snapshot().sensor(band.sensor);
        if (view == nullptr || band.step.ms <= 0 || static_cast<std::size_t>(slot) >= kMostResidualSensors) continue;
        const auto bands = m_session.snapshot().bands; // keeps the band alive until the answer is there
        m_session.reader().request(this, slot++, {band.sensor, span, kColumns},
                                   [this, bands, band = &band, span, quantity = view->sensor.quantity](const Result<SeriesAnswer>& answer) {
                                       if (!answer) return; // the charts say it
                                       Line line;
                                       line.quantity = quantity;
                                       line.start = span.from;
                                       line.step = {std::max<std::int64_t>(span.length().ms / kColumns, minutes(1).ms)};
                                       const auto n = static_cast<std::size_t>(span.length().ms / line.step.ms + 1);
                                       std::vector<double> sum(n, 0);
                                       std::vector<int> count(n, 0);
                                       // Against what was expected at that very time: within a column the day goes on.
                                       const auto put = [&](Instant t, double v) {
                                           const auto i = (t - line.start).ms / line.step.ms, k = (t - band->start).ms / band->step.ms;
                                           if (!std::isfinite(v) || i < 0 || i >= static_cast<std::int64_t>(n)) return;
                                           if (t < band->start || k >= static_cast<std::int64_t>(band->expected.size())) return;
                                           sum[static_cast<std::size_t>(i)] += v - static_cast<double>(band->expected[static_cast<std::size_t>(k)]);
                                           ++count[static_cast<std::size_t>(i)];
                                       };
                                       if (answer->readings)
                                           for (std::size_t i = 0; i < answer->readings->size(); ++i)
                                               put({answer->readings->times_ms[i]}, answer->readings->values[i]);
                                       else if (answer->envelope)
                                           for (std::size_t i = 0; i < answer->envelope->low.size(); ++i) {
                                               // A pyramid's column may be wider than ours: it holds for all that it covers.
                                               const Instant from = answer->envelope->start + answer->envelope->step * static_cast<std::int64_t>(i);
                                               for (Duration d{0}; d < answer->envelope->step; d = d + line.step)
                                                   put(from + d, (answer->envelope->low[i] + answer->envelope->high[i]) / 2);
                                           }
                                       line.value.assign(n, std::numeric_limits<float>::quiet_NaN());
                                       line.sigma = line.value;
                                       for (std::size_t i = 0; i < n; ++i) {
                                           const auto k = (line.start + line.step * static_cast<std::int64_t>(i) - band->start).ms / band->step.ms;
                                           if (count[i] == 0 || k < 0 || k >= static_cast<std::int64_t>(band->expected.size())) continue;
                                           const auto at = static_cast<std::size_t>(k);
                                           line.value[i] = static_cast<float>(sum[i] / count[i]);
                                           line.sigma[i] = static_cast<float>(
                                               (static_cast<double>(band->high[at]) - static_cast<double>(band->low[at])) / 2 / kBandSigmas);
                                       }
                                       m_lines[band->sensor] = std::move(line);
                                       if (!m_tell.isActive()) m_tell.start();
                                   });
    }
}

std::vector<Residuals::Value> Residuals::at(Instant t) const {
    std::vector<Value> values;
    for (const auto& [sensor, line] : m_lines) {
        const auto i = (t - line.start).ms / line.step.ms;
        if (i < 0 || i >= static_cast<std::int64_t>(line.value.size())) continue;
        // A logger may be slower than a column is wide: the last value of the hour before serves.
        for (std::int64_t k = i; k >= 0 && (i - k) * line.step.ms <= hours(1).ms; --k) {
            const auto at = static_cast<std::size_t>(k);
            if (!std::isfinite(line.value[at])) continue;
            values.push_back({sensor, line.quantity, static_cast<double>(line.value[at]), static_cast<double>(line.sigma[at])});
            break;
        }
    }
    return values;
}

} // namespace ms::session
