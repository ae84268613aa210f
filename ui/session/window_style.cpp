#include "ui/session/window_style.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace ms::session {

namespace {

/// Fusion draws the frame of fields in the window's colour darkened by 1.4, which on a dark ground is none: it is told of a window that much lighter
/// than a frame that stands out. One palette is kept, because Fusion caches pictures by it.
const QPalette& framed(const QPalette& palette) {
    static QPalette last;
    static qint64 madeOf = -1;
    if (madeOf == palette.cacheKey()) return last;
    madeOf = palette.cacheKey();
    last = palette;
    const QColor off = palette.color(QPalette::Disabled, QPalette::Text);
    const bool dark = palette.color(QPalette::Base).lightness() < 128;
    last.setColor(QPalette::Window, (dark ? off : off.darker(112)).lighter(140));
    return last;
}

} // namespace

WindowStyle::WindowStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) { setObjectName(QStringLiteral("fusion")); }

void WindowStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const {
    if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame != nullptr && element == PE_FrameLineEdit) {
        QStyleOptionFrame seen = *frame;
        seen.palette = framed(frame->palette);
        return QProxyStyle::drawPrimitive(element, &seen, painter, widget);
    }
    const bool round = element == PE_IndicatorRadioButton;
    if (!round && element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck)
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    const QPalette& p = option->palette;
    const bool enabled = option->state & State_Enabled, partial = option->state & State_NoChange, on = (option->state & State_On) || partial;
    const double side = std::min(option->rect.width(), option->rect.height()) - 1;
    const QRectF box(option->rect.center().x() - side / 2 + 0.5, option->rect.center().y() - side / 2 + 0.5, side, side);
    const QColor accent = p.color(QPalette::Highlight), off = p.color(QPalette::Disabled, QPalette::Text);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool focus = (option->state & State_HasFocus) || (option->state & State_MouseOver);
    painter->setPen(QPen(!enabled ? off : on || focus ? accent : p.color(QPalette::PlaceholderText), 1.2));
    painter->setBrush(!on || round ? p.color(QPalette::Base) : enabled ? accent : off);
    if (round)
        painter->drawEllipse(box);
    else
        painter->drawRoundedRect(box, 3, 3);
    if (on && round) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(enabled ? accent : off);
        painter->drawEllipse(box.adjusted(side * 0.27, side * 0.27, -side * 0.27, -side * 0.27));
    } else if (on) {
        QPainterPath sign;
        if (partial) {
            sign.moveTo(box.left() + side * 0.25, box.center().y());
            sign.lineTo(box.right() - side * 0.25, box.center().y());
        } else {
            sign.moveTo(box.left() + side * 0.22, box.top() + side * 0.52);
            sign.lineTo(box.left() + side * 0.43, box.top() + side * 0.73);
            sign.lineTo(box.left() + side * 0.80, box.top() + side * 0.28);
        }
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(enabled ? p.color(QPalette::HighlightedText) : p.color(QPalette::Base), std::max(1.6, side * 0.14), Qt::SolidLine,
                             Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(sign);
    }
    painter->restore();
}

void WindowStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const {
    if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option); box != nullptr && control == CC_ComboBox) {
        QStyleOptionComboBox seen = *box;
        seen.palette = framed(box->palette);
        return QProxyStyle::drawComplexControl(control, &seen, painter, widget);
    }
    if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option); spin != nullptr && control == CC_SpinBox) {
        QStyleOptionSpinBox seen = *spin;
        seen.palette = framed(spin->palette);
        return QProxyStyle::drawComplexControl(control, &seen, painter, widget);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int WindowStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const {
    return hint == SH_DialogButtonBox_ButtonsHaveIcons ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace ms::session
