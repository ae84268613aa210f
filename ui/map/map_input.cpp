#include "ui/map/map_private.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QStyleHints>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace ms::map {

void MapView::wheelEvent(QWheelEvent* event) {
    const double steps = event->angleDelta().y() != 0 ? event->angleDelta().y() / 120.0 : event->pixelDelta().y() / 60.0;
    if (steps != 0) zoomAt(event->position(), std::pow(1.25, steps));
    event->accept();
}

void MapView::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    if (!d->content || d->content->empty()) return;
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
    d->flight.stop();
    d->pressedAt = d->lastAt = event->position();
    d->drag = Drag::pressed;
    if (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ShiftModifier)) {
        d->drag = Drag::rubberBand;
        d->rubberBand = QRectF(d->pressedAt, d->pressedAt);
    }
}

void MapView::mouseMoveEvent(QMouseEvent* event) {
    if (!d->content || d->content->empty()) return;
    const QPointF at = event->position();
    const drawing::Point place = d->frame.toMap(at);
    Q_EMIT coordinatesHovered(place.x, place.y);
    d->measureMove(at);
    switch (d->drag) {
    case Drag::none: d->setHover(hitTest(at)); return;
    case Drag::pressed:
        if ((at - d->pressedAt).manhattanLength() < QGuiApplication::styleHints()->startDragDistance()) return;
        d->drag = Drag::pan;
        setCursor(Qt::ClosedHandCursor);
        [[fallthrough]];
    case Drag::pan: {
        drawing::MapFrame next = d->frame;
        next.centre.x -= (at.x() - d->lastAt.x()) / next.pixelsPerUnit;
        next.centre.y += (at.y() - d->lastAt.y()) / next.pixelsPerUnit;
        d->lastAt = at;
        d->held = Private::Held::nothing;
        d->setFrame(next);
        return;
    }
    case Drag::rubberBand:
        d->rubberBand.setBottomRight(at);
        update();
        return;
    }
}

void MapView::mouseReleaseEvent(QMouseEvent* event) {
    const Drag was = d->drag;
    d->drag = Drag::none;
    if (d->measuring)
        setCursor(Qt::CrossCursor);
    else
        unsetCursor();
    const bool add = event->modifiers().testFlag(Qt::ControlModifier);
    if (was == Drag::pan)
        Q_EMIT viewChanged();
    else if (was == Drag::pressed && event->button() == Qt::LeftButton && d->measurePress(event->position()))
        return;
    else if (was == Drag::pressed && event->button() == Qt::LeftButton)
        d->select(hitTest(event->position()), add);
    else if (was == Drag::rubberBand) {
        const QRectF rect = d->rubberBand.normalized();
        if (rect.width() + rect.height() > 4) d->selectIn(rect, add);
        update();
    }
}

void MapView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !d->content) return;
    if (d->measuring) { // the click before has set the corner
        d->measureOpen = false;
        update();
        return;
    }
    const MapHit hit = hitTest(event->position());
    if (hit.pipe)
        Q_EMIT pipeActivated(QString::fromStdString(d->content->pipes[*hit.pipe].id));
    else if (hit.empty())
        zoomAt(event->position(), 2);
}

void MapView::leaveEvent(QEvent*) {
    d->setHover({});
    Q_EMIT coordinatesLeft();
}

void MapView::contextMenuEvent(QContextMenuEvent* event) {
    const bool mouse = event->reason() == QContextMenuEvent::Mouse;
    MapHit hit = mouse ? hitTest(QPointF(event->pos())) : MapHit{};
    if (!mouse) { // by keyboard: about what is selected
        if (!d->pipes.empty()) hit.pipe = *d->pipes.begin();
        if (!d->sensors.empty()) hit.sensor = *d->sensors.begin();
        hit.at = d->frame.toMap(QRectF(rect()).center());
    }
    Q_EMIT contextMenuWanted(mouse ? event->globalPos() : mapToGlobal(rect().center()), hit);
    event->accept();
}

