#pragma once

#include "ui/session/session.h"

#include <QObject>

class QLabel;
class QStatusBar;

namespace ms::window {

/// What the status bar says all the time: coordinate system and coordinates, time zone, units, selection, the newest value.
class StatusLine final : public QObject {
    Q_OBJECT
public:
    StatusLine(session::Session& session, QStatusBar& bar);
    void setCoordinates(double x, double y);
    void clearCoordinates();
    [[nodiscard]] QString text() const; ///< all of it, for tests and screen readers

private:
    void refresh();
    QLabel* add(const QString& name, const QString& toolTip);

    session::Session& m_session;
    QStatusBar& m_bar;
    QLabel *m_crs, *m_at, *m_zone, *m_units, *m_selection, *m_busy, *m_newest;
};

} // namespace ms::window
