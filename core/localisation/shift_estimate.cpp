#include "core/localisation/shift_estimate.h"

#include <Eigen/Cholesky>
#include <Eigen/LU>

#include <cmath>
#include <limits>

namespace ms::localisation {

namespace {

/// Correlation of a slot's residual with itself `lag` days later.
double correlation(double lag_d, const ShiftOptions& o) {
    return (lag_d < 1e-9 ? o.whiteShare : 0) + o.fastShare * std::exp(-lag_d / o.fast_d) + o.slowShare * std::exp(-lag_d / o.slow_d);
}

/// The linear operator that gives the flow's coefficient: row vector over the samples, and the coefficient's variance (unit noise).
struct Operator {
    Eigen::VectorXd weights;
    double variance = std::numeric_limits<double>::infinity();
};

Operator flowCoefficient(const Eigen::VectorXd& days, const Eigen::VectorXd& flow, const ShiftOptions& options) {
    Operator result;
    const Eigen::Index n = days.size();
    if (n < 3) return result;
    Eigen::MatrixXd omega(n, n), x(n, 2);
    for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = 0; j < n; ++j) omega(i, j) = correlation(std::abs(days[i] - days[j]), options);
    x.col(0).setOnes();
    x.col(1) = flow;
    const Eigen::LLT<Eigen::MatrixXd> llt(omega);
    const Eigen::MatrixXd ox = llt.solve(x);
    const Eigen::Matrix2d information = x.transpose() * ox;
    const double determinant = information.determinant();
    if (!(determinant > 1e-9 * information(0, 0) * std::max(information(1, 1), 1e-300))) return result;
    const Eigen::Matrix2d inverse = information.inverse();
    result.weights = (inverse * ox.transpose()).row(1).transpose();
    result.variance = inverse(1, 1);
    return result;
}

} // namespace

std::vector<SlotShift> estimateShift(const calibration::ResidualRecord& record, const calibration::ResidualNoise& noise,
                                     const std::function<double(double)>& flow_m3s, double reference_m3s, double firstDay, double untilDay,
                                     double gapFrom, double gapTo, const std::vector<OtherEvent>& others, const ShiftOptions& options) {
    const Eigen::Index rows = record.rows(), perDay = record.slotsPerDay;
    std::vector<SlotShift> result;
    for (Eigen::Index slot = 0; slot < perDay; ++slot) {
        SlotShift shift;
        shift.shift_m = Eigen::VectorXd::Constant(rows, std::numeric_limits<double>::quiet_NaN());
        shift.covariance = Eigen::MatrixXd::Zero(rows, rows);
        std::vector<Eigen::Index> columns;
        for (Eigen::Index c = slot; c < record.slots(); c += perDay) {
            const double day = record.dayOf(c), half = 0.5 / static_cast<double>(perDay);
            if (day - half < firstDay || day + half > untilDay + 1e-9) continue;
            if (day + half > gapFrom && day - half < gapTo) continue;
            columns.push_back(c);
        }
        const auto n = static_cast<Eigen::Index>(columns.size());
        Eigen::VectorXd days(n), flow(n);
        for (Eigen::Index i = 0; i < n; ++i) {
            days[i] = record.dayOf(columns[static_cast<std::size_t>(i)]);
            flow[i] = flow_m3s(days[i]) / std::max(reference_m3s, 1e-9);
        }
        const Operator whole = flowCoefficient(days, flow, options);
        const auto rowValue = [&](Eigen::Index row, Eigen::Index c) {
            return static_cast<double>(record.residual(row, c)) - noise.slope[row] * static_cast<double>(record.loss(row, c));
        };
        Eigen::VectorXd variance = Eigen::VectorXd::Constant(rows, whole.variance);
        for (Eigen::Index row = 0; row < rows; ++row) {
            std::vector<Eigen::Index> known;
            for (Eigen::Index i = 0; i < n; ++i)
                if (std::isfinite(rowValue(row, columns[static_cast<std::size_t>(i)]))) known.push_back(i);
            const auto m = static_cast<Eigen::Index>(known.size());
            const bool complete = m == n;
            Operator own;
            if (!complete) {
                Eigen::VectorXd d(m), f(m);
                for (Eigen::Index i = 0; i < m; ++i) {
                    d[i] = days[known[static_cast<std::size_t>(i)]];
                    f[i] = flow[known[static_cast<std::size_t>(i)]];
                }
                own = flowCoefficient(d, f, options);
            }
            const Operator& op = complete ? whole : own;
            if (!std::isfinite(op.variance)) continue;
            double sum = 0;
            for (Eigen::Index i = 0; i < m; ++i) {
                const Eigen::Index c = columns[static_cast<std::size_t>(known[static_cast<std::size_t>(i)])];
                double value = rowValue(row, c);
                for (const OtherEvent& other : others)
                    value -= other.unitShift[static_cast<std::size_t>(slot)][row] * other.flow_m3s(record.dayOf(c));
                sum += op.weights[i] * value;
            }
            shift.shift_m[row] = sum;
            variance[row] = op.variance;
        }
        const Eigen::MatrixXd& one = noise.covariance[static_cast<std::size_t>(slot)];
        for (Eigen::Index i = 0; i < rows; ++i)
            for (Eigen::Index j = 0; j < rows; ++j)
                shift.covariance(i, j) =
                    std::isfinite(variance[i]) && std::isfinite(variance[j]) ? one(i, j) * std::sqrt(variance[i] * variance[j]) : 0;
        if (std::isfinite(whole.variance)) {
            for (const OtherEvent& other : others) {
                double moved = 0;
                for (Eigen::Index i = 0; i < n; ++i) moved += whole.weights[i] * other.flow_m3s(days[i]);
                const Eigen::VectorXd& unit = other.unitShift[static_cast<std::size_t>(slot)];
                shift.covariance += (moved * options.flowError) * (moved * options.flowError) * unit * unit.transpose();
                if (!other.unitSpread.empty()) shift.covariance += moved * moved * other.unitSpread[static_cast<std::size_t>(slot)];
            }
        }
        result.push_back(std::move(shift));
    }
    return result;
}

} // namespace ms::localisation
