#pragma once

#include "core/analysis/analysis.h"
#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/detection/event.h"
#include "core/jobs/analysis_run.h"
#include "core/jobs/event_table.h"
#include "core/jobs/postgres_source.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace ms::jobs {

struct WatchOptions {
    QString projectPath;
    QStringList folders;
    std::vector<PostgresReadings> databases;
    std::optional<EventTablePlace> eventTable; ///< where the events are written as well
    QString timezone;                          ///< of sources that name none; empty = the project's
    analysis::Options analysis;                ///< `live` is taken for granted
    RunOptions run;
    double interval_s = 60;                ///< from the end of a look to the next
    bool once = false;                     ///< take in what is there, report and end
    std::int64_t portion_bytes = 16 << 20; ///< of text: what a look takes in of files that are not new; a second or two of import
};

/// How a source stood at a look.
struct WatchedSource {
    std::string name;
    std::string away; ///< why it cannot be read; empty = it can
    int found = 0;    ///< files, or a table that had something
    Instant arrived;  ///< of the newest of them; invalid without any
};

/// One look at the sources and what came of it.
struct WatchCycle {
    int number = 0;
    int files = 0; ///< and tables that had something
    qint64 values = 0;
    double seconds = 0;                   ///< from the look to the events written
    double lag_s = 0;                     ///< from the arrival of the oldest file (of rows: from the look) to the events written; 0 without any
    int zones = 0;                        ///< of which the events changed
    int restarts = 0;                     ///< zones that began anew because of late or corrected readings
    std::int64_t waiting = 0;             ///< zones that begin anew or are slow, and have not caught up: they come after the others, soon
    int postponed = 0;                    ///< files that were found and are taken in at the next looks, after what comes until then
    std::vector<detection::Event> events; ///< new, revised or ended in this cycle, as they stand in the project
    std::vector<std::int64_t> revised;    ///< those of them of which something else was told before: readings came late or were corrected
    std::vector<std::int64_t> quiet;      ///< those of them of which nobody is to be told (project::Quiet)
    std::vector<std::int64_t> withdrawn;  ///< told before, and taken back by such readings
    std::vector<WatchedSource> sources;   ///< folders first, in the order of the options
    std::optional<Diagnostic> trouble;    ///< what was said to be wrong and still is, beside sources that are away
};

/// Live work on a project: looks at its sources, takes in what is new, follows the zones in resident workers, writes the events that changed. Killed
/// at any instant it goes on where it was: readings are in the project before anything is drawn from them, files are known by what the project says
/// of them, and events are made again from readings. Signals come on the object's thread; nothing blocks it.
///
/// Live work goes before back-fill: of many files a look takes in a portion, what grows and what has just come first; zones that have to begin anew
/// or take long catch up in turns when nothing new is there; a zone at which workers fail twice running is left out, and that is said.
///
/// Without a hydraulic model a cycle costs what is new (analysis::LiveZones). With one, an event that begins, ends or changes, and each hour while
/// one is open, costs an analysis of the project.
class WatchRun final : public QObject {
    Q_OBJECT
public:
    explicit WatchRun(WatchOptions options, QObject* parent = nullptr);
    ~WatchRun() override;

    void start();
    /// Answers at once; finished() follows within 2 s.
    void cancel();
    /// Looks now instead of at the end of the interval.
    void lookNow();
    [[nodiscard]] RunProgress progress() const;
    [[nodiscard]] std::optional<Error> error() const;
    [[nodiscard]] std::vector<qint64> workerPids() const; ///< for tests

Q_SIGNALS:
    void cycled(const ms::jobs::WatchCycle& cycle);
    void progressed(const ms::jobs::RunProgress& progress); ///< of what takes long: catching up at the start, large imports
    void diagnosed(const ms::Diagnostic& diagnostic);
    void finished(ms::jobs::RunOutcome outcome, const QString& message);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::jobs
