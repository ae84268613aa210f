#pragma once

#include <QColor>
#include <QPalette>

#include <array>

class QApplication;

namespace ms::session {

enum class ThemeChoice { system, light, dark };

/// The colours of one theme. Lines are Okabe and Ito's (safe for colour-blind readers); a state never shows by colour alone.
struct Theme {
    bool dark = false;
    QColor window, surface, raised, border, text, mutedText, accent, accentText;
    QColor selection;                ///< behind a selected row or range
    QColor good, warning, bad, info; ///< text-strength; always beside a glyph and a word
    QColor mapBackground, pipe, pipeMuted, areaOutline, cursor, band, bandEdge, eventSpan, ghost, grid;
    std::array<QColor, 7> series;   ///< Okabe-Ito, for lines, in order of use
    std::array<QColor, 3> laneTask; ///< expect, detect, localise

    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] QColor seriesColour(int i) const { return series[static_cast<std::size_t>(i) % series.size()]; }
    bool operator==(const Theme&) const = default;
};

[[nodiscard]] const Theme& lightTheme();
[[nodiscard]] const Theme& darkTheme();
/// `system` asks the desktop's palette as it was at the start of the program.
[[nodiscard]] const Theme& theme(ThemeChoice choice);
/// Fusion style, the theme's palette and its style sheet, at once, live.
void applyTheme(QApplication& app, const Theme& theme);

/// viridis at x in 0..1 (Smith and van der Walt 2015, CC0), by linear interpolation of 9 of its colours; 0 = low. Reversed on light
/// backgrounds by callers that want high = dark.
[[nodiscard]] QColor viridis(double x);

} // namespace ms::session
