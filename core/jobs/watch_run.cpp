#include "core/jobs/watch_run.h"

#include "core/jobs/folder_source.h"
#include "core/jobs/follow_protocol.h"
#include "core/jobs/import_run.h"
#include "core/jobs/run_support.h"
#include "core/jobs/scratch_file.h"
#include "core/jobs/watch_store.h"
#include "core/jobs/worker_pool.h"
#include "core/wire/values.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <map>
#include <set>
#include <stop_token>
#include <utility>

namespace ms::jobs {
namespace {

Diagnostic warning(const char* code, const Error& error, std::string kept) {
    return {Severity::warning, code, error.message, error.subject, error.element, {}, {}, std::move(kept), error.advice};
}

} // namespace

struct WatchRun::Private {
    enum class Phase { idle, opening, looking, importing, following, storing, analysing, publishing, over };

    WatchRun* q;
    WatchOptions options;
    std::unique_ptr<Background> background;
    std::unique_ptr<QTemporaryDir> scratch;
    std::unique_ptr<project::ProjectFile> held;     ///< while workers read: they may make no file beside it
    std::vector<std::unique_ptr<WorkerPool>> pools; ///< one worker each: it keeps its part of the zones
    std::unique_ptr<ImportRun> import;
    std::unique_ptr<AnalysisRun> analysis;
    std::vector<std::unique_ptr<WatchSource>> sources;
    std::set<std::string> away;                 ///< sources said to be away
    std::map<std::string, Diagnostic> troubles; ///< said and not over yet, by code
    std::stop_source stop;                      ///< of what goes on in the background
    std::unique_ptr<project::ZoneLocks> locks;  ///< of a shared project
    std::unique_ptr<EventTable> table;
    bool tableBehind = true; ///< it does not hold the events as they stand
    std::optional<Error> failure;
    Phase phase = Phase::idle;
    QTimer next;
    QElapsedTimer clock, lookClock;
    bool cancelling = false, began = false, pipes = false;
    std::int64_t generation = 0;
    std::uint64_t lastTask = 0;

    WatchCycle cycle;
    std::vector<std::pair<std::size_t, WatchSource::Found>> files; ///< of this cycle, by source
    std::vector<project::ProjectFile::Change> changes;
    std::set<std::string> sensors; ///< known to the workers
    std::vector<bool> behind;      ///< by part: its last task failed, or it has not begun
    std::size_t answersDue = 0;
    std::vector<analysis::ZoneNews> news;
    std::vector<analysis::ZoneNews> owed; ///< could not be stored
    EventMemory memory;
    Instant analysedTo;
    RunProgress shown;
    std::vector<std::pair<qint64, qint64>> progressOf; ///< by part: done and total

    // ---- the start

    void begin() {
        phase = Phase::opening;
        clock.start();
        auto folder = scratchFolder(options.projectPath, options.run);
        if (!folder) return fail(folder.error());
        scratch = std::move(*folder);
        const PoolOptions pool = confinedTo(scratch->path(), poolOptions(options.run), options.projectPath);
        for (int k = 0; k < pool.workers; ++k) {
            PoolOptions own = pool;
            own.workers = 1;
            const auto part = static_cast<std::size_t>(k);
            auto& made = pools.emplace_back(std::make_unique<WorkerPool>(own));
            made->warmUp(1);
            QObject::connect(made.get(), &WorkerPool::diagnosed, q, &WatchRun::diagnosed);
            QObject::connect(made.get(), &WorkerPool::taskProgressed, q,
                             [this, part](std::uint64_t, const QString& stage, qint64 done, qint64 total) { onProgress(part, stage, done, total); });
            QObject::connect(made.get(), &WorkerPool::taskEnded, q,
                             [this, part](std::uint64_t, const TaskEnding& ending) { onFollowed(part, ending); });
        }
        behind.assign(pools.size(), true);
        progressOf.resize(pools.size());
        background->run([this, path = options.projectPath, zones = options.analysis.zones]() -> std::function<void()> {
            auto opened = openWatched(path, zones);
            if (!opened) return [this, error = opened.error()] { fail(error); };
            return [this, state = std::make_shared<Watched>(std::move(*opened))] {
                pipes = state->pipes;
                sensors = std::move(state->sensors);
                locks = std::move(state->locks);
                memory = EventMemory(state->events);
                auto project = project::ProjectFile::open(options.projectPath, project::ProjectFile::Mode::readWrite);
                if (!project) return fail(project.error());
                held = std::move(*project);
                for (const QString& watched : options.folders) sources.push_back(std::make_unique<FolderSource>(watched, state->marks));
                for (const PostgresReadings& readings : options.databases)
                    sources.push_back(std::make_unique<PostgresSource>(readings, scratch->path(), state->marks[PostgresSource::nameOf(readings)]));
                if (options.eventTable) table = std::make_unique<EventTable>(*options.eventTable);
                look();
            };
        });
    }

