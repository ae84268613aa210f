#include "core/hydraulics/solver.h"
#include "core/scenario/demand_model.h"
#include "core/scenario/march.h"
#include "core/scenario/random.h"
#include "core/scenario/zones.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace ms::scenario {
namespace {

constexpr double kGravity = 9.80665;

double circle(double diameter_m) { return std::numbers::pi / 4 * diameter_m * diameter_m; }

/// Draws the bursts of one draw: places by length of pipe, starts evenly spread in time with jitter, so that they do not all come at once.
void draw(const BurstDraw& plan, const network::Network& real, Random& random, const std::string& prefix, std::vector<Burst>& bursts) {
    std::vector<double> upTo;
    std::vector<const network::Link*> pipes;
    double total = 0;
    for (const network::Link& link : real.links) {
        if (link.kind != network::LinkKind::pipe || link.length_m <= 0 || link.status == network::LinkStatus::closed) continue;
        upTo.push_back(total += link.length_m);
        pipes.push_back(&link);
    }
    if (pipes.empty()) return;
    const double slot_ms = static_cast<double>(plan.within.length().ms) / std::max(1, plan.count);
    for (int i = 0; i < plan.count; ++i) {
        Burst burst;
        burst.id = prefix + std::to_string(i + 1);
        do { // no pipe bursts twice
            const auto place = std::upper_bound(upTo.begin(), upTo.end(), random.uniform(0, total)) - upTo.begin();
            burst.pipe = pipes[std::min(static_cast<std::size_t>(place), pipes.size() - 1)]->id;
        } while (bursts.size() < pipes.size() && std::any_of(bursts.begin(), bursts.end(), [&](const Burst& b) { return b.pipe == burst.pipe; }));
        burst.fraction = random.uniform(0.2, 0.8);
        burst.start = plan.within.from + Duration{static_cast<std::int64_t>((i + random.uniform()) * slot_ms) / 300'000 * 300'000};
        burst.diameter_m = random.uniform(plan.diameter_m.low, plan.diameter_m.high);
        const double growsDays = random.uniform(plan.grows_days.low, plan.grows_days.high);
        if (random.uniform() < plan.growing) {
            burst.growth = Burst::Growth::diameter;
            burst.grows = minutes(static_cast<std::int64_t>(growsDays * 1440));
        }
        const double openDays = random.uniform(plan.open_days.low, plan.open_days.high);
        if (random.uniform() < plan.repaired) {
            burst.end = burst.start + minutes(static_cast<std::int64_t>(openDays * 288) * 5);
            burst.grows = std::min(burst.grows, Duration{(*burst.end - burst.start).ms * 4 / 5});
            burst.reported = *burst.end - hours(static_cast<std::int64_t>(random.uniform(6, 72)));
        }
        bursts.push_back(std::move(burst));
    }
}

/// Mean pressure along a pipe over a day of expected demands, at eight instants.
Result<std::vector<double>> meanPressures_m(const network::Network& real, const Spec& spec, const std::vector<SizedBurst>& bursts) {
    Result<hydraulics::HydraulicModel> model = hydraulics::HydraulicModel::make(real);
    if (!model) return model.error();
    hydraulics::Solver solver(*model);
    hydraulics::HydraulicState state;
    const DemandModel people(real, spec, "size");
    std::vector<double> means(bursts.size(), 0.0);
    constexpr int kInstants = 8;
    for (int i = 0; i < kInstants; ++i) {
        hydraulics::Conditions conditions;
        const Eigen::VectorXd demands = people.expected(spec.parts.front().span.from + hours(24 / kInstants * i));
        conditions.demands_m3s.assign(demands.begin(), demands.end());
        Result<hydraulics::SolveReport> report = solver.solve(conditions, state);
        if (!report) return report.error();
        for (std::size_t k = 0; k < bursts.size(); ++k) {
            const network::Link& pipe = real.link(bursts[k].pipe);
            const double f = bursts[k].burst.fraction;
            const auto along = [f](double a, double b) { return a + f * (b - a); };
            const double head = along(state.heads_m[pipe.from.at()], state.heads_m[pipe.to.at()]);
            const double ground = along(real.node(pipe.from).elevation_m, real.node(pipe.to).elevation_m);
            if (std::isfinite(head)) means[k] += std::max(0.0, head - ground) / kInstants;
        }
    }
    return means;
}

/// Mean expected demand of each zone over a week.
std::vector<double> meanDemands_m3s(const network::Network& real, const Spec& spec, const Zones& zones) {
    const DemandModel people(real, spec, "size");
    std::vector<double> means(zones.names.size(), 0.0);
    for (int hour = 0; hour < 168; hour += 3) {
        const Eigen::VectorXd demands = people.expected(spec.parts.front().span.from + hours(hour));
        for (std::size_t i = 0; i < real.nodes.size(); ++i)
            means[static_cast<std::size_t>(zones.partOfNode[i])] += demands[static_cast<Eigen::Index>(i)] / 56;
    }
    return means;
}

} // namespace

double orificeCoefficient(double dischargeCoefficient, double area_m2) { return dischargeCoefficient * area_m2 * std::sqrt(2 * kGravity); }

double SizedBurst::areaAt_m2(Instant t) const {
    if (t < burst.start || (burst.end && t >= *burst.end)) return 0;
    if (burst.growth == Burst::Growth::sudden || burst.grows.ms <= 0) return area_m2;
    const double grown = std::min(1.0, static_cast<double>((t - burst.start).ms) / static_cast<double>(burst.grows.ms));
    return area_m2 * (burst.growth == Burst::Growth::area ? grown : grown * grown);
}

Result<std::vector<SizedBurst>> sizeBursts(const network::Network& real, const Spec& spec) {
    std::vector<Burst> all = spec.bursts;
    Random random(spec.seed, "bursts");
    for (std::size_t i = 0; i < spec.draws.size(); ++i) draw(spec.draws[i], real, random, std::string(1, static_cast<char>('R' + i % 9)), all);
    std::vector<SizedBurst> sized;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].id.empty()) all[i].id = "B" + std::to_string(i + 1);
        sized.push_back({all[i], real.findLink(all[i].pipe), circle(all[i].diameter_m)});
    }
    if (std::none_of(sized.begin(), sized.end(), [](const SizedBurst& s) { return s.area_m2 == 0; })) return sized;

    const Zones zones = findZones(real, spec);
    const std::vector<double> inflows = meanDemands_m3s(real, spec, zones);
    Result<std::vector<double>> pressures = meanPressures_m(real, spec, sized);
    if (!pressures) return pressures.error();
    for (std::size_t i = 0; i < sized.size(); ++i) {
        SizedBurst& s = sized[i];
        if (s.area_m2 > 0) continue;
        const double flow_m3s =
            s.burst.flow_m3s > 0 ? s.burst.flow_m3s : s.burst.shareOfInflow * inflows[static_cast<std::size_t>(zones.partOf(real.link(s.pipe)))];
        if ((*pressures)[i] < 1)
            return Error{ErrorCode::invalidInput,
                         "a burst cannot have that size: there is no pressure at its place",
                         "bursts",
                         s.burst.pipe,
                         {},
                         "choose another pipe, or give diameter_mm"};
        s.area_m2 = flow_m3s / (orificeCoefficient(spec.dischargeCoefficient, 1) * std::sqrt((*pressures)[i]));
    }
    return sized;
}

} // namespace ms::scenario
