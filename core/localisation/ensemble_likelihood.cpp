#include "core/localisation/ensemble_likelihood.h"

#include "core/base/lanes.h"
#include "core/localisation/lane_cholesky.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace ms::localisation {

using Eigen::Index;

namespace {

constexpr double kImpossible = -1e300;

} // namespace

/// Numbers of eight candidates. `padded` is the number of rows, rounded up to a multiple of four by rows that are sure to be nought.
struct EnsembleLikelihood::Lanes {
    using Eight = std::array<double, kLanes>;
    Lanes(std::size_t n, std::size_t members)
        : padded((n + 3) / 4 * 4), mean(padded * kLanes), off(padded * members * kLanes), spread(padded * padded * kLanes), base(padded * padded),
          factor(spread.size()), inverse(spread.size()), error(mean.size()) {}
    std::size_t padded;
    std::vector<double> mean, off, spread, base, factor, inverse, error;
    Eight square{}, logDeterminant{}; ///< at one size
};

EnsembleLikelihood::EnsembleLikelihood(const Eigen::VectorXd& shift, const Eigen::MatrixXd& noise, const SizeGrid& grid,
                                       const EnsembleOptionsOfPosterior& options, Index loggers)
    : m_logger(static_cast<std::size_t>(std::max<Index>(loggers, 1))), m_grid(grid), m_options(options) {
    for (Index i = 0; i < shift.size(); ++i)
        if (std::isfinite(shift[i]) && std::isfinite(noise(i, i)) && noise(i, i) > 0) {
            m_logger[static_cast<std::size_t>(i) % m_logger.size()].push_back(m_rows.size());
            m_rows.push_back(i);
        }
    m_shift = shift(m_rows);
    m_noise = noise(m_rows, m_rows);
}

void EnsembleLikelihood::gather(const EnsembleSignature& signature, std::span<const Index> lanes, Lanes& work) const {
    const std::size_t n = m_rows.size(), members = signature.unit.size();
    std::fill(work.mean.begin(), work.mean.end(), 0.0);
    for (std::size_t l = 0; l < kLanes; ++l) {
        const Index j = lanes[std::min(l, lanes.size() - 1)]; // a lane too many repeats the last candidate
        for (std::size_t k = 0; k < members; ++k)
            for (std::size_t i = 0; i < n; ++i) {
                const double x = signature.unit[k](m_rows[i], j);
                work.off[(i * members + k) * kLanes + l] = x;
                work.mean[i * kLanes + l] += signature.weight[k] * x;
            }
    }
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < members; ++k)
            for (std::size_t l = 0; l < kLanes; ++l) {
                double& x = work.off[(i * members + k) * kLanes + l];
                x = std::sqrt(signature.weight[k]) * (x - work.mean[i * kLanes + l]);
            }
    detail::addSquares(work.padded, members, work.off.data(), work.spread.data());
    for (std::size_t l = 0; l < kLanes; ++l) {
        const Index j = lanes[std::min(l, lanes.size() - 1)];
        if (!signature.correct.empty() && signature.correct[static_cast<std::size_t>(j)].size() > 0)
            for (std::size_t i = 0; i < n; ++i)
                work.mean[i * kLanes + l] += signature.correct[static_cast<std::size_t>(j)][m_rows[i]] / signature.exactSize_m3s;
    }
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t l = 0; l < kLanes; ++l)
            work.spread[(i * work.padded + i) * kLanes + l] += std::pow(m_options.relativeError * work.mean[i * kLanes + l], 2);
}

double EnsembleLikelihood::logDensity(double square, double logDeterminant, std::size_t rows) const {
    const double dof = m_options.degreesOfFreedom;
    const double distance = dof > 0 ? 0.5 * (dof + static_cast<double>(rows)) * std::log1p(square / dof) : 0.5 * square;
    const double value = (-0.5 * logDeterminant - distance) / m_options.temper;
    return std::isfinite(value) ? value : kImpossible;
}

