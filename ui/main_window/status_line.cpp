#include "ui/main_window/status_line.h"

#include <QLabel>
#include <QLocale>
#include <QStatusBar>

namespace ms::window {

StatusLine::StatusLine(session::Session& session, QStatusBar& bar) : QObject(&bar), m_session(session), m_bar(bar) {
    bar.setSizeGripEnabled(false);
    m_crs = add(tr("Coordinate system"), tr("Coordinate system of the project"));
    m_at = add(tr("Coordinates"), tr("Coordinates under the mouse"));
    m_zone = add(tr("Time zone"), tr("Zone in which all times are shown"));
    m_units = add(tr("Units"), tr("Units in which values are shown (View ▸ Units)"));
    m_selection = add(tr("Selection"), tr("What is selected"));
    m_busy = new QLabel(&bar);
    m_newest = new QLabel(&bar);
    for (auto* label : {m_busy, m_newest}) {
        label->setContentsMargins(8, 0, 8, 0);
        bar.addPermanentWidget(label);
    }
    m_busy->setAccessibleName(tr("File work"));
    m_newest->setAccessibleName(tr("Newest value"));
    for (const auto signal :
         {&session::Session::infoChanged, &session::Session::sensorsChanged, &session::Session::stateChanged, &session::Session::busyChanged})
        connect(&session, signal, this, &StatusLine::refresh);
    connect(&session.selection(), &session::Selection::changed, this, &StatusLine::refresh);
    connect(&session.appearance(), &session::Appearance::unitsChanged, this, &StatusLine::refresh);
    connect(&session.timeCursor(), &session::TimeCursor::instantChanged, this, &StatusLine::refresh);
    refresh();
}

QLabel* StatusLine::add(const QString& name, const QString& toolTip) {
    auto* label = new QLabel(&m_bar);
    label->setAccessibleName(name);
    label->setToolTip(toolTip);
    label->setContentsMargins(8, 0, 12, 0);
    m_bar.addWidget(label);
    return label;
}

void StatusLine::setCoordinates(double x, double y) {
    const QLocale locale;
    const bool degrees = m_session.snapshot().info.settings.crs == "EPSG:4326";
    const int digits = degrees ? 5 : 0;
    m_at->setText(tr("%1 E  %2 N").arg(locale.toString(x, 'f', digits), locale.toString(y, 'f', digits)));
}

void StatusLine::clearCoordinates() { m_at->clear(); }

void StatusLine::refresh() {
    const auto& s = m_session.snapshot();
    const bool open = m_session.state() == session::Session::State::open;
    m_crs->setText(!open ? QString() : s.info.settings.crs.empty() ? tr("no CRS") : QString::fromStdString(s.info.settings.crs));
    if (!open) m_at->clear();
    auto when = m_session.timeCursor().instant();
    if (!when.valid()) when = s.span().to;
    m_zone->setText(!open ? QString()
                    : when.valid()
                        ? QStringLiteral("%1 (%2)").arg(QString::fromStdString(s.info.zone.name), session::zoneAbbreviation(when, s.info.zone))
                        : QString::fromStdString(s.info.zone.name));
    m_units->setText(open ? QStringLiteral("%1, %2").arg(m_session.units().unit(Quantity::flow), m_session.units().unit(Quantity::pressure))
                          : QString());
    QStringList parts;
    auto& selection = m_session.selection();
    if (selection.event() != 0) parts << tr("1 event");
    if (!selection.sensors().empty()) parts << tr("%n sensor(s)", nullptr, static_cast<int>(selection.sensors().size()));
    if (!selection.links().empty()) parts << tr("%n pipe(s)", nullptr, static_cast<int>(selection.links().size()));
    if (!selection.nodes().empty()) parts << tr("%n node(s)", nullptr, static_cast<int>(selection.nodes().size()));
    m_selection->setText(parts.isEmpty() ? QString() : tr("%1 selected").arg(parts.join(QStringLiteral(", "))));
    m_busy->setText(m_session.state() == session::Session::State::opening ? tr("Opening …") : QString());
    const auto newest = s.span().to;
    m_newest->setText(open && newest.valid() ? tr("newest value %1").arg(session::longTime(newest, s.info.zone)) : QString());
}

QString StatusLine::text() const {
    QStringList parts;
    for (const auto* label : {m_crs, m_at, m_zone, m_units, m_selection, m_busy, m_newest})
        if (!label->text().isEmpty()) parts << label->text();
    return parts.join(QStringLiteral(" | "));
}

} // namespace ms::window
