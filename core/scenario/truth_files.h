#pragma once

#include "core/base/result.h"
#include "core/network/network.h"
#include "core/scenario/march.h"
#include "core/scenario/spec.h"
#include "core/scenario/zones.h"

#include <string>

namespace ms::scenario {

/// Everything that the truth of one part is told from. References must outlive the call.
struct TruthSource {
    const network::Network& nominal;
    const Spec& spec;
    const Part& part;
    const std::vector<SizedBurst>& bursts;
    const Truth& truth;
    const Zones& zones;
};

/// leaks.csv, leak_flows.csv (m3/h, every hydraulic step) and repairs.csv as in the L-TOWN sets, for accept/score_leaks.py. Bursts that were not open
/// within the part are left out. Times on the clock of the habits zone. `folder` exists.
[[nodiscard]] Result<void> writeLeakTruth(const TruthSource& source, const std::string& folder);

/// bursts.csv, confounders.csv, logger_offsets.csv, model_differences.csv and meta.json as in the drill, for accept/score_bursts.py. Times UTC.
[[nodiscard]] Result<void> writeDrillTruth(const TruthSource& source, const std::string& folder);

/// repairs.csv as a utility has it: job, reported, completed (local dd/mm/yyyy hh:mm), easting, northing, street.
[[nodiscard]] std::string repairList(const TruthSource& source);

/// The pipes as a GIS exports them: GeoJSON with id, length_m, diameter_mm and street, in the network's own coordinates (`crs` is named where given).
[[nodiscard]] std::string gisPipes(const network::Network& network, const std::string& crs);

/// The name of a coordinate system as GeoJSON's member "crs" has it (2008's form, which GIS programs still read): "EPSG:27700" is
/// "urn:ogc:def:crs:EPSG::27700". Empty where `crs` names none.
[[nodiscard]] std::string geoJsonCrsName(const std::string& crs);

} // namespace ms::scenario
