#include "core/localisation/leak_map.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ms::localisation {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr std::array<double, 4> kGrowths_d{0, 14, 28, 56};
constexpr double kLeastPower = 0.5; ///< a shape that hardly differs from a constant tells nothing

double shapeOn(const MappedLeak& leak, double day) {
    if (day < leak.onset_d || day >= leak.end_d) return 0;
    const double x = leak.growth_d <= 0 ? 1 : std::min(1.0, (day - leak.onset_d) / leak.growth_d);
    return x * x;
}

/// Means of the shape over the blocks, less their mean.
VectorXd shapeOf(const LeakEvidence& e, const MappedLeak& leak) {
    constexpr int parts = 7;
    VectorXd v = VectorXd::Zero(e.blocks());
    for (Index b = 0; b < v.size(); ++b)
        for (int i = 0; i < parts; ++i) v[b] += shapeOn(leak, (static_cast<double>(b) + (i + 0.5) / parts) * e.block_d) / parts;
    if (leak.column < e.pipes) v.array() *= e.scale.array();
    return v.array() - v.mean();
}

constexpr Index kFirstOnset = 3; ///< in blocks: what was there before is not told from what always is

/// Onsets at the beginnings of blocks: all, or those near `leak`'s.
std::vector<MappedLeak> shapesFor(const LeakEvidence& e, const MappedLeak& leak, bool near) {
    std::vector<MappedLeak> shapes;
    for (Index b = kFirstOnset; b < e.blocks(); ++b) {
        MappedLeak s = leak;
        s.onset_d = static_cast<double>(b) * e.block_d;
        if (s.onset_d >= leak.end_d || (near && std::abs(s.onset_d - leak.onset_d) > 3.5 * e.block_d)) continue;
        for (const double growth : kGrowths_d) {
            s.growth_d = growth;
            shapes.push_back(s);
        }
    }
    return shapes;
}

/// All leaks with the shapes of their flows.
struct Fitted {
    const LeakEvidence& evidence;
    std::vector<MappedLeak> leaks;
    std::vector<VectorXd> shapes;

    [[nodiscard]] bool isPipe(std::size_t k) const { return leaks[k].column < evidence.pipes; }

    void put(std::size_t k, const MappedLeak& leak) {
        leaks[k] = leak;
        shapes[k] = shapeOf(evidence, leak);
    }

    /// Flows of all together, by coordinate descent; none below 0 but loggers' offsets.
    void solveFlows() {
        const auto n = static_cast<Index>(leaks.size());
        MatrixXd a(n, n);
        VectorXd b(n);
        for (Index k = 0; k < n; ++k) {
            const auto& one = leaks[static_cast<std::size_t>(k)];
            b[k] = evidence.cross.row(one.column) * shapes[static_cast<std::size_t>(k)];
            for (Index l = 0; l <= k; ++l)
                a(k, l) = a(l, k) = evidence.gram(one.column, leaks[static_cast<std::size_t>(l)].column) *
                                    shapes[static_cast<std::size_t>(k)].dot(shapes[static_cast<std::size_t>(l)]);
        }
        VectorXd q(n);
        for (Index k = 0; k < n; ++k) q[k] = leaks[static_cast<std::size_t>(k)].flow_m3s;
        for (int round = 0; round < 200; ++round) {
            double moved = 0;
            for (Index k = 0; k < n; ++k) {
                if (a(k, k) <= 0) continue;
                const double free = q[k] + (b[k] - a.row(k).dot(q)) / a(k, k),
                             next = isPipe(static_cast<std::size_t>(k)) ? std::max(0.0, free) : free;
                moved = std::max(moved, (next - q[k]) * (next - q[k]) * a(k, k));
                q[k] = next;
            }
            if (moved < 1e-4) break;
        }
        for (Index k = 0; k < n; ++k) {
            auto& one = leaks[static_cast<std::size_t>(k)];
            one.flow_m3s = q[k];
            one.gain = 0.5 * a(k, k) * q[k] * q[k];
        }
    }

    [[nodiscard]] double left() const { ///< squares that are not explained
        double sum = evidence.square;
        for (std::size_t k = 0; k < leaks.size(); ++k) {
            sum -= 2 * leaks[k].flow_m3s * evidence.cross.row(leaks[k].column).dot(shapes[k]);
            for (std::size_t l = 0; l < leaks.size(); ++l)
                sum += leaks[k].flow_m3s * leaks[l].flow_m3s * evidence.gram(leaks[k].column, leaks[l].column) * shapes[k].dot(shapes[l]);
        }
        return std::max(0.0, sum);
    }

