#pragma once

#include "core/ingest/channel_mapper.h"
#include "core/ingest/channel_output.h"
#include "core/ingest/layout.h"
#include "core/ingest/line_reader.h"

#include <functional>
#include <stop_token>

namespace ms::ingest {

/// What the parsers of the shapes share while they read one file or part of one.
struct ParseContext {
    const SourcePart& part;
    const Layout& layout;
    LineReader& lines;
    ChannelMapper& mapper;
    ChannelOutput& output;
    FileReport& report;
    std::stop_token stop;
    std::function<void()> progress; ///< called every few thousand lines
    std::int64_t firstLine = 0;     ///< lines of the file before the first one read
};

/// Each reads to the end of the part and writes the readings; false when stopped. What is wrong goes into the report.
[[nodiscard]] bool parseWide(ParseContext& context);
[[nodiscard]] bool parseLong(ParseContext& context);
[[nodiscard]] bool parseSli(ParseContext& context);

/// Beyond this many bytes of readings in memory, what was read is written out.
inline constexpr std::size_t kMemoryLimit = std::size_t{150} << 20;
/// How often stop and progress are looked at, in lines.
inline constexpr std::int64_t kLookEvery = 4096;

} // namespace ms::ingest
