#include "ui/session/appearance.h"

#include <QApplication>
#include <QSettings>

namespace ms::session {

namespace {
QString nameOf(ThemeChoice choice) {
    switch (choice) {
    case ThemeChoice::light: return QStringLiteral("light");
    case ThemeChoice::dark: return QStringLiteral("dark");
    case ThemeChoice::system: break;
    }
    return QStringLiteral("system");
}
} // namespace

Appearance::Appearance(QObject* parent) : QObject(parent) {}

void Appearance::setThemeChoice(ThemeChoice choice) {
    const bool same = choice == m_choice;
    m_choice = choice;
    if (auto* app = qobject_cast<QApplication*>(QCoreApplication::instance())) applyTheme(*app, theme());
    if (same) return;
    save();
    Q_EMIT themeChanged();
}

void Appearance::setUnits(const DisplayUnits& units) {
    if (units == m_units) return;
    m_units = units;
    save();
    Q_EMIT unitsChanged();
}

void Appearance::load() {
    const QSettings settings;
    const QString name = settings.value(QStringLiteral("appearance/theme")).toString();
    DisplayUnits units;
    const QString flow = settings.value(QStringLiteral("appearance/flowUnit")).toString();
    const QString pressure = settings.value(QStringLiteral("appearance/pressureUnit")).toString();
    if (DisplayUnits::flowUnits().contains(flow)) units.flow = flow;
    if (DisplayUnits::pressureUnits().contains(pressure)) units.pressure = pressure;
    setUnits(units);
    setThemeChoice(name == QLatin1String("light") ? ThemeChoice::light : name == QLatin1String("dark") ? ThemeChoice::dark : ThemeChoice::system);
}

void Appearance::save() const {
    if (!m_persistent) return;
    QSettings settings;
    settings.setValue(QStringLiteral("appearance/theme"), nameOf(m_choice));
    settings.setValue(QStringLiteral("appearance/flowUnit"), m_units.flow);
    settings.setValue(QStringLiteral("appearance/pressureUnit"), m_units.pressure);
}

} // namespace ms::session
