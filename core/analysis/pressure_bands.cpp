#include "core/analysis/pressure_bands.h"
#include "core/series/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::analysis {

namespace {

/// Offset and spread of one row at a slot, from the same slot of the days before (of the day itself where there is none yet).
std::pair<double, double> offsetAt(const calibration::ResidualRecord& record, Eigen::Index row, Eigen::Index slot) {
    std::vector<double> past;
    for (Eigen::Index day = 1; day <= 14 && slot - day * record.slotsPerDay >= 0; ++day) {
        const double r = static_cast<double>(record.residual(row, slot - day * record.slotsPerDay));
        if (std::isfinite(r)) past.push_back(r);
    }
    if (past.size() < 3)
        for (Eigen::Index day = 0; day < 7 && slot + day * record.slotsPerDay < record.slots(); ++day) {
            const double r = static_cast<double>(record.residual(row, slot + day * record.slotsPerDay));
            if (std::isfinite(r)) past.push_back(r);
        }
    const double offset = series::median(past);
    for (double& p : past) p = std::abs(p - offset);
    return {offset, std::max(0.03, 1.4826 * series::median(past))};
}

} // namespace

std::vector<ExpectedBand> pressureBands(const std::vector<Expectation>& blocks) {
    std::vector<ExpectedBand> bands;
    if (blocks.empty()) return bands;
    const Expectation all = joinBlocks(blocks);
    std::size_t logger = 0;
    for (const auto& record : all.records)
        for (Eigen::Index row = 0; row < static_cast<Eigen::Index>(record.pressures); ++row, ++logger) {
            if (logger >= blocks.front().model.size()) return bands;
            ExpectedBand band = blocks.front().model[logger];
            for (std::size_t b = 1; b < blocks.size(); ++b)
                if (logger < blocks[b].model.size())
                    band.expected.insert(band.expected.end(), blocks[b].model[logger].expected.begin(), blocks[b].model[logger].expected.end());
            const auto perSlot = static_cast<std::size_t>(std::max<std::int64_t>(1, record.slotLength().ms / band.step.ms));
            band.low.resize(band.expected.size());
            band.high.resize(band.expected.size());
            std::pair<double, double> offset;
            for (std::size_t i = 0; i < band.expected.size(); ++i) {
                const auto slot = static_cast<Eigen::Index>(i / perSlot);
                if (i % perSlot == 0 && slot < record.slots()) offset = offsetAt(record, row, slot);
                band.expected[i] += static_cast<float>(offset.first);
                band.low[i] = band.expected[i] - static_cast<float>(2.5 * offset.second);
                band.high[i] = band.expected[i] + static_cast<float>(2.5 * offset.second);
            }
            bands.push_back(std::move(band));
        }
    return bands;
}

std::vector<ExpectedBand> balanceBands(const detection::ZoneTrack& track) {
    ExpectedBand band;
    band.sensor = "inflow " + track.zone;
    band.start = track.expected_m3s.start + Duration{track.expected_m3s.step.ms / 2}; // means of a step stand in its middle
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
