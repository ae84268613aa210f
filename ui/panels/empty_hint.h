#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace ms::panels {

/// What a pane shows while it has nothing to show: a heading, a sentence that says what to do, and buttons that do it.
class EmptyHint final : public QWidget {
    Q_OBJECT
public:
    explicit EmptyHint(QWidget* parent = nullptr);
    void setText(const QString& heading, const QString& sentence);
    /// The first button added is the primary one.
    QPushButton* addButton(const QString& text, const QString& icon = {});
    void setIcons(const QColor& colour, const QColor& primary); ///< draws the icons anew, after a change of theme

private:
    QLabel* m_heading;
    QLabel* m_sentence;
    QHBoxLayout* m_buttons;
};

} // namespace ms::panels
