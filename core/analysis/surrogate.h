#pragma once

#include "core/analysis/dma_ground.h"

namespace ms::analysis {

struct SurrogateOptions {
    double snap_m = 0.5;         ///< ends of pipes closer than this are one node; an end that touches another pipe is joined to it
    double diameter_m = 0.1;     ///< of pipes whose diameter is not known
    double roughness = 110;      ///< Hazen-Williams C of pipes whose material is not known
    double reachOfSensor_m = 60; ///< loggers and meters farther than this from any pipe are not placed
};

/// A network made of GIS pipes where there is no model: lengths, diameters where known, a common roughness (plastic smoother), demand by length,
/// the inlets at the meters with one head. Elevations are not needed: only changes of head are compared. Zones that share a network of pipes take
/// the pipes nearest to their own loggers and meters, along the pipes. No network (null) when there are no GIS pipes or no meter with a place.
[[nodiscard]] DmaGround groundOfGis(const Data& data, const detection::Balances& balances, const SurrogateOptions& options = {});

} // namespace ms::analysis
