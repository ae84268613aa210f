#pragma once

#include "core/ingest/layout.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ms::ingest {

/// Sniffs files, and knows a file again that looks like one before: the same header, and first rows of the same shape (digits and letters where they
/// were). A folder of two thousand loggers is then sniffed once. Only where nothing is left to the rows further down: plain text, no preamble, years
/// written first. Not thread-safe.
class SniffMemo {
public:
    /// As sniff().
    [[nodiscard]] Result<Layout> sniff(const std::string& path, const std::string& member = {}, const std::vector<SourceProfile>& profiles = {});

private:
    struct Known {
        Layout layout;
        std::string name;                          ///< of the file that was sniffed
        std::set<std::string, std::less<>> shapes; ///< of rows
    };
    std::map<std::string, Known, std::less<>> m_known; ///< by header line
};

/// "2018-01-01 00:15:00,-45.23" -> "9-9-9 9:9:9,9.9": how a row is written, whatever stands in it.
[[nodiscard]] std::string shapeOf(std::string_view row);

} // namespace ms::ingest
