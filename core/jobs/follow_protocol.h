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
    bool operator==(const FollowedPart&) const = default;
};

struct FollowRequest {
    FollowedPart part;
    bool flush = false; ///< zones do not wait for lagging meters
    std::vector<project::ProjectFile::Change> changes;
};

struct FollowAnswer {
    std::vector<analysis::ZoneNews> news;
    bool began = false;        ///< the state was made from the project: news are of all zones
    std::int64_t restarts = 0; ///< zones that began anew because of late or corrected readings
};

void write(ByteWriter& to, const FollowRequest& request);
void read(ByteReader& from, FollowRequest& request);
void write(ByteWriter& to, const FollowAnswer& answer);
void read(ByteReader& from, FollowAnswer& answer);

} // namespace ms::jobs
