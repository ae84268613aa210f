#pragma once

#include "core/jobs/watch_run.h"

#include <QDateTime>
#include <QObject>
#include <QString>
#include <QStringList>

#include <deque>
#include <memory>
#include <utility>

namespace ms::session {

/// What a watch looks at: kept with the project, so never with a password (that is ~/.pgpass's or the service file's).
struct WatchSources {
    QStringList folders;
    std::vector<jobs::PostgresReadings> databases;
    double interval_s = 60;
    bool operator==(const WatchSources&) const = default;
    [[nodiscard]] bool empty() const { return folders.isEmpty() && databases.empty(); }
};
/// As the project keeps it, and back; whatever cannot be read is passed over.
[[nodiscard]] QString toJson(const WatchSources& sources);
[[nodiscard]] WatchSources watchSourcesFromJson(const QString& json);
/// Of a database in one line: "scada.reading, service=historian".
[[nodiscard]] QString nameOf(const jobs::PostgresReadings& readings);

/// The watch of the open project's sources, if one goes on: starts and stops it, keeps what the last looks came to. GUI thread only.
class LiveWatch final : public QObject {
    Q_OBJECT
public:
    enum class State { off, catchingUp, watching, stopping };
    struct Look {
        QDateTime at;
        jobs::WatchCycle cycle;
    };
    /// A source since the watch began.
    struct Source {
        QString name, away; ///< away: why it cannot be read; empty = it can
        qint64 found = 0;   ///< files, or looks that brought rows
        QDateTime arrived;  ///< when the newest of it came; invalid before the first
        double lag_s = 0;   ///< from then to its events written
    };
    static constexpr std::size_t kLooksKept = 500; ///< of those that took something in

    explicit LiveWatch(QObject* parent = nullptr);
    ~LiveWatch() override;

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool active() const { return m_state != State::off; }
    [[nodiscard]] const std::vector<Source>& sources() const { return m_sources; } ///< as of the last look
    [[nodiscard]] const std::deque<Look>& looks() const { return m_looks; }        ///< the newest first
    [[nodiscard]] const QDateTime& lastLook() const { return m_lastLook; }         ///< also of those that found nothing; invalid before the first
    [[nodiscard]] double valuesPerMinute() const;               ///< that were taken in within the last ten minutes, or since the start
    [[nodiscard]] int postponed() const { return m_postponed; } ///< files that come after what has just come, as of the last look
    [[nodiscard]] qint64 waiting() const { return m_waiting; }  ///< zones that have not caught up, as of the last look
    [[nodiscard]] const jobs::RunProgress& progress() const { return m_progress; }
    [[nodiscard]] QString trouble() const { return m_trouble; } ///< what is wrong beside sources that are away; empty when nothing is

    bool start(const QString& project, const WatchSources& sources, const QString& launcher); ///< false while one goes on
    void stop();                                                                              ///< answers at once
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
    std::vector<Source> m_sources;
    QString m_trouble;
    int m_postponed = 0;
    qint64 m_waiting = 0;
    QDateTime m_lastLook, m_since;
    std::deque<std::pair<QDateTime, qint64>> m_arrivals; ///< values, of the looks of the last ten minutes
    std::deque<Look> m_looks;
    jobs::RunProgress m_progress;
};

} // namespace ms::session
