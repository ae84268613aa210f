#include "core/localisation/ensemble_posterior.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ms::localisation {

namespace {

constexpr double kExpected = 1.5; ///< of the misfit; a logger that fails leaves tens
constexpr double kAnything = 30;  ///< times its noise is how far a broken logger may be off

std::vector<Eigen::Index> everyone(Eigen::Index count) {
    std::vector<Eigen::Index> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), Eigen::Index{0});
    return all;
}

Posterior ofAll(const EnsembleLogs& logs, const SizeGrid& grid, const Eigen::Ref<const Eigen::VectorXd>& prior, Eigen::Index rows) {
    Posterior result = withoutSize(logs.all, grid, prior);
    const double least = logs.leastSquare.size() > 0 ? logs.leastSquare.minCoeff() : 0;
    result.misfit = rows > 0 && std::isfinite(least) ? least / static_cast<double>(rows) : 0;
    return result;
}

} // namespace

Posterior posteriorOfEnsemble(const Eigen::VectorXd& shift, const Eigen::MatrixXd& noise, const EnsembleSignature& signature, const SizePrior& size,
                              const Eigen::Ref<const Eigen::VectorXd>& prior, const EnsembleOptionsOfPosterior& options) {
    const SizeGrid grid = sizeGrid(size, options.sizes);
    const EnsembleLikelihood likelihood(shift, noise, grid, options, shift.size());
    EnsembleLogs logs;
    likelihood.evaluate(signature, everyone(prior.size()), false, logs);
    return ofAll(logs, grid, prior, likelihood.rows());
}

DoubtingPosterior::DoubtingPosterior(const Eigen::VectorXd& shift, const Eigen::MatrixXd& noise, const SizePrior& size, const Eigen::VectorXd& prior,
                                     const EnsembleOptionsOfPosterior& options, Eigen::Index loggers)
    : m_grid(sizeGrid(size, options.sizes)), m_prior(prior), m_anything(loggers), m_options(options),
      m_likelihood(shift, noise, m_grid, options, loggers), m_everyone(everyone(prior.size())) {
    for (Eigen::Index logger = 0; logger < loggers; ++logger) {
        m_anything[logger] = std::log(options.brokenLogger);
        for (Eigen::Index i = logger; i < shift.size(); i += loggers) {
            if (!std::isfinite(shift[i])) continue;
            const double wide = kAnything * std::sqrt(noise(i, i));
            m_anything[logger] -= (std::log(wide) + 0.5 * std::pow(std::min(std::abs(shift[i]) / wide, 2.0), 2)) / options.temper;
        }
    }
}

Posterior DoubtingPosterior::of(const EnsembleSignature& signature) {
    m_logs = {};
    m_likelihood.evaluate(signature, m_everyone, false, m_logs);
    return mixed(signature);
}

Posterior DoubtingPosterior::again(const EnsembleSignature& signature, std::span<const Eigen::Index> changed) {
    m_likelihood.evaluate(signature, changed, !m_logs.without.empty(), m_logs);
    return mixed(signature);
}

Posterior DoubtingPosterior::mixed(const EnsembleSignature& signature) {
    const Posterior all = ofAll(m_logs, m_grid, m_prior, m_likelihood.rows());
    if (m_options.brokenLogger <= 0 || m_anything.size() < 2 || all.misfit < kExpected) return all;
    if (m_logs.without.empty()) m_likelihood.evaluate(signature, m_everyone, true, m_logs);
    const double priorSum = std::max(m_prior.sum(), 1e-300);
    const auto evidence = [&](const Posterior& p) {
        const double top = p.logLikelihood.maxCoeff();
        return top + std::log(std::max((m_prior.array() * (p.logLikelihood.array() - top).exp()).sum() / priorSum, 1e-300));
    };
    std::vector<Posterior> answers{all};
    std::vector<double> logs{evidence(all)};
    for (std::size_t logger = 0; logger < m_logs.without.size(); ++logger) {
        answers.push_back(withoutSize(m_logs.without[logger], m_grid, m_prior));
        logs.push_back(evidence(answers.back()) + m_anything[static_cast<Eigen::Index>(logger)]);
    }
    const double top = *std::max_element(logs.begin(), logs.end());
    Posterior mixed = all;
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
