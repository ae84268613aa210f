#pragma once

#include "core/detection/meter.h"
#include "core/detection/zone_tracker.h"
#include "core/network/network.h"

#include <string>
#include <vector>

namespace lab {

struct Series {
    ms::series::Sensor sensor;
    ms::series::Readings readings;
};
struct Truth {
    std::string id, zone, shape;
    ms::Instant start, end;
    double peak_m3s = 0;
};
struct Set {
    ms::network::Network network;
    bool hasNetwork = false;
    std::vector<Series> series;
    std::vector<ms::detection::RepairNotice> repairs;
    std::vector<Truth> truth, confounders;
    ms::Instant eventsFrom;
    double weeks = 0;
};

[[nodiscard]] std::vector<std::vector<std::string>> readTable(const std::string& path, char separator);
/// BattLeDIM's four files of each of the `years` (folders under `folder`).
[[nodiscard]] Set readLtown(const std::string& folder, const std::vector<std::string>& years, const std::string& inp);
/// A DMA converted to long rows "sensor;ms;value[;quality]" (SI) in long.csv; long_sensors.csv beside it has rows "name;element;quantity;zone;sign",
/// repairs.csv rows "job;ms completed".
[[nodiscard]] Set readDma(const std::string& folder);

/// Local time of the drill's years.
[[nodiscard]] ms::LocalZone london();

} // namespace lab
