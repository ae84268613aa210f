#pragma once

#include <QProxyStyle>

namespace ms::session {

/// Fusion with boxes to tick and choose, and frames of fields, that stand out in both themes (3 to 1 against what is behind them); Fusion's own
/// vanish on a dark ground. Standard buttons of dialogs have no pictures: Qt's are dark in both themes.
class WindowStyle final : public QProxyStyle {
    Q_OBJECT
public:
    WindowStyle();
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption* option = nullptr, const QWidget* widget = nullptr,
                  QStyleHintReturn* data = nullptr) const override;
};

} // namespace ms::session