    /// Products of signatures with what all but one leave over, [columns x blocks].
    [[nodiscard]] MatrixXd crossWithout(std::size_t but) const {
        MatrixXd rest = evidence.cross;
        for (std::size_t k = 0; k < leaks.size(); ++k)
            if (k != but && leaks[k].flow_m3s != 0) rest.noalias() -= leaks[k].flow_m3s * evidence.gram.col(leaks[k].column) * shapes[k].transpose();
        return rest;
    }
};

/// What one leak more would win at each column and shape: log likelihood and flow.
struct Wins {
    std::vector<MappedLeak> shapes;
    MatrixXd flow, gain, power; ///< [columns x shapes]; gain 0 where the flow would be impossible
};

Wins winsOf(const LeakEvidence& e, const MatrixXd& rest, std::vector<MappedLeak> shapes, double mostFlow_m3s) {
    Wins w;
    MatrixXd v(e.blocks(), static_cast<Index>(shapes.size()));
    for (std::size_t s = 0; s < shapes.size(); ++s) v.col(static_cast<Index>(s)) = shapeOf(e, shapes[s]);
    const VectorXd powers = v.colwise().squaredNorm();
    w.shapes = std::move(shapes);
    const MatrixXd x = rest * v;
    w.flow = w.gain = MatrixXd::Zero(x.rows(), x.cols());
    w.power = e.gram.diagonal().head(x.rows()) * powers.transpose();
    for (Index s = 0; s < x.cols(); ++s) {
        if (powers[s] < kLeastPower) continue;
        for (Index j = 0; j < x.rows(); ++j) {
            const double q = x(j, s) / std::max(w.power(j, s), 1e-300);
            if (j < e.pipes && (q <= 0 || q > mostFlow_m3s)) continue;
            w.flow(j, s) = q;
            w.gain(j, s) = 0.5 * q * x(j, s);
        }
    }
    return w;
}

/// The best place and shape of one leak, the others as they are; a mended one keeps its pipe.
MappedLeak best(const LeakEvidence& e, const MatrixXd& rest, const MappedLeak& leak, bool near, double mostFlow_m3s) {
    const bool fixed = leak.mended();
    MappedLeak result = leak;
    result.flow_m3s = result.gain = 0;
    const Wins w = fixed ? Wins{} : winsOf(e, rest, shapesFor(e, leak, near), mostFlow_m3s);
    if (fixed) {
        for (MappedLeak s : shapesFor(e, leak, near)) {
            const VectorXd v = shapeOf(e, s);
            const double power = e.gram(leak.column, leak.column) * v.squaredNorm(), x = rest.row(leak.column).dot(v);
            if (v.squaredNorm() < 1e-3 || x <= 0 || 0.5 * x * x / power <= result.gain) continue;
            s.flow_m3s = std::min(x / power, mostFlow_m3s);
            s.gain = 0.5 * x * x / power;
            result = s;
        }
        return result;
    }
    Index j = 0, s = 0;
    if (w.gain.size() == 0 || w.gain.maxCoeff(&j, &s) <= 0) return result;
    result = w.shapes[static_cast<std::size_t>(s)];
    result.column = j;
    result.flow_m3s = w.flow(j, s);
    result.gain = w.gain(j, s);
    return result;
}

} // namespace

double flowOn(const MappedLeak& leak, double day) { return leak.flow_m3s * shapeOn(leak, day); }

LeakEvidence expectLeaks(const Eigen::Ref<const MatrixXd>& signature, const Eigen::Ref<const MatrixXd>& offsets, double block_d) {
    LeakEvidence e;
    e.pipes = signature.cols();
    e.block_d = block_d;
    e.columns.resize(signature.rows(), signature.cols() + offsets.cols());
    e.columns << signature, offsets;
    e.gram = e.columns.transpose() * e.columns;
    return e;
}

void hear(LeakEvidence& evidence, const Eigen::Ref<const MatrixXd>& record, const Eigen::Ref<const VectorXd>& scale) {
    evidence.scale = scale;
    const MatrixXd centred = record.colwise() - record.rowwise().mean().eval();
    evidence.cross = evidence.columns.transpose() * centred;
    evidence.square = centred.squaredNorm();
}

