#pragma once

#include "core/analysis/analysis.h"
#include "core/detection/balance.h"

namespace ms::analysis {

/// Which zones of the balances the options ask for, in their order; all where they name none; ASCII case does not count. notFound, naming the zones
/// that there are, when a name is none of them.
[[nodiscard]] Result<std::vector<bool>> wantedZones(const detection::Balances& balances, const Options& options);

/// The names of the zones that are marked, in their order.
[[nodiscard]] std::vector<std::string> namesOf(const std::vector<bool>& marked, const detection::Balances& balances);

/// Marks every reading of the sensors that the options leave out as excluded, so that they count as the user's own exclusions do. notFound when
/// there is no such sensor. Idempotent.
[[nodiscard]] Result<void> leaveOut(Data& data, const Options& options);

/// Name of a meter of the zone's balance that the options leave out: without it the zone has no balance. Empty when there is none.
[[nodiscard]] std::string meterLeftOut(const detection::Balance& zone, const Data& data, const Options& options);

} // namespace ms::analysis
