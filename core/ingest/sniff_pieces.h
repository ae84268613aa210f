#pragma once

#include "core/ingest/layout.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// The pieces of sniff(): what a cell may be, which columns hold what, logger files. Not for others.
namespace ms::ingest {

enum class What { stamp, date, timeOfDay, number, empty, text };
/// What a cell may be, whatever the order of its date.
[[nodiscard]] What whatIs(std::string_view cell, char mark);

/// Whether a header is one of `words` (letters and digits count, case does not).
[[nodiscard]] bool headerNames(std::string_view header, std::initializer_list<std::string_view> words);

/// "Site name,Hurst Court" and its like, above the header; "* units m3/h" in logger files.
void readPreamble(std::string_view line, Layout& layout);

/// Fills in which columns hold tags, values, qualities and units, from the data lines of the head.
void nameColumns(const std::vector<std::string_view>& data, std::size_t columns, Layout& layout);

[[nodiscard]] bool isSli(const std::vector<std::string_view>& lines);
[[nodiscard]] Result<Layout> sniffSli(const std::string& path, const std::vector<std::string_view>& lines, Layout layout,
                                      const std::vector<SourceProfile>& profiles);

} // namespace ms::ingest
