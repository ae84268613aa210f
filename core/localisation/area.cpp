#include "core/localisation/area.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ms::localisation {

namespace {

void sortByProbability(std::vector<detection::PipeProbability>& pipes) {
    std::stable_sort(pipes.begin(), pipes.end(), [](const auto& a, const auto& b) { return a.probability > b.probability; });
}

} // namespace

detection::Area wholeZoneArea(const std::vector<Candidate>& pipes, double level, double zoneLength_m) {
    detection::Area area;
    area.level = level;
    area.wholeZone = true;
    area.share = 1;
    double sum = 0;
    for (const Candidate& pipe : pipes) sum += pipe.length_m;
    area.length_m = zoneLength_m > 0 ? zoneLength_m : sum;
    for (const Candidate& pipe : pipes) area.pipes.push_back({pipe.id, sum > 0 ? pipe.length_m / sum : 0, pipe.length_m});
    sortByProbability(area.pipes);
    return area;
}

detection::Area areaOfInterest(const std::vector<Candidate>& pipes, const Eigen::Ref<const Eigen::VectorXd>& probability, double level,
                               double zoneLength_m, double wholeAbove) {
    const bool usable =
        probability.size() == static_cast<Eigen::Index>(pipes.size()) && probability.size() > 0 && probability.allFinite() && probability.sum() > 0;
    if (!usable) return wholeZoneArea(pipes, level, zoneLength_m);
    const double total = probability.sum();
    std::vector<std::size_t> order(pipes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto density = [&](std::size_t i) { return probability[static_cast<Eigen::Index>(i)] / std::max(pipes[i].length_m, 1e-3); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return density(a) > density(b); });
    detection::Area area;
    area.level = level;
    double mass = 0;
    for (const std::size_t i : order) {
        if (mass >= level - 1e-12) break;
        const double p = probability[static_cast<Eigen::Index>(i)] / total;
        mass += p;
        area.length_m += pipes[i].length_m;
        area.pipes.push_back({pipes[i].id, p, pipes[i].length_m});
    }
    area.share = zoneLength_m > 0 ? std::min(1.0, area.length_m / zoneLength_m) : 1;
    if (area.share > wholeAbove) {
        area.wholeZone = true;
        area.share = 1;
        area.length_m = zoneLength_m;
        area.pipes.clear();
        for (std::size_t i = 0; i < pipes.size(); ++i)
            area.pipes.push_back({pipes[i].id, probability[static_cast<Eigen::Index>(i)] / total, pipes[i].length_m});
    }
    sortByProbability(area.pipes);
    return area;
}

} // namespace ms::localisation
