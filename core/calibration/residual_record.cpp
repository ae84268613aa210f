#include "core/calibration/residual_record.h"
#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>

namespace ms::calibration {

Eigen::Index ResidualRecord::slotsBefore(Instant t) const {
    const std::int64_t n = (t - start).ms / slotLength().ms;
    return std::clamp<Eigen::Index>(n, 0, slots());
}

namespace {

Eigen::VectorXd learnSlopes(const ResidualRecord& record, Eigen::Index from, Eigen::Index until) {
    Eigen::VectorXd slope = Eigen::VectorXd::Zero(record.rows());
    const Eigen::Index perDay = record.slotsPerDay;
    for (Eigen::Index row = 0; row < static_cast<Eigen::Index>(record.pressures); ++row) {
        // A slope a day, weighted by the day's spread of losses; the weighted median resists days at which something changed.
        std::vector<std::pair<double, double>> slopes;
        double weights = 0;
        for (Eigen::Index day = from / perDay; (day + 1) * perDay <= until; ++day) {
            double n = 0, x = 0, y = 0, xx = 0, xy = 0;
            for (Eigen::Index c = day * perDay; c < (day + 1) * perDay; ++c) {
                const double loss = static_cast<double>(record.loss(row, c)), r = static_cast<double>(record.residual(row, c));
                if (!std::isfinite(loss) || !std::isfinite(r)) continue;
                n += 1;
                x += loss;
                y += r;
                xx += loss * loss;
                xy += loss * r;
            }
            if (n < perDay - 1) continue;
            const double spread = xx - x * x / n;
            if (spread < 1e-6) continue;
            slopes.emplace_back((xy - x * y / n) / spread, spread);
            weights += spread;
        }
        if (slopes.size() < 5) continue;
        std::sort(slopes.begin(), slopes.end());
        double sum = 0;
        for (const auto& [value, weight] : slopes) {
            sum += weight;
            if (sum >= weights / 2) {
                slope[row] = value;
                break;
            }
        }
    }
    return slope;
}

} // namespace

ResidualNoise learnNoise(const ResidualRecord& record, Eigen::Index from, Eigen::Index until, double pressureFloor_m, double flowFloor_m3s) {
    ResidualNoise noise;
    from = std::max<Eigen::Index>(from, 0);
    until = std::min(until, record.slots());
    noise.slope = learnSlopes(record, from, until);
    const Eigen::Index rows = record.rows(), perDay = record.slotsPerDay, week = 7 * perDay;
    const auto corrected = [&](Eigen::Index row, Eigen::Index c) {
        return static_cast<double>(record.residual(row, c)) - noise.slope[row] * static_cast<double>(record.loss(row, c));
    };
    for (Eigen::Index slot = 0; slot < perDay; ++slot) {
        std::vector<Eigen::VectorXd> differences;
        for (Eigen::Index c = from + ((slot - from % perDay) + perDay) % perDay + week; c < until; c += perDay) {
            Eigen::VectorXd x(rows);
            for (Eigen::Index row = 0; row < rows; ++row) x[row] = (corrected(row, c) - corrected(row, c - week)) / std::sqrt(2.0);
            differences.push_back(std::move(x));
        }
        Eigen::VectorXd scale(rows);
        for (Eigen::Index row = 0; row < rows; ++row) {
            std::vector<double> absolute;
            for (const auto& x : differences)
                if (std::isfinite(x[row])) absolute.push_back(std::abs(x[row]));
            const double floor = row < static_cast<Eigen::Index>(record.pressures) ? pressureFloor_m : flowFloor_m3s;
            const double start = row < static_cast<Eigen::Index>(record.pressures) ? 0.05 : 0.0005; // with next to no data: cautious
            scale[row] = absolute.size() < 6 ? start : std::max(floor, 1.4826 * series::median(absolute));
        }
        Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(rows, rows), counts = Eigen::MatrixXd::Zero(rows, rows);
        for (const auto& raw : differences) {
            std::vector<double> sizes;
            Eigen::VectorXd x = raw.cwiseQuotient(scale), known = Eigen::VectorXd::Ones(rows);
            for (Eigen::Index row = 0; row < rows; ++row) {
                if (std::isfinite(x[row])) {
                    x[row] = std::clamp(x[row], -4.0, 4.0);
                    sizes.push_back(x[row] * x[row]);
                } else {
                    x[row] = 0;
                    known[row] = 0;
                }
            }
            if (sizes.empty()) continue;
            double mean = 0;
            for (const double s : sizes) mean += s;
            mean /= static_cast<double>(sizes.size());
            const double weight = std::min(1.0, 2.0 / std::max(mean, 1e-9));
            sum += weight * x * x.transpose();
            counts += weight * known * known.transpose();
        }
        Eigen::MatrixXd correlation = sum.cwiseQuotient(counts.cwiseMax(1.0));
        const double samples = static_cast<double>(differences.size());
        const double shrink = std::clamp(static_cast<double>(rows) / std::max(samples, 1.0), 0.1, 0.9);
        for (Eigen::Index i = 0; i < rows; ++i) {
            for (Eigen::Index j = 0; j < rows; ++j)
                if (i != j) correlation(i, j) *= 1 - shrink;
            correlation(i, i) = std::max(correlation(i, i), 0.8);
        }
        noise.covariance.push_back(scale.asDiagonal() * correlation * scale.asDiagonal());
    }
    return noise;
}

} // namespace ms::calibration
