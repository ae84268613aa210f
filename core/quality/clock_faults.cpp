#include "core/quality/cross.h"
#include "core/quality/group_grid.h"
#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace ms::quality {
namespace {

using Eigen::Index;
using Eigen::MatrixXf;
using Eigen::VectorXf;

constexpr Index kReferences = 5;

/// Each day's own mean taken away, so that neither level nor drift matter; missing values 0, with a mask.
struct Shapes {
    MatrixXf value; ///< [quarters x series]
    MatrixXf known; ///< 1 or 0
};

Shapes shapesOf(const MatrixXf& quarters) {
    Shapes shapes{quarters, MatrixXf::Zero(quarters.rows(), quarters.cols())};
    for (Index k = 0; k < quarters.cols(); ++k)
        for (Index day = 0; day * kQuartersPerDay < quarters.rows(); ++day) {
            auto v = shapes.value.col(k).segment(day * kQuartersPerDay, kQuartersPerDay);
            auto m = shapes.known.col(k).segment(day * kQuartersPerDay, kQuartersPerDay);
            m = v.array().isFinite().cast<float>();
            v = v.array().isFinite().select(v, 0.0F);
            const float n = m.sum(), mean = n > 0 ? v.sum() / n : 0.0F;
            v = (v.array() - mean) * m.array();
        }
    return shapes;
}

/// The loggers most like `k`, as one shape: each scaled to variance one, averaged where known.
void referenceFor(const Shapes& shapes, const MatrixXf& alike, Index k, VectorXf& value, VectorXf& known) {
    std::vector<std::pair<float, Index>> order;
    for (Index j = 0; j < alike.cols(); ++j)
        if (j != k && alike(k, j) > 0.2F) order.emplace_back(-alike(k, j), j);
    std::sort(order.begin(), order.end());
    if (order.size() > static_cast<std::size_t>(kReferences)) order.resize(static_cast<std::size_t>(kReferences));
    VectorXf sum = VectorXf::Zero(shapes.value.rows()), n = sum;
    for (const auto& [minus, j] : order) {
        const float scale = std::sqrt(shapes.value.col(j).squaredNorm() / std::max(1.0F, shapes.known.col(j).sum()));
        if (!(scale > 0)) continue;
        sum += shapes.value.col(j) / scale;
        n += shapes.known.col(j);
    }
    const float most = static_cast<float>(order.size());
    known = (n.array() >= std::max(1.0F, 0.5F * most)).cast<float>();
    value = known.array() * sum.array() / n.array().max(1.0F);
}

struct Moments {
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    void add(const Moments& o) {
        n += o.n;
        x += o.x;
        y += o.y;
        xx += o.xx;
        yy += o.yy;
        xy += o.xy;
    }
    /// log(1 - r^2), 0 when nothing can be said.
    [[nodiscard]] double logRest() const {
        if (n < 24) return 0;
        const double sxx = xx - x * x / n, syy = yy - y * y / n, sxy = xy - x * y / n;
        if (sxx <= 1e-9 || syy <= 1e-9 || sxy <= 0) return 0;
        return std::log(std::max(1e-4, 1 - std::min(0.9999, sxy * sxy / (sxx * syy))));
    }
};

Moments momentsOf(const Shapes& shapes, Index k, const VectorXf& ref, const VectorXf& known, Index day, Index lag) {
    const Index from = std::max<Index>(day * kQuartersPerDay, lag),
                to = std::min<Index>((day + 1) * kQuartersPerDay, ref.size() + std::min<Index>(0, lag));
    Moments m;
    if (to <= from) return m;
    const Index n = to - from;
    const auto v = shapes.value.col(k).segment(from, n), vm = shapes.known.col(k).segment(from, n);
    const auto r = ref.segment(from - lag, n), rm = known.segment(from - lag, n);
    m.n = static_cast<double>(vm.dot(rm));
    m.x = static_cast<double>(v.dot(rm));
    m.y = static_cast<double>(r.dot(vm));
    m.xx = static_cast<double>((v.array().square() * rm.array()).sum());
    m.yy = static_cast<double>((r.array().square() * vm.array()).sum());
    m.xy = static_cast<double>(v.dot(r));
    return m;
}

struct Stretch {
    double evidence = 0;
    Index from = 0, to = 0;
};

/// What each day says for a lag over the usual one; days taken already say nothing.
std::vector<double> gains(const Eigen::MatrixXd& rest, Index usual, Index lag, const std::vector<char>& taken) {
    // Half the log of the ratio of what is unexplained, times the readings a day that say something of their own (an eighth of them).
    constexpr double kIndependent = kQuartersPerDay / 8.0;
    constexpr double kDoubt = 0.1; // a day that says nothing speaks against a shift
    std::vector<double> gain(static_cast<std::size_t>(rest.rows()), -kDoubt);
    for (Index day = 0; day < rest.rows(); ++day) {
        if (taken[static_cast<std::size_t>(day)]) continue;
        const double near = std::min({rest(day, usual), rest(day, std::max<Index>(0, usual - 1)), rest(day, std::min(rest.cols() - 1, usual + 1))});
        gain[static_cast<std::size_t>(day)] += 0.5 * kIndependent * (near - rest(day, lag));
    }
    return gain;
}

/// The stretches that together have most evidence when each costs `price` (Viterbi over two states).
std::vector<Stretch> stretchesOf(const std::vector<double>& gain, double price) {
    const std::size_t n = gain.size();
    std::vector<char> enters(n), leaves(n); // whether the best way to be in the state on this day comes from the other one
    double out = 0, in = -INFINITY;
    for (std::size_t day = 0; day < n; ++day) {
        const double was = out;
        leaves[day] = in > out;
        out = std::max(out, in);
        enters[day] = was - price > in;
        in = std::max(in, was - price) + gain[day];
    }
    std::vector<Stretch> found;
    bool inside = in > out, open = false;
    for (std::size_t day = n; day-- > 0;) { // back along the best way
        if (inside) {
            if (!open) found.push_back({0, 0, static_cast<Index>(day)});
            found.back().from = static_cast<Index>(day);
            found.back().evidence += gain[day];
        }
        open = inside;
        inside = inside ? enters[day] == 0 : leaves[day] != 0;
    }
    return found;
}

} // namespace

