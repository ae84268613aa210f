#include "core/calibration/inflow_residual.h"

#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>

namespace ms::calibration {

namespace {

constexpr double kHazenWilliams = 1.852;
constexpr double kHeadFloor_m = 0.02, kFlowFloorShare = 0.002;

/// What heads follow: the signed power of the relative inflow at the instants [from, until).
Eigen::VectorXd losses(const InflowRecord& record, double mean_m3s, Eigen::Index from, Eigen::Index until) {
    return record.inflow.segment(from, until - from).unaryExpr([mean_m3s](double q) {
        return std::copysign(std::pow(std::abs(q / mean_m3s), kHazenWilliams), q);
    });
}

/// Slope of y on x by least squares with two Huber steps.
double robustSlope(const std::vector<double>& x, const std::vector<double>& y) {
    std::vector<double> weight(x.size(), 1.0);
    double slope = 0, level = 0;
    for (int step = 0; step < 4; ++step) {
        double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            n += weight[i];
            sx += weight[i] * x[i];
            sy += weight[i] * y[i];
            sxx += weight[i] * x[i] * x[i];
            sxy += weight[i] * x[i] * y[i];
        }
        const double spread = sxx - sx * sx / std::max(n, 1e-9);
        slope = spread > 1e-9 ? (sxy - sx * sy / n) / spread : 0;
        level = n > 0 ? (sy - slope * sx) / n : 0;
        std::vector<double> absolute;
        for (std::size_t i = 0; i < x.size(); ++i) absolute.push_back(std::abs(y[i] - level - slope * x[i]));
        const double sd = std::max(1.4826 * series::median(absolute), 1e-9);
        for (std::size_t i = 0; i < x.size(); ++i) weight[i] = std::min(1.0, 1.5 * sd / std::max(std::abs(y[i] - level - slope * x[i]), 1e-12));
    }
    return slope;
}

} // namespace

Eigen::MatrixXd InflowFit::residuals(const InflowRecord& record, Eigen::Index until) const {
    const Eigen::Index perDay = record.perDay();
    const Eigen::VectorXd loss = losses(record, mean_m3s, 0, until), relative = record.inflow.head(until) / mean_m3s;
    Eigen::MatrixXd left(until, record.rows());
    for (Eigen::Index row = 0; row < record.rows(); ++row) {
        left.col(row) = record.value.row(row).head(until).transpose() - slope[row] * (row < record.heads ? loss : relative);
        for (Eigen::Index i = 0; i < until; i += perDay) {
            const Eigen::Index n = std::min(perDay, until - i);
            left.col(row).segment(i, n) -= profile.row(row).head(n).transpose();
        }
    }
    return left;
}

InflowFit fitInflow(const InflowRecord& record, const std::vector<char>& quiet, Eigen::Index from, Eigen::Index until) {
    const Eigen::Index rows = record.rows(), perDay = record.perDay();
    InflowFit fit;
    fit.slope = Eigen::VectorXd::Zero(rows);
    fit.profile = Eigen::MatrixXd::Constant(rows, perDay, series::kNan);
    fit.sd = Eigen::MatrixXd::Constant(rows, perDay, series::kNan);
    from = std::max<Eigen::Index>(from, 0);
    until = std::min(until, record.size());
    double sum = 0;
    for (Eigen::Index i = from; i < until; ++i)
        if (quiet[static_cast<std::size_t>(i)] && std::isfinite(record.inflow[i])) {
            sum += record.inflow[i];
            ++fit.instants;
        }
    if (fit.instants < 3 * perDay || sum <= 0) return fit;
    fit.mean_m3s = sum / static_cast<double>(fit.instants);
    const Eigen::VectorXd loss = losses(record, fit.mean_m3s, from, until), relative = record.inflow.segment(from, until - from) / fit.mean_m3s;
    for (Eigen::Index row = 0; row < rows; ++row) {
        const Eigen::VectorXd& follows = row < record.heads ? loss : relative;
        std::vector<double> x, y;
        for (Eigen::Index i = from; i < until; ++i) {
            if (!quiet[static_cast<std::size_t>(i)] || !std::isfinite(record.inflow[i]) || !std::isfinite(record.value(row, i))) continue;
            x.push_back(follows[i - from]);
            y.push_back(record.value(row, i));
        }
        if (static_cast<Eigen::Index>(x.size()) < 3 * perDay) continue;
        fit.slope[row] = robustSlope(x, y);
        const double floor = row < record.heads ? kHeadFloor_m : kFlowFloorShare * fit.mean_m3s;
        for (Eigen::Index slot = 0; slot < perDay; ++slot) {
            std::vector<double> left; // neighbours of the slot make the median steadier
            for (Eigen::Index near = slot - 1; near <= slot + 1; ++near)
                for (Eigen::Index i = from + ((near - from) % perDay + perDay) % perDay; i < until; i += perDay)
                    if (quiet[static_cast<std::size_t>(i)] && std::isfinite(record.inflow[i]) && std::isfinite(record.value(row, i)))
                        left.push_back(record.value(row, i) - fit.slope[row] * follows[i - from]);
            if (left.size() < 5) continue;
            fit.profile(row, slot) = series::median(left);
            for (double& v : left) v = std::abs(v - fit.profile(row, slot));
            fit.sd(row, slot) = std::max(floor, 1.4826 * series::median(left));
        }
    }
    return fit;
}

} // namespace ms::calibration
