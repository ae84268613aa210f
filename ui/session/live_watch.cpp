#include "ui/session/live_watch.h"

#include "ui/session/core_words.h"

#include <utility>

namespace ms::session {

LiveWatch::LiveWatch(QObject* parent) : QObject(parent) {}
LiveWatch::~LiveWatch() = default;

bool LiveWatch::start(const QString& project, const QString& folder, double interval_s) {
    if (active()) return false;
    jobs::WatchOptions options;
    options.projectPath = project;
    options.folders = {folder};
    options.interval_s = interval_s;
    m_run = std::make_unique<jobs::WatchRun>(options);
    m_state = State::catchingUp;
    m_folder = folder;
    m_trouble.clear();
    m_newTrouble.clear();
    m_lastLook = {};
    m_looks.clear();
    m_progress = {};
    connect(m_run.get(), &jobs::WatchRun::cycled, this, &LiveWatch::onCycle);
    connect(m_run.get(), &jobs::WatchRun::progressed, this, [this](const jobs::RunProgress& progress) {
        m_progress = progress;
        Q_EMIT changed();
    });
    connect(m_run.get(), &jobs::WatchRun::diagnosed, this, [this](const Diagnostic& diagnostic) {
        if (diagnostic.severity != Severity::info) m_newTrouble = inWords(diagnostic);
        Q_EMIT diagnosed(diagnostic);
    });
    connect(m_run.get(), &jobs::WatchRun::finished, this, [this](jobs::RunOutcome outcome, const QString& why) {
        m_state = State::off;
        m_run.release()->deleteLater(); // it is the sender
        Q_EMIT changed();
        Q_EMIT stopped(outcome, why);
    });
    m_run->start();
    Q_EMIT changed();
    return true;
}

void LiveWatch::onCycle(const jobs::WatchCycle& cycle) {
    m_lastLook = QDateTime::currentDateTime();
    m_trouble = std::exchange(m_newTrouble, {});
    if (m_state == State::catchingUp) m_state = State::watching;
    if (cycle.files > 0 || !cycle.events.empty()) {
        m_looks.push_front({m_lastLook, cycle});
        if (m_looks.size() > kLooksKept) m_looks.pop_back();
        Q_EMIT cycled(cycle);
    }
    Q_EMIT changed();
}

void LiveWatch::stop() {
    if (!m_run || m_state == State::stopping) return;
    m_state = State::stopping;
    m_run->cancel();
    Q_EMIT changed();
}

void LiveWatch::lookNow() {
    if (m_run) m_run->lookNow();
}

void LiveWatch::abandon() {
    m_run.reset();
    m_looks.clear();
    m_trouble.clear();
    if (std::exchange(m_state, State::off) != State::off) Q_EMIT changed();
}

} // namespace ms::session
