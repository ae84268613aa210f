#include "core/jobs/watch_run_private.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>

namespace ms::jobs {
namespace {

constexpr int kShortly_ms = 50; ///< to the next look where there is work left

/// About as many bytes of text as a file holds.
std::int64_t plainSize(const QString& path) {
    static const QStringList packed{QStringLiteral("gz"), QStringLiteral("zst"), QStringLiteral("xz"),   QStringLiteral("bz2"),
                                    QStringLiteral("7z"), QStringLiteral("zip"), QStringLiteral("xlsx"), QStringLiteral("parquet")};
    const QFileInfo file(path);
    return file.size() * (packed.contains(file.suffix().toLower()) ? 6 : 1);
}

} // namespace

// ---- the start

void WatchRun::Private::begin() {
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
        QObject::connect(made.get(), &WorkerPool::taskEnded, q, [this, part](std::uint64_t, const TaskEnding& ending) { onFollowed(part, ending); });
    }
    parts.resize(pools.size());
    progressOf.resize(pools.size());
    background->run([this, path = options.projectPath, zones = options.analysis.zones]() -> std::function<void()> {
        auto opened = openWatched(path, zones);
        if (!opened) return [this, error = opened.error()] { fail(error); };
        return [this, state = std::make_shared<Watched>(std::move(*opened))] {
            pipes = state->pipes;
            sensors = std::move(state->sensors);
            locks = std::move(state->locks);
            revision = state->revision;
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

void WatchRun::Private::look() {
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

void WatchRun::Private::tell(const char* code, const Error& error, const char* kept) {
    Diagnostic now = warning(code, error, kept);
    const auto known = troubles.find(code);
    if (known != troubles.end() && known->second.message == now.message) return;
    troubles.insert_or_assign(code, now);
    Q_EMIT q->diagnosed(now);
}

void WatchRun::Private::onZonesLost(const Error& error) {
    if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("stopped"));
    if (options.once || error.code == ErrorCode::busy) return fail(error);
    tell("watch.project-away", error, "what has come in before; the sources are looked at when it is back");
    beginAnew(); // who followed the zones meanwhile is not known
    endCycle();
}

void WatchRun::Private::tellAway(const Error& error) { Q_EMIT q->diagnosed(warning("watch.source-away", error, "what has come in before")); }

void WatchRun::Private::onLooked(const std::vector<Result<std::vector<WatchSource::Found>>>& found) {
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
    if (files.empty()) {
        postponed.clear(); // they are gone, or their source is away
        return follow();
    }
    keepPortion();
    takeIn();
}

void WatchRun::Private::keepPortion() {
    if (options.once || !began) return; // nothing can be told before the history is there
    const auto rank = [&](const SourceFile& f) { return f.second.grows ? 0 : postponed.count(f.second.source) == 0 ? 1 : 2; };
    std::stable_sort(files.begin(), files.end(), [&](const SourceFile& a, const SourceFile& b) { return rank(a) < rank(b); });
    std::int64_t bytes = 0;
    const auto rest = std::find_if(files.begin(), files.end(), [&](const SourceFile& f) {
        const bool full = bytes >= options.portion_bytes;
        bytes += plainSize(f.second.path);
        return full && rank(f) > 0;
    });
    postponed.clear();
    for (auto f = rest; f != files.end(); ++f) postponed.insert(f->second.source);
    files.erase(rest, files.end());
}

void WatchRun::Private::takeIn() {
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
        import.get(), &ImportRun::finished, q, [this](RunOutcome how, const QString& message) { onImported(how, message); }, Qt::QueuedConnection);
    import->start();
}

void WatchRun::Private::onImported(RunOutcome how, const QString& message) {
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
        postponed.clear();                   // at the usual interval
        return began ? publish() : follow(); // what a worker has to write it could not write either
    }
    if (troubles.erase("watch.import-failed") > 0)
        Q_EMIT q->diagnosed({Severity::info, "watch.import-works", "what has come is taken in again", {}, {}, {}, {}, {}, {}});
    for (const auto& [source, file] : files) sources[source]->taken(file);
    for (const FileOutcome& o : outcomes) {
        cycle.values += o.values;
        if (!o.error.isEmpty()) {
            Error error{ErrorCode::unreadable, o.error.toStdString(), o.path.toStdString(), {}, {}, {}};
            Q_EMIT q->diagnosed(warning("watch.file-unreadable", error, "the other files; it is read again when it changes"));
            continue;
        }
        ++cycle.files;
        if (!locks) changes.insert(changes.end(), o.changes.begin(), o.changes.end());
    }
    follow();
}

// ---- the end

void WatchRun::Private::endCycle() {
    cycle.seconds = static_cast<double>(lookClock.elapsed()) / 1000;
    const Instant now{QDateTime::currentMSecsSinceEpoch()};
    for (const auto& [source, file] : files) cycle.lag_s = std::max(cycle.lag_s, (now - file.changed).seconds()); // 0 where the clock was set back
    if (!troubles.empty()) cycle.trouble = troubles.begin()->second;
    cycle.waiting = waiting();
    cycle.postponed = static_cast<int>(postponed.size());
    began = true;
    phase = Phase::idle;
    Q_EMIT q->cycled(cycle);
    if (cancelling) return finish(RunOutcome::cancelled, QStringLiteral("stopped"));
    if (options.once) return finish(RunOutcome::done, QStringLiteral("%1 files, %2 values").arg(cycle.files).arg(cycle.values));
    const bool more = cycle.waiting > 0 || cycle.postponed > 0;
    next.start(more ? kShortly_ms : static_cast<int>(std::max(kShortly_ms / 1000.0, options.interval_s) * 1000));
}

void WatchRun::Private::onRunProgress(const RunProgress& p) {
    shown = p;
    if (p.elapsed_s > 2) Q_EMIT q->progressed(p);
}

void WatchRun::Private::onProgress(std::size_t part, const QString& stage, qint64 done, qint64 total) {
    progressOf[part] = {done, total};
    shown.stage = stage;
    shown.done = shown.total = 0;
    for (const auto& [zonesDone, zones] : progressOf) {
        shown.done += zonesDone;
        shown.total += zones;
    }
    shown.elapsed_s = static_cast<double>(clock.elapsed()) / 1000;
    if (!began || waiting() > 0) Q_EMIT q->progressed(shown);
}

void WatchRun::Private::finish(RunOutcome how, const QString& message) {
    if (phase == Phase::over) return;
    phase = Phase::over;
    next.stop();
    held.reset();
    Q_EMIT q->finished(how, message);
}

void WatchRun::Private::fail(const Error& error) {
    failure = error;
    finish(RunOutcome::failed, QString::fromStdString(error.toString()));
}

void WatchRun::Private::cancel() {
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
