#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/base/units.h"
#include "core/ingest/layout.h"
#include "core/ingest/source_profile.h"
#include "core/network/network.h"
#include "core/series/sensor.h"

#include <map>
#include <string>
#include <vector>

namespace ms::ingest {

/// One row of sensors.csv: which column of which files is which sensor.
struct SensorMapRow {
    std::string column;    ///< header of the column (wide), tag (long) or file stem
    std::string file;      ///< glob on the file's name, or its whole path; empty = any
    series::Sensor sensor; ///< an empty name follows from the channel
    double confidence = 1; ///< of the element: less where the map of the network gave it, by the place of the sensor
    std::string reason;    ///< then: "12 m from node J0446 on the map"
    std::int64_t line = 0; ///< in sensors.csv
    bool leaveOut = false; ///< quantity "none": the column holds no readings that are wanted
    bool fromUser = false; ///< said in the review: stands above the rows of sensors.csv
    bool operator==(const SensorMapRow&) const = default;
};

/// What the user said in the review about one file as a whole.
struct FileCorrection {
    std::string path;
    LayoutWishes layout;
    std::string timezone; ///< of its clock; empty = as the others. In Hints::zones
    bool operator==(const FileCorrection&) const = default;
};

/// Everything that is known about the sources before they are opened: what the user said and what the project holds. A value that can be sent to a
/// worker (encodeHints), which then needs neither the project nor a time zone database.
struct Hints {
    LocalZone zone;                         ///< how times without an offset are read, unless a sensor's row says otherwise
    std::map<std::string, LocalZone> zones; ///< by IANA name, for the sensors' own clocks
    std::map<Quantity, std::string> units;  ///< for sources that name none
    std::vector<SensorMapRow> sensorMap;
    std::vector<FileCorrection> corrections;
    bool unknownLeftOut = false;               ///< a channel without a unit is left out with a word, instead of stopping the import
    std::string sensorMapPath;                 ///< for messages
    std::vector<std::string> nodeIds, linkIds; ///< of the network, to match columns with
    std::vector<series::Sensor> known;         ///< sensors of the project: a channel imported before keeps its sensor
    std::vector<SourceProfile> profiles;       ///< what earlier files taught
    Diagnostics diagnostics;                   ///< what was found while they were put together; not sent to workers
    bool operator==(const Hints&) const = default;

    /// What was said about a file; null when nothing.
    [[nodiscard]] const FileCorrection* correctionOf(const std::string& path) const;
};

/// Gives rows of sensors.csv that name a place but no element the nearest element of the network, if one is near enough; the diagnostics say which.
void placeSensors(std::vector<SensorMapRow>& rows, const network::Network& network, const std::string& path, Diagnostics& diagnostics);

[[nodiscard]] std::string encodeHints(const Hints& hints);
/// invalidInput when the bytes are not what encodeHints() made.
[[nodiscard]] Result<Hints> decodeHints(const std::string& bytes);

/// Reads sensors.csv of CONTRACT.md (any separator, columns by name). Rows that say something impossible are errors: a mapping must not be half read.
[[nodiscard]] Result<std::vector<SensorMapRow>> readSensorMap(const std::string& path);
/// The same rows as the text of a sensors.csv; readSensorMap() reads them back.
[[nodiscard]] std::string sensorMapText(const std::vector<SensorMapRow>& rows);

} // namespace ms::ingest
