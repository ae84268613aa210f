#pragma once

#include "ui/session/session.h"

#include <QStyledItemDelegate>

namespace ms::panels {

/// Draws text in the colour of the item's SeverityRole (the glyph and the word say it as well) and, where there is a FractionRole, a bar of that
/// length behind the first column, in viridis as on the map.
class SeverityDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit SeverityDelegate(session::Session& session, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override; ///< a line above each group

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    session::Session& m_session;
};

/// A row of the list of ranked pipes: the bar of its probability across the whole row, the text above it readable in both themes.
class BarDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit BarDelegate(session::Session& session, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    session::Session& m_session;
};

} // namespace ms::panels
