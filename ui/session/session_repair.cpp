#include "ui/session/session.h"

namespace ms::session {

void Session::repair(const QString& path) {
    if (m_state == State::opening || m_runs.active()) return;
    close();
    beginWork();
    // Not before the file is let go of; the session waits for this thread as for those.
    auto before = std::make_shared<decltype(m_closing)>(std::move(m_closing));
    m_closing.clear();
    m_closing.push_back(std::async(std::launch::async, [this, before, path] {
        before->clear();
        auto repaired = std::make_shared<Result<project::Repaired>>(project::repairProject(path));
        QMetaObject::invokeMethod(
            this,
            [this, path, repaired] {
                endWork();
                if (!*repaired) {
                    Q_EMIT openFailed(path, repaired->error());
                    return;
                }
                connect(
                    this, &Session::opened, this,
                    [this, path, repaired] {
                        if (this->path() == path) Q_EMIT this->repaired(path, **repaired);
                    },
                    Qt::SingleShotConnection);
                open(path);
            },
            Qt::QueuedConnection);
    }));
}

} // namespace ms::session
