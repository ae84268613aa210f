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
    ChannelSink& output;
    FileReport& report;
    std::stop_token stop;
    std::function<void()> progress; ///< called every few thousand lines
    std::int64_t firstLine = 0;     ///< lines of the file before the first one read
    std::int64_t end = 0;           ///< where the part ends in the text; 0 = not known (packed), so nothing can be foreseen
};

/// Each reads to the end of the part and writes the readings; false when stopped. What is wrong goes into the report.
[[nodiscard]] bool parseWide(ParseContext& context);
[[nodiscard]] bool parseLong(ParseContext& context);
[[nodiscard]] bool parseSli(ParseContext& context);
[[nodiscard]] bool parseTsd(ParseContext& context);
/// The one that suits the layout.
[[nodiscard]] inline bool parseAs(Layout::Shape shape, ParseContext& context) {
    switch (shape) {
    case Layout::Shape::wide: return parseWide(context);
    case Layout::Shape::longForm: return parseLong(context);
    case Layout::Shape::sli: return parseSli(context);
    case Layout::Shape::tsd: return parseTsd(context);
    }
    return true;
}

/// How many rows the part will have, if the rest is like the `rows` that were read; 0 when that is not known. Memory that is taken once is worth
/// this guess: growing by and by touches new pages again and again.
[[nodiscard]] inline std::size_t foreseenRows(const ParseContext& context, std::size_t rows) {
    const std::int64_t read = context.lines.position() - context.part.from;
    if (context.end <= 0 || rows == 0 || read <= 0) return 0;
    const double share = static_cast<double>(context.end - context.part.from) / static_cast<double>(read);
    return static_cast<std::size_t>(static_cast<double>(rows) * share * 1.02) + 16;
}

/// Beyond this many bytes of readings in memory, what was read is written out.
inline constexpr std::size_t kMemoryLimit = std::size_t{150} << 20;
/// How often stop and progress are looked at, in lines.
inline constexpr std::int64_t kLookEvery = 4096;

} // namespace ms::ingest
