#include "ui/main_window/desktop_notices.h"

#include "ui/session/core_words.h"

#include <QApplication>
#include <QSystemTrayIcon>

#include <algorithm>

namespace ms::window {
namespace {

bool isIn(const std::vector<std::int64_t>& ids, std::int64_t id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

} // namespace

DesktopNotices::DesktopNotices(session::Session& session, QObject* parent) : QObject(parent), m_session(session) {}
DesktopNotices::~DesktopNotices() = default;

void DesktopNotices::tell(const jobs::WatchCycle& cycle) {
    std::vector<const detection::Event*> loud;
    for (const auto& e : cycle.events)
        if (!isIn(cycle.quiet, e.id)) loud.push_back(&e);
    if (loud.empty()) return;
    const auto& first = *loud.front();
    const QString zone = QString::fromStdString(first.zone);
    const QString title =
        isIn(cycle.revised, first.id) ? tr("Event %1 was revised, zone %2").arg(first.id).arg(zone) : tr("Event %1, zone %2").arg(first.id).arg(zone);
    QString text = session::inWords(first.why, m_session.units());
    if (loud.size() > 1) text += QLatin1Char('\n') + tr("and %n more", nullptr, static_cast<int>(loud.size()) - 1);
    m_event = first.id;
    Q_EMIT told(title, text);
    if (m_sound) QApplication::beep();
    if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages()) return;
    if (m_tray == nullptr) {
        m_tray = new QSystemTrayIcon(QApplication::windowIcon(), this);
        connect(m_tray, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT clicked(m_event); });
    }
    m_tray->setToolTip(QApplication::applicationDisplayName());
    m_tray->show();
    m_tray->showMessage(title, text, QApplication::windowIcon());
}

void DesktopNotices::hide() {
    if (m_tray != nullptr) m_tray->hide();
}

} // namespace ms::window
