#pragma once

#include "core/base/diagnostic.h"
#include "core/ingest/text_source.h"
#include "core/ingest/time_reader.h"

#include <string>
#include <vector>

namespace ms::ingest {

/// How the text of one file is laid out, found by looking at its head (and tail); decided once for the file.
struct Layout {
    enum class Shape {
        wide,     ///< a row an instant, a column a channel
        longForm, ///< a row a reading: tag, time, value, perhaps quality
        sli       ///< logger file: "time" lines with start, interval and count, then bare values
    };
    Shape shape = Shape::wide;
    Packing packing = Packing::none;
    Encoding encoding = Encoding::bytes;
    char separator = ',';
    char decimalMark = '.';
    bool quotes = false; ///< cells in quotes were seen
    TimeFormat time;
    bool timesAreUtc = false; ///< the header says so: "timestamp (UTC)"
    int dateColumn = 0;
    int timeColumn = -1;                                     ///< -1 = date and time share a cell
    int tagColumn = -1, qualityColumn = -1, unitColumn = -1; ///< long
    std::vector<int> valueColumns;                           ///< long: usually one; wide: the channels
    std::vector<std::string> headers;                        ///< by column; empty texts where there is no header
    std::string unit;                                        ///< of the preamble ("Units,bar"), for all channels
    std::string site;                                        ///< of the preamble
    std::int64_t firstDataLine = 1;                          ///< from 1
    Diagnostics diagnostics;                                 ///< what was decided on what evidence
    bool operator==(const Layout&) const = default;
    [[nodiscard]] std::string description() const; ///< "wide CSV, ';', decimal comma, dates d/m/y, gzip"
};

/// Looks at a file. invalidInput when it holds no readings that we understand (the message says what was looked for).
[[nodiscard]] Result<Layout> sniff(const std::string& path);

/// Cuts a line into cells; a separator within quotes does not count.
void splitLine(std::string_view line, char separator, std::vector<std::string_view>& cells);

} // namespace ms::ingest
