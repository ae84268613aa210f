#pragma once

#include "core/localisation/posterior.h"

#include <Eigen/Core>

#include <vector>

namespace ms::localisation {

/// What each candidate would shift, as an ensemble of models has it: all rows of all parts of the day, per unit of size.
struct EnsembleSignature {
    std::vector<Eigen::MatrixXd> unit;    ///< a member: [rows x candidates]
    std::vector<double> weight;           ///< a member; sums to 1
    std::vector<Eigen::VectorXd> correct; ///< a candidate: [rows] what an exact solve adds at `exactSize_m3s`; empty = nothing
    double exactSize_m3s = 1;
};

struct EnsembleOptionsOfPosterior {
    double temper = 1;           ///< the log likelihood is divided by it
    double relativeError = 0.1;  ///< of a row's signature, beyond what the ensemble spreads
    double degreesOfFreedom = 6; ///< of the multivariate t; <= 0: normal
    double brokenLogger = 0.005; ///< chance that a given row tells nothing about this event
    int sizes = 7;
};

/// Bayes' rule over candidates, the size integrated out:
///
///     p(j | d) ~ prior_j * integral over Q of N(Q; size) * t(d; Q mean_j, noise + Q^2 spread_j)^(1/temper)
///
/// with mean_j and spread_j the ensemble's mean and covariance of candidate j's signature, plus `relativeError` of each row. Rows of `shift` that are
/// NaN are left out.
[[nodiscard]] Posterior posteriorOfEnsemble(const Eigen::VectorXd& shift, const Eigen::MatrixXd& noise, const EnsembleSignature& signature,
                                            const SizePrior& size, const Eigen::Ref<const Eigen::VectorXd>& prior,
                                            const EnsembleOptionsOfPosterior& options);

/// The same where one logger may be broken: if no pipe explains what was measured, each logger in turn is left out, and the answers are mixed by
/// Bayes' rule over "none" and "this one" (whose numbers then may be anything within some thirty times its noise). `loggers` is how many rows a part
/// of the day has; row r of every part is the same logger.
[[nodiscard]] Posterior posteriorDoubtingLoggers(const Eigen::VectorXd& shift, const Eigen::MatrixXd& noise, const EnsembleSignature& signature,
                                                 const SizePrior& size, const Eigen::Ref<const Eigen::VectorXd>& prior,
                                                 const EnsembleOptionsOfPosterior& options, Eigen::Index loggers);

} // namespace ms::localisation
