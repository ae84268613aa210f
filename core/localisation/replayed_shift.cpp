#include "core/localisation/replayed_shift.h"

#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>

namespace ms::localisation {

namespace {

/// What the weights of a window make of the days at one distance before it (0 = the event itself).
struct Measured {
    Eigen::VectorXd shift; ///< [blocks * rows]
    bool whole = true;     ///< enough of the weight was known in every block and row that the event knows
};

class Replayer {
public:
    Replayer(const calibration::InflowRecord& record, const calibration::InflowFit& fit, const std::vector<char>& quiet, const EventWindow& window,
             const ReplayOptions& options)
        : m_record(record), m_fit(fit), m_quiet(quiet), m_window(window), m_options(options), m_instants(std::ssize(window.strength)),
          m_residual(fit.residuals(record, std::min(record.size(), window.first + m_instants))),
          m_response(Eigen::MatrixXd::Zero(m_instants, record.rows())), m_weight(m_response) {
        const Eigen::Index rows = record.rows(), size = window.blocks * rows;
        inflow = Eigen::VectorXd::Zero(window.blocks);
        hour = inflow;
        Eigen::VectorXd counts = inflow;
        for (std::size_t k = 0; k < window.strength.size(); ++k) {
            const Eigen::Index i = window.first + static_cast<Eigen::Index>(k);
            if (window.strength[k] <= 0 || !std::isfinite(record.inflow[i])) continue;
            inflow[window.block[k]] += window.strength[k] * record.inflow[i];
            hour[window.block[k]] += window.strength[k] * static_cast<double>(i % record.perDay()) * record.step.hours();
            counts[window.block[k]] += window.strength[k];
        }
        inflow.array() /= counts.array().max(1e-12);
        hour.array() /= counts.array().max(1e-12);
        weights = Eigen::VectorXd::Zero(size);
        for (Eigen::Index k = 0; k < m_instants; ++k) {
            const int block = window.block[static_cast<std::size_t>(k)];
            const double strength = window.strength[static_cast<std::size_t>(k)];
            // How a shift at this instant compares with one at the reference flow and its block's mean inflow.
            const double relative = record.inflow[window.first + k] / std::max(inflow[block], 1e-9);
            const double ofHeads = strength * std::pow(std::clamp(relative, 0.1, 10.0), 0.852);
            const Eigen::Index slot = (window.first + k) % record.perDay();
            for (Eigen::Index row = 0; row < rows; ++row) {
                const double response = row < record.heads ? ofHeads : strength, sd = fit.sd(row, slot);
                m_response(k, row) = response;
                m_weight(k, row) = std::isfinite(sd) && std::isfinite(response) ? response / (sd * sd) : 0;
                if (std::isfinite(m_residual(window.first + k, row))) weights[block * rows + row] += m_weight(k, row) * response;
            }
        }
    }

    /// Where the row stood: mean of its quiet residuals in the days before column `until`, weighted as the noise of their time of day.
    [[nodiscard]] double level(Eigen::Index row, Eigen::Index until) const {
        if (m_options.level_d <= 0) return 0;
        const double wanted = m_options.level_d * static_cast<double>(m_record.perDay());
        const double* residual = m_residual.col(row).data();
        double sum = 0, total = 0, n = 0;
        Eigen::Index slot = until % m_record.perDay();
        for (Eigen::Index i = until - 1; i >= 0 && n < wanted && until - i < 14 * m_record.perDay(); --i) {
            slot = slot > 0 ? slot - 1 : m_record.perDay() - 1;
            if (!m_quiet[static_cast<std::size_t>(i)] || !std::isfinite(residual[i])) continue;
            const double sd = m_fit.sd(row, slot);
            if (!std::isfinite(sd)) continue;
            sum += std::clamp(residual[i], -4 * sd, 4 * sd) / (sd * sd);
            total += 1 / (sd * sd);
            ++n;
        }
        return n > 0.25 * wanted ? sum / total * n / (n + 0.25 * wanted) : 0;
    }