void EnsembleLikelihood::evaluate(const EnsembleSignature& signature, std::span<const Index> candidates, bool leavingOut, EnsembleLogs& logs) const {
    const std::size_t n = m_rows.size(), levels = m_grid.sizes_m3s.size();
    const Index count = signature.unit.front().cols();
    const auto makeRoom = [&](Eigen::MatrixXd& m) {
        if (m.rows() != count) m = Eigen::MatrixXd::Zero(count, static_cast<Index>(levels));
    };
    makeRoom(logs.all);
    if (logs.leastSquare.size() != count) logs.leastSquare = Eigen::VectorXd::Constant(count, std::numeric_limits<double>::infinity());
    if (leavingOut) {
        logs.without.resize(m_logger.size());
        for (auto& m : logs.without) makeRoom(m);
    }
    if (n == 0) return;
    Lanes work(n, signature.unit.size());
    const std::size_t p = work.padded;
    for (std::size_t i = 0; i < p; ++i)
        for (std::size_t k = 0; k < p; ++k)
            work.base[i * p + k] = i < n && k < n ? m_noise(static_cast<Index>(i), static_cast<Index>(k)) * (i == k ? 1 + 1e-9 : 1.0) : i == k;
    for (std::size_t first = 0; first < candidates.size(); first += kLanes) {
        const auto lanes = candidates.subspan(first, std::min(kLanes, candidates.size() - first));
        gather(signature, lanes, work);
        for (const Index j : lanes) logs.leastSquare[j] = std::numeric_limits<double>::infinity();
        for (std::size_t q = 0; q < levels; ++q) {
            const double flow = m_grid.sizes_m3s[q];
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t l = 0; l < kLanes; ++l)
                    work.error[i * kLanes + l] = m_shift[static_cast<Index>(i)] - flow * work.mean[i * kLanes + l];
            std::fill(work.error.begin() + static_cast<std::ptrdiff_t>(n * kLanes), work.error.end(), 0.0);
            detail::factorLanes(p, work.base.data(), work.spread.data(), flow * flow, work.factor.data(), work.error.data());
            detail::dotLanes(0, n, work.error.data(), work.error.data(), work.square.data());
            for (std::size_t l = 0; l < lanes.size(); ++l) {
                work.logDeterminant[l] = 0;
                double product = 1; // of a few pivots: one logarithm for them all
                for (std::size_t i = 0; i < n; ++i) {
                    product *= work.factor[(i * p + i) * kLanes + l];
                    if (i % 8 < 7 && i + 1 < n) continue;
                    work.logDeterminant[l] += 2 * std::log(product);
                    product = 1;
                }
                logs.all(lanes[l], static_cast<Index>(q)) = logDensity(work.square[l], work.logDeterminant[l], n);
                if (std::isfinite(work.square[l])) logs.leastSquare[lanes[l]] = std::min(logs.leastSquare[lanes[l]], work.square[l]);
            }
            if (leavingOut) leaveOut(lanes, static_cast<Index>(q), work, logs);
        }
    }
}

void EnsembleLikelihood::leaveOut(std::span<const Index> lanes, Index level, Lanes& work, EnsembleLogs& logs) const {
    constexpr int kMostParts = 8; // of the day
    using Small = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor, kMostParts, kMostParts>;
    using SmallVector = Eigen::Matrix<double, Eigen::Dynamic, 1, Eigen::ColMajor, kMostParts, 1>;
    const std::size_t p = work.padded;
    detail::invertLanes(p, work.factor.data(), work.inverse.data());
    const auto column = [&](std::size_t row) { return work.inverse.data() + row * p * kLanes; };
    std::array<Lanes::Eight, kMostParts> pull;
    std::array<std::array<Lanes::Eight, kMostParts>, kMostParts> precision;
    for (std::size_t logger = 0; logger < m_logger.size(); ++logger) {
        const auto& own = m_logger[logger];
        const std::size_t size = std::min<std::size_t>(own.size(), kMostParts);
        for (std::size_t a = 0; a < size; ++a) {
            detail::dotLanes(own[a], p, column(own[a]), work.error.data(), pull[a].data());
            for (std::size_t b = 0; b <= a; ++b) detail::dotLanes(own[a], p, column(own[a]), column(own[b]), precision[a][b].data());
        }
        for (std::size_t l = 0; l < lanes.size(); ++l) {
            Small block = Small::Zero(static_cast<Index>(size), static_cast<Index>(size));
            SmallVector v(static_cast<Index>(size));
            for (std::size_t a = 0; a < size; ++a) {
                v[static_cast<Index>(a)] = pull[a][l];
                for (std::size_t b = 0; b <= a; ++b) block(static_cast<Index>(a), static_cast<Index>(b)) = precision[a][b][l];
            }
            double more = 0;
            for (Index a = 0; a < v.size(); ++a) { // Cholesky by hand: it is one number or four
                for (Index b = 0; b < a; ++b) {
                    double sum = block(a, b);
                    for (Index c = 0; c < b; ++c) sum -= block(a, c) * block(b, c);
                    block(a, b) = sum / block(b, b);
                    v[a] -= block(a, b) * v[b];
                    block(a, a) -= block(a, b) * block(a, b);
                }
                more += std::log(block(a, a));
                block(a, a) = std::sqrt(block(a, a));
                v[a] /= block(a, a);
            }
            logs.without[logger](lanes[l], level) =
                logDensity(std::max(work.square[l] - v.squaredNorm(), 0.0), work.logDeterminant[l] + more, m_rows.size() - size);
        }
    }
}

} // namespace ms::localisation
