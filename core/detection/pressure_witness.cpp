#include "core/detection/pressure_witness.h"

#include "core/series/statistics.h"
#include "core/series/time_series.h"

#include <algorithm>
#include <cmath>

namespace ms::detection {

using Eigen::Index;

namespace {

/// Of rows, the first of which is step `first`.
double meanOf(const Eigen::MatrixXd& values, Index first, Index column, Index from, Index until) {
    double sum = 0;
    Index n = 0;
    for (Index i = std::max<Index>(0, from - first); i < std::min(until - first, values.rows()); ++i)
        if (std::isfinite(values(i, column))) {
            sum += values(i, column);
            ++n;
        }
    return n > 0 ? sum / static_cast<double>(n) : series::kNan;
}

} // namespace

PressureWitness::PressureWitness(const Balance& balance, const std::vector<Meter>& meters, const ZoneSeries& series) {
    putNext(balance, meters, series, 0);
}

void PressureWitness::putNext(const Balance& balance, const std::vector<Meter>& meters, const ZoneSeries& series, Index from) {
    const std::vector<std::size_t> sensors = balance.pressures();
    const Index rows = m_values.rows(), loggers = static_cast<Index>(sensors.size()), more = series.size() - m_first - rows;
    if (more > 0) {
        m_values.conservativeResize(rows + more, loggers);
        m_values.bottomRows(more).setConstant(series::kNan);
    }
    const TimeSpan span{series.at(from), series.at(series.known)};
    for (Index k = 0; k < loggers; ++k)
        m_values.col(k).segment(from - m_first, series.known - from) =
            series::resample(*meters[sensors[static_cast<std::size_t>(k)]].readings, span, series.step, series::Resample::mean).values;
}

void PressureWitness::forgetBefore(Index step) {
    m_values = Eigen::MatrixXd(m_values.bottomRows(m_values.rows() - (step - m_first)));
    m_first = step;
}

PressureChange PressureWitness::change(Index onset, Index until, Index width, Index stepsPerDay) const {
    PressureChange out;
    const Index after = std::min(until, onset + 1 + width);
    std::vector<double> changes, zs;
    for (Index k = 0; k < m_values.cols(); ++k) {
        auto difference = [&](Index shift) {
            return meanOf(m_values, m_first, k, onset + 1 - shift, after - shift) -
                   meanOf(m_values, m_first, k, onset - width - shift, onset - shift);
        };
        const double now = difference(0);
        std::vector<double> usual;
        for (Index d = 1; d <= kUsualDays; ++d)
            if (const double u = difference(d * stepsPerDay); onset - d * stepsPerDay - width >= 0 && std::isfinite(u)) usual.push_back(u);
        if (!std::isfinite(now) || usual.size() < 4) continue;
        const double middle = series::median(usual);
        for (double& u : usual) u = std::abs(u - middle);
        const double sd = std::max(1.4826 * series::median(usual), 0.03);
        changes.push_back(now - middle);
        zs.push_back((now - middle) / sd);
    }
    out.loggers = static_cast<int>(changes.size());
    if (changes.empty()) return out;
    out.least_m = *std::min_element(changes.begin(), changes.end());
    out.most_m = *std::max_element(changes.begin(), changes.end());
    out.leastZ = *std::min_element(zs.begin(), zs.end());
    out.median_m = series::median(changes);
    out.medianZ = series::median(zs);
    return out;
}

} // namespace ms::detection
