#include "core/network/inp/units.h"

#include "core/network/inp/text.h"

#include <array>

namespace ms::network::inp {
namespace {

struct FlowRow {
    FlowUnit unit;
    std::string_view name;
    double perCfs;
};

constexpr std::array kFlowUnits{
    FlowRow{FlowUnit::cfs, "CFS", 1.0},      FlowRow{FlowUnit::gpm, "GPM", 448.831},  FlowRow{FlowUnit::mgd, "MGD", 0.64632},
    FlowRow{FlowUnit::imgd, "IMGD", 0.5382}, FlowRow{FlowUnit::afd, "AFD", 1.9837},   FlowRow{FlowUnit::lps, "LPS", 28.317},
    FlowRow{FlowUnit::lpm, "LPM", 1699.0},   FlowRow{FlowUnit::mld, "MLD", 2.4466},   FlowRow{FlowUnit::cmh, "CMH", 101.94},
    FlowRow{FlowUnit::cmd, "CMD", 2446.6},   FlowRow{FlowUnit::cms, "CMS", 0.028317},
};

const FlowRow& rowOf(FlowUnit unit) {
    for (const FlowRow& row : kFlowUnits)
        if (row.unit == unit) return row;
    return kFlowUnits[1];
}

} // namespace

bool isMetric(FlowUnit unit) { return unit >= FlowUnit::lps; }

std::string_view nameOf(FlowUnit unit) { return rowOf(unit).name; }

std::string_view nameOf(PressureUnit unit) {
    switch (unit) {
    case PressureUnit::psi: return "PSI";
    case PressureUnit::kpa: return "KPA";
    case PressureUnit::metres: return "METERS";
    case PressureUnit::bar: return "BAR";
    case PressureUnit::feet: return "FEET";
    }
    return "PSI";
}

std::optional<FlowUnit> flowUnitFromString(std::string_view text) {
    for (const FlowRow& row : kFlowUnits)
        if (equalNoCase(text, row.name)) return row.unit;
    if (equalNoCase(text, "SI")) return FlowUnit::lps;
    return std::nullopt;
}

std::optional<PressureUnit> pressureUnitFromString(std::string_view text) {
    if (equalNoCase(text, "PSI")) return PressureUnit::psi;
    if (equalNoCase(text, "KPA")) return PressureUnit::kpa;
    if (equalNoCase(text, "M") || startsNoCase(text, "METER") || startsNoCase(text, "METRE")) return PressureUnit::metres;
    if (equalNoCase(text, "BAR")) return PressureUnit::bar;
    if (equalNoCase(text, "FEET") || equalNoCase(text, "FT")) return PressureUnit::feet;
    return std::nullopt;
}

Units unitsOf(const Options& options) {
    Units u;
    u.metric = isMetric(options.flowUnit);
    u.flow_m3s = kCubicMetresPerCubicFoot / rowOf(options.flowUnit).perCfs;
    if (options.flowUnit == FlowUnit::cms) u.flow_m3s = 1;
    u.length_m = u.metric ? 1.0 : kMetresPerFoot;
    u.diameter_m = u.metric ? 0.001 : kMetresPerFoot / 12.0;
    u.roughness_m = options.headloss == HeadlossFormula::darcyWeisbach ? (u.metric ? 0.001 : 0.001 * kMetresPerFoot) : 1.0;
    u.volume_m3 = u.metric ? 1.0 : kCubicMetresPerCubicFoot;
    u.power_w = u.metric ? 1000.0 : kWattsPerHorsepower;
    switch (options.pressureUnit) {
    case PressureUnit::psi: u.pressure_m = kMetresPerFoot / (kPsiPerFoot * options.specificGravity); break;
    case PressureUnit::kpa: u.pressure_m = kMetresPerFoot / (kKpaPerPsi * kPsiPerFoot * options.specificGravity); break;
    case PressureUnit::metres: u.pressure_m = 1.0; break;
    case PressureUnit::bar: u.pressure_m = 100.0 * kMetresPerFoot / (kKpaPerPsi * kPsiPerFoot * options.specificGravity); break;
    case PressureUnit::feet: u.pressure_m = kMetresPerFoot; break;
    }
    // Areas in mm2 per 100 lengths of pipe, and per length of pressure head.
    u.leakArea_m2 = 1e-6 / (100.0 * u.length_m);
    u.leakExpansion = u.leakArea_m2 / u.length_m;
    return u;
}

} // namespace ms::network::inp
