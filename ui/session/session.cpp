#include "ui/session/session.h"

#include "core/project/shared_project.h"
#include "ui/session/commands.h"
#include "ui/session/loading.h"
#include "ui/session/trace_text.h"

#include <QFile>
#include <QFileInfo>
#include <QPointer>

#include <algorithm>
#include <chrono>

namespace ms::session {

Session::Session(QObject* parent) : QObject(parent), m_residuals(new Residuals(*this)), m_modelFit(new ModelFit(*this)) {
    connect(&m_runs, &Runs::eventsFound, this, &Session::mergePartial);
    connect(&m_runs, &Runs::finished, this, &Session::runFinished);
    connect(&m_watch, &LiveWatch::cycled, this, [this] {
        if (m_state == State::open) reload();
    });
    connect(&m_shared, &SharedFollow::changed, this, [this] {
        if (m_state == State::open && !m_runs.active()) reload();
    });
    m_viewTimer.setSingleShot(true);
    m_viewTimer.setInterval(2000);
    connect(&m_viewTimer, &QTimer::timeout, this, [this] {
        if (m_state == State::open) storeView();
    });
    const auto viewMoved = [this] { m_viewTimer.start(); };
    connect(&m_time, &TimeCursor::visibleChanged, this, viewMoved);
    connect(&m_time, &TimeCursor::instantChanged, this, viewMoved);
    connect(&m_selection, &Selection::eventChanged, this, viewMoved);
    connect(&m_filter, &FilterState::changed, this, viewMoved);
    connect(&m_appearance, &Appearance::unitsChanged, this, [this] { m_filter.setContext(zone(), units().toSi(Quantity::flow, 1)); });
}

Session::~Session() {
    if (m_state == State::open) storeView();
}

template <typename T>
void Session::onFile(std::function<T(FileThread::Context&)> job, std::function<void(T)> then) {
    if (!m_files) return;
    beginWork();
    m_files->post([this, job = std::move(job), then = std::move(then), generation = m_generation](FileThread::Context& context) {
        auto result = std::make_shared<T>(job(context));
        // The session outlives its file thread (it joins it), and an event to a deleted session is dropped by Qt.
        QMetaObject::invokeMethod(
            this,
            [this, result, then, generation] {
                if (generation == m_generation) then(std::move(*result));
                endWork();
            },
            Qt::QueuedConnection);
    });
}

void Session::write(std::function<Result<void>(FileThread::Context&)> job) {
    if (m_snapshot.readOnly) return; // said when it was opened
    onFile<Result<void>>(std::move(job), [this](Result<void> result) {
        if (!result) Q_EMIT problem(result.error());
    });
}

void Session::beginWork() {
    if (++m_pendingWork == 1) Q_EMIT busyChanged();
}

void Session::endWork() {
    if (--m_pendingWork == 0) Q_EMIT busyChanged();
}

void Session::setState(State state) {
    if (m_state == state) return;
    m_state = state;
    Q_EMIT stateChanged();
}

void Session::open(const QString& path) {
    const QString absolute = project::isShared(path) ? path : QFileInfo(path).absoluteFilePath();
    openWith(absolute, [absolute](std::optional<Error>& readOnlyBecause) {
        auto file = project::ProjectFile::open(absolute, project::ProjectFile::Mode::edit);
        if (file || (file.error().code != ErrorCode::unwritable && file.error().code != ErrorCode::busy)) return file;
        readOnlyBecause = file.error();
        return project::ProjectFile::open(absolute, project::ProjectFile::Mode::readOnly);
    });
}

void Session::create(const NewProject& wanted) {
    NewProject project = wanted;
    if (!project::isShared(wanted.path)) project.path = QFileInfo(wanted.path).absoluteFilePath();
    openWith(project.path, [project](std::optional<Error>&) { return createProject(project); });
}

void Session::openWith(const QString& path, MakeFile make) {
    if (m_runs.active()) {
        Q_EMIT openFailed(path, Error{ErrorCode::busy, "A run is under way", path.toStdString(), {}, {}, "Cancel it first"});
        return;
    }
    close();
    setState(State::opening);
    m_files = std::make_unique<FileThread>();
    const auto job = [make = std::move(make)](FileThread::Context& context) -> Result<Snapshot> {
        std::optional<Error> readOnlyBecause;
        auto file = make(readOnlyBecause);
        if (!file) return file.error();
        context.file = std::move(*file);
        auto loaded = loadSnapshot(*context.file);
        if (loaded) loaded->readOnlyBecause = std::move(readOnlyBecause);
        return loaded;
    };
    onFile<Result<Snapshot>>(job, [this, path](Result<Snapshot> loaded) {
        if (!loaded) {
            m_files.reset();
            setState(State::closed);
            Q_EMIT openFailed(path, loaded.error());
            return;
        }
        publish(std::move(*loaded), true);
        m_reader.setSource(projectSource(path));
        m_whatIf.setProject(projectSource(path));
        m_nextLogger.setProject(projectSource(path));
        m_modelCalibration.setProject(projectSource(path));
        setState(State::open);
        m_shared.follow(path);
        Q_EMIT opened();
        using States = std::map<QString, QString>;
        onFile<States>(
            [](FileThread::Context& context) {
                States states;
                for (const auto* key : {viewKey, "layout", "background", "watch"})
                    if (auto text = context.file->uiState(key)) states[QLatin1String(key)] = QString::fromStdString(*text);
                if (const auto runs = context.file->runs(); runs && !runs->empty()) { // the lanes of the last run
                    const std::string key = "trace/" + std::to_string(runs->back().id);
                    if (auto text = context.file->uiState(key)) states[QString::fromStdString(key)] = QString::fromStdString(*text);
                }
                return states;
            },
            [this](States states) {
                m_uiState = std::move(states);
                if (!m_snapshot.runs->empty()) {
                    jobs::RunProgress progress;
                    std::vector<jobs::TaskTrace> traces;
                    const auto& run = m_snapshot.runs->back();
                    if (tracesFromText(uiState(QStringLiteral("trace/%1").arg(run.id)), progress, traces))
                        m_runs.recall(progress, std::move(traces), run.complete ? jobs::RunOutcome::done : jobs::RunOutcome::cancelled);
                }
                restoreView();
            });
        loadBands();
        // The undo of imports lived as long as the window that made them.
        write([](FileThread::Context& context) { return context.file->forgetSteps(); });
        onFile<Result<void>>([](FileThread::Context& context) { return context.file->checkWhole(); },
                             [this](Result<void> sound) {
                                 if (!sound) Q_EMIT problem(sound.error());
                             });
    });
}

void Session::loadBands() {
    using Bands = Result<std::vector<analysis::ExpectedBand>>;
    onFile<Bands>([](FileThread::Context& context) -> Bands { return context.file->bands(); },
                  [this](Bands bands) {
                      if (!bands) {
                          Q_EMIT problem(bands.error());
                          return;
                      }
                      m_snapshot.bands = std::make_shared<const std::vector<analysis::ExpectedBand>>(std::move(*bands));
                      Q_EMIT bandsChanged();
                  });
}

void Session::letGo() {
    std::erase_if(m_closing, [](const auto& f) { return f.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
    if (m_files)
        m_closing.push_back(std::async(std::launch::async, [files = std::shared_ptr<FileThread>(std::move(m_files))]() mutable { files.reset(); }));
}

void Session::close() {
    if (m_state == State::closed) return;
    if (m_state == State::open) storeView();
    ++m_generation;
    m_reader.setSource({});
    m_whatIf.setProject({});
    m_nextLogger.setProject({});
    m_modelCalibration.setProject({});
    letGo();
    m_undo.clear();
    m_noteIds.clear();
    m_uiState.clear();
    m_watch.abandon();
    m_shared.follow({});
    m_runs.clear();
    m_selection.clear();
    m_lookedAt.reset();
    publish(Snapshot(), true);
    setState(State::closed);
    Q_EMIT closed();
}

void Session::show(Snapshot snapshot, SeriesSourceFactory source) {
    close();
    publish(std::move(snapshot), true);
    m_whatIf.setProject(source);
    m_nextLogger.setProject(source);
    m_modelCalibration.setProject(source);
    m_reader.setSource(std::move(source));
    setState(State::open);
    Q_EMIT opened();
    restoreView();
}

void Session::publish(Snapshot snapshot, bool fresh) {
    const auto previous = std::exchange(m_snapshot, std::move(snapshot));
    m_filter.setContext(zone(), units().toSi(Quantity::flow, 1));
    m_modelFlows.setNetwork(m_snapshot.network);
    m_time.setExtent(m_snapshot.span());
    if (fresh || !(previous.info == m_snapshot.info)) Q_EMIT infoChanged();
    if (fresh || previous.network != m_snapshot.network || previous.gisPipes != m_snapshot.gisPipes) Q_EMIT networkChanged();
    Q_EMIT sensorsChanged();
    Q_EMIT eventsChanged();
    Q_EMIT notesChanged();
    Q_EMIT quietsChanged();
    Q_EMIT repairsChanged();
    if (fresh || *previous.calibrations != *m_snapshot.calibrations) Q_EMIT calibrationsChanged();
    if (fresh || previous.bands != m_snapshot.bands) Q_EMIT bandsChanged();
    Q_EMIT recordsChanged();
}

void Session::reload() {
    onFile<Result<Snapshot>>(
        [old = m_snapshot](FileThread::Context& context) -> Result<Snapshot> {
            if (!context.file) return Error{ErrorCode::notFound, "No project is open", {}, {}, {}, {}};
            return reloadSnapshot(*context.file, old);
        },
        [this](Result<Snapshot> loaded) {
            if (!loaded) {
                Q_EMIT problem(loaded.error());
                return;
            }
            // A selected event keeps its place though a run has numbered the events anew.
            noteLookedAt();
            loaded->bands = m_snapshot.bands;
            publish(std::move(*loaded), false);
            if (std::exchange(m_keepTrace, false) && !m_snapshot.runs->empty() && !m_snapshot.readOnly)
                setUiState(QStringLiteral("trace/%1").arg(m_snapshot.runs->back().id), tracesToText(m_runs.progress(), m_runs.traces()));
            Q_EMIT readingsChanged();
            selectLookedAt();
            m_lookedAt.reset();
        });
}

void Session::saveCopy(const QString& path, bool openIt) {
    if (!m_files) {
        Q_EMIT problem(Error{ErrorCode::unsupported, "There is no file to copy", {}, {}, {}, {}});
        return;
    }
    const auto copy = [path](FileThread::Context& context) -> Result<void> {
        // Whole or not at all: what was there is replaced only by a finished copy.
        const QString part = path + QStringLiteral(".part");
        QFile::remove(part);
        if (auto done = context.file->copyTo(part); !done) {
            QFile::remove(part); // as much of it as the disk took
            return done;
        }
        for (const auto* tail : {"-wal", "-shm", ""}) QFile::remove(path + QLatin1String(tail));
        if (!QFile::rename(part, path)) return Error{ErrorCode::unwritable, "The copy cannot be put in its place", path.toStdString(), {}, {}, {}};
        return {};
    };
    onFile<Result<void>>(copy, [this, path, openIt](Result<void> done) {
        if (!done) {
            Q_EMIT problem(done.error());
            return;
        }
        Q_EMIT copied(path);
        if (openIt) open(path);
    });
}

void Session::setCrs(const QString& crs) {
    if (m_snapshot.info.settings.crs == crs.toStdString()) return;
    m_snapshot.info.settings.crs = crs.toStdString();
    Q_EMIT infoChanged();
    write([settings = m_snapshot.info.settings](FileThread::Context& context) { return context.file->setSettings(settings); });
}

bool Session::editable() const { return m_state == State::open && !(m_runs.active() && m_runs.kind() == RunKind::analysis); }

void Session::applyEvents(const std::vector<detection::Event>& put, const std::vector<std::int64_t>& gone) {
    auto events = *m_snapshot.events;
    for (const auto& event : put) {
        const auto it = std::find_if(events.begin(), events.end(), [&](const auto& e) { return e.id == event.id; });
        if (it != events.end())
            *it = event;
        else
            events.push_back(event);
    }
    std::erase_if(events, [&](const auto& e) { return std::find(gone.begin(), gone.end(), e.id) != gone.end(); });
    std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.startedAt < b.startedAt; });
    m_snapshot.events = std::make_shared<const std::vector<detection::Event>>(std::move(events));
    refreshSensors();
    Q_EMIT eventsChanged();
    if (m_snapshot.event(m_selection.event()) == nullptr && !put.empty()) m_selection.setEvent(put.front().id);
    write([put, gone](FileThread::Context& context) { return context.file->changeEvents(put, gone); });
}

std::int64_t Session::currentNoteId(std::int64_t handle) const {
    const auto it = m_noteIds.find(handle);
    return it == m_noteIds.end() ? handle : it->second;
}

void Session::insertNote(const project::Note& note) {
    auto notes = *m_snapshot.notes;
    notes.push_back(note);
    m_noteIds.erase(note.id);
    m_snapshot.notes = std::make_shared<const std::vector<project::Note>>(std::move(notes));
    Q_EMIT notesChanged();
    if (m_snapshot.readOnly) return;
    using Id = Result<std::int64_t>;
    onFile<Id>(
        [note](FileThread::Context& context) -> Id {
            auto row = note;
            row.id = 0;
            auto id = context.file->putNote(row);
            if (id) context.noteIds[note.id] = *id;
            return id;
        },
        [this, handle = note.id](Id id) {
            if (!id) {
                Q_EMIT problem(id.error());
                return;
            }
            auto changed = *m_snapshot.notes;
            const auto it = std::find_if(changed.begin(), changed.end(), [handle](const auto& n) { return n.id == handle; });
            m_noteIds[handle] = *id;
            if (it == changed.end()) return; // undone meanwhile
            it->id = *id;
            m_snapshot.notes = std::make_shared<const std::vector<project::Note>>(std::move(changed));
        });
}

void Session::eraseNote(std::int64_t handle) {
    auto notes = *m_snapshot.notes;
    const auto id = currentNoteId(handle);
    std::erase_if(notes, [&](const auto& n) { return n.id == id || n.id == handle; });
    m_snapshot.notes = std::make_shared<const std::vector<project::Note>>(std::move(notes));
    Q_EMIT notesChanged();
    write([handle](FileThread::Context& context) {
        const auto it = context.noteIds.find(handle);
        return context.file->removeNote(it == context.noteIds.end() ? handle : it->second);
    });
}

void Session::refreshSensors() {
    std::vector<project::SensorSummary> summaries;
    summaries.reserve(m_snapshot.sensors->size());
    for (const auto& s : *m_snapshot.sensors) summaries.push_back({s.sensor, s.count, s.span});
    auto views = viewSensors(summaries, m_snapshot.network.get(), *m_snapshot.events, *m_snapshot.qualitySpans);
    if (views == *m_snapshot.sensors) return;
    m_snapshot.sensors = std::make_shared<const std::vector<SensorView>>(std::move(views));
    Q_EMIT sensorsChanged();
}

bool Session::setSpanActive(std::int64_t id, bool active) {
    const auto& spans = *m_snapshot.qualitySpans;
    const auto it = std::find_if(spans.begin(), spans.end(), [id](const auto& s) { return s.id == id; });
    if (!editable() || it == spans.end() || it->active == active) return false;
    const QString name = QString::fromStdString(it->sensor);
    m_undo.push(new SwitchSpan([this, id](bool on) { applySpan(id, on); }, active, false,
                               active ? tr("Flag readings of %1").arg(name) : tr("Take readings of %1 for good").arg(name)));
    return true;
}

bool Session::excludeReadings(const std::string& sensor, TimeSpan span, const QString& reason) {
    if (!editable() || m_snapshot.sensor(sensor) == nullptr || !span.from.valid() || span.to < span.from) return false;
    using Id = Result<std::int64_t>;
    const project::QualitySpan fresh{0, sensor, {quality::FaultKind::excluded, span.from, span.to, reason.trimmed().toStdString(), 1}, true, true};
    const auto take = [this, fresh](Id id) {
        if (!id) {
            Q_EMIT problem(id.error());
            return;
        }
        auto spans = *m_snapshot.qualitySpans;
        spans.push_back(fresh);
        spans.back().id = *id;
        m_snapshot.qualitySpans = std::make_shared<const std::vector<project::QualitySpan>>(std::move(spans));
        Q_EMIT readingsChanged();
        m_undo.push(new SwitchSpan([this, number = *id](bool on) { applySpan(number, on); }, true, true,
                                   tr("Leave out readings of %1").arg(QString::fromStdString(fresh.sensor))));
    };
    if (m_files && !m_snapshot.readOnly)
        onFile<Id>([fresh, span](FileThread::Context& context) { return context.file->addExclusion(fresh.sensor, span, fresh.fault.reason); }, take);
    else
        take(-1 - static_cast<std::int64_t>(m_snapshot.qualitySpans->size())); // no file gives it a number
    return true;
}

void Session::applySpan(std::int64_t id, bool active) {
    auto spans = *m_snapshot.qualitySpans;
    const auto it = std::find_if(spans.begin(), spans.end(), [id](const auto& s) { return s.id == id; });
    if (it == spans.end()) return; // found no more by a later check
    it->active = active;
    m_snapshot.qualitySpans = std::make_shared<const std::vector<project::QualitySpan>>(std::move(spans));
    refreshSensors();
    Q_EMIT readingsChanged();
    write([id, active](FileThread::Context& context) { return context.file->setSpanActive(id, active); });
}

bool Session::runAnalysis(const analysis::Options& options, const jobs::RunOptions& run) {
    if (m_state != State::open || path().isEmpty()) return false;
    m_partialBegun = false;
    return m_runs.startAnalysis(path(), options, run);
}

bool Session::runImport(jobs::ImportRequest request, const jobs::RunOptions& run) {
    if (m_state != State::open || path().isEmpty()) return false;
    request.projectPath = path();
    return m_runs.startImport(request, run);
}

void Session::mergePartial(const std::vector<detection::Event>& found) {
    noteLookedAt();
    // The first events of a run take the place of the last run's: two runs' events side by side would be read as twice as many bursts.
    std::vector<detection::Event> events;
    if (m_partialBegun) events = *m_snapshot.events;
    m_partialBegun = true;
    for (const auto& e : found) {
        const auto it = std::find_if(events.begin(), events.end(), [&](const auto& o) { return o.id == e.id; });
        if (it != events.end())
            *it = e;
        else
            events.push_back(e);
    }
    std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) { return a.startedAt < b.startedAt; });
    m_snapshot.events = std::make_shared<const std::vector<detection::Event>>(std::move(events));
    m_snapshot.eventsPartial = true;
    selectLookedAt(); // numbers mean other events now
    Q_EMIT eventsChanged();
}

