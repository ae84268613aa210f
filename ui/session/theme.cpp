#include "ui/session/theme.h"

#include "ui/session/window_style.h"

#include <QApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace ms::session {

namespace {

Theme makeLight() {
    Theme t;
    t.dark = false;
    t.window = QColor(0xf4f5f7);
    t.surface = QColor(0xffffff);
    t.raised = QColor(0xebedf1);
    t.border = QColor(0xd3d7de);
    t.text = QColor(0x1c1f24);
    t.mutedText = QColor(0x5b6270);
    t.accent = QColor(0x0067a8);
    t.accentText = QColor(0xffffff);
    t.selection = QColor(0xd6e6f8);
    t.good = QColor(0x00735a);
    t.warning = QColor(0x9a5a00);
    t.bad = QColor(0xa8322a);
    t.info = QColor(0x0067a8);
    t.mapBackground = QColor(0xfcfcfa);
    t.pipe = QColor(0x8f97a3);
    t.pipeMuted = QColor(0xc3c8d0);
    t.areaOutline = QColor(0x1c1f24);
    t.cursor = QColor(0x3a3f47);
    t.band = QColor(120, 134, 158, 80);
    t.bandEdge = QColor(0x7e8aa0);
    t.eventSpan = QColor(213, 94, 0, 26);
    t.ghost = QColor(0x8a8f99);
    t.grid = QColor(0xe4e7ec);
    t.series = {QColor(0x0072b2), QColor(0xd55e00), QColor(0x009e73), QColor(0xcc79a7), QColor(0xb8860b), QColor(0x56b4e9), QColor(0x333333)};
    t.laneTask = {QColor(0x56b4e9), QColor(0x009e73), QColor(0xe69f00)};
    return t;
}

Theme makeDark() {
    Theme t;
    t.dark = true;
    t.window = QColor(0x1d2025);
    t.surface = QColor(0x24282e);
    t.raised = QColor(0x2d3239);
    t.border = QColor(0x3b414a);
    t.text = QColor(0xe6e8ec);
    t.mutedText = QColor(0xa3abb8);
    t.accent = QColor(0x5cb3ee);
    t.accentText = QColor(0x10151b);
    t.selection = QColor(0x2c4663);
    t.good = QColor(0x3fc79c);
    t.warning = QColor(0xf0b03f);
    t.bad = QColor(0xff8f83);
    t.info = QColor(0x5cb3ee);
    t.mapBackground = QColor(0x1a1d21);
    t.pipe = QColor(0x7d8693);
    t.pipeMuted = QColor(0x4b525c);
    t.areaOutline = QColor(0xf2f3f5);
    t.cursor = QColor(0xd5d9df);
    t.band = QColor(150, 164, 190, 64);
    t.bandEdge = QColor(0x8f9bb0);
    t.eventSpan = QColor(230, 140, 60, 36);
    t.ghost = QColor(0x8d95a1);
    t.grid = QColor(0x333941);
    t.series = {QColor(0x56b4e9), QColor(0xf08a3c), QColor(0x2fc79a), QColor(0xdf9cc3), QColor(0xf0e442), QColor(0x7fa8ff), QColor(0xe0e0e0)};
    t.laneTask = {QColor(0x56b4e9), QColor(0x2fc79a), QColor(0xe69f00)};
    return t;
}

QString rgb(const QColor& c) { return c.name(); }

/// Only what the palette cannot say: spacing, separators, flat headers.
QString styleSheet(const Theme& t) {
    QString s = QStringLiteral(
        "QToolTip { color: @text; background: @raised; border: 1px solid @border; padding: 4px; }"
        "QMainWindow::separator { background: @border; width: 1px; height: 1px; }"
        "QMainWindow::separator:hover { background: @accent; }"
        "QToolBar { background: @window; border: 0; border-bottom: 1px solid @border; spacing: 4px; padding: 4px 6px; }"
        "QToolBar QToolButton { padding: 4px 8px; border: 1px solid transparent; border-radius: 4px; }"
        "QToolBar QToolButton:hover { background: @raised; border-color: @border; }"
        "QToolBar QToolButton:pressed, QToolBar QToolButton:checked { background: @selection; border-color: @border; }"
        "QMenuBar { background: @window; border: 0; }"
        "QMenuBar::item { padding: 4px 9px; background: transparent; border-radius: 4px; }"
        "QMenuBar::item:selected { background: @selection; color: @text; }"
        "QStatusBar { background: @window; border-top: 1px solid @border; }"
        "QStatusBar::item { border: 0; }"
        "QDockWidget { titlebar-close-icon: none; font-weight: 600; }"
        "QDockWidget::title { background: @window; padding: 6px 8px; border-bottom: 1px solid @border; }"
        "QHeaderView { background: @window; border: 0; }"
        "QHeaderView::section { background: @window; color: @muted; border: 0; border-bottom: 1px solid @border; padding: 4px 3px; }"
        "QTreeView, QTableView, QListView { border: 0; background: @surface; alternate-background-color: @window; }"
        "QTableView::item { padding: 2px 0; border: 0; }"
        "QTreeView::item { padding: 3px 0; }"
        "QTreeView::item:selected, QTableView::item:selected { background: @selection; color: @text; }"
        "QTreeView::item:focus, QTableView::item:focus { outline: 0; }"
        "QScrollArea { border: 0; }"
        "QSplitter::handle { background: @border; }"
        "QSplitter::handle:hover { background: @accent; }"
        "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateTimeEdit { padding: 3px 6px; }"
        "QLineEdit[invalid=\"true\"] { border: 2px solid @bad; border-radius: 4px; color: @bad; background: @surface; }"
        "QLineEdit#filterField { border: 1px solid @border; border-radius: 13px; padding: 3px 12px; background: @surface; }"
        "QLineEdit#filterField:focus { border: 2px solid @accent; padding: 2px 11px; }"
        "QLineEdit#filterField[invalid=\"true\"] { border: 2px solid @bad; padding: 2px 11px; color: @bad; }"
        "QFrame#messageBar { background: @raised; border: 0; border-bottom: 1px solid @border; }"
        "QFrame#card { background: @surface; border: 1px solid @border; border-radius: 6px; }"
        "QLabel[muted=\"true\"] { color: @muted; }"
        "QToolButton#moreButton { padding: 5px 22px 5px 12px; border: 1px solid @border; border-radius: 4px; background: @surface; }"
        "QToolButton#moreButton:hover { background: @raised; }"
        "QToolButton#moreButton:focus { border-color: @accent; }"
        "QToolButton#moreButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: center right; right: 7px; }"
        "QPushButton { padding: 5px 12px; border: 1px solid @border; border-radius: 4px; background: @surface; }"
        "QPushButton:hover { background: @raised; }"
        "QPushButton:pressed { background: @selection; }"
        "QPushButton:focus { border-color: @accent; }"
        "QPushButton:disabled { color: @disabled; background: @window; }"
        "QPushButton:default, QPushButton[primary=\"true\"] { background: @accent; color: @accentText; border-color: @accent; }"
        "QPushButton:default:disabled, QPushButton[primary=\"true\"]:disabled { background: @raised; color: @disabled; border-color: @border; }");
    const QColor disabled = t.dark ? QColor(0x737b88) : QColor(0x989fab);
    const std::pair<const char*, QColor> names[] = {
        {"@accentText", t.accentText}, {"@accent", t.accent}, {"@text", t.text},       {"@raised", t.raised},
        {"@border", t.border},         {"@window", t.window}, {"@surface", t.surface}, {"@selection", t.selection},
        {"@muted", t.mutedText},       {"@bad", t.bad},       {"@disabled", disabled}};
    for (const auto& [name, colour] : names) s.replace(QLatin1String(name), rgb(colour));
    return s;
}

bool systemIsDark() {
    static const bool dark = [] {
        const QPalette p = QApplication::palette();
        return p.color(QPalette::Window).lightness() < p.color(QPalette::WindowText).lightness();
    }();
    return dark;
}

} // namespace

