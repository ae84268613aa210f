#include "core/localisation/ensemble_posterior.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::localisation {

Posterior posteriorOfEnsemble(const Eigen::VectorXd& shift, const Eigen::MatrixXd& noise, const EnsembleSignature& signature, const SizePrior& size,
                              const Eigen::Ref<const Eigen::VectorXd>& prior, const EnsembleOptionsOfPosterior& options) {
    const Eigen::Index candidates = prior.size();
    std::vector<Eigen::Index> rows;
    for (Eigen::Index i = 0; i < shift.size(); ++i)
        if (std::isfinite(shift[i]) && std::isfinite(noise(i, i)) && noise(i, i) > 0) rows.push_back(i);
    const auto n = static_cast<Eigen::Index>(rows.size());
    const SizeGrid grid = sizeGrid(size, options.sizes);
    const std::size_t levels = grid.sizes_m3s.size();
    Eigen::VectorXd d(n);
    Eigen::MatrixXd base(n, n);
    for (Eigen::Index i = 0; i < n; ++i) {
        d[i] = shift[rows[static_cast<std::size_t>(i)]];
        for (Eigen::Index k = 0; k < n; ++k) base(i, k) = noise(rows[static_cast<std::size_t>(i)], rows[static_cast<std::size_t>(k)]);
    }
    Eigen::MatrixXd logs = Eigen::MatrixXd::Zero(candidates, static_cast<Eigen::Index>(levels));
    const double dof = options.degreesOfFreedom;
    // The middle size first: candidates that are out of the question at it need not be tried at others.
    constexpr double kOutOfQuestion = 40;
    std::vector<std::size_t> order{levels / 2};
    for (std::size_t q = 0; q < levels; ++q)
        if (q != levels / 2) order.push_back(q);
    double topAtMiddle = -std::numeric_limits<double>::infinity();
    Eigen::MatrixXd members(n, static_cast<Eigen::Index>(signature.unit.size()));
    Eigen::LLT<Eigen::MatrixXd> llt(n);
    double leastSquare = std::numeric_limits<double>::infinity();
    for (Eigen::Index j = 0; j < candidates && n > 0; ++j) {
        Eigen::VectorXd mean = Eigen::VectorXd::Zero(n);
        for (std::size_t k = 0; k < signature.unit.size(); ++k) {
            for (Eigen::Index i = 0; i < n; ++i) members(i, static_cast<Eigen::Index>(k)) = signature.unit[k](rows[static_cast<std::size_t>(i)], j);
            mean += signature.weight[k] * members.col(static_cast<Eigen::Index>(k));
        }
        Eigen::MatrixXd spread = Eigen::MatrixXd::Zero(n, n);
        for (std::size_t k = 0; k < signature.unit.size(); ++k) {
            const Eigen::VectorXd off = members.col(static_cast<Eigen::Index>(k)) - mean;
            spread += signature.weight[k] * off * off.transpose();
        }
        if (!signature.correct.empty() && signature.correct[static_cast<std::size_t>(j)].size() == shift.size())
            for (Eigen::Index i = 0; i < n; ++i)
                mean[i] += signature.correct[static_cast<std::size_t>(j)][rows[static_cast<std::size_t>(i)]] / signature.exactSize_m3s;
        spread.diagonal().array() += (options.relativeError * mean.array()).square();
        for (const std::size_t q : order) {
            if (q != order.front() && logs(j, static_cast<Eigen::Index>(order.front())) < topAtMiddle - kOutOfQuestion) {
                logs(j, static_cast<Eigen::Index>(q)) = logs(j, static_cast<Eigen::Index>(order.front()));
                continue;
            }
            const double flow = grid.sizes_m3s[q];
            Eigen::MatrixXd covariance = base + flow * flow * spread;
            covariance.diagonal().array() *= 1 + 1e-9;
            llt.compute(covariance);
            if (llt.info() != Eigen::Success) continue;
            const Eigen::VectorXd white = llt.matrixL().solve(d - flow * mean);
            const double square = white.squaredNorm();
            leastSquare = std::min(leastSquare, square);
            double logDeterminant = 0;
            for (Eigen::Index i = 0; i < n; ++i) logDeterminant += std::log(llt.matrixLLT()(i, i));
            logs(j, static_cast<Eigen::Index>(q)) =
                (-logDeterminant - (dof > 0 ? 0.5 * (dof + static_cast<double>(n)) * std::log1p(square / dof) : 0.5 * square)) / options.temper;
            if (q == order.front()) topAtMiddle = std::max(topAtMiddle, logs(j, static_cast<Eigen::Index>(q)));
        }
    }
    Posterior result = withoutSize(logs, grid, prior);
    result.misfit = n > 0 && std::isfinite(leastSquare) ? leastSquare / static_cast<double>(n) : 0;
    return result;
}

Posterior posteriorDoubtingLoggers(const Eigen::VectorXd& shift, const Eigen::MatrixXd& noise, const EnsembleSignature& signature,
                                   const SizePrior& size, const Eigen::Ref<const Eigen::VectorXd>& prior, const EnsembleOptionsOfPosterior& options,
                                   Eigen::Index loggers) {
    constexpr double kExpected = 1.5; // of the misfit; a logger that fails leaves tens
    constexpr double kAnything = 30;
    Posterior all = posteriorOfEnsemble(shift, noise, signature, size, prior, options);
    if (options.brokenLogger <= 0 || loggers < 2 || all.misfit < kExpected) return all;
    const double priorSum = std::max(prior.sum(), 1e-300);
    const auto evidence = [&](const Posterior& p) {
        const double top = p.logLikelihood.maxCoeff();
        return top + std::log(std::max((prior.array() * (p.logLikelihood.array() - top).exp()).sum() / priorSum, 1e-300));
    };
    std::vector<Posterior> answers;
    std::vector<double> logs{evidence(all)};
    answers.push_back(std::move(all));
    for (Eigen::Index logger = 0; logger < loggers; ++logger) {
        Eigen::VectorXd rest = shift;
        double anything = std::log(options.brokenLogger);
        for (Eigen::Index i = logger; i < shift.size(); i += loggers) {
            if (!std::isfinite(shift[i])) continue;
            const double wide = kAnything * std::sqrt(noise(i, i));
            anything -= (std::log(wide) + 0.5 * std::pow(std::min(std::abs(shift[i]) / wide, 2.0), 2)) / options.temper;
            rest[i] = std::numeric_limits<double>::quiet_NaN();
        }
        answers.push_back(posteriorOfEnsemble(rest, noise, signature, size, prior, options));
        logs.push_back(evidence(answers.back()) + anything);
    }
    const double top = *std::max_element(logs.begin(), logs.end());
    Posterior mixed = answers.front();
    mixed.probability.setZero();
    double total = 0, mean = 0, square = 0;
    for (std::size_t k = 0; k < answers.size(); ++k) {
        const double weight = std::exp(logs[k] - top);
        total += weight;
        mixed.probability += weight * answers[k].probability;
        mean += weight * answers[k].size_m3s;
        square += weight * (std::pow(answers[k].sizeSd_m3s, 2) + std::pow(answers[k].size_m3s, 2));
    }
    mixed.probability /= total;
    mixed.size_m3s = mean / total;
    mixed.sizeSd_m3s = std::sqrt(std::max(0.0, square / total - mixed.size_m3s * mixed.size_m3s));
    return mixed;
}

} // namespace ms::localisation
