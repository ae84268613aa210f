#include "core/localisation/next_logger.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ms::localisation {

namespace {

/// Length that holds `level` of the mass when pipes are taken by density; `order` is reused.
double lengthAt(const Eigen::VectorXd& mass, const Eigen::VectorXd& length, double level, std::vector<Eigen::Index>& order) {
    std::iota(order.begin(), order.end(), Eigen::Index{0});
    std::sort(order.begin(), order.end(), [&](Eigen::Index a, Eigen::Index b) {
        const double x = mass[a] * length[b], y = mass[b] * length[a]; // density without a division
        return x > y || (x == y && a < b);
    });
    const double wanted = level * mass.sum();
    double sum = 0, total = 0;
    for (const Eigen::Index i : order) {
        if (sum >= wanted - 1e-12) break;
        sum += mass[i];
        total += length[i];
    }
    return total;
}

} // namespace

double areaLength(const std::vector<Candidate>& pipes, const Eigen::Ref<const Eigen::VectorXd>& probability, double level) {
    Eigen::VectorXd length(probability.size());
    for (Eigen::Index i = 0; i < length.size(); ++i) length[i] = std::max(pipes[static_cast<std::size_t>(i)].length_m, 1e-3);
    std::vector<Eigen::Index> order(static_cast<std::size_t>(length.size()));
    return lengthAt(probability, length, level, order);
}

std::vector<LoggerGain> nextLogger(const std::vector<Candidate>& pipes, const Eigen::Ref<const Eigen::VectorXd>& probability,
                                   const Eigen::Ref<const Eigen::MatrixXd>& unitShift, double size_m3s, const NextLoggerOptions& options, Sink& sink,
                                   std::stop_token stop) {
    std::vector<Eigen::Index> live; // pipes that matter: the others cost time and change nothing
    const double least = 1e-4 * probability.sum() / std::max<double>(1, static_cast<double>(probability.size()));
    for (Eigen::Index i = 0; i < probability.size(); ++i)
        if (probability[i] > least) live.push_back(i);
    std::vector<LoggerGain> gains;
    if (live.empty()) return gains;
    const auto n = static_cast<Eigen::Index>(live.size());
    Eigen::VectorXd mass(n), length(n);
    for (Eigen::Index k = 0; k < n; ++k) {
        mass[k] = probability[live[static_cast<std::size_t>(k)]];
        length[k] = std::max(pipes[static_cast<std::size_t>(live[static_cast<std::size_t>(k)])].length_m, 1e-3);
    }
    mass /= mass.sum();
    const int truths = std::max(1, options.truths);
    std::vector<Eigen::Index> truth; // at quantiles of the posterior, so each counts alike
    double sum = 0;
    for (Eigen::Index k = 0; k < n; ++k) {
        sum += mass[k];
        while (static_cast<int>(truth.size()) < truths && (static_cast<double>(truth.size()) + 0.5) / truths <= sum) truth.push_back(k);
    }
    while (static_cast<int>(truth.size()) < truths) truth.push_back(n - 1);
    std::vector<Eigen::Index> order(static_cast<std::size_t>(n));
    Eigen::VectorXd shift(n), spread(n), after(n);
    for (Eigen::Index place = 0; place < unitShift.rows() && !stop.stop_requested(); ++place) {
        sink.progress("places", place, unitShift.rows());
        for (Eigen::Index k = 0; k < n; ++k) shift[k] = size_m3s * unitShift(place, live[static_cast<std::size_t>(k)]);
        spread = (options.noise_m * options.noise_m + (options.relativeError * shift.array()).square()).sqrt();
        LoggerGain gain{place, 0, 0};
        for (const Eigen::Index t : truth) {
            after = mass.array() * (-0.5 * ((shift.array() - shift[t]) / spread.array()).square()).exp() / spread.array();
            gain.length_m += lengthAt(after, length, options.level, order) / truths;
            gain.shift_m += std::abs(shift[t]) / truths;
        }
        gains.push_back(gain);
    }
    std::stable_sort(gains.begin(), gains.end(), [](const auto& a, const auto& b) { return a.length_m < b.length_m; });
    return gains;
}

} // namespace ms::localisation
