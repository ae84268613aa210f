#pragma once

#include "core/base/error.h"
#include "core/project/repair.h"
#include "ui/session/appearance.h"
#include "ui/session/event_filter.h"
#include "ui/session/file_thread.h"
#include "ui/session/live_watch.h"
#include "ui/session/model_calibration.h"
#include "ui/session/model_fit.h"
#include "ui/session/model_flows.h"
#include "ui/session/next_logger.h"
#include "ui/session/residuals.h"
#include "ui/session/runs.h"
#include "ui/session/selection.h"
#include "ui/session/series_reader.h"
#include "ui/session/shared_follow.h"
#include "ui/session/snapshot.h"
#include "ui/session/time_cursor.h"
#include "ui/session/what_if.h"
#include "ui/session/zone_balances.h"

#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include <functional>
#include <future>
#include <map>
#include <memory>

namespace ms::session {

/// What a new project is made of.
struct NewProject {
    QString path;
    QString networkPath; ///< an .inp; may be empty
    QString timezone = QStringLiteral("UTC");
    QString crs;
    QString title;
};

/// The one open project, and all that views share: snapshot, selection, time cursor, filter, undo stack, appearance, reader, runs.
///
/// Nothing here touches a file on the GUI thread: opening, reading and writing happen on threads of their own, the outcome arrives as a signal.
/// Changes by the user show at once in the snapshot and are written behind; a write that fails says so (problem()) and stays in the snapshot.
/// GUI thread only.
class Session final : public QObject {
    Q_OBJECT
public:
    enum class State { closed, opening, open };

    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QString path() const { return m_snapshot.info.path; }
    [[nodiscard]] const Snapshot& snapshot() const { return m_snapshot; } ///< copy it to keep it

    [[nodiscard]] Selection& selection() { return m_selection; }
    [[nodiscard]] TimeCursor& timeCursor() { return m_time; }
    [[nodiscard]] FilterState& filter() { return m_filter; }
    [[nodiscard]] Appearance& appearance() { return m_appearance; }
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }
    [[nodiscard]] SeriesReader& reader() { return m_reader; }
    [[nodiscard]] Runs& runs() { return m_runs; }
    [[nodiscard]] LiveWatch& watch() { return m_watch; }
    [[nodiscard]] WhatIf& whatIf() { return m_whatIf; }
    [[nodiscard]] NextLogger& nextLogger() { return m_nextLogger; }
    [[nodiscard]] Residuals& residuals() { return *m_residuals; }
    [[nodiscard]] ModelFit& modelFit() { return *m_modelFit; }
    [[nodiscard]] ModelCalibration& modelCalibration() { return m_modelCalibration; }
    [[nodiscard]] ModelFlows& modelFlows() { return m_modelFlows; }
    [[nodiscard]] const Theme& theme() const { return m_appearance.theme(); }
    [[nodiscard]] const DisplayUnits& units() const { return m_appearance.units(); }
    [[nodiscard]] const LocalZone& zone() const { return m_snapshot.info.zone; }
    [[nodiscard]] const std::vector<detection::Balance>& balances() const { return m_balances.of(m_snapshot); } ///< of the zones with a flow meter
    [[nodiscard]] const detection::Balance* balance(const std::string& zone) const { return m_balances.of(m_snapshot, zone); } ///< null = none

    void open(const QString& path);         ///< then opened() or openFailed()
    void create(const NewProject& project); ///< then opened() or openFailed()
    /// Saves what can be read of a damaged project (project::repairProject), then opens it: repaired(), then opened(), or openFailed().
    void repair(const QString& path);
    void close();
    void saveCopy(const QString& path, bool openIt); ///< a consistent copy of the file; then copied() or problem()
    /// Shows a snapshot that no file backs (fixtures); changes stay in memory.
    void show(Snapshot snapshot, SeriesSourceFactory source);
    void setCrs(const QString& crs); ///< written to the project

    /// Whether a span of flagged readings counts; an entry of the undo stack. False when there is no such span, or it is so already.
    bool setSpanActive(std::int64_t span, bool active);
    /// Leaves readings out, by the user's wish: a new span, once the file has it an entry of the undo stack.
    bool excludeReadings(const std::string& sensor, TimeSpan span, const QString& reason);

