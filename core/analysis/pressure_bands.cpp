#include "core/analysis/pressure_bands.h"

namespace ms::analysis {

std::vector<ExpectedBand> balanceBands(const detection::ZoneTrack& track)
{
    ExpectedBand band;
    band.sensor = "inflow " + track.zone;
    band.start = track.expected_m3s.start;
    band.step = track.expected_m3s.step;
    for (Eigen::Index i = 0; i < track.expected_m3s.size(); ++i) {
        const double e = track.expected_m3s.values[i], s = i < track.sd_m3s.size() ? track.sd_m3s.values[i] : 0;
        band.expected.push_back(static_cast<float>(e));
        band.low.push_back(static_cast<float>(e - 2 * s));
        band.high.push_back(static_cast<float>(e + 2 * s));
    }
    if (band.expected.empty()) return {};
    return {band};
}

} // namespace ms::analysis
