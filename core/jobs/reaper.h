#pragma once

#include <QObject>

#include <memory>

class QProcess;

namespace ms::jobs {

/// Ends a process without making anybody wait: closes its stdin, asks it to terminate, and kills it when `grace_ms` have gone by; then deletes it and
/// itself. Lives in the caller's thread, works by its event loop; when the program ends first, its end waits for
/// the process, a second at most, and then kills it.
class Reaper final : public QObject {
    Q_OBJECT
public:
    /// How gently: `ask` leaves it `grace_ms` to end by its closed stdin before SIGTERM and as long again before SIGKILL; `kill` is SIGKILL at once;
    /// `launcher` is SIGTERM at once and SIGKILL after a quarter of a minute only: srun ends its job on the first, and leaves it running on the
    /// second.
    enum class Manner { ask, kill, launcher };
    /// Takes the process; nobody may use it afterwards. No signal of it is heard any more.
    static void take(std::unique_ptr<QProcess> process, Manner manner, int grace_ms = 1000);
    ~Reaper() override;

private:
    Reaper(std::unique_ptr<QProcess> process, Manner manner, int grace_ms);

    std::unique_ptr<QProcess> m_process;
};

} // namespace ms::jobs
