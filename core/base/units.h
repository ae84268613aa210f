#pragma once

#include <compare>
#include <optional>
#include <string_view>

namespace ms {

/// What a sensor measures. Demand is a customer meter (or a group of them): water leaving the network at a junction.
enum class Quantity { pressure, flow, level, demand };

[[nodiscard]] std::string_view nameOf(Quantity quantity);                        ///< "pressure", "flow", "level", "demand"
[[nodiscard]] std::optional<Quantity> quantityFromString(std::string_view name); ///< nullopt when unknown

/// A scalar with a dimension, in SI; arrays carry a suffix in their name instead (heads_m, flows_m3s).
template <typename Tag>
struct Scalar {
    double value = 0;
    constexpr Scalar() = default;
    constexpr explicit Scalar(double v) : value(v) {}
    constexpr auto operator<=>(const Scalar&) const = default;
    constexpr Scalar operator+(Scalar o) const { return Scalar{value + o.value}; }
    constexpr Scalar operator-(Scalar o) const { return Scalar{value - o.value}; }
    constexpr Scalar operator-() const { return Scalar{-value}; }
    constexpr Scalar operator*(double f) const { return Scalar{value * f}; }
    constexpr Scalar operator/(double f) const { return Scalar{value / f}; }
};

using Metres = Scalar<struct MetresTag>; ///< length, head, pressure head
using CubicMetresPerSecond = Scalar<struct FlowTag>;

[[nodiscard]] constexpr CubicMetresPerSecond litresPerSecond(double lps) { return CubicMetresPerSecond{lps / 1000.0}; }
[[nodiscard]] constexpr double toLitresPerSecond(CubicMetresPerSecond q) { return q.value * 1000.0; }

/// A unit as a file or a user writes it: SI value = raw * toSi.
struct Unit {
    std::string_view name; ///< canonical spelling: "l/s", "m3/h", "bar"
    Quantity quantity;     ///< pressure also serves level (m); flow also serves demand
    double toSi;           ///< factor to m or m3/s
};

/// Finds a unit by any usual spelling ("m³/h", "cmh", "M3/HR", "Ml/d", "mH2O", "psi"); case and blanks do not matter. nullopt when unknown.
/// Factors are the exact ones (1 bar = 10.1972 m, 1 psi = 0.70307 m, 1 Ml/d = 11.574 l/s); EPANET's rounded ones live in core/hydraulics.
[[nodiscard]] std::optional<Unit> unitFromString(std::string_view text);

} // namespace ms
