#pragma once

#include "core/analysis/analysis.h"
#include "core/hydraulics/solver.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace ms::made {

/// A town on a grid of 5 x 5 junctions with a metered main, a tank whose level is measured, twelve customer meters and five pressure loggers, all
/// read by the hour. What it measures is solved with the leaks that it is given.
struct MeteredTown {
    struct Leak {
        std::string pipe;
        double from_d = 0, to_d = 1e9; ///< days since the start
        double flow_m3s = 0;           ///< final
        double growth_d = 0;           ///< 0 = all at once
        [[nodiscard]] double at(double day) const {
            if (day < from_d || day >= to_d) return 0;
            return growth_d > 0 ? flow_m3s * std::min(1.0, (day - from_d) / growth_d) : flow_m3s;
        }
    };

    static constexpr int kSide = 5;
    static constexpr double kTank_m = 12; ///< diameter
    Instant start = instantFromUtc({2024, 1, 1});
    network::Network net;
    std::vector<Leak> leaks;
    double frozenFrom_d = -1, frozenTo_d = -1; ///< the main's meter repeats itself
    double silentFrom_d = 1e9;                 ///< a customer's meter sends nothing from then on

    MeteredTown() {
        net.patterns.push_back({"home", {0.5, 0.4, 0.6, 1.5, 1.3, 1.1, 1.6, 1.0}, {}});
        net.patterns.push_back({"shop", {0.2, 0.2, 0.3, 1.8, 2.0, 1.9, 1.2, 0.4}, {}});
        net.times.patternStep_s = 3 * 3600;
        add("R", network::NodeKind::reservoir, 52, {-300, 0});
        for (int i = 0; i < kSide * kSide; ++i) {
            network::Node& n = add("J" + std::to_string(i), network::NodeKind::junction, 8 + i % 4, {200.0 * (i % kSide), 200.0 * (i / kSide)});
            n.demands.push_back({3e-4 + 2e-5 * (i % 3), i % 5 == 4 ? 1 : 0, {}});
            if (i % 5 == 2) n.demands.push_back({1e-4, 1, {}});
        }
        network::Node& tank = add("T", network::NodeKind::tank, 44, {1000, 900});
        tank.initialLevel_m = 3;
        tank.maxLevel_m = 8;
        tank.diameter_m = kTank_m;
        pipe("MAIN", 0, 1, 300, 0.2);
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x) {
                const int at = 1 + y * kSide + x;
                if (x + 1 < kSide) pipe("X" + std::to_string(at - 1), at, at + 1, 200, y == 0 ? 0.15 : 0.08);
                if (y + 1 < kSide) pipe("Y" + std::to_string(at - 1), at, at + kSide, 200, x == 4 ? 0.15 : 0.08);
            }
        pipe("RISER", kSide * kSide, kSide * kSide + 1, 100, 0.15);
        for (int i = 0; i < 3; ++i) {
            add("K" + std::to_string(i), network::NodeKind::junction, 9, {800 + 200.0 * i, -300}).demands.push_back({3e-4, 0, {}});
            pipe(i == 0 ? "OUT" : "V" + std::to_string(i), i == 0 ? kSide : kSide * kSide + 1 + i, kSide * kSide + 2 + i, 200, 0.1);
        }
        net.buildIndex();
    }

    /// What was measured in the first `days_` days.
    [[nodiscard]] analysis::Data measure(int days_, std::uint64_t seed = 7) const {
        std::mt19937_64 random(seed);
        std::normal_distribution<double> normal;
        analysis::Data data;
        data.network = std::make_shared<const network::Network>(net);
        const auto sensor = [&](const std::string& name, const std::string& element, Quantity quantity) {
            analysis::SensorData s;
            s.sensor.name = name;
            s.sensor.element = element;
            s.sensor.quantity = quantity;
            data.sensors.push_back(s);
        };
        sensor("inlet", "MAIN", Quantity::flow);
        sensor("outlet", "OUT", Quantity::flow);
        sensor("level", "T", Quantity::level);
        for (const int j : {3, 7, 11, 17, 23}) sensor("p" + std::to_string(j), "J" + std::to_string(j), Quantity::pressure);
        for (const int j : customers()) sensor("c" + std::to_string(j), "J" + std::to_string(j), Quantity::demand);

        auto model = hydraulics::HydraulicModel::make(data.network);
        REQUIRE(model.ok());
        hydraulics::Solver solver(std::move(model).value());
        hydraulics::Conditions conditions;
        hydraulics::HydraulicState state;
        const NodeIndex tank = net.findNode("T");
        double level = net.node(tank).initialLevel_m, frozen = 0;
        for (int h = 0; h < 24 * days_; ++h) {
            const double day = h / 24.0;
            const double week = h / 24 % 7 >= 5 ? 0.9 : 1;
            const double common[] = {week * (1 + 0.03 * normal(random)), week * (1 + 0.03 * normal(random))};
            conditions.demands_m3s.assign(net.nodes.size(), 0);
            for (std::size_t n = 0; n < net.nodes.size(); ++n)
                for (const auto& d : net.nodes[n].demands) {
                    const auto c = static_cast<std::size_t>(d.pattern);
                    conditions.demands_m3s[n] +=
                        d.base_m3s * net.patterns[c].factors[static_cast<std::size_t>(h % 24 / 3)] * common[c] * (1 + 0.15 * normal(random));
                }
            conditions.heads = {{tank, net.node(tank).elevation_m + level}};
            conditions.outflows.clear();
            for (const Leak& leak : leaks)
                if (const double flow = leak.at(day); flow > 0) {
                    conditions.outflows.emplace_back();
                    conditions.outflows.back().link = net.findLink(leak.pipe);
                    conditions.outflows.back().flow_m3s = flow;
                }
            auto report = solver.solve(conditions, state, h > 0 ? &state : nullptr);
            REQUIRE(report.ok());
            REQUIRE(report->converged);
            for (auto& s : data.sensors) {
                const NodeIndex node = net.findNode(s.sensor.element);
                double value = 0;
                if (s.sensor.quantity == Quantity::flow) {
                    value = state.flows_m3s[net.findLink(s.sensor.element).at()] * (1 + 0.004 * normal(random));
                    if (s.sensor.name == "inlet") {
                        if (day < frozenFrom_d || day >= frozenTo_d) frozen = value;
                        value = frozen;
                    }
                } else if (s.sensor.quantity == Quantity::level) {
                    value = level;
                } else if (s.sensor.quantity == Quantity::pressure) {
                    value = state.heads_m[node.at()] - net.node(node).elevation_m + 0.02 * normal(random);
                } else {
                    value = conditions.demands_m3s[node.at()];
                    if (s.sensor.element == "J6" && day >= silentFrom_d) continue;
                }
                s.readings.times_ms.push_back((start + hours(h)).ms);
                s.readings.values.push_back(value);
                s.readings.quality.push_back(0);
            }
            level += state.demands_m3s[tank.at()] * 3600 / (3.14159265358979 / 4 * kTank_m * kTank_m);
        }
        return data;
    }

    [[nodiscard]] static std::vector<int> customers() { return {0, 1, 2, 4, 6, 9, 12, 14, 18, 19, 22, 24}; }

private:
    network::Node& add(std::string id, network::NodeKind kind, double elevation_m, network::Point at) {
        network::Node n;
        n.id = std::move(id);
        n.kind = kind;
        n.elevation_m = elevation_m;
        n.position = at;
        net.nodes.push_back(std::move(n));
        return net.nodes.back();
    }
    void pipe(std::string id, int from, int to, double length_m, double diameter_m) {
        network::Link l;
        l.id = std::move(id);
        l.from = NodeIndex(from);
        l.to = NodeIndex(to);
        l.length_m = length_m;
        l.diameter_m = diameter_m;
        l.roughness = 120;
        net.links.push_back(std::move(l));
    }
};

} // namespace ms::made
