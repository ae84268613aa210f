#pragma once

#include "core/base/diagnostic.h"
#include "core/base/time.h"
#include "core/detection/event.h"

#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <string>

namespace ms::jobs {

/// Starts the user's program for each event, one after the other: the event as JSON on its standard input, never a word of it on the command line, no
/// shell between. One that runs longer than half a minute is ended and said. Events that wait when the object goes are dropped; see waitForAll().
class EventHook final : public QObject {
    Q_OBJECT
public:
    static constexpr int kPatience_ms = 30'000;

    /// `command`: program and arguments, cut into words as a shell would.
    EventHook(const QString& command, LocalZone zone, QObject* parent = nullptr);
    ~EventHook() override;

    void tell(const detection::Event& event);
    /// Waits for what is queued; at most kPatience_ms a program.
    void waitForAll();
    [[nodiscard]] std::size_t waiting() const { return m_queue.size() + (m_process ? 1 : 0); }

Q_SIGNALS:
    void diagnosed(const ms::Diagnostic& diagnostic);

private:
    void next();
    void over(const QString& trouble);

    QStringList m_command;
    LocalZone m_zone;
    std::deque<std::string> m_queue;
    QProcess* m_process = nullptr;
    QTimer m_patience;
};

} // namespace ms::jobs
