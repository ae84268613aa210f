#pragma once

#include "core/analysis/live_zones.h"
#include "core/base/bytes.h"
#include "core/project/project_file.h"

#include <string>
#include <vector>

/// What a live run asks of the service "follow". A worker keeps the state of its zones between tasks; a fresh one makes it from the project first, so
/// every task can be given to any worker.
namespace ms::jobs {

inline constexpr const char* kFollowService = "follow";

/// Which zones a worker follows, and how; another than before: it begins anew.
struct FollowedPart {
    std::string projectPath;
    analysis::Options options;
    std::int32_t part = 0, parts = 1; ///< of the zones: every parts-th from `part` on
    std::int64_t generation = 0;      ///< another one: sensors, network or repairs changed
    std::vector<std::string> without; ///< zones of which workers died
    bool operator==(const FollowedPart&) const = default;
};

struct FollowRequest {
    FollowedPart part;
    bool flush = false;   ///< all zones are caught up with, and none waits for lagging meters
    double catchUp_s = 0; ///< time for zones that wait, after those that simply go on
    std::vector<project::ProjectFile::Change> changes;
};

struct FollowAnswer {
    std::vector<analysis::ZoneNews> news;
    std::int64_t restarts = 0; ///< zones that began anew because of late or corrected readings
    std::int64_t waiting = 0;  ///< zones that have not caught up yet
};

/// Beside its output a worker says here of which zone it is, as text: who dies of one can be told apart.
[[nodiscard]] inline std::string zoneNotePath(const std::string& outputPath) { return outputPath + ".zone"; }

void write(ByteWriter& to, const FollowRequest& request);
void read(ByteReader& from, FollowRequest& request);
void write(ByteWriter& to, const FollowAnswer& answer);
void read(ByteReader& from, FollowAnswer& answer);

} // namespace ms::jobs