double overdispersion(const LeakEvidence& evidence, const std::vector<MappedLeak>& leaks) {
    Fitted fitted{evidence, leaks, {}};
    for (const auto& l : leaks) fitted.shapes.push_back(shapeOf(evidence, l));
    const double freedom = static_cast<double>(evidence.columns.rows()) * std::max(1.0, static_cast<double>(evidence.blocks() - 1));
    return std::max(1.0, fitted.left() / freedom);
}

std::vector<MappedLeak> mapLeaks(const LeakEvidence& evidence, std::vector<MappedLeak> start, const LeakMapOptions& options) {
    Fitted fitted{evidence, std::move(start), {}};
    for (const auto& l : fitted.leaks) fitted.shapes.push_back(shapeOf(evidence, l));
    fitted.solveFlows();
    const auto byTurns = [&](int rounds) {
        for (int round = 0; round < rounds; ++round)
            for (std::size_t k = 0; k < fitted.leaks.size(); ++k) {
                const MappedLeak next = best(evidence, fitted.crossWithout(k), fitted.leaks[k], fitted.leaks[k].flow_m3s != 0, options.mostFlow_m3s);
                fitted.put(k, next);
                fitted.solveFlows();
            }
    };
    const auto dropIdle = [&](double price) {
        for (std::size_t k = fitted.leaks.size(); k-- > 0;) {
            if (fitted.leaks[k].mended() || fitted.leaks[k].gain >= price) continue;
            fitted.leaks.erase(fitted.leaks.begin() + static_cast<std::ptrdiff_t>(k));
            fitted.shapes.erase(fitted.shapes.begin() + static_cast<std::ptrdiff_t>(k));
            fitted.solveFlows();
        }
    };
    byTurns(1);
    dropIdle(options.price * overdispersion(evidence, fitted.leaks));
    for (int open = 0; open < options.most; ++open) {
        const double price = options.price * overdispersion(evidence, fitted.leaks);
        MappedLeak next = best(evidence, fitted.crossWithout(fitted.leaks.size()), {}, false, options.mostFlow_m3s);
        if (next.gain < price) break;
        fitted.leaks.push_back(next);
        fitted.shapes.push_back(shapeOf(evidence, next));
        fitted.solveFlows();
        byTurns(1);
        dropIdle(price);
    }
    return std::move(fitted.leaks);
}

MappedPlace placeOf(const LeakEvidence& evidence, const std::vector<MappedLeak>& leaks, std::size_t which, const Eigen::Ref<const VectorXd>& prior,
                    const LeakMapOptions& options) {
    Fitted fitted{evidence, leaks, {}};
    for (const auto& l : leaks) fitted.shapes.push_back(shapeOf(evidence, l));
    const double temper = options.temper * overdispersion(evidence, leaks);
    const Wins w =
        winsOf(evidence, fitted.crossWithout(which).topRows(evidence.pipes), shapesFor(evidence, leaks[which], true), options.mostFlow_m3s);
    MappedPlace place;
    const double top = w.gain.size() > 0 ? w.gain.maxCoeff() : 0;
    MatrixXd mass = ((w.gain.array() - top) / temper).exp();
    mass = (w.gain.array() > 0).select(mass, 0);
    place.probability = prior.cwiseProduct(mass.rowwise().sum());
    const double total = place.probability.sum();
    if (!(total > 0)) {
        place.probability = prior / prior.sum();
        return place;
    }
    place.probability /= total;
    double mean = 0, square = 0;
    std::vector<std::pair<double, double>> onsets;
    for (Index s = 0; s < mass.cols(); ++s) {
        const VectorXd m = prior.cwiseProduct(mass.col(s)) / total;
        mean += m.dot(w.flow.col(s));
        square += m.dot((w.flow.col(s).array().square() + temper / w.power.col(s).array().max(1e-300)).matrix());
        onsets.emplace_back(w.shapes[static_cast<std::size_t>(s)].onset_d, m.sum());
    }
    place.flow_m3s = mean;
    place.flowSd_m3s = std::sqrt(std::max(0.0, square - mean * mean));
    const auto quantile = [&](double q) { // onsets ascend; each stands for its block
        double sum = 0;
        for (std::size_t i = 0; i < onsets.size(); ++i) {
            sum += onsets[i].second;
            if (sum >= q) return onsets[i].first;
        }
        return onsets.empty() ? leaks[which].onset_d : onsets.back().first;
    };
    place.onset_d = quantile(0.5);
    place.earliest_d = quantile(0.05) - evidence.block_d;
    place.latest_d = quantile(0.95) + evidence.block_d;
    return place;
}

} // namespace ms::localisation
