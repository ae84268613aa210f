#include "core/jobs/result_store.h"

#include "core/base/version.h"
#include "core/jobs/analysis_protocol.h"
#include "core/jobs/run_record_file.h"
#include "core/wire/values.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>

namespace ms::jobs {
namespace {

using project::ProjectFile;

/// A run over a period says nothing of what was over before it, or told behind it.
bool isOutside(const detection::Event& e, const TimeSpan& period) {
    const bool before = period.from.valid() && e.detectedAt < period.from && e.endedAt && *e.endedAt < period.from;
    return before || (period.to.valid() && e.detectedAt >= period.to);
}

/// What is to go into the project.
struct Findings {
    std::vector<detection::Event> events;
    std::vector<project::PackedBand> bands;
    std::set<std::string> zones;      ///< that were looked at
    std::set<std::string> unfinished; ///< those of them of which `events` are not all
    bool everywhere = false;          ///< no zone was left out: what is known of zones that are no more goes
    TimeSpan period;                  ///< that was looked at; invalid instants = all
};

/// A run over some zones says nothing of the others: their events stay, and so does what was expected of their sensors. Nor does it say enough of
/// zones that it did not finish, where earlier runs had found something.
Result<StoredResults> replaceFindings(ProjectFile& file, Findings findings, std::int64_t run) {
    auto before = file.events();
    if (!before) return before.error();
    std::set<std::string> kept;
    for (const auto& e : *before) {
        if (findings.unfinished.count(e.zone) > 0) kept.insert(e.zone);
        if (findings.everywhere) findings.zones.insert(e.zone);
    }
    std::vector<std::string> zones;
    std::set_difference(findings.zones.begin(), findings.zones.end(), kept.begin(), kept.end(), std::back_inserter(zones));
    auto& events = findings.events;
    events.erase(std::remove_if(events.begin(), events.end(), [&](const auto& e) { return kept.count(e.zone) > 0; }), events.end());
    const std::size_t found = events.size();
    for (auto& e : *before)
        if (isOutside(e, findings.period) && std::binary_search(zones.begin(), zones.end(), e.zone)) events.push_back(std::move(e));
    const bool all = findings.everywhere && kept.empty();
    if (all) {
        if (auto replaced = file.replaceEvents(events, run); !replaced) return replaced.error();
    } else if (auto replaced = file.replaceZoneEvents(zones, events); !replaced) {
        return replaced.error();
    }
    if (auto replaced = file.replaceBands(findings.bands, !all); !replaced) return replaced.error();
    return StoredResults{found, true, {kept.begin(), kept.end()}};
}

/// The record alone where there are no findings.
Result<StoredResults> put(ProjectFile& file, std::optional<Findings> findings, project::RunRecord record) {
    ProjectFile::Transaction transaction(file);
    if (auto begun = transaction.begin(); !begun) return begun.error();
    record.finished = {QDateTime::currentMSecsSinceEpoch()};
    auto id = file.addRun(record);
    if (!id) return id.error();
    record.id = *id;
    StoredResults stored;
    if (findings) {
        auto replaced = replaceFindings(file, std::move(*findings), *id);
        if (!replaced) return replaced;
        stored = std::move(*replaced);
    }
    if (auto finished = file.finishRun(record); !finished) return finished.error();
    if (auto committed = transaction.commit(); !committed) return committed.error();
    return stored;
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

Result<StoredResults> storeFindings(const QString& projectPath, const StagedRun::Outcome& outcome, project::RunRecord record) {
    auto bytes = readScratch(outcome.findings);
    if (!bytes) return bytes.error();
    auto found = wire::fromBytes<AnalysisFindings>(*bytes, "findings");
    if (!found) return found.error();
    auto options = optionsFromJson(record.optionsJson);
    if (!options) return options.error();
    Findings findings{std::move(found->events),
                      std::move(found->bands),
                      {outcome.zones.begin(), outcome.zones.end()},
                      {outcome.unfinished.begin(), outcome.unfinished.end()},
                      options->zones.empty(),
                      options->period};
    for (const FileRef& ofTask : outcome.bands) {
        auto piece = readScratch(ofTask);
        if (!piece) return piece.error();
        auto some = wire::fromBytes<std::vector<project::PackedBand>>(*piece, "bands");
        if (!some) return some.error();
        std::move(some->begin(), some->end(), std::back_inserter(findings.bands));
    }
    auto file = ProjectFile::open(projectPath, ProjectFile::Mode::readWrite);
    if (!file) return file.error();
    return put(**file, std::move(findings), std::move(record));
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
    auto before = (*file)->events();
    if (!before) return before.error();
    std::set<std::string> known;
    for (const auto& e : *before) known.insert(e.zone);
    const std::size_t found = events.size();
    events.erase(std::remove_if(events.begin(), events.end(), [&](const auto& e) { return complete || known.count(e.zone) > 0; }), events.end());
    if (events.empty()) {
        const bool left = complete || found > 0;
        if (left) markNotKept(record);
        auto stored = put(**file, {}, std::move(record));
        if (stored) stored->kept = !left;
        return stored;
    }
    Findings findings;
    for (const auto& e : events) findings.zones.insert(e.zone);
    findings.events = std::move(events);
    return put(**file, std::move(findings), std::move(record));
}

} // namespace ms::jobs
