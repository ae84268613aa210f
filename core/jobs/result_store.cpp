#include "core/jobs/result_store.h"

#include "core/base/version.h"
#include "core/jobs/analysis_protocol.h"
#include "core/jobs/run_record_file.h"
#include "core/wire/values.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>
#include <map>

namespace ms::jobs {
namespace {

using project::ProjectFile;

/// A run over a period says nothing of what was over before it, or told behind it.
bool isOutside(const detection::Event& e, const TimeSpan& period) {
    const bool before = period.from.valid() && e.detectedAt < period.from && e.endedAt && *e.endedAt < period.from;
    return before || (period.to.valid() && e.detectedAt >= period.to);
}

/// A run over some zones says nothing of the others: their events stay, and so does what was expected of their sensors.
Result<void> replaceFindings(ProjectFile& file, std::vector<detection::Event> events, const std::vector<project::PackedBand>& bands,
                             const analysis::Options& options, std::int64_t run) {
    const auto& zones = options.zones;
    auto before = file.events();
    if (!before) return before.error();
    for (auto& e : *before)
        if (isOutside(e, options.period) && (zones.empty() || std::find(zones.begin(), zones.end(), e.zone) != zones.end()))
            events.push_back(std::move(e));
    if (zones.empty()) {
        if (auto replaced = file.replaceEvents(events, run); !replaced) return replaced;
    } else if (auto replaced = file.replaceZoneEvents(zones, events); !replaced) {
        return replaced.error();
    }
    return file.replaceBands(bands, !zones.empty());
}

Result<void> put(ProjectFile& file, const std::vector<detection::Event>* events, const std::vector<project::PackedBand>* bands,
                 project::RunRecord record) {
    ProjectFile::Transaction transaction(file);
    if (auto begun = transaction.begin(); !begun) return begun;
    record.finished = {QDateTime::currentMSecsSinceEpoch()};
    auto id = file.addRun(record);
    if (!id) return id.error();
    record.id = *id;
    if (events && bands) {
        auto options = optionsFromJson(record.optionsJson);
        if (!options) return options.error();
        if (auto replaced = replaceFindings(file, *events, *bands, *options, *id); !replaced) return replaced;
    } else if (events) {
        if (auto replaced = file.replaceEvents(*events, *id); !replaced) return replaced;
    }
    if (auto finished = file.finishRun(record); !finished) return finished;
    return transaction.commit();
}

} // namespace

Result<project::RunRecord> beginRecord(const QString& projectPath, const analysis::Options& options, int workers) {
    auto file = ProjectFile::open(projectPath, ProjectFile::Mode::readOnly);
    if (!file) return file.error();
    auto inputs = inputsToJson(**file);
    if (!inputs) return inputs.error();
    project::RunRecord record;
    record.started = {QDateTime::currentMSecsSinceEpoch()};
    record.version = kVersion;
    record.optionsJson = optionsToJson(options);
    record.inputsJson = *inputs;
    record.workers = workers;
    return record;
}

Result<StoredResults> storeFindings(const QString& projectPath, const FileRef& findings, const std::vector<FileRef>& bands,
                                    project::RunRecord record) {
    auto bytes = readScratch(findings);
    if (!bytes) return bytes.error();
    auto found = wire::fromBytes<AnalysisFindings>(*bytes, "findings");
    if (!found) return found.error();
    std::vector<project::PackedBand> all;
    for (const FileRef& ofTask : bands) {
        auto piece = readScratch(ofTask);
        if (!piece) return piece.error();
        auto some = wire::fromBytes<std::vector<project::PackedBand>>(*piece, "bands");
        if (!some) return some.error();
        std::move(some->begin(), some->end(), std::back_inserter(all));
    }
    std::move(found->bands.begin(), found->bands.end(), std::back_inserter(all));
    auto file = ProjectFile::open(projectPath, ProjectFile::Mode::readWrite);
    if (!file) return file.error();
    if (auto stored = put(**file, &found->events, &all, std::move(record)); !stored) return stored.error();
    return StoredResults{found->events.size(), true};
}

Result<StoredResults> storePartial(const QString& projectPath, const std::vector<FileRef>& outputs, project::RunRecord record) {
    record.complete = false;
    std::map<std::int64_t, detection::Event> byId; // later stages know more of the same event
    std::vector<detection::Event> events;
    for (const FileRef& output : outputs) {
        auto bytes = readScratch(output);
        if (!bytes) return bytes.error();
        auto value = wire::fromBytes<analysis::TaskOutput>(*bytes, "a task's output");
        if (!value) return value.error();
        for (auto& event : value->events) {
            if (event.id == 0)
                events.push_back(std::move(event));
            else
                byId.insert_or_assign(event.id, std::move(event));
        }
    }
    for (auto& [id, event] : byId) events.push_back(std::move(event));
    std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.startedAt < b.startedAt; });
    auto file = ProjectFile::open(projectPath, ProjectFile::Mode::readWrite);
    if (!file) return file.error();
    auto runs = (*file)->runs();
    if (!runs) return runs.error();
    const bool complete = std::any_of(runs->begin(), runs->end(), [](const auto& run) { return run.complete; });
    const bool keep = !complete && !events.empty();
    if (!keep && complete) markNotKept(record);
    if (auto stored = put(**file, keep ? &events : nullptr, nullptr, std::move(record)); !stored) return stored.error();
    return StoredResults{keep ? events.size() : 0, keep || !complete};
}

} // namespace ms::jobs