    [[nodiscard]] Measured measure(int daysBefore) const {
        const Eigen::Index rows = m_record.rows(), back = daysBefore * m_record.perDay();
        Measured m;
        m.shift = Eigen::VectorXd::Constant(weights.size(), series::kNan);
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(weights.size()), known = sum, plain = sum;
        for (Eigen::Index row = 0; row < rows; ++row)
            for (Eigen::Index k = 0; k < m_instants; ++k) {
                const Eigen::Index i = m_window.first + k - back;
                if (i < 0 || (daysBefore > 0 && !m_quiet[static_cast<std::size_t>(i)])) continue;
                const double r = m_residual(i, row), w = m_weight(k, row);
                if (!std::isfinite(r) || w <= 0) continue;
                const Eigen::Index at = m_window.block[static_cast<std::size_t>(k)] * rows + row;
                sum[at] += w * r;
                known[at] += w * m_response(k, row);
                plain[at] += w;
            }
        for (Eigen::Index row = 0; row < rows; ++row) {
            const double stood = level(row, m_window.first - back);
            for (int b = 0; b < m_window.blocks; ++b) {
                const Eigen::Index at = b * rows + row;
                if (weights[at] <= 0) continue;
                if (known[at] < m_options.leastShare * weights[at])
                    m.whole = false;
                else
                    m.shift[at] = (sum[at] - plain[at] * stood) / known[at];
            }
        }
        return m;
    }

    Eigen::VectorXd weights;      ///< [blocks * rows] sum of weight * response that the event itself has
    Eigen::VectorXd inflow, hour; ///< [blocks] means

private:
    const calibration::InflowRecord& m_record;
    const calibration::InflowFit& m_fit;
    const std::vector<char>& m_quiet;
    const EventWindow& m_window;
    const ReplayOptions& m_options;
    Eigen::Index m_instants = 0;
    Eigen::MatrixXd m_residual;           ///< [instants x rows] up to the window's end
    Eigen::MatrixXd m_response, m_weight; ///< [instants of the window x rows]
};

} // namespace

ReplayedShift replayShift(const calibration::InflowRecord& record, const calibration::InflowFit& fit, const std::vector<char>& quiet,
                          const EventWindow& window, const ReplayOptions& options) {
    const Replayer replayer(record, fit, quiet, window, options);
    const Eigen::Index rows = record.rows(), size = window.blocks * rows;
    ReplayedShift result;
    result.shift = replayer.measure(0).shift;
    result.covariance = Eigen::MatrixXd::Zero(size, size);
    result.inflow = replayer.inflow;
    result.hour = replayer.hour;
    std::vector<Eigen::VectorXd> quietDays;
    for (int d = 1; static_cast<int>(quietDays.size()) < options.mostReplays && window.first - d * record.perDay() >= 0; ++d) {
        Measured m = replayer.measure(d);
        if (m.whole) quietDays.push_back(std::move(m.shift));
    }
    result.replays = static_cast<int>(quietDays.size());
    Eigen::VectorXd scale(size);
    for (Eigen::Index at = 0; at < size; ++at) {
        const Eigen::Index row = at % rows;
        const double floor = row < record.heads ? options.headFloor_m : options.flowFloorShare * fit.mean_m3s;
        std::vector<double> absolute;
        double square = 0;
        for (const auto& x : quietDays)
            if (std::isfinite(x[at])) absolute.push_back(std::abs(x[at]));
        for (const double a : absolute) square += a * a;
        const auto n = static_cast<double>(absolute.size());
        if (absolute.size() >= 8) {
            // Between the robust and the plain spread: bursts that nobody found are among the quiet days.
            const double robust = 1.4826 * series::median(absolute);
            scale[at] = std::max(floor, std::sqrt((robust * robust + std::min(square / n, 4 * robust * robust)) / 2 * (1 + 2 / n)));
        } else {
            // One reading's noise, as if an hour's readings were one.
            double information = replayer.weights[at];
            scale[at] = information > 0 ? std::max(floor, 2 * std::sqrt(hours(1).hours() / record.step.hours() / information)) : floor;
        }
    }
    Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(size, size), count = sum;
    for (const auto& raw : quietDays) {
        Eigen::VectorXd x = raw.cwiseQuotient(scale), known = Eigen::VectorXd::Ones(size);
        for (Eigen::Index i = 0; i < size; ++i) {
            if (!std::isfinite(x[i])) known[i] = x[i] = 0;
            x[i] = std::clamp(x[i], -3.0, 3.0);
        }
        sum += x * x.transpose();
        count += known * known.transpose();
    }
    const double samples = static_cast<double>(quietDays.size());
    const double shrink = std::clamp(options.shrink + static_cast<double>(size) / std::max(4 * samples, 1.0), 0.0, 1.0);
    for (Eigen::Index i = 0; i < size; ++i)
        for (Eigen::Index j = 0; j < size; ++j) {
            const double norm = std::sqrt(std::max(sum(i, i), 1e-9) * std::max(sum(j, j), 1e-9));
            const double correlation = i == j ? 1 : (samples >= 8 && count(i, j) > 0 ? (1 - shrink) * sum(i, j) / norm : 0);
            result.covariance(i, j) = scale[i] * scale[j] * correlation;
        }
    return result;
}

} // namespace ms::localisation
