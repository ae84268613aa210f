#include "core/analysis/detect_setup.h"

#include <algorithm>

namespace ms::analysis {

detection::TrackerOptions trackerOptions(const Data& data, const Options& options) {
    detection::TrackerOptions tracker;
    tracker.period = options.period;
    tracker.falseAlarmsPerZoneWeek = options.falseAlarmsPerZoneWeek;
    tracker.zone = data.zone;
    tracker.daysOff = data.daysOff;
    return tracker;
}

std::vector<detection::RepairNotice> noticesOf(const Data& data, const detection::Balances& balances, const std::vector<RepairHint>& hints) {
    std::vector<detection::RepairNotice> repairs;
    for (std::size_t r = 0; r < data.repairs.size(); ++r) {
        const Repair& repair = data.repairs[r];
        if (!repair.completed) continue;
        detection::RepairNotice notice;
        notice.job = repair.job.empty() ? "repair " + std::to_string(r + 1) : repair.job;
        notice.completed = *repair.completed;
        for (const auto& hint : hints)
            if (hint.repair == r) notice.startedNear = hint.startedNear;
        if (data.network && !repair.pipe.empty()) {
            const LinkIndex link = data.network->findLink(repair.pipe);
            for (const auto& z : balances.zones)
                if (link.valid() && std::find(z.links.begin(), z.links.end(), link) != z.links.end()) notice.zone = z.zone;
        }
        repairs.push_back(std::move(notice));
    }
    return repairs;
}

} // namespace ms::analysis
