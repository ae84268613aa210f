#pragma once

#include <Eigen/Core>

#include <limits>
#include <vector>

namespace ms::localisation {

/// What the loggers of a zone said since the beginning, in blocks of days, whitened, and what leaks would have said. A column is a pipe (its shift
/// per m3/s) or, behind the pipes, a single logger that is off by a metre. What does not change is nobody's: records are less their mean.
struct LeakEvidence {
    Eigen::Index pipes = 0; ///< how many of the columns are pipes
    double block_d = 7;
    Eigen::VectorXd scale;   ///< [blocks] what a leak's shift is in each, relative to its signature: head losses grow with the flow
    Eigen::MatrixXd columns; ///< [rows x columns] whitened signatures
    Eigen::MatrixXd gram;    ///< [columns x columns] their products
    Eigen::MatrixXd cross;   ///< [columns x blocks] their products with the record
    double square = 0;       ///< sum of squares of the record

    [[nodiscard]] Eigen::Index blocks() const { return cross.cols(); }
};

/// `signature` [rows x pipes] per m3/s and `offsets` [rows x loggers] per m, both whitened. Nothing was heard yet.
[[nodiscard]] LeakEvidence expectLeaks(const Eigen::Ref<const Eigen::MatrixXd>& signature, const Eigen::Ref<const Eigen::MatrixXd>& offsets,
                                       double block_d);

/// Takes `record` [rows x blocks] in, whitened like the signatures and without gaps, in place of what was heard before. `scale` as in LeakEvidence.
void hear(LeakEvidence& evidence, const Eigen::Ref<const Eigen::MatrixXd>& record, const Eigen::Ref<const Eigen::VectorXd>& scale);

/// One leak of several that explain the record together. Its flow grows with the square of time from the onset until onset + growth.
struct MappedLeak {
    Eigen::Index column = 0; ///< of the evidence: a pipe, or a logger that is off
    double onset_d = 0;      ///< days since the record's beginning
    double growth_d = 0;
    double end_d = std::numeric_limits<double>::infinity(); ///< mended then: its pipe is known
    double flow_m3s = 0;                                    ///< in the end (m for a logger, of either sign)
    double gain = 0;                                        ///< log likelihood that would be lost without it, not tempered

    [[nodiscard]] bool mended() const { return end_d < std::numeric_limits<double>::infinity(); }
    bool operator==(const MappedLeak&) const = default;
};

struct LeakMapOptions {
    double price = 200;      ///< what a further leak has to gain, in units of the record's overdispersion
    double temper = 200;     ///< of a leak's posterior, in the same units: parts of a day and weeks are not independent
    double mostFlow_m3s = 1; ///< no leak is larger
    int most = 24;           ///< open leaks and loggers that are off
};

/// Fits all leaks together: places, onsets, growths and non-negative flows, by turns (each is taken out and put back where it explains most), from
/// `start` (what was found earlier; mended leaks keep their pipe and end). Leaks that gain less than their price go, others are added as long as they
/// gain more. Greedy selection as in orthogonal matching pursuit (Pati et al. 1993) with replacement.
[[nodiscard]] std::vector<MappedLeak> mapLeaks(const LeakEvidence& evidence, std::vector<MappedLeak> start, const LeakMapOptions& options);

/// Squares that `leaks` leave over, per degree of freedom: 1 when the noise is as the whitening took it to be.
[[nodiscard]] double overdispersion(const LeakEvidence& evidence, const std::vector<MappedLeak>& leaks);

/// Where one of the leaks is, given the others.
struct MappedPlace {
    Eigen::VectorXd probability; ///< [pipes], sums to 1; prior ~ `prior`
    double flow_m3s = 0, flowSd_m3s = 0;
    double onset_d = 0, earliest_d = 0, latest_d = 0; ///< median and 90 %
};
[[nodiscard]] MappedPlace placeOf(const LeakEvidence& evidence, const std::vector<MappedLeak>& leaks, std::size_t which,
                                  const Eigen::Ref<const Eigen::VectorXd>& prior, const LeakMapOptions& options);

/// Flow of a leak on a day, m3/s.
[[nodiscard]] double flowOn(const MappedLeak& leak, double day);

} // namespace ms::localisation
