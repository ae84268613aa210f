#include "core/localisation/posterior.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>

namespace ms::localisation {

Eigen::MatrixXd SlotSignature::at(double size_m3s) const {
    if (sizes_m3s.empty()) return {};
    if (size_m3s <= sizes_m3s.front() || sizes_m3s.size() == 1) return shift_m.front() * (size_m3s / sizes_m3s.front());
    std::size_t upper = 1;
    while (upper + 1 < sizes_m3s.size() && size_m3s > sizes_m3s[upper]) ++upper;
    const double f = (size_m3s - sizes_m3s[upper - 1]) / (sizes_m3s[upper] - sizes_m3s[upper - 1]);
    return shift_m[upper - 1] * (1 - f) + shift_m[upper] * f;
}

SizeGrid sizeGrid(const SizePrior& size, int points) {
    SizeGrid grid;
    const double least = std::max(size.mean_m3s, 1e-6) / 20;
    const int n = std::max(points, 1);
    if (n == 1 || size.sd_m3s <= 0) return {{std::max(size.mean_m3s, least)}, {1.0}};
    // A fine grid over +-2.5 sd, cut at `least`, thinned to n cells of equal width: deterministic and cheap.
    const double low = std::max(least, size.mean_m3s - 2.5 * size.sd_m3s), high = std::max(size.mean_m3s + 2.5 * size.sd_m3s, low * 1.5);
    double sum = 0;
    for (int i = 0; i < n; ++i) {
        const double q = low + (high - low) * (i + 0.5) / n;
        const double z = (q - size.mean_m3s) / size.sd_m3s;
        grid.sizes_m3s.push_back(q);
        grid.weights.push_back(std::exp(-0.5 * z * z));
        sum += grid.weights.back();
    }
    for (double& w : grid.weights) w /= sum;
    return grid;
}

namespace {

/// The sensors that have a value, whitened: z = L^-1 shift, and the rows to take of the signature.
struct Whitened {
    std::vector<Eigen::Index> rows;
    Eigen::MatrixXd lower; ///< Cholesky factor
    Eigen::VectorXd z;
};

Whitened whiten(const SlotShift& slot) {
    Whitened w;
    for (Eigen::Index i = 0; i < slot.shift_m.size(); ++i)
        if (std::isfinite(slot.shift_m[i]) && std::isfinite(slot.covariance(i, i))) w.rows.push_back(i);
    const auto n = static_cast<Eigen::Index>(w.rows.size());
    Eigen::MatrixXd covariance(n, n);
    w.z.resize(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        w.z[i] = slot.shift_m[w.rows[static_cast<std::size_t>(i)]];
        for (Eigen::Index j = 0; j < n; ++j)
            covariance(i, j) = slot.covariance(w.rows[static_cast<std::size_t>(i)], w.rows[static_cast<std::size_t>(j)]);
    }
    if (n == 0) return w;
    double ridge = 0;
    for (int attempt = 0; attempt < 8; ++attempt) { // a covariance that is not quite positive gets a ridge
        Eigen::MatrixXd c = covariance;
        c.diagonal().array() += ridge;
        const Eigen::LLT<Eigen::MatrixXd> llt(c);
        if (llt.info() == Eigen::Success) {
            w.lower = llt.matrixL();
            w.lower.triangularView<Eigen::Lower>().solveInPlace(w.z);
            return w;
        }
        ridge = std::max(ridge * 10, 1e-9 + 1e-6 * covariance.diagonal().cwiseAbs().mean());
    }
    w.rows.clear();
    w.z.resize(0);
    return w;
}

/// Sum over components of the log density of e = z - s with variance 1 + relative2 s^2. Products are taken before logarithms, a dozen at a time.
double logDensity(const Eigen::VectorXd& z, const Eigen::Ref<const Eigen::VectorXd>& s, double relative2, double dof) {
    double sum = 0, spread = 1, tails = 1;
    for (Eigen::Index i = 0; i < z.size(); ++i) {
        const double e = z[i] - s[i], variance = 1 + relative2 * s[i] * s[i], square = e * e / variance;
        spread *= variance;
        if (dof <= 0)
            sum -= 0.5 * square;
        else
            tails *= 1 + square / dof;
        if (i % 12 == 11 || i + 1 == z.size()) {
            sum -= 0.5 * std::log(spread) + (dof > 0 ? 0.5 * (dof + 1) * std::log(tails) : 0);
            spread = 1;
            tails = 1;
        }
    }
    return sum;
}

} // namespace

Posterior posteriorOverPipes(const std::vector<SlotShift>& shifts, const std::vector<SlotSignature>& signatures, const SizePrior& size,
                             const Eigen::Ref<const Eigen::VectorXd>& prior, const PosteriorOptions& options) {
    const Eigen::Index candidates = prior.size();
    const SizeGrid grid = sizeGrid(size, options.sizes);
    const auto levels = static_cast<Eigen::Index>(grid.sizes_m3s.size());
    Eigen::MatrixXd logs = Eigen::MatrixXd::Zero(candidates, levels);
    const double relative2 = options.signatureError * options.signatureError;
    for (std::size_t c = 0; c < shifts.size() && c < signatures.size(); ++c) {
        const Whitened w = whiten(shifts[c]);
        if (w.rows.empty()) continue;
        const auto n = static_cast<Eigen::Index>(w.rows.size());
        for (Eigen::Index q = 0; q < levels; ++q) {
            const Eigen::MatrixXd full = signatures[c].at(grid.sizes_m3s[static_cast<std::size_t>(q)]);
            Eigen::MatrixXd s(n, candidates);
            for (Eigen::Index i = 0; i < n; ++i) s.row(i) = full.row(w.rows[static_cast<std::size_t>(i)]);
            w.lower.triangularView<Eigen::Lower>().solveInPlace(s);
            for (Eigen::Index j = 0; j < candidates; ++j)
                logs(j, q) += logDensity(w.z, s.col(j), relative2, options.degreesOfFreedom) / options.temper;
        }
    }
    return withoutSize(logs, grid, prior);
}

Posterior withoutSize(const Eigen::MatrixXd& logs, const SizeGrid& grid, const Eigen::Ref<const Eigen::VectorXd>& prior) {
    const Eigen::Index candidates = logs.rows(), levels = logs.cols();
    Posterior result;
    const double top = candidates > 0 ? logs.maxCoeff() : 0;
    result.probability = Eigen::VectorXd::Zero(candidates);
    result.logLikelihood = Eigen::VectorXd::Zero(candidates);
    double total = 0, mean = 0, square = 0;
    for (Eigen::Index j = 0; j < candidates; ++j) {
        double sum = 0;
        for (Eigen::Index q = 0; q < levels; ++q) {
            const double weight = grid.weights[static_cast<std::size_t>(q)] * std::exp(logs(j, q) - top);
            const double value = grid.sizes_m3s[static_cast<std::size_t>(q)];
            sum += weight;
            mean += prior[j] * weight * value;
            square += prior[j] * weight * value * value;
        }
        result.logLikelihood[j] = std::log(std::max(sum, 1e-300)) + top;
        result.probability[j] = prior[j] * sum;
        total += result.probability[j];
    }
    if (total > 0) {
        result.probability /= total;
        result.size_m3s = mean / total;
        result.sizeSd_m3s = std::sqrt(std::max(0.0, square / total - result.size_m3s * result.size_m3s));
    }
    return result;
}

} // namespace ms::localisation
