#pragma once

#include "core/base/time.h"
#include "core/detection/event.h"
#include "core/network/network.h"

#include <string>
#include <vector>

namespace lab {

struct Leak {
    std::string pipe, type;
    ms::Instant start, end, peak;
    double peak_m3s = 0;
    std::vector<double> flow_m3h; ///< every 5 minutes of the scored year
};

struct Truth {
    ms::Instant start; ///< of the flows
    std::vector<Leak> leaks;
};

[[nodiscard]] Truth readTruth(const std::string& folder);

/// Way along the pipes as BattLeDIM's scorer has it.
class PipeDistance {
public:
    explicit PipeDistance(const ms::network::Network& network);
    [[nodiscard]] double between(const std::string& p, const std::string& q) const;

private:
    [[nodiscard]] const std::vector<double>& from(std::size_t node) const;
    const ms::network::Network& m_network;
    std::vector<std::vector<std::pair<std::size_t, double>>> m_edges;
    mutable std::vector<std::vector<double>> m_cache;
};

struct Score {
    double eur = 0, perfect = 0;
    int hits = 0, falseAlarms = 0, reports = 0, repeated = 0, missed = 0;
    int own = 0, held = 0; ///< leaks of the year with the event of their own onset; whose area a day after the call holds them
    double medianShare = 0, medianDelay_d = 0;
    int events = 0;
};

/// As ../shared/accept/leaks does it.
[[nodiscard]] Score scoreEvents(const std::vector<ms::detection::Event>& events, const Truth& truth, const PipeDistance& distance, bool hindsight,
                                bool verbose);

} // namespace lab
