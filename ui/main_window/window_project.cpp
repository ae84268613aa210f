// What the window says of a project that somebody else has, that cannot be written, or that is damaged.
#include "ui/main_window/main_window.h"
#include "ui/panels/message_bar.h"
#include "ui/session/core_words.h"

#include <QFileInfo>

namespace ms::window {

using panels::MessageBar;

void MainWindow::showReadOnly() {
    const auto& because = m_session.snapshot().readOnlyBecause;
    if (!because) return;
    if (because->code == ErrorCode::busy)
        m_messages->show(MessageBar::Kind::warning,
                         tr("Open to be read only: %1. Changes made here last only until it is closed.")
                             .arg(session::inWords(because->message, m_session.units())),
                         session::inWords(*because, m_session.units()), tr("Open again"), [this] { openProject(m_session.path()); });
    else
        m_messages->show(MessageBar::Kind::warning, tr("This project cannot be written: changes last only until it is closed."),
                         session::inWords(*because, m_session.units()), tr("Save as …"), [this] { saveAs(); });
}

void MainWindow::showProblem(const Error& error, const QString& before) {
    const QString path = QString::fromStdString(error.subject);
    if (error.code == ErrorCode::damaged && QFileInfo::exists(path))
        m_messages->showError(error, before, tr("Save what is left"), [this, path] { m_session.repair(path); });
    else
        m_messages->showError(error, before);
}

void MainWindow::showRepaired(const QString& path, const project::Repaired& repaired) {
    QStringList lost;
    for (const Diagnostic& d : repaired.lost) lost << session::inWords(d.message, m_session.units());
    const QString kept = QFileInfo(repaired.damagedCopy).fileName();
    if (lost.isEmpty())
        m_messages->show(MessageBar::Kind::info, tr("Nothing is lost. The damaged file is kept as %1.").arg(kept), path);
    else
        m_messages->show(MessageBar::Kind::warning,
                         tr("Saved but for this: %1. The damaged file is kept as %2. Importing the files again brings their readings back.")
                             .arg(lost.mid(0, 3).join(QStringLiteral("; ")) + (lost.size() > 3 ? QStringLiteral(" …") : QString()), kept),
                         lost.join(QLatin1Char('\n')));
}

} // namespace ms::window
