#include "core/jobs/import_service.h"

#include "core/ingest/file_sniff.h"
#include "core/ingest/ingest.h"
#include "core/ingest/parsed_summary.h"
#include "core/ingest/repair_list.h"
#include "core/jobs/analysis_service.h"
#include "core/wire/values.h"

namespace ms::jobs {
namespace {

void putTime(ByteWriter& to, const std::optional<Instant>& t) {
    to.boolean(t.has_value());
    if (t) to.i64(t->ms);
}

void putNumber(ByteWriter& to, const std::optional<double>& v) {
    to.boolean(v.has_value());
    if (v) to.f64(*v);
}

std::optional<Instant> getTime(ByteReader& from) { return from.boolean() ? std::optional(Instant{from.i64()}) : std::nullopt; }
std::optional<double> getNumber(ByteReader& from) { return from.boolean() ? std::optional(from.f64()) : std::nullopt; }

class ImportService final : public Service {
public:
    std::string name() const override { return kImportService; }

    Result<ServiceResult> run(const wire::Start& task, TaskChannel& channel, std::stop_token stop) override {
        auto work = wire::fromBytes<ImportWork>(task.request, "a request");
        if (!work) return work.error();
        if (auto known = learn(work->hints); !known) return known.error();
        if (work->verb == ImportWork::Verb::repairs) return readRepairList(work->repairsPath, channel);
        if (work->verb == ImportWork::Verb::sniff) {
            auto sniffed = ingest::sniffFiles(work->paths, m_hints, channel, stop);
            if (!sniffed) return sniffed.error();
            return ServiceResult{ingest::encodeSniffed(*sniffed), std::nullopt};
        }
        if (work->verb == ImportWork::Verb::preview)
            return ServiceResult{ingest::encodePreview(ingest::previewFile(work->preview, m_hints)), std::nullopt};
        auto files = ingest::decodeTask(work->task);
        if (!files) return files.error();
        // The file is renamed when whole and carries its own checksum (core/ingest/parsed_file.h).
        auto reports = ingest::importFiles(*files, m_hints, task.outputPath, channel, stop);
        if (!reports) return reports.error();
        if (work->verb != ImportWork::Verb::review) return ServiceResult{};
        auto summaries = ingest::summariseParsed(task.outputPath);
        if (!summaries) return summaries.error();
        std::string bytes = ingest::encodeSummaries(*summaries);
        if (bytes.size() > wire::kLongestPayload / 2)
            return Error{ErrorCode::limitExceeded, "the file has too many columns to be reviewed", {}, {}, {}, "import it on the command line"};
        return ServiceResult{std::move(bytes), std::nullopt};
    }

private:
    Result<void> learn(const FileRef& hints) {
        if (hints == m_hintsFile) return {};
        auto bytes = readScratch(hints);
        if (!bytes) return bytes.error();
        auto decoded = ingest::decodeHints(*bytes);
        if (!decoded) return decoded.error();
        m_hints = std::move(*decoded);
        m_hintsFile = hints;
        return {};
    }

    Result<ServiceResult> readRepairList(const std::string& path, TaskChannel& channel) {
        auto list = ingest::readRepairs(path, m_hints.zone);
        if (!list) return list.error();
        for (const Diagnostic& diagnostic : list->diagnostics) channel.diagnostic(diagnostic);
        return ServiceResult{wire::toBytes(RepairsRead{std::move(list->repairs)}), std::nullopt};
    }

    FileRef m_hintsFile;
    ingest::Hints m_hints;
};

} // namespace

std::unique_ptr<Service> makeImportService() { return std::make_unique<ImportService>(); }

void write(ByteWriter& to, const ImportWork& work) {
    to.u8(static_cast<std::uint8_t>(work.verb));
    write(to, work.hints);
    to.text(work.task);
    to.text(work.repairsPath);
    to.count(work.paths.size());
    for (const std::string& path : work.paths) to.text(path);
    to.text(work.preview.path);
    to.text(work.preview.member);
    wire::write(to, work.preview.parsedPaths);
    to.text(work.preview.sensor);
    to.u32(static_cast<std::uint32_t>(work.preview.lines));
    to.u32(static_cast<std::uint32_t>(work.preview.columns));
}

void read(ByteReader& from, ImportWork& work) {
    work.verb = from.enumerator(ImportWork::Verb::preview);
    read(from, work.hints);
    work.task = from.text();
    work.repairsPath = from.text();
    work.paths.resize(from.count(1));
    for (std::string& path : work.paths) path = from.text();
    work.preview.path = from.text();
    work.preview.member = from.text();
    wire::read(from, work.preview.parsedPaths);
    work.preview.sensor = from.text();
    work.preview.lines = static_cast<int>(from.u32());
    work.preview.columns = static_cast<int>(from.u32());
}

void write(ByteWriter& to, const RepairsRead& read) {
    to.count(read.repairs.size());
    for (const auto& repair : read.repairs) {
        to.text(repair.job);
        to.text(repair.pipe);
        putTime(to, repair.reported);
        putTime(to, repair.completed);
        putNumber(to, repair.x);
        putNumber(to, repair.y);
        to.text(repair.street);
    }
}

void read(ByteReader& from, RepairsRead& read) {
    read.repairs.resize(from.count(16));
    for (auto& repair : read.repairs) {
        repair.job = from.text();
        repair.pipe = from.text();
        repair.reported = getTime(from);
        repair.completed = getTime(from);
        repair.x = getNumber(from);
        repair.y = getNumber(from);
        repair.street = from.text();
    }
}

} // namespace ms::jobs
