#pragma once

#include "core/network/network.h"

#include <optional>
#include <string_view>

namespace ms::network::inp {

/// EPANET's own unit constants (types.h, text.h of EPANET 2.3). They are rounded, and a solver that wants EPANET's heads must use them: a pressure of
/// 100 psi is 0.04 m off the exact value.
inline constexpr double kMetresPerFoot = 0.3048;
inline constexpr double kCubicMetresPerCubicFoot = 0.028317;
inline constexpr double kPsiPerFoot = 0.4333;
inline constexpr double kKpaPerPsi = 6.895;
inline constexpr double kWattsPerHorsepower = 745.7;

/// Factors that turn numbers of a file into SI: si = number * factor.
struct Units {
    double flow_m3s = 1, length_m = 1, diameter_m = 1, roughness_m = 1, pressure_m = 1, volume_m3 = 1, power_w = 1;
    double leakArea_m2 = 1, leakExpansion = 1; ///< [LEAKAGE], to m2 per m of pipe, and per m of pressure head
    bool metric = false;
    bool operator==(const Units&) const = default;
};

[[nodiscard]] Units unitsOf(const Options& options);
[[nodiscard]] bool isMetric(FlowUnit unit);
[[nodiscard]] std::string_view nameOf(FlowUnit unit);     ///< "GPM"
[[nodiscard]] std::string_view nameOf(PressureUnit unit); ///< "PSI"
[[nodiscard]] std::optional<FlowUnit> flowUnitFromString(std::string_view text);
[[nodiscard]] std::optional<PressureUnit> pressureUnitFromString(std::string_view text);

} // namespace ms::network::inp
