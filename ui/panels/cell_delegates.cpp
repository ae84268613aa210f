#include "ui/panels/cell_delegates.h"

#include "ui/models/roles.h"

#include <QAbstractItemView>
#include <QPainter>

namespace ms::panels {

SeverityDelegate::SeverityDelegate(session::Session& session, QObject* parent) : QStyledItemDelegate(parent), m_session(session) {}

void SeverityDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const auto& t = m_session.theme();
    const auto severity = index.data(models::SeverityRole);
    QColor colour = index.column() == 0 ? t.text : t.mutedText;
    if (severity.isValid()) {
        switch (severity.toInt()) {
        case -1: colour = t.mutedText; break;
        case 1: colour = t.good; break;
        case 2: colour = t.warning; break;
        case 3: colour = t.bad; break;
        default: break;
        }
    }
    option->palette.setColor(QPalette::Text, colour);
    option->palette.setColor(QPalette::HighlightedText, colour);
    option->state &= ~QStyle::State_HasFocus;
}

void SeverityDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    if (!index.data(models::GroupStartRole).toBool()) return;
    painter->save();
    painter->setPen(QPen(m_session.theme().mutedText, 2));
    painter->drawLine(option.rect.topLeft(), option.rect.topRight());
    painter->restore();
}

BarDelegate::BarDelegate(session::Session& session, QObject* parent) : QStyledItemDelegate(parent), m_session(session) {}

QSize BarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + 10);
    return size;
}

void BarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const auto& t = m_session.theme();
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(option.rect, selected ? t.selection : t.surface);
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const auto fraction = index.data(models::FractionRole);
    if (view != nullptr && fraction.isValid()) {
        // The bar lies under the text along the row's foot: thick enough to compare, never in the way of reading.
        const QRect row(0, option.rect.top(), view->viewport()->width(), option.rect.height());
        const int width = qMax(2, static_cast<int>(fraction.toDouble() * (row.width() - 8)));
        const QRect bar(row.left() + 4, row.bottom() - 4, width, 4);
        painter->setClipRect(option.rect);
        painter->fillRect(bar, session::viridis(t.dark ? 0.25 + 0.7 * fraction.toDouble() : 0.85 - 0.75 * fraction.toDouble()));
    }
    painter->setClipping(false);
    painter->setPen(index.column() == 1 ? t.mutedText : t.text);
    QFont font = option.font;
    if (index.column() == 0) font.setBold(true);
    painter->setFont(font);
    const QRect box = option.rect.adjusted(6, 0, -6, -4);
    const QString text = QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, box.width());
    painter->drawText(box, index.data(Qt::TextAlignmentRole).toInt(), text);
    painter->restore();
}

} // namespace ms::panels
