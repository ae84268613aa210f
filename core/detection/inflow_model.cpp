#include "core/detection/inflow_model.h"
#include "core/series/statistics.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::detection {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

using series::kNan;
using series::median;

/// Runs of steps of one local day.
struct DayRun {
    Index from = 0, to = 0;
};
std::vector<DayRun> daysBefore(const GridCalendar& calendar, Index until) {
    std::vector<DayRun> days;
    for (Index i = 0; i < until;) {
        Index j = i;
        while (j < until && calendar.day[static_cast<std::size_t>(j)] == calendar.day[static_cast<std::size_t>(i)]) ++j;
        days.push_back({i, j});
        i = j;
    }
    return days;
}

/// [1 2 1] / 4 around the clock.
VectorXd smoothed(const VectorXd& v) {
    const Index n = v.size();
    VectorXd out(n);
    for (Index i = 0; i < n; ++i) out[i] = 0.25 * v[(i + n - 1) % n] + 0.5 * v[i] + 0.25 * v[(i + 1) % n];
    return out;
}

} // namespace

GridCalendar calendarOf(const ZoneSeries& series, const LocalZone& zone, const std::vector<std::int64_t>& holidays) {
    GridCalendar c;
    c.slotsPerDay = static_cast<int>(86'400'000 / series.step.ms);
    c.first = series.first;
    for (Index i = series.first; i < series.size(); ++i) {
        const LocalSlot s = localSlot(series.at(i), zone, series.step);
        c.day.push_back(s.day);
        c.slot.push_back(s.slot);
        c.type.push_back(dayType(s.day, holidays));
    }
    return c;
}

double InflowModel::driven(const ZoneSeries& series, Index i) const {
    return m_coefficients.size() == 0 ? 0.0 : series.drivers_m3s.row(i).dot(m_coefficients);
}

double InflowModel::expected(const ZoneSeries& series, const GridCalendar& calendar, Index i) const {
    const auto k = static_cast<std::size_t>(i);
    return driven(series, i) + m_profile[static_cast<std::size_t>(calendar.type[k])][calendar.slot[k]];
}

double InflowModel::pattern(const GridCalendar& calendar, Eigen::Index i) const {
    if (m_coefficients.size() > 0 || m_daysOfType[0] < 2 || m_daysOfType[1] < 2) return 0;
    const int slot = calendar.slot[static_cast<std::size_t>(i)];
    return m_profile[1][slot] - m_profile[0][slot];
}

double InflowModel::optimism(const GridCalendar& calendar, Eigen::Index i) const {
    if (m_coefficients.size() > 0) return 1;
    const double n = m_daysOfType[static_cast<std::size_t>(calendar.type[static_cast<std::size_t>(i)])];
    return 1 + 1.25 / std::max(1.0, n); // the median of n days was drawn towards each of them
}

double InflowModel::shape(const ZoneSeries& series, const GridCalendar& calendar, Index i) const {
    if (m_coefficients.size() == 0) return m_shape[calendar.slot[static_cast<std::size_t>(i)]];
    const double v = driven(series, i);
    return std::isfinite(v) && m_drivenMean > 0 ? std::max(0.05, v / m_drivenMean) : 1.0;
}

void InflowModel::learnCoefficients(const ZoneSeries& series, const GridCalendar& calendar, const VectorXd& clean, Index until) {
    const Index k = series.drivers_m3s.cols();
    std::vector<Index> rows;
    std::vector<VectorXd> x;
    std::vector<double> y;
    for (const DayRun& d : daysBefore(calendar, until)) {
        VectorXd meanX = VectorXd::Zero(k);
        double meanY = 0;
        int count = 0;
        for (Index i = d.from; i < d.to; ++i) {
            if (!std::isfinite(clean[i]) || !series.drivers_m3s.row(i).allFinite()) continue;
            meanX += series.drivers_m3s.row(i).transpose();
            meanY += clean[i];
            ++count;
        }
        if (count < calendar.slotsPerDay * 3 / 4) continue;
        for (Index i = d.from; i < d.to; ++i) {
            if (!std::isfinite(clean[i]) || !series.drivers_m3s.row(i).allFinite()) continue;
            x.push_back(series.drivers_m3s.row(i).transpose() - meanX / count);
            y.push_back(clean[i] - meanY / count);
            rows.push_back(d.from);
        }
    }
    m_coefficients = VectorXd::Constant(k, series.scaled ? 1.0 : 0.0);
    std::vector<double> weight(y.size(), 1), work;
    double sd = 0;
    for (int round = 0; round < 6; ++round) {
        if (round > 0) { // Huber by step, and days whose median residual is large (an onset, a meter that fails) weigh little as a whole
            work.clear();
            for (std::size_t i = 0; i < y.size(); ++i) work.push_back(std::abs(y[i] - x[i].dot(m_coefficients)));
            std::vector<double> sorted = work;
            sd = std::max(1.4826 * median(sorted), 1e-9);
            for (std::size_t a = 0; a < y.size();) {
                std::size_t b = a;
                while (b < y.size() && rows[b] == rows[a]) ++b;
                std::vector<double> day(work.begin() + static_cast<std::ptrdiff_t>(a), work.begin() + static_cast<std::ptrdiff_t>(b));
                const double bad = 1.4826 * median(day) / sd;
                for (std::size_t i = a; i < b; ++i) weight[i] = (work[i] > 2 * sd ? 2 * sd / work[i] : 1) * (bad > 2 ? 4 / (bad * bad * bad) : 1);
                a = b;
            }
        }
        MatrixXd normal = MatrixXd::Zero(k, k);
        VectorXd right = VectorXd::Zero(k);
        for (std::size_t i = 0; i < y.size(); ++i) {
            normal.noalias() += weight[i] * x[i] * x[i].transpose();
            right += weight[i] * y[i] * x[i];
        }
        if (series.scaled && round > 0) {
            const double prior = sd * sd / (0.05 * 0.05);
            normal.diagonal().array() += prior;
            right.array() += prior;
        }
        normal.diagonal().array() += 1e-12;
        m_coefficients = normal.ldlt().solve(right);
    }
}

