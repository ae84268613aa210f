#pragma once

#include <QAbstractButton>
#include <QApplication>
#include <QMouseEvent>
#include <QSlider>
#include <QStyle>
#include <QTest>
#include <QWheelEvent>
#include <QWindow>

/// A user's hands in tests of the window: everything goes through the window system's events, as from a mouse and a keyboard.
namespace ms::tests {

/// The place of a point of a widget in its window.
inline QPoint inWindow(const QWidget& widget, QPoint at) { return widget.mapTo(widget.window(), at); }

inline void clickAt(QWidget& widget, QPoint at, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mouseClick(widget.window()->windowHandle(), button, modifiers, inWindow(widget, at));
}

/// Clicks a button as a user could: it must be seen, enabled and not covered.
inline bool press(QAbstractButton* button) {
    if (button == nullptr || !button->isVisible() || !button->isEnabled()) return false;
    const QPoint middle = button->rect().center();
    QWidget* under = button->window()->childAt(inWindow(*button, middle));
    if (under != button && !button->isAncestorOf(under)) return false;
    clickAt(*button, middle);
    return true;
}

/// The visible button with this text, mnemonics aside; null = none.
template <typename Button = QAbstractButton>
Button* buttonSaying(const QWidget& in, const QString& text) {
    for (auto* button : in.findChildren<Button*>())
        if (button->isVisible() && QString(button->text()).remove(QLatin1Char('&')) == text) return button;
    return nullptr;
}

/// Presses at the first point, moves over the others and lets go at the last.
inline void dragOver(QWidget& widget, const QList<QPoint>& way, Qt::KeyboardModifiers modifiers = {}, int pause_ms = 0) {
    QWindow* window = widget.window()->windowHandle();
    QTest::mousePress(window, Qt::LeftButton, modifiers, inWindow(widget, way.front()));
    for (const QPoint& at : way.mid(1)) {
        QTest::mouseMove(window, inWindow(widget, at));
        if (pause_ms > 0) QTest::qWait(pause_ms);
    }
    QTest::mouseRelease(window, Qt::LeftButton, modifiers, inWindow(widget, way.back()));
}

/// Where the handle of a horizontal slider is.
inline QPoint handleOf(const QSlider& slider) {
    const int room = slider.width() - slider.style()->pixelMetric(QStyle::PM_SliderLength, nullptr, &slider);
    const int x = QStyle::sliderPositionFromValue(slider.minimum(), slider.maximum(), slider.value(), room);
    return {x + (slider.width() - room) / 2, slider.height() / 2};
}

inline void turnWheel(QWidget& widget, QPointF at, int notches) {
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

/// Types into whatever has the keyboard's focus.
inline void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }

} // namespace ms::tests
