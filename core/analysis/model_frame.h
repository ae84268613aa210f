#pragma once

#include "core/analysis/analysis.h"
#include "core/detection/balance.h"
#include "core/detection/zone_series.h"

#include <Eigen/Core>

#include <vector>

namespace ms::analysis {

/// Where the measurements of a project meet its model: which meter conditions which element, and which loggers are left to compare with.
struct ModelFrame {
    struct MeteredNode {
        std::size_t sensor = 0;
        NodeIndex node;
    };
    struct MeteredLink {
        std::size_t sensor = 0;
        LinkIndex link;
        double sign = 1;
    };
    /// One observation of a zone's record: a pressure logger at a node or a flow meter on a link.
    struct Row {
        std::size_t sensor = 0;
        NodeIndex node; ///< pressures
        LinkIndex link; ///< flows
        double sign = 1;
    };
    struct Zone {
        std::size_t balance = 0;
        std::vector<Row> rows; ///< pressures first
        std::size_t pressures = 0;
        bool scaled = false; ///< its unmetered demand is scaled so that the model's inflow is the measured one
    };
    detection::Balances balances;
    std::vector<int> zoneOf;            ///< [nodes] position in balances.zones; -1 = in none
    std::vector<std::string> classes;   ///< demand classes: the patterns' ids ("" = no pattern)
    Eigen::MatrixXd base_m3s;           ///< [nodes x classes] base demands
    std::vector<int> classPattern;      ///< [classes] index in Network::patterns, -1 = none
    std::vector<MeteredNode> customers; ///< customer meters at junctions
    std::vector<MeteredNode> tanks;     ///< levels: the tank's head is the measured one
    std::vector<MeteredLink> pumps;     ///< metered pumps: their flow is a demand at suction and an inflow at discharge
    std::vector<Zone> zones;            ///< those with at least one pressure logger at a node of the model

    [[nodiscard]] bool usable() const { return !zones.empty(); }
};

/// Nothing is solved here. `data.network` must not be null.
[[nodiscard]] ModelFrame makeFrame(const Data& data);

/// The sensors as detection takes them, by reference to `data`.
[[nodiscard]] std::vector<detection::Meter> metersOf(const Data& data);
[[nodiscard]] std::vector<series::Sensor> sensorsOf(const Data& data);
/// From the first to the last reading of all sensors; both instants invalid when there is none.
[[nodiscard]] TimeSpan spanOf(const Data& data);

} // namespace ms::analysis
