#pragma once

#include "core/base/time.h"
#include "core/detection/event.h"
#include "core/network/gis_pipe.h"
#include "core/network/network.h"
#include "core/series/sensor.h"

#include <memory>
#include <string>
#include <vector>

/// GIS files, spreadsheets' CSV and the like: everything that needs no painter. No Qt.
namespace ms::output {

/// What an export tells its receiver. Coordinates are in `crs`; a network without positions gives tables without geometry and a diagnostic.
struct Content {
    std::string title;                               ///< of the project
    std::shared_ptr<const network::Network> network; ///< null without a model
    std::vector<network::GisPipe> gisPipes;          ///< used where there is no model
    std::vector<series::Sensor> sensors;
    std::vector<detection::Event> events; ///< those to export, in this order
    std::string crs;                      ///< "EPSG:27700"; empty = unknown
    LocalZone zone;                       ///< for times, which carry their offset
    std::string run;                      ///< id of the analysis that found the events, for the receiver to quote
    std::string version;                  ///< of Mainsight
};

} // namespace ms::output
