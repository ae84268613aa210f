#pragma once

#include "core/detection/area_trust.h"

#include <string>

namespace ms::cli {

/// What was learned of areas, a line a level.
[[nodiscard]] std::string areaTrustTable(const detection::AreaTrust& trust);

} // namespace ms::cli
