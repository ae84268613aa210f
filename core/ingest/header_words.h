#pragma once

#include "core/base/units.h"

#include <optional>
#include <string>
#include <string_view>

namespace ms::ingest {

/// What a column's header (or a tag) says besides a name: "Pressure (bar)" -> {"", bar, pressure}; "PL59345 [m]" -> {"PL59345", m, none}.
struct HeaderMeaning {
    std::string name; ///< without unit and quantity; empty when nothing else stands there
    std::string unit; ///< as written; empty when none is named
    std::optional<Quantity> quantity;
    bool operator==(const HeaderMeaning&) const = default;
};
[[nodiscard]] HeaderMeaning meaningOf(std::string_view header);

/// The quantity that a name speaks of ("long_pressure.csv", "DMA01.PL59726.PRES", "Durchfluss"); nullopt when it names none or several.
[[nodiscard]] std::optional<Quantity> quantityNamedIn(std::string_view text);

/// "/a/b/Pressures.csv.gz" -> "Pressures".
[[nodiscard]] std::string stemOf(std::string_view path);
[[nodiscard]] std::string lowered(std::string_view text);
/// Latin-1 where it is no UTF-8: ids and streets reach the project as UTF-8.
[[nodiscard]] std::string toUtf8(std::string_view text);
/// A cell as text: trimmed, unquoted (a doubled quote is one), UTF-8.
[[nodiscard]] std::string plainText(std::string_view cell);
/// `*` and `?`, case ignored.
[[nodiscard]] bool globMatches(std::string_view pattern, std::string_view text);

} // namespace ms::ingest
