#pragma once

#include "core/base/time.h"

#include <optional>
#include <string>

namespace ms::series {

/// One job of a repair list: what a utility knows of a mended main. Any field but one of pipe, place or street may be missing.
struct Repair {
    std::string job;
    std::string pipe; ///< id; empty when only a place or a street is known
    std::optional<Instant> reported, completed;
    std::optional<double> x, y; ///< in the project's CRS
    std::string street;
    bool operator==(const Repair&) const = default;
};

} // namespace ms::series
