#pragma once

#include <Eigen/Core>

#include <vector>

namespace ms::localisation {

/// What the pressure loggers say about an event in one part of the day: how far their residuals moved between before and after, and
/// how well that is known. Residual = measured head minus the model's, the model's inflow being the measured one.
struct SlotShift {
    Eigen::VectorXd shift_m;    ///< [sensors]; NaN where a logger is missing: it is left out
    Eigen::MatrixXd covariance; ///< [sensors x sensors] of `shift_m`, m2: noise, demand noise, other open events
};

/// Heads' shifts that a burst at each candidate would make in one part of the day, at increasing sizes.
struct SlotSignature {
    std::vector<double> sizes_m3s;        ///< ascending, above 0
    std::vector<Eigen::MatrixXd> shift_m; ///< one a size: [sensors x candidates], m (negative where a burst lowers the head)

    /// [sensors x candidates] at `size`: linear between sizes (through 0), the last slope beyond.
    [[nodiscard]] Eigen::MatrixXd at(double size_m3s) const;
};

/// What the balance says about the size.
struct SizePrior {
    double mean_m3s = 0;
    double sd_m3s = 0;
};

struct PosteriorOptions {
    double temper = 35;          ///< the log likelihood of the pressures is divided by it: slots are not independent, models not right
    double signatureError = 0.2; ///< standard error of a signature, relative to itself (pipe roughness, diameters, demands)
    double degreesOfFreedom = 5; ///< of Student's t per whitened component: one wrong logger must not decide; <= 0: normal
    int sizes = 7;               ///< points of the size's quadrature
};

/// Probability per candidate, and the size's distribution given all.
struct Posterior {
    Eigen::VectorXd probability;   ///< [candidates], sums to 1
    Eigen::VectorXd logLikelihood; ///< [candidates], size integrated out, tempered, without the prior
    double size_m3s = 0;           ///< posterior mean
    double sizeSd_m3s = 0;
    double misfit = 0; ///< what the best candidate leaves unexplained: squares over their expected spread, per row (1 = as expected); 0 = not told
};

/// Bayes' rule over candidates with the size integrated out:
///
///     p(j | d) ~ prior_j  *  integral over Q of N(Q; mean, sd), Q > 0, times  prod over slots p(shift | Q, j)^(1/temper)
///
/// where whitened by the slot's covariance (Cholesky) each component of shift - signature_j(Q) is t-distributed with variance
/// 1 + signatureError^2 * (whitened signature)^2. Sources: Todini-style sensitivities as the mean, generalised least squares as in
/// Steffelbauer et al. 2022; tempering after Holmes and Walker 2017. `prior` is positive and need not be normalised. With no slots, or
/// no sensor in any, the posterior is the prior.
[[nodiscard]] Posterior posteriorOverPipes(const std::vector<SlotShift>& shifts, const std::vector<SlotSignature>& signatures, const SizePrior& size,
                                           const Eigen::Ref<const Eigen::VectorXd>& prior, const PosteriorOptions& options);

/// Sizes and weights of the quadrature for `size`: midpoints of equal-probability cells of the normal cut at a twentieth of its mean.
struct SizeGrid {
    std::vector<double> sizes_m3s;
    std::vector<double> weights; ///< sum to 1
};
[[nodiscard]] SizeGrid sizeGrid(const SizePrior& size, int points);

/// The size integrated out: candidates by Bayes' rule from `logs`, [candidates x sizes of the grid] log likelihoods.
[[nodiscard]] Posterior withoutSize(const Eigen::MatrixXd& logs, const SizeGrid& grid, const Eigen::Ref<const Eigen::VectorXd>& prior);

} // namespace ms::localisation
