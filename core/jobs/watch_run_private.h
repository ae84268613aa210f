#pragma once

#include "core/jobs/folder_source.h"
#include "core/jobs/import_run.h"
#include "core/jobs/run_support.h"
#include "core/jobs/watch_run.h"
#include "core/jobs/watch_store.h"
#include "core/jobs/worker_pool.h"

#include <QElapsedTimer>
#include <QTimer>

#include <map>
#include <set>
#include <stop_token>
#include <utility>

namespace ms::jobs {

/// The steps of a watch, one after the other on its thread; what blocks is done in the background. watch_run.cpp: the start, the look at the sources
/// and what is taken in of them, the end. watch_follow.cpp: what the zones make of it, and where that is written.
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
    std::int64_t revision = 0;                  ///< of a shared project: up to which its changes are known
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
    using SourceFile = std::pair<std::size_t, WatchSource::Found>; ///< by source
    std::vector<SourceFile> files;                                 ///< of this cycle
    std::vector<project::ProjectFile::Change> changes;
    std::set<std::string> sensors; ///< known to the workers
    /// What a worker that follows some of the zones is known to be at.
    struct Part {
        bool behind = true;       ///< its last task failed, or it has not begun
        std::int64_t waiting = 0; ///< zones that have not caught up
        std::string suspect;      ///< the zone it was at when it failed last
    };
    std::vector<Part> parts;
    std::vector<std::string> without; ///< zones that workers died of
    bool grown = false;               ///< sensors came that workers do not know yet
    bool liveBefore = false;          ///< the cycle before did live work alone
    std::set<std::string> postponed;  ///< sources of files that were found before and are still to be taken in
    std::size_t answersDue = 0;
    std::vector<analysis::ZoneNews> news;
    std::vector<analysis::ZoneNews> owed; ///< could not be stored
    EventMemory memory;
    EventMemory tracked; ///< of what detection alone says
    Instant analysedTo;
    RunProgress shown;
    std::vector<std::pair<qint64, qint64>> progressOf; ///< by part: done and total

    // ---- the start
    void begin();

    // ---- one cycle
    void look();
    /// Once, not at every look.
    void tell(const char* code, const Error& error, const char* kept);
    /// The server of a shared project is away, or somebody else took the zones over meanwhile.
    void onZonesLost(const Error& error);
    void tellAway(const Error& error);
    void onLooked(const std::vector<Result<std::vector<WatchSource::Found>>>& found);
    /// Back-fill must not hold up what has just come: a look takes in a portion, what grows and what is new since the last look first.
    void keepPortion();
    void takeIn();
    void onImported(RunOutcome how, const QString& message);
    void follow();
    /// All zones, from what the project holds.
    void beginAnew();
    void followChanges();
    std::string answerPath(std::size_t part) const;
    void onFollowed(std::size_t part, const TaskEnding& ending);
    void followed();
    /// Its worker is gone or could not: a fresh one begins anew from the project in the next cycle, without a zone at which it failed twice running.
    void lostPart(std::size_t part, const Error& error);
    [[nodiscard]] std::int64_t waiting() const;
    void store();
    void onStored(const StoredEvents& stored, const std::set<std::string>* zones);
    void onNotStored(const Error& error);

    // ---- with pipes on which events are placed
    /// An event began, ended or changed its kind, or an hour of data went by with one open.
    bool needsAnalysis();
    void analyse();
    void onAnalysed(RunOutcome how, const QString& message);
    /// The events as they stand, into the table of those who watch elsewhere.
    void publish();
    void onPublished(const Result<void>& put);

    // ---- the end
    void endCycle();
    /// Of an import or an analysis: worth showing when it is long.
    void onRunProgress(const RunProgress& p);
    void onProgress(std::size_t part, const QString& stage, qint64 done, qint64 total);
    void finish(RunOutcome how, const QString& message);
    void fail(const Error& error);
    void cancel();

    [[nodiscard]] static Diagnostic warning(const char* code, const Error& error, std::string kept) {
        return {Severity::warning, code, error.message, error.subject, error.element, {}, {}, std::move(kept), error.advice};
    }
};

} // namespace ms::jobs
