#pragma once

#include "core/detection/balance.h"
#include "ui/session/snapshot.h"

#include <memory>
#include <string>
#include <vector>

namespace ms::session {

/// The zones' balances of the open project, found once for a network and its sensors. One thread.
class ZoneBalances {
public:
    /// Those with a flow meter, by zone; indices refer to the snapshot's sensors.
    [[nodiscard]] const std::vector<detection::Balance>& of(const Snapshot& snapshot) const;
    /// Null when the zone has none.
    [[nodiscard]] const detection::Balance* of(const Snapshot& snapshot, const std::string& zone) const;

private:
    mutable std::shared_ptr<const network::Network> m_network;
    mutable std::shared_ptr<const std::vector<SensorView>> m_sensors;
    mutable std::vector<detection::Balance> m_balances;
};

} // namespace ms::session
