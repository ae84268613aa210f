#pragma once

#include <QHBoxLayout>
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

private:
    QHBoxLayout* m_row;
};

} // namespace ms::panels