    // ---- one cycle

    void look() {
        if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("stopped"));
        phase = Phase::looking;
        next.stop();
        lookClock.start();
        const int number = cycle.number + 1;
        cycle = {};
        cycle.number = number;
        files.clear();
        changes.clear();
        news.clear();
        background->run([this]() -> std::function<void()> {
            if (auto ours = locks ? locks->renew() : Result<void>(); !ours) return [this, error = ours.error()] { onZonesLost(error); };
            std::vector<Result<std::vector<WatchSource::Found>>> found;
            for (const auto& source : sources) found.push_back(source->look(options.once, stop.get_token()));
            return [this, found = std::move(found)] { onLooked(found); };
        });
    }

    /// Once, not at every look.
    void tell(const char* code, const Error& error, const char* kept) {
        Diagnostic now = warning(code, error, kept);
        const auto known = troubles.find(code);
        if (known != troubles.end() && known->second.message == now.message) return;
        troubles.insert_or_assign(code, now);
        Q_EMIT q->diagnosed(now);
    }

    /// The server of a shared project is away, or somebody else took the zones over meanwhile.
    void onZonesLost(const Error& error) {
        if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("stopped"));
        if (options.once || error.code == ErrorCode::busy) return fail(error);
        tell("watch.project-away", error, "what has come in before; the sources are looked at when it is back");
        ++generation; // who followed the zones meanwhile is not known: all begin anew
        behind.assign(behind.size(), true);
        endCycle();
    }

    void tellAway(const Error& error) { Q_EMIT q->diagnosed(warning("watch.source-away", error, "what has come in before")); }

    void onLooked(const std::vector<Result<std::vector<WatchSource::Found>>>& found) {
        if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("stopped"));
        if (troubles.erase("watch.project-away") > 0)
            Q_EMIT q->diagnosed({Severity::info, "watch.project-back", "the project is back", options.projectPath.toStdString(), {}, {}, {}, {}, {}});
        std::optional<Error> trouble;
        for (std::size_t i = 0; i < found.size(); ++i) {
            const std::string name = sources[i]->name();
            WatchedSource& state = cycle.sources.emplace_back(WatchedSource{name, {}, 0, {}});
            if (!found[i].ok()) {
                state.away = found[i].error().message;
                trouble = found[i].error();
                const bool mistaken = trouble->code == ErrorCode::invalidInput || trouble->code == ErrorCode::notFound;
                if (cycle.number == 1 && mistaken) return fail(*trouble); // no such table: waiting does not help
                if (away.insert(name).second && !options.once) tellAway(*trouble);
                continue;
            }
            if (away.erase(name) > 0) Q_EMIT q->diagnosed({Severity::info, "watch.source-back", "the source is back", name, {}, {}, {}, {}, {}});
            for (const auto& one : *found[i]) {
                files.emplace_back(i, one);
                ++state.found;
                state.arrived = state.arrived.valid() ? std::max(state.arrived, one.changed) : one.changed;
            }
        }
        if (options.once && trouble && files.empty()) return fail(*trouble);
        if (options.once && trouble) tellAway(*trouble);
        if (files.empty()) return follow();
        takeIn();
    }

    void takeIn() {
        phase = Phase::importing;
        ImportRequest request;
        request.projectPath = options.projectPath;
        for (const auto& [source, file] : files) {
            request.paths << file.path;
            request.names.insert(file.path, QString::fromStdString(file.source));
            request.marks[file.source] = file.mark;
        }
        request.timezone = options.timezone;
        request.unknownLeftOut = true; // one new logger must not hold up all others
        request.check = false;
        import = std::make_unique<ImportRun>(request, options.run);
        QObject::connect(import.get(), &ImportRun::progressed, q, [this](const RunProgress& p) { onRunProgress(p); });
        QObject::connect(import.get(), &ImportRun::diagnosed, q, [this](const Diagnostic& diagnostic) {
            if (diagnostic.severity != Severity::info) Q_EMIT q->diagnosed(diagnostic); // how columns are taken was said when they first came
        });
        QObject::connect(
            import.get(), &ImportRun::finished, q, [this](RunOutcome how, const QString& message) { onImported(how, message); },
            Qt::QueuedConnection);
        import->start();
    }

    void onImported(RunOutcome how, const QString& message) {
        const std::unique_ptr<ImportRun> done = std::move(import);
        if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("stopped"));
        const std::vector<FileOutcome> outcomes = done->outcomes();
        const bool nothingReadable = how == RunOutcome::failed && !outcomes.empty() &&
                                     std::all_of(outcomes.begin(), outcomes.end(), [](const FileOutcome& o) { return !o.error.isEmpty(); });
        if (how != RunOutcome::done && !nothingReadable) { // the project is as it was: disk full, locked, a unit that nobody knows
            Error error = done->error().value_or(Error{ErrorCode::internal, message.toStdString(), {}, {}, {}, {}});
            if (options.once) return fail(error);
            tell("watch.import-failed", error, "the files are tried again at every look");
            files.clear();
            return began ? publish() : follow(); // what a worker has to write it could not write either
        }
        if (troubles.erase("watch.import-failed") > 0)
            Q_EMIT q->diagnosed({Severity::info, "watch.import-works", "what has come is taken in again", {}, {}, {}, {}, {}, {}});
        for (const auto& [source, file] : files) sources[source]->taken(file);
        bool fresh = false;
        for (const FileOutcome& o : outcomes) {
            cycle.values += o.values;
            if (!o.error.isEmpty()) {
                Error error{ErrorCode::unreadable, o.error.toStdString(), o.path.toStdString(), {}, {}, {}};
                Q_EMIT q->diagnosed(warning("watch.file-unreadable", error, "the other files; it is read again when it changes"));
                continue;
            }
            ++cycle.files;
            for (const auto& c : o.changes) {
                changes.push_back(c);
                fresh = sensors.insert(c.sensor).second || fresh;
            }
        }
        if (fresh) ++generation; // other zones, perhaps
        follow();
    }

    void follow() {
        if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("stopped"));
        phase = Phase::following;
        answersDue = 0;
        for (std::size_t k = 0; k < pools.size(); ++k) {
            if (changes.empty() && !behind[k] && !(options.once && cycle.files > 0)) continue;
            FollowRequest request;
            request.part = {options.projectPath.toStdString(), options.analysis, static_cast<std::int32_t>(k),
                            static_cast<std::int32_t>(pools.size()), generation};
            request.flush = options.once;
            request.changes = changes;
            const std::string subject = "part " + std::to_string(k + 1);
            pools[k]->submit({{++lastTask, "follow", subject, kFollowService, wire::toBytes(request), answerPath(k), 1}});
            ++answersDue;
        }
        if (answersDue == 0) followed();
    }

    std::string answerPath(std::size_t part) const { return scratch->filePath(QStringLiteral("news-%1").arg(part)).toStdString(); }

    void onFollowed(std::size_t part, const TaskEnding& ending) {
        if (phase != Phase::following) return;
        if (ending.how == TaskEnding::How::done) {
            auto bytes = readScratch({answerPath(part), 0, ending.result.outputSize, ending.result.outputChecksum});
            auto answer = bytes ? wire::fromBytes<FollowAnswer>(*bytes, "news") : Result<FollowAnswer>(bytes.error());
            QFile::remove(QString::fromStdString(answerPath(part)));
            if (answer) {
                behind[part] = false;
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

    void followed() {
        if (std::find(behind.begin(), behind.end(), true) == behind.end()) troubles.erase("watch.part-failed");
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

    /// Its worker is gone or could not: a fresh one begins anew from the project in the next cycle.
    void lostPart(std::size_t part, const Error& error) {
        behind[part] = true;
        if (options.once) failure = error;
        tell("watch.part-failed", error, "the zones of this part are made anew at the next look");
    }

    void store() {
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

    void onStored(const StoredEvents& stored, const std::set<std::string>* zones) {
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

    void onNotStored(const Error& error) {
        if (options.once) return fail(error);
        tell("watch.not-stored", error, "the events are kept in mind and written at the next look");
        endCycle();
    }

    // ---- with pipes on which events are placed

    /// An event began, ended or changed its kind, or an hour of data went by with one open.
    bool needsAnalysis() {
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
    EventMemory tracked; ///< of what detection alone says

    void analyse() {
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

    void onAnalysed(RunOutcome how, const QString& message) {
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

    /// The events as they stand, into the table of those who watch elsewhere.
    void publish() {
        if (!table || !tableBehind) return endCycle();
        phase = Phase::publishing;
        background->run([this, path = options.projectPath]() -> std::function<void()> {
            auto events = storedEvents(path);
            auto put = events ? table->put(events->events, stop.get_token()) : Result<void>(events.error());
            return [this, put = std::move(put)] { onPublished(put); };
        });
    }

    void onPublished(const Result<void>& put) {
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

    // ---- the end

    void endCycle() {
        cycle.seconds = static_cast<double>(lookClock.elapsed()) / 1000;
        const Instant now{QDateTime::currentMSecsSinceEpoch()};
        for (const auto& [source, file] : files)
            cycle.lag_s = std::max(cycle.lag_s, (now - file.changed).seconds()); // 0 where the clock was set back
        if (!troubles.empty()) cycle.trouble = troubles.begin()->second;
        began = true;
        phase = Phase::idle;
        Q_EMIT q->cycled(cycle);
        if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("stopped"));
        if (options.once) return finish(RunOutcome::done, QStringLiteral("%1 files, %2 values").arg(cycle.files).arg(cycle.values));
        next.start(static_cast<int>(std::max(0.05, options.interval_s) * 1000));
    }

    /// Of an import or an analysis: worth showing when it is long.
    void onRunProgress(const RunProgress& p) {
        shown = p;
        if (p.elapsed_s > 2) Q_EMIT q->progressed(p);
    }

    void onProgress(std::size_t part, const QString& stage, qint64 done, qint64 total) {
        progressOf[part] = {done, total};
        shown.stage = stage;
        shown.done = shown.total = 0;
        for (const auto& [zonesDone, zones] : progressOf) {
            shown.done += zonesDone;
            shown.total += zones;
        }
        shown.elapsed_s = static_cast<double>(clock.elapsed()) / 1000;
        if (!began) Q_EMIT q->progressed(shown);
    }

    void finish(RunOutcome how, const QString& message) {
        if (phase == Phase::over) return;
        phase = Phase::over;
        next.stop();
        held.reset();
        Q_EMIT q->finished(how, message);
    }

    void fail(const Error& error) {
        failure = error;
        finish(RunOutcome::failed, QString::fromStdString(error.toString()));
    }

    void cancel() {
        if (cancelling || phase == Phase::over) return;
        cancelling = true;
        stop.request_stop();
        switch (phase) {
        case Phase::idle:
            QMetaObject::invokeMethod(
                q, [this] { finish(RunOutcome::cancelled, QStringLiteral("stopped")); }, Qt::QueuedConnection);
            break;
        case Phase::importing: import->cancel(); break;
        case Phase::following:
            for (auto& pool : pools) pool->cancel();
            break;
        case Phase::analysing: analysis->cancel(); break;
        default: break; // the step at hand is short and sees it
        }
    }
};

WatchRun::WatchRun(WatchOptions options, QObject* parent) : QObject(parent), d(std::make_unique<Private>()) {
    d->q = this;
    d->options = std::move(options);
    d->options.analysis.live = true;
    d->background = std::make_unique<Background>(this);
    d->next.setSingleShot(true);
    connect(&d->next, &QTimer::timeout, this, [this] { d->look(); });
}

WatchRun::~WatchRun() {
    d->stop.request_stop();
    d->background.reset(); // what goes on there uses the sources, the locks and the table
}

void WatchRun::start() {
    if (d->phase == Private::Phase::idle && d->cycle.number == 0) d->begin();
}

void WatchRun::cancel() { d->cancel(); }

void WatchRun::lookNow() {
    if (d->phase == Private::Phase::idle && d->began && !d->cancelling) d->look();
}

RunProgress WatchRun::progress() const { return d->shown; }
std::optional<Error> WatchRun::error() const { return d->failure; }

std::vector<qint64> WatchRun::workerPids() const {
    std::vector<qint64> pids;
    for (const auto& pool : d->pools)
        for (const qint64 pid : pool->pids()) pids.push_back(pid);
    return pids;
}

} // namespace ms::jobs
