#include "core/quality/cross.h"

#include <iterator>

namespace ms::quality {

std::vector<std::vector<Fault>> crossCheck(const std::vector<const Digest*>& group, const CrossOptions& options, std::stop_token stop) {
    std::vector<std::vector<Fault>> all(group.size());
    for (const auto check : {clockFaults, levelFaults, noiseFaults}) {
        if (stop.stop_requested()) break;
        auto found = check(group, options);
        for (std::size_t k = 0; k < all.size(); ++k) std::move(found[k].begin(), found[k].end(), std::back_inserter(all[k]));
    }
    return all;
}

} // namespace ms::quality