std::vector<std::vector<Fault>> clockFaults(const std::vector<const Digest*>& group, const CrossOptions& options) {
    std::vector<std::vector<Fault>> faults(group.size());
    const GroupDays span = daysOf(group);
    if (span.days < options.leastDays || group.size() < options.leastSeries) return faults;
    const Shapes shapes = shapesOf(quarterMatrix(group, span));
    const Index count = static_cast<Index>(group.size()), most = options.mostShift_steps, lags = 2 * most + 1;
    const VectorXf norm = shapes.value.colwise().norm().cwiseMax(1e-6F);
    const MatrixXf alike = (shapes.value.transpose() * shapes.value).cwiseQuotient(norm * norm.transpose());
    constexpr Index kWindow = 3; // days: the gain of one is judged with its neighbours, so that a flat day does not break a stretch
    for (Index k = 0; k < count; ++k) {
        VectorXf ref, known;
        referenceFor(shapes, alike, k, ref, known);
        std::vector<std::vector<Moments>> perDay(static_cast<std::size_t>(lags), std::vector<Moments>(static_cast<std::size_t>(span.days)));
        std::vector<double> whole(static_cast<std::size_t>(lags), 0.0);
        Eigen::MatrixXd rest(span.days, lags); // log(1 - r^2) of windows around each day
        for (Index l = 0; l < lags; ++l) {
            auto& m = perDay[static_cast<std::size_t>(l)];
            for (Index day = 0; day < span.days; ++day) m[static_cast<std::size_t>(day)] = momentsOf(shapes, k, ref, known, day, l - most);
            for (Index day = 0; day < span.days; ++day) {
                Moments window;
                for (Index w = std::max<Index>(0, day - kWindow / 2); w <= std::min(span.days - 1, day + kWindow / 2); ++w)
                    window.add(m[static_cast<std::size_t>(w)]);
                rest(day, l) = window.logRest();
            }
        }
        // The lag that is usual for this logger: within half an hour of none, the best of all its days.
        Index usual = most;
        for (Index l = most - 2; l <= most + 2; ++l)
            if (rest.col(l).sum() < rest.col(usual).sum()) usual = l;
        std::vector<char> taken(static_cast<std::size_t>(span.days), 0);
        for (bool more = true; more;) { // a logger that follows summer time does so every year; one lag after the other
            more = false;
            double mostEvidence = 0;
            Index bestLag = 0;
            std::vector<Stretch> best;
            for (Index l = 0; l < lags; ++l) {
                if (std::abs(l - usual) < options.leastShift_steps || std::abs(l - most) < options.leastShift_steps) continue;
                auto found = stretchesOf(gains(rest, usual, l, taken), options.shiftEvidence / 2);
                std::erase_if(found, [&](const Stretch& s) { return s.evidence < options.shiftEvidence || s.to - s.from < 2; });
                double sum = 0;
                for (const Stretch& s : found) sum += s.evidence;
                if (sum <= mostEvidence) continue;
                mostEvidence = sum;
                bestLag = l;
                best = std::move(found);
            }
            for (const Stretch& s : best) {
                const double hours = static_cast<double>(bestLag - usual) / 4;
                char text[160];
                std::snprintf(text, sizeof text, "its daily shape comes %.2f h %s than that of the loggers most like it", std::abs(hours),
                              hours > 0 ? "later" : "earlier");
                Fault fault = faultOfDays(FaultKind::clockShift, span, s.from, s.to);
                fault.reason = text;
                fault.confidence = std::min(0.99, 1 - 10 / s.evidence);
                faults[static_cast<std::size_t>(k)].push_back(std::move(fault));
                std::fill(taken.begin() + s.from, taken.begin() + s.to + 1, char{1});
                more = true;
            }
        }
    }
    return faults;
}

} // namespace ms::quality
