#pragma once

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QWidget>

namespace ms::panels {

/// The line at the head of a panel: heading, what there is to say about it, small buttons. Serves as the title bar of the panel's dock, which is
/// dragged by it.
class PanelHeader final : public QWidget {
    Q_OBJECT
public:
    explicit PanelHeader(QWidget* parent = nullptr) : QWidget(parent), m_row(new QHBoxLayout(this)) {
        m_row->setContentsMargins(10, 6, 10, 6);
        m_row->setSpacing(8);
        setAutoFillBackground(true);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
    [[nodiscard]] QHBoxLayout* row() const { return m_row; }

    /// What follows adds to the end of the row.
    void addHeading(const QString& text, int stretch = 0) {
        auto* heading = new QLabel(text, this);
        QFont bold = heading->font();
        bold.setBold(true);
        heading->setFont(bold);
        m_row->addWidget(heading, stretch);
    }
    /// What there is to say about the heading; takes the room that is left.
    QLabel* addAbout() {
        auto* about = new QLabel(this);
        about->setTextFormat(Qt::PlainText);
        m_row->addWidget(about, 1);
        return about;
    }
    /// The button that closes the panel; the panel gives it its icon, which follows the theme.
    QToolButton* addClose(const QString& toolTip, const QString& accessibleName) {
        auto* close = new QToolButton(this);
        close->setAutoRaise(true);
        close->setToolTip(toolTip);
        close->setAccessibleName(accessibleName);
        m_row->addWidget(close);
        return close;
    }

private:
    QHBoxLayout* m_row;
};

} // namespace ms::panels
