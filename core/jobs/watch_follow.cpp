#include "core/jobs/follow_protocol.h"
#include "core/jobs/scratch_file.h"
#include "core/jobs/watch_run_private.h"
#include "core/wire/values.h"

#include <QFile>

#include <algorithm>
#include <numeric>

namespace ms::jobs {
namespace {

constexpr double kBegin_s = 30;  ///< for zones of a worker that begins, until its first word
constexpr double kCatchUp_s = 2; ///< the longest time for which zones that catch up keep live work waiting

} // namespace

// ---- one cycle

void WatchRun::Private::follow() {
    if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("stopped"));
    if (!locks) return followChanges();
    phase = Phase::looking;
    // In a shared project readings may also have been taken in by others.
    background->run([this, path = options.projectPath, since = revision]() -> std::function<void()> {
        auto now = project::sharedChanges(path, since);
        if (!now) return [this, error = now.error()] { onZonesLost(error); };
        return [this, now = std::make_shared<project::SharedChanges>(std::move(*now))] {
            if (!now->complete) beginAnew();
            revision = now->revision;
            changes = std::move(now->readings);
            followChanges();
        };
    });
}

void WatchRun::Private::beginAnew() {
    ++generation;
    for (Part& part : parts) part.behind = true;
}

void WatchRun::Private::followChanges() {
    if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("stopped"));
    phase = Phase::following;
    for (const auto& c : changes) grown = sensors.insert(c.sensor).second || grown;
    if (grown && postponed.empty()) { // other zones, perhaps; once, when all of their back-fill is there
        ++generation;
        grown = false;
    }
    // Zones that wait get their time in a look that finds nothing to do, but in every other look at least.
    const bool live = !changes.empty() && !liveBefore;
    liveBefore = live;
    answersDue = 0;
    for (std::size_t k = 0; k < pools.size(); ++k) {
        if (changes.empty() && !parts[k].behind && parts[k].waiting == 0 && !(options.once && cycle.files > 0)) continue;
        FollowRequest request;
        request.part = {options.projectPath.toStdString(),       options.analysis, static_cast<std::int32_t>(k),
                        static_cast<std::int32_t>(pools.size()), generation,       without};
        request.flush = options.once;
        request.catchUp_s = parts[k].behind ? kBegin_s : live ? 0 : kCatchUp_s;
        request.changes = changes;
        const std::string subject = "part " + std::to_string(k + 1);
        pools[k]->submit({{++lastTask, "follow", subject, kFollowService, wire::toBytes(request), answerPath(k), 1}});
        ++answersDue;
    }
    if (answersDue == 0) followed();
}

std::string WatchRun::Private::answerPath(std::size_t part) const { return scratch->filePath(QStringLiteral("news-%1").arg(part)).toStdString(); }

void WatchRun::Private::onFollowed(std::size_t part, const TaskEnding& ending) {
    if (phase != Phase::following) return;
    if (ending.how == TaskEnding::How::done) {
        auto bytes = readScratch({answerPath(part), 0, ending.result.outputSize, ending.result.outputChecksum});
        auto answer = bytes ? wire::fromBytes<FollowAnswer>(*bytes, "news") : Result<FollowAnswer>(bytes.error());
        QFile::remove(QString::fromStdString(answerPath(part)));
        if (answer) {
            parts[part] = {false, answer->waiting, {}};
            cycle.restarts += static_cast<int>(answer->restarts);
            for (auto& n : answer->news) news.push_back(std::move(n));
        } else {
            lostPart(part, answer.error());
        }
    } else if (ending.how == TaskEnding::How::failed) {
        lostPart(part, ending.error);
    }
    if (--answersDue == 0) followed();
}

void WatchRun::Private::followed() {
    if (std::none_of(parts.begin(), parts.end(), [](const Part& p) { return p.behind; })) troubles.erase("watch.part-failed");
    if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("stopped"));
    if (options.once && failure) return fail(*failure);
    std::set<std::string> zones;
    for (const auto& zone : news) zones.insert(zone.zone);
    for (auto& zone : std::exchange(owed, {}))
        if (zones.count(zone.zone) == 0) news.push_back(std::move(zone));
    if (news.empty()) return publish();
    if (!pipes) return store();
    if (needsAnalysis()) return analyse();
    publish();
}

void WatchRun::Private::lostPart(std::size_t part, const Error& error) {
    QFile note(QString::fromStdString(zoneNotePath(answerPath(part))));
    std::string zone;
    if (note.open(QIODevice::ReadOnly)) zone = note.readLine().trimmed().toStdString();
    note.remove();
    const bool again = !zone.empty() && zone == parts[part].suspect;
    parts[part] = {true, 0, again ? std::string() : zone};
    if (options.once) failure = error;
    if (!again) return tell("watch.part-failed", error, "the zones of this part are made anew at the next look");
    without.push_back(zone);
    tell("watch.zone-left-out",
         {error.code,
          "the zone's readings cannot be gone through (" + error.message + "): it is left out until the watch is started again",
          zone,
          {},
          {},
          "Look at its meters and loggers: readings far back in time, far too many, or damaged"},
         "its events as they were, and the work on all other zones");
}

