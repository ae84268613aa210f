#include "core/quality/cross.h"
#include "core/quality/group_grid.h"
#include "core/quality/shape_search.h"
#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace ms::quality {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Index kMostPredictors = 40;
constexpr double kRidge_m = 0.012; ///< what a daily mean is off by anyway

/// Daily means of a group in which what is missing, or found to be wrong, is filled with what the others say.
class Means {
public:
    explicit Means(const MatrixXd& raw) : m_filled(raw), m_known(raw.array().isFinite()) {
        for (Index k = 0; k < raw.cols(); ++k) {
            double sum = 0;
            Index n = 0;
            for (Index i = 0; i < raw.rows(); ++i)
                if (m_known(i, k)) {
                    sum += raw(i, k);
                    ++n;
                }
            const double mean = n > 0 ? sum / static_cast<double>(n) : 0;
            for (Index i = 0; i < raw.rows(); ++i) m_filled(i, k) = m_known(i, k) ? raw(i, k) - mean : 0.0;
            if (n < raw.rows() / 2) m_poor.push_back(k);
        }
        fill(4);
    }

    [[nodiscard]] Index rows() const { return m_filled.rows(); }
    [[nodiscard]] Index series() const { return m_filled.cols(); }
    [[nodiscard]] bool poor(Index k) const { return std::find(m_poor.begin(), m_poor.end(), k) != m_poor.end(); }

    /// The regression of `k` on the others but `without`, over the days it is known.
    [[nodiscard]] ShapeSearch regression(Index k, Index without = -1) const {
        std::vector<Index> days;
        for (Index i = 0; i < m_filled.rows(); ++i)
            if (m_known(i, k)) days.push_back(i);
        const auto others = predictors(k, without);
        MatrixXd a(static_cast<Index>(days.size()), static_cast<Index>(others.size()));
        for (Index c = 0; c < a.cols(); ++c) a.col(c) = m_filled(days, others[static_cast<std::size_t>(c)]);
        VectorXd y = m_filled(days, k);
        return {std::move(days), std::move(y), a, kRidge_m};
    }

    void mask(Index k, Index from, Index to) {
        m_known.col(k).segment(from, to - from + 1) = false;
        fill(2);
    }

private:
    [[nodiscard]] std::vector<Index> predictors(Index k, Index without) const {
        std::vector<std::pair<double, Index>> order;
        for (Index j = 0; j < series(); ++j) {
            if (j == k || j == without || poor(j)) continue;
            const double norms = m_filled.col(j).norm() * m_filled.col(k).norm();
            order.emplace_back(norms > 0 ? -std::abs(m_filled.col(j).dot(m_filled.col(k))) / norms : 0.0, j);
        }
        std::sort(order.begin(), order.end());
        if (order.size() > static_cast<std::size_t>(kMostPredictors)) order.resize(static_cast<std::size_t>(kMostPredictors));
        std::vector<Index> chosen;
        for (const auto& [c, j] : order) chosen.push_back(j);
        std::sort(chosen.begin(), chosen.end());
        return chosen;
    }

    void fill(int rounds) {
        for (int round = 0; round < rounds; ++round)
            for (Index k = 0; k < series(); ++k) {
                if (m_known.col(k).all() || m_known.col(k).count() < 10) continue;
                const auto others = predictors(k, -1);
                const VectorXd predicted = regression(k).predict(m_filled(Eigen::all, others));
                for (Index i = 0; i < m_filled.rows(); ++i)
                    if (!m_known(i, k)) m_filled(i, k) = predicted[i];
            }
    }

    MatrixXd m_filled;
    Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic> m_known;
    std::vector<Index> m_poor; ///< known on less than half of the days: not to be relied on
};

struct Suspect {
    Index series = 0;
    ShapeFit fit;
};

