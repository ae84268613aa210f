#pragma once

#include "core/jobs/watch_run.h"

#include <QDateTime>
#include <QObject>
#include <QString>

#include <deque>
#include <memory>

namespace ms::session {

/// The watch of the open project's folder, if one goes on: starts and stops it, keeps what the last looks came to. GUI thread only.
class LiveWatch final : public QObject {
    Q_OBJECT
public:
    enum class State { off, catchingUp, watching, stopping };
    struct Look {
        QDateTime at;
        jobs::WatchCycle cycle;
    };
    static constexpr std::size_t kLooksKept = 500; ///< of those that took something in

    explicit LiveWatch(QObject* parent = nullptr);
    ~LiveWatch() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool active() const { return m_state != State::off; }
    [[nodiscard]] const QString& folder() const { return m_folder; }
    [[nodiscard]] const std::deque<Look>& looks() const { return m_looks; } ///< the newest first
    [[nodiscard]] const QDateTime& lastLook() const { return m_lastLook; }  ///< also of those that found nothing; invalid before the first
    [[nodiscard]] const jobs::RunProgress& progress() const { return m_progress; }
    [[nodiscard]] QString trouble() const { return m_trouble; } ///< what was wrong last; empty when the look after it was fine

    bool start(const QString& project, const QString& folder, double interval_s); ///< false while one goes on
    void stop();                                                                  ///< answers at once
    void lookNow();
    void abandon(); ///< the project goes: nothing more is told of it

Q_SIGNALS:
    void changed();                                 ///< state, looks or progress
    void cycled(const ms::jobs::WatchCycle& cycle); ///< something was taken in or an event changed
    void diagnosed(const ms::Diagnostic& diagnostic);
    void stopped(ms::jobs::RunOutcome outcome, const QString& why);

private:
    void onCycle(const jobs::WatchCycle& cycle);

    std::unique_ptr<jobs::WatchRun> m_run;
    State m_state = State::off;
    QString m_folder, m_trouble, m_newTrouble;
    QDateTime m_lastLook;
    std::deque<Look> m_looks;
    jobs::RunProgress m_progress;
};

} // namespace ms::session
