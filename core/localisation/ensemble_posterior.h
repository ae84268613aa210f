#pragma once

#include "core/localisation/ensemble_likelihood.h"

#include <Eigen/Core>

#include <span>

namespace ms::localisation {

/// Bayes' rule over candidates, the size integrated out:
///
///     p(j | d) ~ prior_j * integral over Q of N(Q; size) * t(d; Q mean_j, noise + Q^2 spread_j)^(1/temper)
///
/// See EnsembleLikelihood for the terms. Rows of `shift` that are NaN are left out.
[[nodiscard]] Posterior posteriorOfEnsemble(const Eigen::VectorXd& shift, const Eigen::MatrixXd& noise, const EnsembleSignature& signature,
                                            const SizePrior& size, const Eigen::Ref<const Eigen::VectorXd>& prior,
                                            const EnsembleOptionsOfPosterior& options);

/// The same where one logger may be broken: if no pipe explains what was measured, each logger in turn is left out, and the answers are mixed by
/// Bayes' rule over "none" and "this one" (whose numbers then may be anything within some thirty times its noise). It keeps what it has worked out,
/// so that a few candidates whose signatures became better cost no more than those few.
class DoubtingPosterior {
public:
    /// `loggers` is how many rows a part of the day has; row r of every part is the same logger.
    DoubtingPosterior(const Eigen::VectorXd& shift, const Eigen::MatrixXd& noise, const SizePrior& size, const Eigen::VectorXd& prior,
                      const EnsembleOptionsOfPosterior& options, Eigen::Index loggers);

    /// All candidates.
    [[nodiscard]] Posterior of(const EnsembleSignature& signature);
    /// All candidates, of which only `changed` have other signatures than at the last call.
    [[nodiscard]] Posterior again(const EnsembleSignature& signature, std::span<const Eigen::Index> changed);

private:
    [[nodiscard]] Posterior mixed(const EnsembleSignature& signature);

    SizeGrid m_grid;
    Eigen::VectorXd m_prior, m_anything; ///< m_anything: [loggers] log probability of what a broken one said
    EnsembleOptionsOfPosterior m_options;
    EnsembleLikelihood m_likelihood;
    std::vector<Eigen::Index> m_everyone; ///< all candidates
    EnsembleLogs m_logs;
};

} // namespace ms::localisation
