#include "core/ingest/file_parser.h"
#include "core/ingest/parsed_file.h"
#include "core/ingest/sniff_memo.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <new>

namespace ms::ingest {
namespace {

/// A part begins to read a little before its first byte, so that the clock knows where it stands within the hour of the autumn change.
constexpr std::int64_t kRunUp = 65536;

std::int64_t linesBefore(const std::string& path, std::int64_t offset) {
    std::ifstream in(path, std::ios::binary);
    std::vector<char> block(std::size_t{1} << 20);
    std::int64_t lines = 0;
    while (offset > 0 && in) {
        in.read(block.data(), static_cast<std::streamsize>(std::min<std::int64_t>(offset, static_cast<std::int64_t>(block.size()))));
        lines += std::count(block.begin(), block.begin() + in.gcount(), '\n');
        offset -= in.gcount();
        if (in.gcount() == 0) break;
    }
    return lines;
}

std::int64_t sizeOf(const std::string& path) {
    std::error_code none;
    const auto size = std::filesystem::file_size(path, none);
    return none ? 0 : static_cast<std::int64_t>(size);
}

/// The parser counts from the first line it read; the lines before it are counted only where a message needs it.
void shiftLines(FileReport& report, std::int64_t by) {
    for (Quarantined& q : report.quarantine) q.line += by;
    for (Diagnostic& d : report.diagnostics)
        if (d.position.line > 0) d.position.line += by;
}

class Importer {
public:
    Importer(const ImportTask& task, const Hints& hints, ParsedFileWriter& writer, Sink& sink, std::stop_token stop)
        : m_task(task), m_hints(hints), m_writer(writer), m_sink(sink), m_stop(std::move(stop)) {}

    /// False when stopped.
    bool run(std::vector<FileReport>& reports) {
        for (const SourcePart& part : m_task.parts) {
            if (m_stop.stop_requested()) return false;
            m_sink.progress("parse", m_done, m_task.bytes);
            FileReport report;
            report.path = part.path;
            if (!fileWithinMemory(part, report)) return false;
            // What is only for information comes with the report.
            for (const Diagnostic& d : report.diagnostics)
                if (d.severity != Severity::info) m_sink.diagnostic(d);
            m_writer.add(report);
            reports.push_back(std::move(report));
        }
        m_sink.progress("parse", m_task.bytes, m_task.bytes);
        return true;
    }

private:
    const ImportTask& m_task;
    const Hints& m_hints;
    ParsedFileWriter& m_writer;
    Sink& m_sink;
    std::stop_token m_stop;
    SniffMemo m_memo;
    ChunkEncoder m_encoder;
    std::vector<char> m_buffer;
    std::int64_t m_done = 0;

    static void fail(FileReport& report, const Error& error) {
        report.error = error.message + (error.advice.empty() ? "" : "; " + error.advice);
        report.errorCode = error.code;
    }

    /// A file that needs more memory than this process may have costs itself, not the others of the task.
    bool fileWithinMemory(const SourcePart& part, FileReport& report) {
        try {
            return file(part, report);
        } catch (const std::bad_alloc&) {
            std::vector<char>().swap(m_buffer);
            fail(report, {ErrorCode::limitExceeded,
                          "the file needs more memory than a worker may use",
                          part.path,
                          {},
                          {},
                          "split it, or import it with fewer workers: each then may use more"});
            return true;
        }
    }

    bool file(const SourcePart& part, FileReport& report) {
        auto layout = m_memo.sniff(part.path);
        if (!layout.ok()) {
            fail(report, layout.error());
            return true;
        }
        report.format = layout->description();
        report.diagnostics = layout->diagnostics;
        const std::int64_t runUp = std::min(part.from, kRunUp);
        auto source = openSource(part.path, layout->packing, layout->encoding, part.from - runUp);
        if (!source.ok()) {
            fail(report, source.error());
            return true;
        }
        LineReader lines(**source, m_buffer, part.from - runUp);
        if (part.from > runUp) { // what begins in the middle of a line is no line
            std::string_view piece;
            lines.next(piece);
        }
        ChannelMapper mapper(m_hints, *layout, part.path);
        ChannelOutput output(m_writer, m_encoder, report);
        const auto progress = [&] {
            const std::int64_t at = (*source)->position() - (part.from - runUp);
            m_sink.progress("parse", std::min(m_done + std::max<std::int64_t>(0, at), m_task.bytes), m_task.bytes);
        };
        ParseContext context{part, *layout, lines, mapper, output, report, m_stop, progress};
        if (layout->packing == Packing::none && layout->encoding == Encoding::bytes) context.end = part.to >= 0 ? part.to : sizeOf(part.path);
        const bool whole = layout->shape == Layout::Shape::wide       ? parseWide(context)
                           : layout->shape == Layout::Shape::longForm ? parseLong(context)
                                                                      : parseSli(context);
        if (!whole) return false;
        if (lines.failed()) {
            fail(report, lines.error());
            return true;
        }
        report.checksum = (*source)->checksum();
        m_done += std::max<std::int64_t>(0, (*source)->position() - (part.from - runUp));
        const bool partOfSli = layout->shape == Layout::Shape::sli && part.from > 0;
        if (!partOfSli) mapper.finish(report);
        if (runUp > 0 && (!report.quarantine.empty() || !report.diagnostics.empty())) shiftLines(report, linesBefore(part.path, part.from - runUp));
        return true;
    }
};

} // namespace

Result<std::vector<FileReport>> importFiles(const ImportTask& task, const Hints& hints, const std::string& outPath, Sink& sink,
                                            std::stop_token stop) {
    auto writer = ParsedFileWriter::create(outPath);
    if (!writer.ok()) return writer.error();
    std::vector<FileReport> reports;
    Importer importer(task, hints, *writer, sink, std::move(stop));
    if (!importer.run(reports)) return Error{ErrorCode::cancelled, "the import was stopped", {}, {}, {}, {}};
    if (auto done = writer->finish(); !done.ok()) return done.error();
    return reports;
}

} // namespace ms::ingest