std::int64_t WatchRun::Private::waiting() const {
    return std::accumulate(parts.begin(), parts.end(), std::int64_t{0}, [](std::int64_t sum, const Part& p) { return sum + p.waiting; });
}

void WatchRun::Private::store() {
    phase = Phase::storing;
    background->run([this, path = options.projectPath, found = std::move(news)]() -> std::function<void()> {
        auto stored = storeNews(path, found);
        if (!stored)
            return [this, error = stored.error(), found] {
                owed = found;
                onNotStored(error);
            };
        std::set<std::string> zones;
        for (const auto& zone : found) zones.insert(zone.zone);
        return [this, zones = std::move(zones), stored = std::move(*stored)] { onStored(stored, &zones); };
    });
}

void WatchRun::Private::onStored(const StoredEvents& stored, const std::set<std::string>* zones) {
    troubles.erase("watch.not-stored");
    cycle.zones = static_cast<int>(zones ? zones->size() : news.size());
    EventNews said = memory.news(stored.events, zones);
    cycle.events = std::move(said.events);
    cycle.revised = std::move(said.revised);
    cycle.withdrawn = std::move(said.withdrawn);
    for (const auto& e : cycle.events)
        if (project::isQuiet(e, stored.quiets)) cycle.quiet.push_back(e.id);
    tableBehind = true;
    publish();
}

void WatchRun::Private::onNotStored(const Error& error) {
    if (options.once) return fail(error);
    tell("watch.not-stored", error, "the events are kept in mind and written at the next look");
    endCycle();
}

// ---- with pipes on which events are placed

bool WatchRun::Private::needsAnalysis() {
    Instant newest;
    for (const auto& zone : news)
        for (const auto& e : zone.events)
            if (!e.history.empty()) newest = newest.valid() ? std::max(newest, e.history.back().at) : e.history.back().at;
    std::vector<detection::Event> all;
    for (const auto& zone : news) all.insert(all.end(), zone.events.begin(), zone.events.end());
    const bool turned = tracked.turned(all);
    const bool due = newest.valid() && (!analysedTo.valid() || newest - analysedTo >= hours(1));
    if (!turned && !due) return false;
    analysedTo = newest;
    return true;
}

void WatchRun::Private::analyse() {
    phase = Phase::analysing;
    analysis::Options wanted = options.analysis;
    wanted.live = true;
    analysis = std::make_unique<AnalysisRun>(options.projectPath, wanted, options.run);
    QObject::connect(analysis.get(), &AnalysisRun::progressed, q, [this](const RunProgress& p) { onRunProgress(p); });
    QObject::connect(analysis.get(), &AnalysisRun::diagnosed, q, &WatchRun::diagnosed);
    QObject::connect(
        analysis.get(), &AnalysisRun::finished, q, [this](RunOutcome how, const QString& message) { onAnalysed(how, message); },
        Qt::QueuedConnection);
    analysis->start();
}

void WatchRun::Private::onAnalysed(RunOutcome how, const QString& message) {
    const std::unique_ptr<AnalysisRun> done = std::move(analysis);
    if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("stopped"));
    if (how != RunOutcome::done) {
        const Error error = done->error().value_or(Error{ErrorCode::internal, message.toStdString(), {}, {}, {}, {}});
        if (options.once) return fail(error);
        tell("watch.analysis-failed", error, "the events of the last complete analysis");
        analysedTo = {};
        return publish();
    }
    troubles.erase("watch.analysis-failed");
    phase = Phase::storing;
    background->run([this, path = options.projectPath]() -> std::function<void()> {
        auto events = storedEvents(path);
        if (!events) return [this, error = events.error()] { onNotStored(error); };
        return [this, stored = std::move(*events)] { onStored(stored, nullptr); };
    });
}

void WatchRun::Private::publish() {
    if (!table || !tableBehind) return endCycle();
    phase = Phase::publishing;
    background->run([this, path = options.projectPath]() -> std::function<void()> {
        auto events = storedEvents(path);
        auto put = events ? table->put(events->events, stop.get_token()) : Result<void>(events.error());
        return [this, put = std::move(put)] { onPublished(put); };
    });
}

void WatchRun::Private::onPublished(const Result<void>& put) {
    const std::string name = "table " + options.eventTable->table;
    tableBehind = !put.ok();
    if (tableBehind && !cancelling) {
        if (options.once) return fail(put.error());
        if (away.insert(name).second)
            Q_EMIT q->diagnosed(warning("watch.table-away", put.error(), "the events are in the project, and are written there when it is back"));
    } else if (away.erase(name) > 0) {
        Q_EMIT q->diagnosed({Severity::info, "watch.table-back", "the table of events is written again", name, {}, {}, {}, {}, {}});
    }
    endCycle();
}

} // namespace ms::jobs