    /// Changes of project data; each an entry of the undo stack. False when there is no such event or it belongs to a run that goes on.
    bool confirmEvent(std::int64_t id);
    bool dismissEvent(std::int64_t id, const QString& reason);
    bool reopenEvent(std::int64_t id);
    /// The repair (index in the snapshot) has mended it: status repaired, ended when the repair was completed, and a note that says which.
    bool linkRepair(std::int64_t event, std::size_t repair);
    /// Two findings of one zone that are the same burst: the earlier start and what the surer of the two says; notes move along.
    bool mergeEvents(std::int64_t kept, std::int64_t other);
    /// One finding that is two: the first ends at `at`, a new one begins there. `at` must lie inside.
    bool splitEvent(std::int64_t id, Instant at);
    bool addNote(std::int64_t event, Instant at, const QString& text); ///< event 0 = on an instant
    bool removeNote(std::int64_t note);
    /// Keeps a zone or a sensor quiet for a while (its number is given here); an entry of the undo stack. False when it ends before it begins.
    bool addQuiet(project::Quiet quiet);
    bool removeQuiet(std::int64_t id);
    [[nodiscard]] const detection::DaysOff& daysOff() const { return m_snapshot.info.settings.daysOff; }
    /// Which days live as Sundays; an entry of the undo stack called `text`. False when nothing changes or nothing may.
    bool changeDaysOff(const detection::DaysOff& days, const QString& text);
    [[nodiscard]] const detection::AreaTrust& areaTrust() const { return m_snapshot.info.settings.areaTrust; }
    /// How much of the posterior areas take, from the next analysis on; as above.
    bool changeAreaTrust(const detection::AreaTrust& trust, const QString& text);
    /// The layers over the model, each change an entry of the undo stack: one more, the last one taken away, all taken away. False when there is
    /// nothing to take away, an analysis runs, or the project can only be read.
    bool takeCalibration(const calibration::Calibration& layer);
    bool dropCalibration();
    bool discardCalibrations();
    [[nodiscard]] bool editable() const; ///< false while an analysis runs: its events are not settled yet

    /// Selects the event, moves cursor and visible range to it and asks the map to fly there.
    void goToEvent(std::int64_t id);
    /// The range that shows the event with what came before.
    [[nodiscard]] TimeSpan frameOf(const detection::Event& event) const;

    /// Opens the what-if at a pipe: from the selected event's start on (else the time cursor), as large as that event, over what the charts show.
    bool startWhatIf(LinkIndex pipe, double position = 0.5);

    bool runAnalysis(const analysis::Options& options, const jobs::RunOptions& run);
    bool runImport(jobs::ImportRequest request, const jobs::RunOptions& run); ///< fills in the project's path
    /// Puts a reviewed import into the project; done, it is one entry of the undo stack.
    bool runCommit(jobs::CommitRequest request);
    [[nodiscard]] bool busy() const { return m_pendingWork > 0; } ///< file work is under way (opening, reloading, writing)

    /// Window state kept in the project: null text when there is none.
    [[nodiscard]] QString uiState(const QString& key) const;
    void setUiState(const QString& key, const QString& value);

Q_SIGNALS:
    void stateChanged();
    void opened();
    void viewRestored(); ///< after opened(): selection, cursor and range are where they were left, or at the first event
    void openFailed(const QString& path, const ms::Error& error);
    void repaired(const QString& path, const ms::project::Repaired& repaired);
    void closed();
    void infoChanged();
    void networkChanged(); ///< network or GIS pipes
    void sensorsChanged();
    void eventsChanged();
    void notesChanged();
    void quietsChanged();
    void repairsChanged();
    void calibrationsChanged();
    void bandsChanged();
    void readingsChanged();            ///< after an import: ask the reader again
    void recordsChanged();             ///< imports or runs
    void frameRequested(qint64 event); ///< map: fly to its area
    void copied(const QString& path);
    void problem(const ms::Error& error); ///< something went wrong behind; the window shows a bar
    void busyChanged();

private:
    static constexpr const char* viewKey = "view"; ///< in the project: what was looked at