void MapView::keyPressEvent(QKeyEvent* event) {
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? 200 : 50;
    const auto pan = [&](double dx, double dy) {
        drawing::MapFrame next = d->frame;
        next.centre.x += dx / next.pixelsPerUnit;
        next.centre.y += dy / next.pixelsPerUnit;
        setFrame(next);
    };
    const bool plain = !(event->modifiers() & (Qt::AltModifier | Qt::ControlModifier));
    if (plain && d->measureKey(event->key())) return;
    switch (plain ? event->key() : 0) {
    case Qt::Key_Left: pan(-step, 0); return;
    case Qt::Key_Right: pan(step, 0); return;
    case Qt::Key_Up: pan(0, step); return;
    case Qt::Key_Down: pan(0, -step); return;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoomIn(); return;
    case Qt::Key_Minus: zoomOut(); return;
    case Qt::Key_0:
    case Qt::Key_Home: fit(); return;
    case Qt::Key_F: flyToEvent(); return;
    case Qt::Key_Escape:
        if (d->drag == Drag::rubberBand) {
            d->drag = Drag::none;
            update();
            return;
        }
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

bool MapView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString text = d->toolTip(hitTest(QPointF(help->pos())));
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) update();
    return QWidget::event(event);
}

void MapView::Private::setHover(const MapHit& hit) {
    const bool same = hit.pipe == hover.pipe && hit.node == hover.node && hit.sensor == hover.sensor;
    hover = hit;
    if (same) return;
    if (measuring)
        view->setCursor(Qt::CrossCursor);
    else if (hit.empty())
        view->unsetCursor();
    else
        view->setCursor(Qt::PointingHandCursor);
    QToolTip::hideText();
    view->update();
}

void MapView::Private::select(const MapHit& hit, bool add) {
    const auto change = [add](std::set<std::uint32_t>& set, std::optional<std::uint32_t> item) {
        if (!add) set.clear();
        if (!item) return;
        if (!set.insert(*item).second && add) set.erase(*item);
    };
    change(pipes, hit.pipe);
    change(nodes, hit.node);
    change(sensors, hit.sensor);
    updateSummary();
    view->update();
    Q_EMIT view->selectionEdited();
}

void MapView::Private::selectIn(const QRectF& rect, bool add) {
    const drawing::Box box = frame.toMap(rect);
    if (!add) {
        pipes.clear();
        nodes.clear();
        sensors.clear();
    }
    for (const std::uint32_t pipe : content->pipesIn(box)) pipes.insert(pipe);
    for (std::uint32_t i = 0; i < content->sensors.size(); ++i)
        if (box.contains(content->sensors[i].at.x, content->sensors[i].at.y)) sensors.insert(i);
    updateSummary();
    view->update();
    Q_EMIT view->selectionEdited();
}

QString MapView::Private::toolTip(const MapHit& hit) const {
    const QLocale locale;
    const auto bold = [](const std::string& text) { return QStringLiteral("<b>%1</b>").arg(QString::fromStdString(text).toHtmlEscaped()); };
    if (hit.sensor) {
        const auto& sensor = content->sensors[*hit.sensor];
        QString text = bold(sensor.name) + QStringLiteral("<br>") + session::quantityWord(sensor.quantity);
        if (!sensor.zone.empty()) text += QStringLiteral(", ") + MapView::tr("zone %1").arg(QString::fromStdString(sensor.zone).toHtmlEscaped());
        for (const auto& value : overlay.sensors)
            if (value.sensor == *hit.sensor)
                text +=
                    QStringLiteral("<br>") +
                    MapView::tr("changed by %1 (%2 σ)").arg(units.change(value.quantity, value.shift_si), locale.toString(std::abs(value.z), 'f', 1));
        return text;
    }
    if (hit.node) {
        const auto& node = content->nodes[*hit.node];
        return bold(node.id) + QStringLiteral("<br>") + MapView::tr("node, %1 m above datum").arg(locale.toString(node.elevation_m, 'f', 1));
    }
    if (!hit.pipe) return {};
    const auto& pipe = content->pipes[*hit.pipe];
    QString text = bold(pipe.id);
    if (!pipe.street.empty()) text += QStringLiteral(" &nbsp; ") + QString::fromStdString(pipe.street).toHtmlEscaped();
    QStringList facts;
    if (pipe.length_m > 0) facts += session::lengthText(pipe.length_m);
    if (pipe.diameter_m > 0) facts += MapView::tr("%1 mm").arg(locale.toString(pipe.diameter_m * 1000, 'f', 0));
    if (!pipe.material.empty()) facts += QString::fromStdString(pipe.material).toHtmlEscaped();
    if (!facts.isEmpty()) text += QStringLiteral("<br>") + facts.join(QStringLiteral(", "));
    if (overlay.event != 0) {
        const double p = probabilityOf(*hit.pipe);
        text += QStringLiteral("<br>") +
                (p >= 0 ? MapView::tr("probability %1").arg(session::percentText(p)) : MapView::tr("outside the area of interest"));
    }
    return text;
}

} // namespace ms::map
