#include "core/ingest/file_sniff.h"

#include "core/ingest/file_parser.h"
#include "core/ingest/parsed_file.h"
#include "core/ingest/value_codec.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

namespace ms::ingest {
namespace {

constexpr std::size_t kSniffed = std::size_t{1} << 16, kTail = std::size_t{1} << 16;
constexpr std::size_t kLargestSniff = std::size_t{1} << 26;
constexpr std::size_t kFirstValues = 8, kFirstBad = 20;

/// Keeps the first values of every channel instead of writing them.
class PreviewSink final : public ChannelSink {
public:
    void write(std::size_t, const MappedChannel& mapped, const RowBlock& block, const ValueColumn& values) override {
        if (block.times.empty()) return;
        if (m_seen.size() <= mapped.guess) m_seen.resize(mapped.guess + 1);
        Seen& seen = m_seen[mapped.guess];
        seen.sample.add(values);
        for (std::size_t i = 0; i < block.times.size(); ++i) {
            if (values.missing(i)) continue;
            const Instant t{block.times[i]};
            if (seen.first.size() < kFirstValues) seen.first.emplace_back(t, values.value(i));
            m_from = m_from.valid() ? std::min(m_from, t) : t;
            m_to = std::max(m_to, t);
        }
        for (std::size_t i = 1; i < block.times.size(); ++i) ++m_steps[block.times[i] - block.times[i - 1]];
    }
    void fill(FileSniff& sniffed, std::vector<ChannelGuess> guesses) const {
        for (std::size_t i = 0; i < guesses.size(); ++i) {
            ChannelSniff& c = sniffed.channels.emplace_back();
            if (i < m_seen.size()) c.first = m_seen[i].first;
            c.guess = std::move(guesses[i]);
        }
        if (m_from.valid()) sniffed.span = {m_from, m_to};
        const auto usual = std::max_element(m_steps.begin(), m_steps.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        if (usual != m_steps.end()) sniffed.step = {usual->first};
    }
    void describe(std::vector<ChannelGuess>& guesses) const {
        for (std::size_t i = 0; i < guesses.size() && i < m_seen.size(); ++i) m_seen[i].sample.describe(guesses[i]);
    }
    [[nodiscard]] Instant to() const { return m_to; }

private:
    struct Seen {
        ValueSample sample;
        std::vector<std::pair<Instant, double>> first;
    };
    std::vector<Seen> m_seen; ///< by guess
    Instant m_from, m_to;
    std::map<std::int64_t, std::int64_t> m_steps;
};

/// The end of a plain file, from the first whole line on; empty when there is none beyond the head.
std::string tailOf(const std::string& path, std::int64_t size) {
    std::ifstream in(path, std::ios::binary);
    in.seekg(std::max<std::int64_t>(0, size - static_cast<std::int64_t>(kTail)));
    std::string text(kTail, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    const std::size_t end = text.find('\n');
    return end == std::string::npos ? std::string{} : text.substr(end + 1);
}

/// What an import would say and take of a piece of the text.
struct Preview {
    FileReport report;
    PreviewSink sink;
    std::vector<ChannelGuess> guesses;
};

void parsePiece(const std::string& path, std::string text, const Layout& layout, const Hints& hints, const ElementIndex& elements, Preview& preview) {
    const auto size = static_cast<std::int64_t>(text.size());
    const auto source = textInMemory(std::move(text), size);
    std::vector<char> buffer;
    LineReader lines(*source, buffer);
    ChannelMapper mapper(hints, elements, layout, path, true);
    const SourcePart part{path, 0, -1};
    ParseContext context{part, layout, lines, mapper, preview.sink, preview.report, {}, [] {}};
    preview.report.path = path;
    (void)parseAs(layout.shape, context);
    preview.sink.describe(mapper.guesses());
    mapper.finish(preview.report);
    preview.guesses = mapper.guesses();
}

/// The head of a text in whole lines: enough of them to tell.
Result<FileHead> wholeLines(const std::string& path, const std::string& member, bool more) {
    for (std::size_t n = more ? kSniffed * 64 : kSniffed;; n *= 8) {
        auto head = readHead(path, n, member);
        if (!head.ok()) return head.error();
        if (head->whole) return head;
        const auto lines = std::count(head->text.begin(), head->text.end(), '\n');
        if (lines < 8 && n < kLargestSniff) continue;
        head->text.resize(lines > 0 ? head->text.find_last_of('\n') + 1 : 0);
        return head;
    }
}

void describeError(FileSniff& sniffed, const Error& error) {
    sniffed.error = error.message + (error.advice.empty() ? "" : "; " + error.advice);
    sniffed.errorCode = error.code;
}

} // namespace

FileSniff sniffWith(const std::string& path, const std::string& member, const Layout& layout, const Hints& hints, const ElementIndex& elements) {
    FileSniff sniffed;
    sniffed.path = path + (member.empty() ? "" : "/" + member);
    sniffed.format = layout.description();
    sniffed.confidence = layout.confidence;
    sniffed.evidence = layout.evidence;
    sniffed.usedProfile = layout.profile;
    sniffed.diagnostics = layout.diagnostics;
    // Logger files have no time on their rows: only all of it tells where it ends.
    const bool sli = layout.shape == Layout::Shape::sli, tsd = layout.shape == Layout::Shape::tsd;
    auto head = wholeLines(path, member, sli);
    if (!head.ok()) {
        describeError(sniffed, head.error());
        return sniffed;
    }
    sniffed.bytes = head->size;
    Layout looked = layout;
    if (looked.companions.size() > 2) looked.companions = {layout.companions.front(), layout.companions.back()};
    Preview preview;
    parsePiece(sniffed.path, std::move(head->text), looked, hints, elements, preview);
    preview.sink.fill(sniffed, std::move(preview.guesses));
    sniffed.rows = preview.report.rows;
    sniffed.quarantined = preview.report.quarantined;
    sniffed.quarantine = std::move(preview.report.quarantine);
    if (sniffed.quarantine.size() > kFirstBad) sniffed.quarantine.resize(kFirstBad);
    for (Diagnostic& d : preview.report.diagnostics)
        if (d.code != "ingest.sli-count" || head->whole) sniffed.diagnostics.push_back(std::move(d));
    sniffed.error = preview.report.error;
    sniffed.errorCode = preview.report.errorCode;
    if (!sniffed.channels.empty()) sniffed.timezone = sniffed.channels.front().guess.sensor.timezone;
    sniffed.spanIsWhole = head->whole || tsd;
    if (sniffed.spanIsWhole || sli || layout.packing != Packing::none || layout.encoding != Encoding::bytes) return sniffed;
    Layout end = layout;
    end.firstDataLine = 1;
    Preview last;
    parsePiece(sniffed.path, tailOf(path, head->size), end, hints, elements, last);
    if (!last.sink.to().valid()) return sniffed;
    sniffed.span.to = std::max(sniffed.span.to, last.sink.to());
    sniffed.spanIsWhole = true;
    return sniffed;
}

std::vector<FileSniff> sniffFile(const std::string& path, const Hints& hints, const ElementIndex& elements) {
    std::vector<FileSniff> all;
    const auto unusable = [&](const Error& error) {
        FileSniff& sniffed = all.emplace_back();
        sniffed.path = path;
        std::error_code none;
        sniffed.bytes = std::max<std::int64_t>(0, static_cast<std::int64_t>(std::filesystem::file_size(path, none)));
        describeError(sniffed, error);
    };
    const auto members = membersOf(path);
    if (!members.ok()) {
        unusable(members.error());
        return all;
    }
    std::optional<Error> first;
    for (const std::string& member : *members) {
        const auto layout = sniff(path, member, hints.profiles, hints.correctionOf(path) ? hints.correctionOf(path)->layout : LayoutWishes{});
        if (layout.ok())
            all.push_back(sniffWith(path, member, *layout, hints, elements));
        else if (!first)
            first = layout.error();
    }
    if (all.empty() && first) unusable(*first);
    return all;
}

Result<SniffedFiles> sniffFiles(const std::vector<std::string>& paths, const Hints& hints, Sink& sink, std::stop_token stop) {
    const auto plan = planImport(paths, 1);
    if (!plan.ok()) return plan.error();
    SniffedFiles result;
    result.diagnostics = plan->diagnostics;
    std::vector<std::string> files;
    for (const ImportTask& task : plan->tasks)
        for (const SourcePart& part : task.parts)
            if (part.from == 0) files.push_back(part.path);
    const ElementIndex elements(hints.nodeIds, hints.linkIds);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "stopped", {}, {}, {}, {}};
        sink.progress("sniff", static_cast<std::int64_t>(i), static_cast<std::int64_t>(files.size()));
        for (FileSniff& sniffed : sniffFile(files[i], hints, elements)) result.files.push_back(std::move(sniffed));
    }
    return result;
}

std::string encodeSniffed(const SniffedFiles& sniffed) {
    ByteWriter out;
    out.count(sniffed.files.size());
    for (const FileSniff& f : sniffed.files) {
        FileReport carrier; // what both have goes by the report's codec
        carrier.path = f.path;
        carrier.format = f.format;
        carrier.error = f.error;
        carrier.errorCode = f.errorCode;
        carrier.rows = f.rows;
        carrier.quarantined = f.quarantined;
        carrier.quarantine = f.quarantine;
        carrier.diagnostics = f.diagnostics;
        carrier.confidence = f.confidence;
        carrier.evidence = f.evidence;
        carrier.usedProfile = f.usedProfile;
        for (const ChannelSniff& c : f.channels) carrier.guesses.push_back(c.guess);
        out.text(encodeReport(carrier));
        for (const ChannelSniff& c : f.channels) {
            out.count(c.first.size());
            for (const auto& [t, v] : c.first) {
                out.i64(t.ms);
                out.f64(v);
            }
        }
        out.text(f.timezone);
        out.i64(f.span.from.ms);
        out.i64(f.span.to.ms);
        out.boolean(f.spanIsWhole);
        out.i64(f.step.ms);
        out.i64(f.bytes);
    }
    out.count(sniffed.diagnostics.size());
    for (const Diagnostic& d : sniffed.diagnostics) put(out, d);
    return out.take();
}

Result<SniffedFiles> decodeSniffed(const std::string& bytes) {
    ByteReader in(bytes);
    SniffedFiles sniffed;
    for (std::size_t n = in.count(8); n > 0 && !in.failed(); --n) {
        const std::string encoded(in.text());
        if (in.failed()) break;
        auto carrier = decodeReport(encoded);
        if (!carrier.ok()) return carrier.error();
        FileSniff& f = sniffed.files.emplace_back();
        f.path = std::move(carrier->path);
        f.format = std::move(carrier->format);
        f.error = std::move(carrier->error);
        f.errorCode = carrier->errorCode;
        f.rows = carrier->rows;
        f.quarantined = carrier->quarantined;
        f.quarantine = std::move(carrier->quarantine);
        f.diagnostics = std::move(carrier->diagnostics);
        f.confidence = carrier->confidence;
        f.evidence = std::move(carrier->evidence);
        f.usedProfile = std::move(carrier->usedProfile);
        for (ChannelGuess& guess : carrier->guesses) {
            ChannelSniff& c = f.channels.emplace_back();
            c.guess = std::move(guess);
            for (std::size_t k = in.count(16); k > 0 && !in.failed(); --k) {
                const Instant t{in.i64()};
                c.first.emplace_back(t, in.f64());
            }
        }
        f.timezone = in.text();
        f.span.from = {in.i64()};
        f.span.to = {in.i64()};
        f.spanIsWhole = in.boolean();
        f.step = {in.i64()};
        f.bytes = in.i64();
    }
    for (std::size_t n = in.count(10); n > 0 && !in.failed(); --n) sniffed.diagnostics.push_back(getDiagnostic(in));
    if (auto done = in.finish("what was sniffed"); !done.ok()) return done.error();
    return sniffed;
}

} // namespace ms::ingest