/// What a burst does to one logger is seen in others, too, in the same direction and course, if smaller: as much as `echo` of it, around its time.
bool echoed(const Means& means, const Suspect& s, const CrossOptions& o) {
    const Index length = s.fit.shape.to - s.fit.shape.from + 1;
    const VectorXd course = means.regression(s.series).courseWith(s.fit, means.rows());
    for (Index j = 0; j < means.series(); ++j) {
        if (j == s.series || means.poor(j)) continue;
        const ShapeSearch other = means.regression(j, s.series);
        const ShapeSearch::Likeness like = other.likeness(course, s.fit.shape.from - length, s.fit.shape.to + length);
        if (like.share < o.echo || like.correlation < o.echoCorrelation) continue;
        const ShapeFit same = other.fit(s.fit.shape);
        const ShapeFit own = other.best();
        if (own.gain > 1.5 * same.gain && std::abs(own.height) > o.riseAtLeast_m) continue; // a fault of its own
        return true;
    }
    return false;
}

bool convinces(const ShapeFit& f, std::size_t loggers, const CrossOptions& o) {
    if ((f.height < 0 && loggers < o.seriesForDrops) || std::abs(f.height) > o.atMost_m) return false;
    const double least = f.height > 0 ? o.riseAtLeast_m : o.dropAtLeast_m;
    return std::abs(f.height) >= std::max(least, o.timesScatter * f.scatter) && f.explained() >= o.explains;
}

Fault faultFrom(const ShapeFit& f, const GroupDays& span, const CrossOptions& o) {
    const bool ramp = f.shape.kind == Shape::Kind::ramp;
    Index from = f.shape.from;
    if (ramp) { // from where it shows
        const double share = std::min(1.0, o.visibleScatter * f.scatter / std::abs(f.height));
        from += static_cast<Index>(std::ceil(share * static_cast<double>(f.shape.to - f.shape.from)));
    }
    Fault fault = faultOfDays(ramp ? FaultKind::drift : FaultKind::offset, span, from, f.shape.to);
    char text[200];
    std::snprintf(text, sizeof text,
                  ramp ? "slides by %+.2f m against what the other loggers say (scatter %.3f m)"
                       : "stands %+.2f m off what the other loggers say (scatter %.3f m)",
                  f.height, f.scatter);
    fault.reason = text;
    fault.confidence = std::min(0.99, 1 - 0.5 * o.timesScatter * f.scatter / std::abs(f.height));
    return fault;
}

} // namespace

std::vector<std::vector<Fault>> levelFaults(const std::vector<const Digest*>& group, const CrossOptions& options) {
    std::vector<std::vector<Fault>> faults(group.size());
    const GroupDays span = daysOf(group);
    if (span.days < options.leastDays || group.size() < options.leastSeries) return faults;
    const MatrixXd daily = dailyMatrix(group, span);
    const Eigen::ArrayXi known = daily.array().isFinite().cast<int>().rowwise().sum();
    if ((known * 2 >= daily.cols()).count() < options.leastCovered * static_cast<double>(span.days)) return faults; // a year in pieces
    Means means(daily);
    for (std::size_t round = 0; round < 2 * group.size(); ++round) {
        std::vector<Suspect> suspects;
        for (Index k = 0; k < means.series(); ++k) {
            const ShapeSearch search = means.regression(k);
            if (search.rows() < options.leastDays) continue;
            if (const ShapeFit fit = search.best(); convinces(fit, group.size(), options)) suspects.push_back({k, fit});
        }
        std::sort(suspects.begin(), suspects.end(), [](const Suspect& a, const Suspect& b) { return a.fit.gain > b.fit.gain; });
        const auto found = std::find_if(suspects.begin(), suspects.end(), [&](const Suspect& s) { return !echoed(means, s, options); });
        if (found == suspects.end()) break;
        faults[static_cast<std::size_t>(found->series)].push_back(faultFrom(found->fit, span, options));
        means.mask(found->series, found->fit.shape.from, found->fit.shape.to);
    }
    return faults;
}

} // namespace ms::quality
