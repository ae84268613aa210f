#pragma once

#include "ui/session/session.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ms::window {

/// What stands in the middle while no project is open: what to do, and the projects of late.
class WelcomeView final : public QWidget {
    Q_OBJECT
public:
    explicit WelcomeView(session::Session& session, QWidget* parent = nullptr);
    void setRecent(const QStringList& paths);
    void setOpening(const QString& path); ///< empty = nothing is being opened

Q_SIGNALS:
    void sampleWanted();
    void importWanted();
    void openWanted();
    void newWanted();
    void recentWanted(const QString& path);

private:
    void retheme();
    session::Session& m_session;
    QLabel* m_picture;
    QLabel* m_text;
    QLabel* m_recentHeading;
    QVBoxLayout* m_recent;
    QWidget* m_actions;
    QList<QPair<QPushButton*, QString>> m_icons;
};

} // namespace ms::window
