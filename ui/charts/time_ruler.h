#pragma once

#include "ui/drawing/ticks.h"
#include "ui/session/theme.h"

#include <QString>
#include <QWidget>

#include <vector>

class QPainter;

namespace ms::charts {

/// The labels of the shared time axis, under the charts: times, and the name of the zone. The margins are those of the charts above it.
class TimeRuler final : public QWidget {
    Q_OBJECT
public:
    explicit TimeRuler(QWidget* parent = nullptr);
    void setAxis(TimeSpan span, std::vector<drawing::TimeTick> ticks, const QString& zone);
    void setStyle(const session::Theme& theme);
    void setExtraRight(int pixels); ///< width of a scroll bar beside the charts
    void paint(QPainter& painter) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    TimeSpan m_span;
    std::vector<drawing::TimeTick> m_ticks;
    QString m_zone;
    session::Theme m_theme = session::lightTheme();
    int m_extraRight = 0;
};

} // namespace ms::charts
