#pragma once

#include "core/ingest/layout.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Time Series Data of InfoWorks: a .TSD file lists the points, .DAT files beside it (or in a folder of its name) hold the values, one file a day
/// ("2024-05-06.dat": "_00:15" lines give the time, "key,value,flag" lines the values; flag 1 is good).
namespace ms::ingest {

struct TsdPoint {
    std::string key, name, type, unit;
    bool used = true;
    std::optional<double> least, most; ///< of values that can be, in `unit`
    std::int64_t line = 0;
    bool operator==(const TsdPoint&) const = default;
};

/// By key, small letters.
using TsdPoints = std::map<std::string, TsdPoint, std::less<>>;
/// Reads the lines of a .TSD file; what is no point, parameter or comment becomes a diagnostic.
[[nodiscard]] TsdPoints readTsdPoints(const std::vector<std::string_view>& lines, const std::string& path, Diagnostics& diagnostics);

[[nodiscard]] bool isTsd(const std::vector<std::string_view>& lines);
[[nodiscard]] bool isDat(const std::vector<std::string_view>& lines);

/// The .DAT files that belong to a .TSD file, by name: those of the folder named like it, else those beside it where no other .TSD stands there.
[[nodiscard]] std::vector<std::string> datFilesOf(const std::string& tsdPath);

/// The day that a .DAT file's name says, as days since 1970.
[[nodiscard]] std::optional<std::int64_t> dayNamedBy(const std::string& datPath);

/// Layout of either file; of a .DAT file alone, its .TSD is looked for. invalidInput when the other half is missing.
[[nodiscard]] Result<Layout> sniffTsd(const std::string& path, const std::vector<std::string_view>& lines, Layout layout);

} // namespace ms::ingest
