#pragma once

#include "core/network/network.h"
#include "core/scenario/spec.h"

/// A reservoir, a metered main and a ring of three junctions, each drawing a litre a second by a pattern of a week; a specification of three days
/// without any noise. Tests change what they are about.
namespace ms::scenario {

inline network::Network smallTown() {
    network::Network town;
    network::Node source;
    source.id = "R";
    source.kind = network::NodeKind::reservoir;
    source.elevation_m = 60;
    source.position = network::Point{0, 0};
    town.nodes.push_back(source);
    for (int i = 1; i <= 3; ++i) {
        network::Node node;
        node.id = "J" + std::to_string(i);
        node.elevation_m = 10;
        node.position = network::Point{100.0 * i, 50.0 * (i % 2)};
        node.demands.push_back({0.001, 0, {}});
        town.nodes.push_back(node);
    }
    const auto pipe = [&town](const char* id, int from, int to, double length_m) {
        network::Link link;
        link.id = id;
        link.from = NodeIndex(from);
        link.to = NodeIndex(to);
        link.length_m = length_m;
        link.diameter_m = 0.1;
        link.roughness = 110;
        link.tag = "Mill Lane";
        town.links.push_back(link);
    };
    pipe("M", 0, 1, 10);
    pipe("P12", 1, 2, 400);
    pipe("P23", 2, 3, 300);
    pipe("P13", 1, 3, 500);
    network::Pattern week;
    week.id = "W";
    for (int hour = 0; hour < 168; ++hour) week.factors.push_back(hour >= 144 ? 1.5 : hour % 24 < 6 ? 0.5 : 1.0); // Sundays differ
    town.patterns.push_back(week);
    town.options.headloss = network::HeadlossFormula::hazenWilliams;
    town.buildIndex();
    return town;
}

inline Spec quietSpec() {
    Spec spec;
    spec.title = "Small";
    spec.parts = {{"", {instantFromUtc({.year = 2025, .month = 1, .day = 6}), instantFromUtc({.year = 2025, .month = 1, .day = 9})}}}; // Monday
    spec.reality = {0, 0, 0, {}};
    spec.noise = {0, 0, 0, 0, 0, 0};
    SensorPlan meter;
    meter.element = "M";
    meter.quantity = Quantity::flow;
    meter.unit = "l/s";
    meter.resolution = 0.001;
    meter.stamp = SensorPlan::Stamp::endOfMean;
    SensorPlan logger;
    logger.element = "J2";
    logger.zone = "Z";
    logger.unit = "m";
    logger.resolution = 0.01;
    spec.sensors = {meter, logger};
    return spec;
}

} // namespace ms::scenario
