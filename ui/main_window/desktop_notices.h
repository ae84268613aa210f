#pragma once

#include "core/jobs/watch_run.h"
#include "ui/session/session.h"

#include <QObject>
#include <QString>

class QSystemTrayIcon;

namespace ms::window {

/// Tells of events on the desktop while a watch goes on, for whoever has another window in front: of those that begin or change, but of none that is
/// to be kept quiet. Without a sound unless that is asked for. Where the desktop shows no notices, nothing happens.
class DesktopNotices final : public QObject {
    Q_OBJECT
public:
    explicit DesktopNotices(session::Session& session, QObject* parent = nullptr);
    ~DesktopNotices() override;

    void tell(const jobs::WatchCycle& cycle);
    void setSound(bool on) { m_sound = on; }
    [[nodiscard]] bool sound() const { return m_sound; }
    void hide(); ///< the watch is over

Q_SIGNALS:
    void told(const QString& title, const QString& text); ///< what is shown, also where the desktop shows nothing
    void clicked(qint64 event);

private:
    session::Session& m_session;
    QSystemTrayIcon* m_tray = nullptr; ///< a child; made when it is first needed
    qint64 m_event = 0;                ///< of the last notice
    bool m_sound = false;
};

} // namespace ms::window
