#pragma once

#include "ui/session/display_units.h"
#include "ui/session/theme.h"

#include <QObject>

namespace ms::session {

/// How things look to this user: theme and units. Kept in QSettings. GUI thread only.
class Appearance final : public QObject {
    Q_OBJECT
public:
    explicit Appearance(QObject* parent = nullptr);

    [[nodiscard]] ThemeChoice themeChoice() const { return m_choice; }
    [[nodiscard]] const Theme& theme() const { return session::theme(m_choice); }
    [[nodiscard]] const DisplayUnits& units() const { return m_units; }

    void setThemeChoice(ThemeChoice choice); ///< applies it to the application at once
    void setUnits(const DisplayUnits& units);
    void load();                                       ///< from QSettings
    void setPersistent(bool on) { m_persistent = on; } ///< off: nothing is written to QSettings (tests, screenshots)

Q_SIGNALS:
    void themeChanged();
    void unitsChanged();

private:
    void save() const;
    ThemeChoice m_choice = ThemeChoice::system;
    DisplayUnits m_units;
    bool m_persistent = true;
};

} // namespace ms::session
