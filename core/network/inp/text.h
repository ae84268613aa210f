#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Small text tools of the .inp reader and writer; none depends on a locale.
namespace ms::network::inp {

[[nodiscard]] bool equalNoCase(std::string_view a, std::string_view b);
[[nodiscard]] bool startsNoCase(std::string_view text, std::string_view prefix);
[[nodiscard]] std::string upper(std::string_view text);
[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] bool isUtf8(std::string_view text);
[[nodiscard]] std::string utf8FromLatin1(std::string_view text);
/// Nothing where the text holds a character that Latin-1 lacks, or would be taken for UTF-8 when it is read again.
[[nodiscard]] std::optional<std::string> latin1FromUtf8(std::string_view text);

/// A whole token as a number ("1", "+2.5e-3", ".5", "1.", Fortran's "1D3"); nullopt when anything else stands in it. Infinity and NaN are refused.
[[nodiscard]] std::optional<double> numberFromString(std::string_view text);

/// A time in seconds: "1:30", "1:30:15", "2.5" (hours), or a number with a unit (SEC, MIN, HOUR, DAY, AM, PM). nullopt when it is none.
/// "18 PM", which EPANET refuses, is 18:00.
[[nodiscard]] std::optional<std::int64_t> secondsFromString(std::string_view time, std::string_view unit);

/// Splits at blanks and tabs; a part in double quotes is one token without its quotes.
void tokensOf(std::string_view text, std::vector<std::string_view>& tokens);

/// The shortest decimal that `factor` turns back into exactly `si`, so that a file's own digits return.
[[nodiscard]] std::string numberToString(double si, double factor = 1.0);

} // namespace ms::network::inp
