#pragma once

#include "core/base/diagnostic.h"
#include "core/ingest/source_profile.h"
#include "core/ingest/text_source.h"
#include "core/ingest/time_reader.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ms::ingest {

/// How the text of one file is laid out, found by looking at its head (and tail); decided once for the file.
struct Layout {
    enum class Shape {
        wide,     ///< a row an instant, a column a channel
        longForm, ///< a row a reading: tag, time, value, perhaps quality
        sli,      ///< logger file: "time" lines with start, interval and count, then bare values
        tsd       ///< a list of points (.TSD); their values stand in .DAT files, one a day
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
    int quantityColumn = -1;                                 ///< long: what a row measures; one tag may have several
    std::vector<int> valueColumns;                           ///< long: usually one; wide: the channels
    std::vector<std::string> headers;                        ///< by column; empty texts where there is no header
    std::string unit;                                        ///< of the preamble ("Units,bar"), for all channels
    std::string site;                                        ///< of the preamble
    std::int64_t firstDataLine = 1;                          ///< from 1
    std::string tsdPath;                                     ///< tsd: the .TSD file
    std::vector<std::string> companions;                     ///< tsd: the .DAT files, in the order of their days
    Diagnostics diagnostics;                                 ///< what was decided on what evidence
    double confidence = 1;                                   ///< 0..1, that all this is right: the product of the single certainties
    std::vector<std::string> evidence;                       ///< why, one sentence each: "';' cuts 24 of 24 lines into 34 columns"
    bool orderProved = true;                                 ///< no other order of the dates is possible
    bool markProved = true;                                  ///< numbers with a decimal mark were seen
    std::string profile;                                     ///< name of the learned profile that decided something; empty = none did
    bool operator==(const Layout&) const = default;
    [[nodiscard]] std::string description() const; ///< "wide CSV, ';', decimal comma, dates d/m/y, gzip"
    /// What files of one kind share: shape, separator and headers. Empty where there is no header to tell by.
    [[nodiscard]] std::string signature() const;
    /// Notes a finding with how sure it is.
    void found(double certainty, std::string sentence) {
        confidence *= certainty;
        evidence.push_back(std::move(sentence));
    }
};

/// What the user knows better than the sniffer; empty = found out.
struct LayoutWishes {
    std::optional<DateOrder> order;
    char separator = 0;   ///< 0 = found out
    char decimalMark = 0; ///< '.' or ','; 0 = found out
    bool operator==(const LayoutWishes&) const = default;
};

/// Looks at a file, or at one `member` of an archive or workbook (see membersOf). What files of the same kind taught (`profiles`) decides where the
/// file itself leaves something open, and never against what it plainly shows. invalidInput when it holds no readings that we understand (the message
/// says what was looked for).
[[nodiscard]] Result<Layout> sniff(const std::string& path, const std::string& member = {}, const std::vector<SourceProfile>& profiles = {},
                                   const LayoutWishes& wishes = {});

/// Cuts a line into cells; a separator within quotes does not count.
void splitLine(std::string_view line, char separator, std::vector<std::string_view>& cells);

} // namespace ms::ingest