QPalette Theme::palette() const {
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, surface);
    p.setColor(QPalette::AlternateBase, window);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::Button, surface);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, bad);
    p.setColor(QPalette::ToolTipBase, raised);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::PlaceholderText, mutedText);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, accentText);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::Light, dark ? raised.lighter(130) : QColor(Qt::white));
    p.setColor(QPalette::Midlight, raised);
    p.setColor(QPalette::Mid, border);
    p.setColor(QPalette::Dark, dark ? window.darker(140) : border.darker(120));
    p.setColor(QPalette::Shadow, dark ? QColor(Qt::black) : border.darker(150));
    const QColor disabled = dark ? QColor(0x737b88) : QColor(0x989fab);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) p.setColor(QPalette::Disabled, role, disabled);
    return p;
}

const Theme& lightTheme() {
    static const Theme t = makeLight();
    return t;
}

const Theme& darkTheme() {
    static const Theme t = makeDark();
    return t;
}

const Theme& theme(ThemeChoice choice) {
    switch (choice) {
    case ThemeChoice::light: return lightTheme();
    case ThemeChoice::dark: return darkTheme();
    case ThemeChoice::system: break;
    }
    return systemIsDark() ? darkTheme() : lightTheme();
}

void applyTheme(QApplication& app, const Theme& theme) {
    systemIsDark(); // remembers the desktop's own palette before ours takes its place
    static bool styled = false;
    if (!std::exchange(styled, true)) QApplication::setStyle(new WindowStyle);
    QApplication::setPalette(theme.palette());
    app.setStyleSheet(styleSheet(theme));
}

QColor viridis(double x) {
    static constexpr std::array<std::array<int, 3>, 9> stops{
        {{68, 1, 84}, {71, 44, 122}, {59, 81, 139}, {44, 113, 142}, {33, 144, 141}, {39, 173, 129}, {92, 200, 99}, {170, 220, 50}, {253, 231, 37}}};
    const double at = std::clamp(std::isfinite(x) ? x : 0.0, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
    const auto i = std::min(static_cast<std::size_t>(at), stops.size() - 2);
    const double f = at - static_cast<double>(i);
    const auto mix = [&](std::size_t c) { return static_cast<int>(std::lround(stops[i][c] + f * (stops[i + 1][c] - stops[i][c]))); };
    return QColor(mix(0), mix(1), mix(2));
}

} // namespace ms::session
