#include "ui/main_window/main_window.h"

#include "ui/dialogs/watch_dialog.h"
#include "ui/main_window/desktop_notices.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/watch_panel.h"
#include "ui/session/core_words.h"
#include "ui/session/live_watch.h"

#include <QApplication>
#include <QDockWidget>

/// The window's share of a watch: of what, and what is said of it.
namespace ms::window {

void MainWindow::watchFolder(const QString& folder) {
    if (m_session.state() != session::Session::State::open || m_session.runs().active() || m_session.watch().active()) return;
    session::WatchSources sources = session::watchSourcesFromJson(m_session.uiState(QStringLiteral("watch")));
    QString launcher;
    if (!folder.isEmpty()) {
        sources.folders = QStringList{folder};
        sources.databases.clear();
    } else {
        dialogs::WatchDialog dialog(sources, this);
        if (dialog.exec() != QDialog::Accepted) return;
        sources = dialog.sources();
        launcher = dialog.launcher();
    }
    m_session.setUiState(QStringLiteral("watch"), session::toJson(sources));
    m_watchDock->show();
    m_watchDock->raise();
    m_session.watch().start(m_session.path(), sources, launcher);
}

void MainWindow::connectWatch() {
    auto& watch = m_session.watch();
    m_notices = new DesktopNotices(m_session, this);
    connect(&watch, &session::LiveWatch::cycled, m_notices, &DesktopNotices::tell);
    connect(&watch, &session::LiveWatch::stopped, m_notices, &DesktopNotices::hide);
    connect(m_notices, &DesktopNotices::clicked, this, [this](qint64 event) {
        raise();
        activateWindow();
        m_session.goToEvent(event);
    });
    connect(m_watch, &panels::WatchPanel::quietWanted, this, &MainWindow::showQuiet);
    connect(m_watch, &panels::WatchPanel::soundWanted, m_notices, &DesktopNotices::setSound);
    connect(&watch, &session::LiveWatch::changed, this, &MainWindow::updateActions);
    connect(&watch, &session::LiveWatch::cycled, this, [this](const jobs::WatchCycle& cycle) {
        if (cycle.events.empty()) return;
        QApplication::alert(this); // the taskbar says so where the window is not in front
        const auto& first = cycle.events.front();
        m_messages->show(
            panels::MessageBar::Kind::info,
            cycle.events.size() == 1
                ? tr("Event %1, zone %2: %3").arg(first.id).arg(QString::fromStdString(first.zone), session::inWords(first.why, m_session.units()))
                : tr("%1 events began or changed").arg(cycle.events.size()),
            {}, tr("Show"), [this, id = first.id] { m_session.goToEvent(id); });
    });
    connect(&watch, &session::LiveWatch::stopped, this, [this](jobs::RunOutcome outcome, const QString& why) {
        if (outcome == jobs::RunOutcome::failed)
            m_messages->show(panels::MessageBar::Kind::error, tr("The watch ended: %1").arg(session::inWords(why.toStdString(), m_session.units())));
    });
}

} // namespace ms::window
