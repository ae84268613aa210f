#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>

namespace ms::session {

/// Looks every few seconds whether a shared project (core/project/shared_project.h) was changed, by whomever; never blocks. A server that is away is
/// looked for again. GUI thread only.
class SharedFollow final : public QObject {
    Q_OBJECT
public:
    static constexpr int kInterval_ms = 5000;

    explicit SharedFollow(QObject* parent = nullptr);
    void follow(const QString& path); ///< from now on this one; a file, or nothing: none

Q_SIGNALS:
    void changed();

private:
    void look();

    QTimer m_timer;
    QString m_path;
    std::int64_t m_seen = -1; ///< the revision last looked at; -1 = none
    int m_number = 0;         ///< of the path: answers about an earlier one are passed over
    bool m_asking = false;
};

} // namespace ms::session
