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

/// A reading that speaks for an event, beside what was expected; SI (m, m3/s). NaN where nothing is known.
struct TracePoint {
    Instant at;
    double value = 0, expected = 0, low = 0, high = 0;
    bool operator==(const TracePoint&) const = default;
};

/// A series that proves an event: a sensor's, or a zone's net inflow.
struct Trace {
    std::int64_t event = 0;
    std::string name;
    Quantity quantity = Quantity::pressure;
    std::int64_t step_s = 0; ///< 0 = as measured; else the points are means over so many seconds
    std::vector<TracePoint> points;
};

/// What somebody wrote about an event.
struct Remark {
    std::int64_t event = 0;
    Instant written;
    std::string author, text;
};

/// What an export tells its receiver. Coordinates are in `crs`; a network without positions gives tables without geometry and a diagnostic.
struct Content {
    std::string title;                               ///< of the project
    std::string company;                             ///< who hands it out; may be empty
    std::shared_ptr<const network::Network> network; ///< null without a model
    std::vector<network::GisPipe> gisPipes;          ///< used where there is no model
    std::vector<series::Sensor> sensors;
    std::vector<detection::Event> events; ///< those to export, in this order
    std::vector<Trace> traces;            ///< of these events; empty = none were asked for
    std::vector<Remark> remarks;
    std::string crs;     ///< "EPSG:27700"; empty = unknown
    LocalZone zone;      ///< for times, which carry their offset
    std::string run;     ///< id of the analysis that found the events, for the receiver to quote
    std::string version; ///< of Mainsight
};

} // namespace ms::output
