#pragma once

#include "core/base/diagnostic.h"
#include "core/network/network.h"
#include "core/series/sensor.h"

#include <cstddef>
#include <string>
#include <vector>

namespace ms::detection {

/// A flow meter on the edge of a zone.
struct FlowTerm {
    std::size_t sensor = 0; ///< index in the list of sensors
    double sign = 1;        ///< +1: a positive reading flows into the zone (the sensor's own sign included)
    bool operator==(const FlowTerm&) const = default;
};

/// A tank inside a zone whose level is measured: it takes area * dL/dt.
struct TankTerm {
    std::size_t sensor = 0;
    NodeIndex tank;
    double area_m2 = 0;
    bool operator==(const TankTerm&) const = default;
};

/// Pressure loggers that move together: a part of a zone between PRVs (a leak behind a PRV whose outlet is held shows upstream
/// only at the valve).
struct PressurePart {
    std::vector<std::size_t> sensors; ///< pressure sensors in it
    std::vector<NodeIndex> nodes;
    bool operator==(const PressurePart&) const = default;
};

/// What goes into a zone and stays there: inflow = sum(sign * flow) - sum(area * dL/dt) - sum(metered demands).
/// Found from the network's topology and the meters' places (`findBalances`); without a network from the sensors' zones.
struct Balance {
    std::string zone;
    std::vector<FlowTerm> flows;
    std::vector<TankTerm> tanks;
    std::vector<std::size_t> demands; ///< customer meters inside, subtracted
    bool allMetered = false;          ///< every junction of the model with a demand has a customer meter: what is left is loss
    std::vector<NodeIndex> nodes;     ///< inside; empty without a network
    std::vector<LinkIndex> links;     ///< pipes with both ends inside (unmetered links between its parts included)
    std::vector<PressurePart> parts;  ///< at least one where there are pressure sensors
    bool operator==(const Balance&) const = default;

    [[nodiscard]] bool oneMeter() const { return flows.size() == 1; }
    [[nodiscard]] std::vector<std::size_t> pressures() const; ///< all parts' sensors, ascending
};

struct Balances {
    std::vector<Balance> zones; ///< by name
    Diagnostics diagnostics;    ///< pieces that cannot be balanced, meters that are not in the network
};

/// Cuts the network at reservoirs, closed links and metered links; what hangs together after that is a zone if a meter or a level
/// bounds it. Two meters on one link count once (the first). Names: the sensors' zone where its sensors agree, else a letter for
/// each pressure part (the largest zone takes "A", one more letter for each part behind a PRV: "AB"; the next "C"). `network` may
/// be null: then zones are those of sensors.csv, with inflow = sum of sign * flow. Sensors whose `zone` is given but whose
/// element is not in the network are taken by zone name too.
[[nodiscard]] Balances findBalances(const network::Network* network, const std::vector<series::Sensor>& sensors);

} // namespace ms::detection