void InflowModel::learnProfile(const ZoneSeries& series, const GridCalendar& calendar, const VectorXd& clean, Index until) {
    const bool withDrivers = m_coefficients.size() > 0;
    const std::size_t wanted = withDrivers ? 28 : 42; // days with data, however far back: loggers may come in blocks
    const Index slots = calendar.slotsPerDay;
    std::array<std::vector<std::vector<double>>, 3> bySlot;
    for (auto& b : bySlot) b.resize(static_cast<std::size_t>(slots));
    std::array<int, 3> daysOfType{};
    std::size_t taken = 0;
    double sum = 0;
    std::size_t count = 0;
    const std::vector<DayRun> days = daysBefore(calendar, until);
    for (auto d = days.rbegin(); d != days.rend() && taken < wanted; ++d) {
        double daySum = 0;
        int known = 0;
        for (Index i = d->from; i < d->to; ++i)
            if (const double v = clean[i] - driven(series, i); std::isfinite(v)) {
                daySum += v;
                ++known;
            }
        if (known < slots / 2) continue;
        ++taken;
        const double level = withDrivers ? daySum / known : 0;
        const auto type = withDrivers ? std::size_t{0} : static_cast<std::size_t>(calendar.type[static_cast<std::size_t>(d->from)]);
        ++daysOfType[type];
        for (Index i = d->from; i < d->to; ++i) {
            const double v = clean[i] - driven(series, i) - level;
            if (std::isfinite(v)) bySlot[type][static_cast<std::size_t>(calendar.slot[static_cast<std::size_t>(i)])].push_back(v);
            if (std::isfinite(clean[i])) {
                sum += clean[i];
                ++count;
            }
        }
    }
    m_mean = count > 0 ? std::abs(sum / static_cast<double>(count)) : 0;
    std::array<VectorXd, 3> med;
    VectorXd pooled(slots);
    for (auto& m : med) m = VectorXd::Zero(slots);
    for (Index s = 0; s < slots; ++s) {
        std::vector<double> all;
        for (std::size_t t = 0; t < 3; ++t) {
            auto& v = bySlot[t][static_cast<std::size_t>(s)];
            all.insert(all.end(), v.begin(), v.end());
            med[t][s] = median(v);
        }
        pooled[s] = median(all);
    }
    for (Index s = 0; s < slots; ++s)
        if (!std::isfinite(pooled[s])) pooled[s] = 0;
    if (withDrivers) {
        const bool enough = taken >= 10;
        for (auto& p : m_profile) p = enough ? smoothed(pooled) : VectorXd(VectorXd::Zero(slots));
        return;
    }
    for (std::size_t t = 0; t < 3; ++t) { // few days of a type lean on all days
        const double own = daysOfType[t];
        VectorXd p(slots);
        for (Index s = 0; s < slots; ++s) p[s] = std::isfinite(med[t][s]) ? (own * med[t][s] + 0.3 * pooled[s]) / (own + 0.3) : pooled[s];
        m_profile[t] = smoothed(p);
        m_daysOfType[t] = daysOfType[t];
    }
    const VectorXd& base = m_profile[0];
    const double night = 0.8 * std::max(0.0, base.minCoeff());
    m_shape = (base.array() - night).max(0.02 * std::abs(base.mean()));
    const double mean = m_shape.mean();
    m_shape = mean > 0 ? VectorXd(m_shape / mean) : VectorXd(VectorXd::Ones(slots));
}

bool InflowModel::learn(const ZoneSeries& series, const GridCalendar& calendar, const VectorXd& clean_m3s, Index until) {
    const bool withDrivers = series.drivers_m3s.cols() > 0;
    Index known = 0;
    for (Index i = 0; i < until; ++i) known += std::isfinite(clean_m3s[i]);
    if (known < calendar.slotsPerDay * (withDrivers ? 6 : 20)) return false;
    m_coefficients.resize(0);
    if (withDrivers) {
        learnCoefficients(series, calendar, clean_m3s, until);
        double sum = 0;
        Index count = 0;
        for (Index i = 0; i < until; ++i)
            if (const double v = driven(series, i); std::isfinite(v)) {
                sum += v;
                ++count;
            }
        m_drivenMean = count > 0 ? sum / static_cast<double>(count) : 0;
    }
    learnProfile(series, calendar, clean_m3s, until);
    return true;
}

} // namespace ms::detection