bool Session::runCommit(jobs::CommitRequest request) {
    if (m_state != State::open || path().isEmpty()) return false;
    request.projectPath = path();
    return m_runs.startCommit(std::move(request));
}

void Session::swapImport(std::int64_t step, bool undo) {
    if (!m_stepMoves) return; // the stack only follows
    m_undoing = undo;
    if (m_state == State::open && m_runs.startUndo(path(), step, undo)) return;
    Q_EMIT problem(Error{ErrorCode::busy, "A run is under way", {}, {}, {}, "Wait for it, or cancel it, then undo"});
    // From within the stack's own move it cannot be moved.
    QMetaObject::invokeMethod(
        this, [this] { stayWithProject(); }, Qt::QueuedConnection);
}

void Session::stayWithProject() {
    m_stepMoves = false;
    m_undoing ? m_undo.redo() : m_undo.undo();
    m_stepMoves = true;
}

void Session::runFinished(RunKind kind, jobs::RunOutcome outcome, const QString& message) {
    if (m_state != State::open) return;
    if (kind == RunKind::undo && outcome != jobs::RunOutcome::done) {
        stayWithProject();
        if (outcome == jobs::RunOutcome::failed) Q_EMIT problem(Error{ErrorCode::unwritable, message.toStdString(), {}, {}, {}, {}});
        return;
    }
    if (kind == RunKind::import && outcome == jobs::RunOutcome::done && m_runs.step() != 0)
        m_undo.push(new ImportStep(*this, m_runs.step(), tr("Import of %n file(s)", nullptr, static_cast<int>(m_runs.outcomes().size()))));
    m_keepTrace = kind == RunKind::analysis;
    reload();
    if (kind == RunKind::analysis) loadBands();
}

} // namespace ms::session
