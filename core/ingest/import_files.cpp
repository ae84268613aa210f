#include "core/ingest/file_parser.h"
#include "core/ingest/file_sniff.h"
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

std::int64_t linesBefore(const std::string& path, std::int64_t offset, const std::stop_token& stop) {
    std::ifstream in(path, std::ios::binary);
    std::vector<char> block(std::size_t{1} << 20);
    std::int64_t lines = 0;
    while (offset > 0 && in && !stop.stop_requested()) {
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

bool namesLines(const FileReport& report) {
    return !report.quarantine.empty() ||
           std::any_of(report.diagnostics.begin(), report.diagnostics.end(), [](const Diagnostic& d) { return d.position.line > 0; });
}

/// The parser counts from the first line it read; the lines before it are counted only where a message needs it.
void shiftLines(FileReport& report, std::int64_t by) {
    for (Quarantined& q : report.quarantine) q.line += by;
    for (Diagnostic& d : report.diagnostics)
        if (d.position.line > 0) d.position.line += by;
}

std::optional<SourceProfile> learnedFrom(const Layout& layout, const FileReport& report) {
    SourceProfile p;
    p.signature = layout.signature();
    if (p.signature.empty()) return std::nullopt;
    p.name = report.path.substr(report.path.find_last_of('/') + 1);
    if (layout.orderProved && layout.time.clock == Clock::text && layout.time.order != DateOrder::ymd) p.order = layout.time.order;
    if (layout.markProved) p.decimalMark = layout.decimalMark;
    for (const ChannelGuess& g : report.guesses) {
        if (g.trouble != ChannelGuess::Trouble::none) continue;
        const bool tag = layout.shape == Layout::Shape::longForm; // what one tag measures says nothing about the next
        if (!tag && !p.column(g.header)) p.columns.push_back({g.header, g.sensor.quantity, g.sensor.unit});
    }
    return p;
}

class Importer {
public:
    Importer(const ImportTask& task, const Hints& hints, ParsedFileWriter& writer, Sink& sink, std::stop_token stop)
        : m_task(task), m_hints(hints), m_elements(hints.nodeIds, hints.linkIds), m_writer(writer), m_sink(sink), m_stop(std::move(stop)) {}

    /// False when stopped.
    bool run(std::vector<FileReport>& reports) {
        for (const SourcePart& part : m_task.parts) {
            if (m_stop.stop_requested()) return false;
            m_sink.progress("parse", m_done, m_task.bytes);
            if (!sourceWithinMemory(part, reports)) return false;
        }
        m_sink.progress("parse", m_task.bytes, m_task.bytes);
        return true;
    }

private:
    const ImportTask& m_task;
    const Hints& m_hints;
    ElementIndex m_elements;
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

    void deliver(FileReport report, std::vector<FileReport>& reports) {
        // What is only for information comes with the report.
        for (const Diagnostic& d : report.diagnostics)
            if (d.severity != Severity::info) m_sink.diagnostic(d);
        m_writer.add(report);
        reports.push_back(std::move(report));
    }

    /// A file that needs more memory than this process may have costs itself, not the others of the task.
    bool sourceWithinMemory(const SourcePart& part, std::vector<FileReport>& reports) {
        try {
            return source(part, reports);
        } catch (const std::bad_alloc&) {
            std::vector<char>().swap(m_buffer);
            FileReport report; // undoes what was written of it
            report.path = part.called();
            fail(report, {ErrorCode::limitExceeded,
                          "the file needs more memory than a worker may use",
                          part.called(),
                          {},
                          {},
                          "split it, or import it with fewer workers: each then may use more"});
            deliver(std::move(report), reports);
            return true;
        }
    }

    /// A file with all that it holds. False when stopped.
    bool source(const SourcePart& part, std::vector<FileReport>& reports) {
        const auto members = part.from > 0 ? Result(std::vector<std::string>{{}}) : membersOf(part.path);
        FileReport whole;
        whole.path = part.called();
        if (!members.ok()) {
            fail(whole, members.error());
            deliver(std::move(whole), reports);
            return true;
        }
        const bool several = members->size() > 1;
        std::string first;
        std::size_t read = 0;
        const std::int64_t before = m_done;
        for (const std::string& member : *members) {
            if (m_stop.stop_requested()) return false;
            const FileCorrection* said = m_hints.correctionOf(part.path);
            auto layout = said ? sniff(part.path, member, m_hints.profiles, said->layout) : m_memo.sniff(part.path, member, m_hints.profiles);
            if (!layout.ok() && several) { // the notes beside the readings
                if (first.empty()) first = member + ": " + layout.error().message;
                whole.diagnostics.push_back({Severity::info,
                                             "ingest.member-passed-over",
                                             layout.error().message,
                                             part.called(),
                                             member,
                                             {},
                                             {},
                                             "it is passed over",
                                             "export it on its own if it holds readings"});
                continue;
            }
            FileReport report;
            report.path = part.called() + (member.empty() ? "" : "/" + member);
            report.diagnostics = std::move(whole.diagnostics);
            whole.diagnostics.clear();
            m_done = before;
            if (!layout.ok())
                fail(report, layout.error());
            else if (!file(part, member, *layout, report))
                return false;
            deliver(std::move(report), reports);
            ++read;
        }
        if (read == 0) {
            whole.error = "none of its " + std::to_string(members->size()) + " parts holds readings (" + first + ")";
            deliver(std::move(whole), reports);
        } else if (!whole.diagnostics.empty()) { // those behind the last one that was read
            for (const Diagnostic& d : whole.diagnostics) m_sink.diagnostic(d);
        }
        return true;
    }

    bool file(const SourcePart& part, const std::string& member, const Layout& layout, FileReport& report) {
        report.format = layout.description();
        report.confidence = layout.confidence;
        report.evidence = layout.evidence;
        report.usedProfile = layout.profile;
        report.diagnostics.insert(report.diagnostics.end(), layout.diagnostics.begin(), layout.diagnostics.end());
        const std::int64_t runUp = std::min(part.from, kRunUp);
        auto source = openSource(part.path, layout.packing, layout.encoding, part.from - runUp, member);
        if (!source.ok()) {
            fail(report, source.error());
            return true;
        }
        LineReader lines(**source, m_buffer, part.from - runUp);
        if (part.from > runUp) { // what begins in the middle of a line is no line
            std::string_view piece;
            lines.next(piece);
        }
        ChannelMapper mapper(m_hints, m_elements, layout, report.path);
        ChannelOutput output(m_writer, m_encoder, report);
        const auto progress = [&] {
            const std::int64_t at = (*source)->position() - (part.from - runUp);
            m_sink.progress("parse", std::min(m_done + std::max<std::int64_t>(0, at), m_task.bytes), m_task.bytes);
        };
        const SourcePart named{report.path, part.from, part.to};
        ParseContext context{named, layout, lines, mapper, output, report, m_stop, progress};
        if (layout.packing == Packing::none && layout.encoding == Encoding::bytes) context.end = part.to >= 0 ? part.to : sizeOf(part.path);
        if (!parseAs(layout.shape, context)) return false;
        if (lines.failed()) {
            fail(report, lines.error());
            return true;
        }
        report.checksum = (*source)->checksum();
        m_done += std::max<std::int64_t>(0, (*source)->position() - (part.from - runUp));
        const bool partOfOne = (layout.shape == Layout::Shape::sli || layout.shape == Layout::Shape::tsd) && part.from > 0;
        if (!partOfOne) {
            describe(part, member, layout, output, mapper.guesses());
            mapper.finish(report, part.from > 0 || part.to >= 0);
            report.guesses = mapper.guesses();
            if (report.error.empty()) report.learned = learnedFrom(layout, report);
        }
        if (runUp > 0 && namesLines(report)) shiftLines(report, linesBefore(part.path, part.from - runUp, m_stop));
        return true;
    }

    /// Low, median and high of the channels. Parts of one file must judge alike: there the head of the file tells, else what was read.
    void describe(const SourcePart& part, const std::string& member, const Layout& layout, const ChannelOutput& output,
                  std::vector<ChannelGuess>& guesses) {
        if (part.from == 0 && part.to < 0) return output.describe(guesses);
        const FileSniff head = sniffWith(part.path, member, layout, m_hints, m_elements);
        for (ChannelGuess& g : guesses)
            for (const ChannelSniff& c : head.channels)
                if (c.guess.header == g.header) {
                    g.low = c.guess.low;
                    g.median = c.guess.median;
                    g.high = c.guess.high;
                }
    }
};

} // namespace

void FileReport::add(const FileReport& part) {
    if (error.empty() && !part.error.empty()) {
        error = part.error;
        errorCode = part.errorCode;
    }
    channels = std::max(channels, part.channels);
    for (std::int64_t FileReport::*count :
         {&FileReport::rows, &FileReport::values, &FileReport::quarantined, &FileReport::emptyCells, &FileReport::textCells,
          &FileReport::duplicateRows, &FileReport::conflictingRows, &FileReport::lateRows, &FileReport::missingRows})
        this->*count += part.*count;
    for (const Quarantined& q : part.quarantine) {
        if (quarantine.size() >= kQuarantineListed) break;
        quarantine.push_back(q);
    }
    for (const Diagnostic& d : part.diagnostics)
        if (std::find(diagnostics.begin(), diagnostics.end(), d) == diagnostics.end()) diagnostics.push_back(d);
    for (const ChannelGuess& g : part.guesses) // tags that the parts before did not have
        if (std::none_of(guesses.begin(), guesses.end(), [&g](const ChannelGuess& known) { return known.header == g.header; })) guesses.push_back(g);
}

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
