#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace ms {

/// A position in an array, typed by what it counts, so that a node's index cannot be used for a link. -1 means none.
template <typename Tag>
struct Index {
    std::int32_t value = -1;
    constexpr Index() = default;
    constexpr explicit Index(std::int64_t v) : value(static_cast<std::int32_t>(v)) {}
    [[nodiscard]] constexpr bool valid() const { return value >= 0; }
    [[nodiscard]] constexpr std::size_t at() const { return static_cast<std::size_t>(value); } ///< for subscripts
    constexpr auto operator<=>(const Index&) const = default;
};

using NodeIndex = Index<struct NodeTag>;
using LinkIndex = Index<struct LinkTag>;
using SensorIndex = Index<struct SensorTag>;

} // namespace ms

template <typename Tag>
struct std::hash<ms::Index<Tag>> {
    std::size_t operator()(ms::Index<Tag> i) const noexcept { return std::hash<std::int32_t>{}(i.value); }
};
