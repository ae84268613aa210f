#pragma once

#include "core/localisation/posterior.h"

#include <Eigen/Core>

#include <span>
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

/// Log likelihoods of candidates at the sizes of a grid, tempered.
struct EnsembleLogs {
    Eigen::MatrixXd all;                  ///< [candidates x sizes] with every logger
    std::vector<Eigen::MatrixXd> without; ///< a logger: [candidates x sizes] as if it had said nothing; empty where nobody asked
    Eigen::VectorXd leastSquare;          ///< [candidates] squared distance (Mahalanobis) at the size that fits best, every logger taken
};

/// Likelihood of one event's shifts under a burst of size Q at candidate j:
///
///     t(d; Q mean_j, noise + Q^2 spread_j)^(1/temper)
///
/// with mean_j and spread_j the ensemble's mean and covariance of the signature, plus `relativeError` of each row. Eight candidates are worked on
/// side by side, one in each lane of a vector. To leave a logger out costs no factorisation of its own: with P the inverse of the covariance C and I
/// the logger's rows, the others' distance is e' P e - v_I' P_II^-1 v_I with v = P e, their determinant |C| |P_II|.
class EnsembleLikelihood {
public:
    /// Rows of `shift` that are NaN are left out. `loggers` is how many rows a part of the day has; row r of every part is the same logger.
    EnsembleLikelihood(const Eigen::VectorXd& shift, const Eigen::MatrixXd& noise, const SizeGrid& grid, const EnsembleOptionsOfPosterior& options,
                       Eigen::Index loggers);

    /// Fills the rows of `logs` that belong to `candidates`, making room for all candidates of the signature. `leavingOut`: each logger in turn too.
    void evaluate(const EnsembleSignature& signature, std::span<const Eigen::Index> candidates, bool leavingOut, EnsembleLogs& logs) const;

    [[nodiscard]] Eigen::Index rows() const { return static_cast<Eigen::Index>(m_rows.size()); } ///< that have a value

private:
    struct Lanes;
    void gather(const EnsembleSignature& signature, std::span<const Eigen::Index> lanes, Lanes& work) const;
    void leaveOut(std::span<const Eigen::Index> lanes, Eigen::Index level, Lanes& work, EnsembleLogs& logs) const;
    [[nodiscard]] double logDensity(double square, double logDeterminant, std::size_t rows) const;

    std::vector<Eigen::Index> m_rows;               ///< of the shift
    std::vector<std::vector<std::size_t>> m_logger; ///< a logger's positions in m_rows
    Eigen::VectorXd m_shift;                        ///< of m_rows
    Eigen::MatrixXd m_noise;
    SizeGrid m_grid;
    EnsembleOptionsOfPosterior m_options;
};

} // namespace ms::localisation