    friend class ChangeEventStatus;
    template <typename T>
    friend class ChangeSetting;
    friend class ChangeEvents;
    friend class AddNote;
    friend class RemoveNote;
    friend class ChangeQuiet;
    friend class ChangeCalibrations;
    friend class ImportStep;

    void publish(Snapshot snapshot, bool fresh); ///< makes it the current one and says what changed
    /// Opens or makes the file; where it can only be read, says why.
    using MakeFile = std::function<Result<std::unique_ptr<project::ProjectFile>>(std::optional<Error>& readOnlyBecause)>;
    void openWith(const QString& path, MakeFile make);
    void reload();
    void loadBands();
    void setState(State state);
    void applyEvent(const detection::Event& event) { applyEvents({event}, {}); }
    void applyEvents(const std::vector<detection::Event>& put, const std::vector<std::int64_t>& gone);
    void insertNote(const project::Note& note);
    void eraseNote(std::int64_t handle);
    void applyQuiet(const project::Quiet& quiet, bool there);
    void applySettings(const project::Settings& settings);
    bool changeCalibrations(std::vector<calibration::Calibration> layers, const QString& text);
    void applyCalibrations(const std::vector<calibration::Calibration>& layers);
    [[nodiscard]] std::int64_t currentNoteId(std::int64_t handle) const;
    void applySpan(std::int64_t span, bool active);
    void mergePartial(const std::vector<detection::Event>& events);
    void noteLookedAt();   ///< before events are numbered anew
    void selectLookedAt(); ///< after: the same event under its new number
    void runFinished(RunKind kind, jobs::RunOutcome outcome, const QString& message);
    void swapImport(std::int64_t step, bool undo);
    void stayWithProject(); ///< the undo stack goes back to where the project still is
    void refreshSensors();
    void restoreView();
    void storeView();
    /// Runs `job` on the file thread, `then` here with its result unless another project was opened meanwhile.
    template <typename T>
    void onFile(std::function<T(FileThread::Context&)> job, std::function<void(T)> then);
    void write(std::function<Result<void>(FileThread::Context&)> job);
    void letGo(); ///< of the file: its thread ends by itself when all is written, nobody waits
    void beginWork();
    void endWork();

    State m_state = State::closed;
    Snapshot m_snapshot;
    Appearance m_appearance;
    Selection m_selection;
    TimeCursor m_time;
    FilterState m_filter;
    QUndoStack m_undo;
    SeriesReader m_reader;
    Runs m_runs;
    LiveWatch m_watch;
    SharedFollow m_shared; ///< what others change
    WhatIf m_whatIf;
    NextLogger m_nextLogger;
    ModelCalibration m_modelCalibration;
    ModelFlows m_modelFlows;
    ZoneBalances m_balances;
    Residuals* m_residuals; ///< a child
    ModelFit* m_modelFit;   ///< a child
    std::map<QString, QString> m_uiState;
    std::map<std::int64_t, std::int64_t> m_noteIds; ///< handle of a command -> id in the snapshot, where they differ
    std::int64_t m_nextNote = -1;                   ///< notes made here carry negative ids until the file has given them theirs
    QTimer m_viewTimer; ///< the view is written some seconds after it has changed: a window that is killed comes back where it was
    int m_pendingWork = 0;
    quint64 m_generation = 0; ///< of the open project; answers of an older one are dropped
    bool m_partialBegun = false;
    std::optional<detection::Event> m_lookedAt; ///< the selected event before its number came to mean another
    bool m_undoing = false;                     ///< what the running swap of an import does: undo, or do again
    bool m_stepMoves = true;                    ///< false while the undo stack moves to where the project is
    bool m_keepTrace = false;                   ///< the run that has just ended shall leave its lanes in the project
    std::vector<std::future<void>> m_closing;   ///< threads of closed projects that still write; waited for at the end
    std::unique_ptr<FileThread> m_files;        ///< null without a file; last: its thread ends first
};

} // namespace ms::session
