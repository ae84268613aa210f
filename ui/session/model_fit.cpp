#include "ui/session/model_fit.h"

#include "ui/session/session.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::session {

namespace {

constexpr std::size_t kMostSensors = 400;
constexpr Duration kReachBefore = days(14), kReachAfter = days(7); ///< beyond, other things have happened
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double medianOf(std::vector<double> values) {
    if (values.empty()) return kNan;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::vector<double> residuals(const std::vector<ModelledHour>& hours) {
    std::vector<double> result;
    for (const auto& h : hours) result.push_back(h.measured - h.modelled);
    return result;
}

double spreadOf(const std::vector<double>& values) {
    const double middle = medianOf(values);
    std::vector<double> apart;
    for (const double v : values) apart.push_back(std::abs(v - middle));
    return 1.4826 * medianOf(std::move(apart));
}

SensorFit fitOf(const series::Sensor& sensor, const series::Readings& readings, const analysis::ExpectedBand& band, TimeSpan before, TimeSpan after) {
    SensorFit fit;
    fit.sensor = sensor.name;
    fit.quantity = sensor.quantity;
    if (isValid(before)) fit.before = modelledHours(readings, band, before);
    if (isValid(after)) fit.after = modelledHours(readings, band, after);
    const auto was = residuals(fit.before), is = residuals(fit.after);
    fit.before_si = medianOf(was);
    fit.after_si = medianOf(is);
    fit.spread_si = spreadOf(was.empty() ? is : was);
    return fit;
}

} // namespace

std::vector<ModelledHour> modelledHours(const series::Readings& readings, const analysis::ExpectedBand& band, TimeSpan span) {
    std::vector<ModelledHour> result;
    if (band.step.ms <= 0) return result;
    constexpr std::int64_t hour = 3'600'000;
    const auto first = std::lower_bound(readings.times_ms.begin(), readings.times_ms.end(), span.from.ms) - readings.times_ms.begin();
    double modelled = 0, measured = 0;
    int n = 0;
    std::int64_t current = std::numeric_limits<std::int64_t>::min();
    const auto close = [&] {
        if (n > 0) result.push_back({{current * hour}, modelled / n, measured / n});
        modelled = measured = 0;
        n = 0;
    };
    for (auto i = static_cast<std::size_t>(first); i < readings.size() && readings.times_ms[i] < span.to.ms; ++i) {
        const std::int64_t k = (readings.times_ms[i] - band.start.ms) / band.step.ms;
        if (readings.times_ms[i] < band.start.ms || k >= static_cast<std::int64_t>(band.expected.size())) continue;
        const auto expected = static_cast<double>(band.expected[static_cast<std::size_t>(k)]);
        const bool flagged = i < readings.quality.size() && readings.quality[i] != 0;
        if (flagged || !std::isfinite(expected) || !std::isfinite(readings.values[i])) continue;
        const std::int64_t at = readings.times_ms[i] / hour;
        if (at != current) close();
        current = at;
        modelled += expected;
        measured += readings.values[i];
        ++n;
    }
    close();
    return result;
}

ModelFit::ModelFit(Session& session) : QObject(&session), m_session(session) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(200); // after the charts' own questions
    connect(&m_soon, &QTimer::timeout, this, &ModelFit::ask);
    const auto again = [this] {
        if (m_wanted) m_soon.start();
    };
    const auto unlessEvent = [this, again] {
        if (m_session.selection().event() == 0) again();
    };
    connect(&session.selection(), &Selection::eventChanged, this, again);
    connect(&session, &Session::eventsChanged, this, again);
    connect(&session, &Session::bandsChanged, this, again);
    connect(&session, &Session::readingsChanged, this, again);
    connect(&session.timeCursor(), &TimeCursor::instantChanged, this, unlessEvent);
    connect(&session.timeCursor(), &TimeCursor::visibleChanged, this, unlessEvent);
    connect(&session, &Session::closed, this, [this] {
        ++m_question;
        m_sensors.clear();
        m_before = m_after = {};
        Q_EMIT changed();
    });
}

void ModelFit::setWanted(bool on) {
    if (on == m_wanted) return;
    m_wanted = on;
    if (on) {
        ask();
    } else {
        m_soon.stop();
        m_session.reader().cancel(this);
        ++m_question;
        m_sensors.clear();
    }
    Q_EMIT changed();
}

void ModelFit::setSide(Side side) {
    if (side == m_side) return;
    m_side = side;
    Q_EMIT changed();
}

double ModelFit::value_si(const SensorFit& fit) const {
    switch (side()) {
    case Side::before: return fit.before_si;
    case Side::after: return fit.after_si;
    case Side::change: return fit.change_si();
    case Side::none: break;
    }
    return kNan;
}

const SensorFit* ModelFit::sensor(const std::string& name) const {
    const auto it = std::find_if(m_sensors.begin(), m_sensors.end(), [&](const auto& s) { return s.sensor == name; });
    return it == m_sensors.end() ? nullptr : &*it;
}

void ModelFit::ask() {
    const auto& s = m_session.snapshot();
    if (!m_wanted || m_session.state() != Session::State::open) return;
    const TimeSpan extent = m_session.timeCursor().extent(), visible = m_session.timeCursor().visible();
    const Instant cursor = m_session.timeCursor().instant();
    TimeSpan before, after;
    if (const auto* event = s.event(m_session.selection().event())) {
        before = {event->startedAt - kReachBefore, event->startedAt};
        const Instant end = event->endedAt ? *event->endedAt : extent.to;
        after = {event->startedAt, std::min(end, event->startedAt + kReachAfter)};
    } else if (cursor.valid() && visible.contains(cursor)) {
        before = {std::max(visible.from, cursor - kReachBefore), cursor};
        after = {cursor, std::min(visible.to, cursor + kReachAfter)};
    } else {
        before = visible;
    }
    const quint64 question = ++m_question;
    m_before = before;
    m_after = after;
    m_coming.clear();
    m_missing = 0;
    m_session.reader().cancel(this);
    const auto done = [this] {
        const auto strength = [](const SensorFit& f) {
            const double z = std::abs(f.change_si()) / std::max(f.spread_si, 1e-9);
            return std::isfinite(z) ? z : -1;
        };
        std::stable_sort(m_coming.begin(), m_coming.end(), [&](const auto& a, const auto& b) { return strength(a) > strength(b); });
        m_sensors = std::move(m_coming);
        m_coming.clear();
        Q_EMIT changed();
    };
    const TimeSpan whole{isValid(before) ? before.from : after.from, isValid(after) ? after.to : before.to};
    if (isValid(whole)) {
        std::vector<std::pair<const analysis::ExpectedBand*, series::Sensor>> asked;
        for (const auto& band : *s.bands)
            if (const auto* view = s.sensor(band.sensor); view != nullptr && asked.size() < kMostSensors) asked.emplace_back(&band, view->sensor);
        m_missing = static_cast<int>(asked.size());
        int slot = 0;
        for (const auto& [band, sensor] : asked) // the list of bands is kept alive until the answer is there
            m_session.reader().requestReadings(this, slot++, sensor.name, whole,
                                               [this, question, done, bands = s.bands, band = band, sensor = sensor, before,
                                                after](const Result<std::shared_ptr<const series::Readings>>& answer) {
                                                   if (question != m_question) return;
                                                   if (answer)
                                                       m_coming.push_back(fitOf(sensor, **answer, *band, before, after)); // the charts say why not
                                                   if (--m_missing == 0) done();
                                               });
    }
    if (m_missing == 0) done();
}

} // namespace ms::session
