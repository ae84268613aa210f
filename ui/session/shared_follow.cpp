#include "ui/session/shared_follow.h"

#include "core/project/shared_project.h"

#include <QFutureWatcher>
#include <QtConcurrent>

#include <optional>
#include <utility>

namespace ms::session {

SharedFollow::SharedFollow(QObject* parent) : QObject(parent) {
    m_timer.setInterval(kInterval_ms);
    connect(&m_timer, &QTimer::timeout, this, &SharedFollow::look);
}

void SharedFollow::follow(const QString& path) {
    m_path = path;
    m_seen = -1;
    ++m_number;
    if (!project::isShared(path)) return m_timer.stop();
    m_timer.start();
    look();
}

void SharedFollow::look() {
    if (std::exchange(m_asking, true)) return;
    using Answer = std::optional<std::int64_t>;
    auto* watcher = new QFutureWatcher<Answer>(this);
    connect(watcher, &QFutureWatcher<Answer>::finished, this, [this, watcher, number = m_number] {
        watcher->deleteLater();
        m_asking = false;
        const Answer now = watcher->result();
        if (number != m_number || !now) return;
        const std::int64_t before = std::exchange(m_seen, *now);
        if (before >= 0 && before != *now) Q_EMIT changed();
    });
    watcher->setFuture(QtConcurrent::run([path = m_path]() -> Answer {
        auto revision = project::sharedRevision(path);
        return revision ? Answer(*revision) : std::nullopt;
    }));
}

} // namespace ms::session
