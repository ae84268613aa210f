#include "ui/dialogs/review_delegate.h"

#include "ui/dialogs/import_review_model.h"
#include "ui/dialogs/new_project_dialog.h"
#include "ui/models/roles.h"

#include <QComboBox>
#include <QLineEdit>

namespace ms::dialogs {

ReviewDelegate::ReviewDelegate(session::Session& session, QObject* parent) : QStyledItemDelegate(parent), m_session(session) {}

void ReviewDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    const auto& t = m_session.theme();
    QColor colour = index.column() == ImportReviewModel::File ? t.text : t.mutedText;
    const QVariant severity = index.data(models::SeverityRole);
    if (severity.isValid()) {
        switch (severity.toInt()) {
        case 1: colour = t.good; break;
        case 2: colour = t.warning; break;
        case 3: colour = t.bad; break;
        default: break;
        }
    } else if (index.flags().testFlag(Qt::ItemIsEditable)) {
        colour = t.text; // what can be changed stands out a little
    }
    option->palette.setColor(QPalette::Text, colour);
    option->palette.setColor(QPalette::HighlightedText, colour);
    if (index.column() == ImportReviewModel::StateColumn) option->textElideMode = Qt::ElideRight; // a sentence, whose beginning says most
}

QSize ReviewDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + 9);
    return size;
}

QWidget* ReviewDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStringList items;
    bool free = true;
    switch (index.column()) {
    case ImportReviewModel::QuantityColumn:
        for (const auto q : {Quantity::pressure, Quantity::flow, Quantity::level, Quantity::demand}) items << session::quantityWord(q);
        free = false;
        break;
    case ImportReviewModel::Unit: {
        const QString quantity = index.siblingAtColumn(ImportReviewModel::QuantityColumn).data().toString();
        const bool flow = quantity == session::quantityWord(Quantity::flow) || quantity == session::quantityWord(Quantity::demand);
        items = unitChoices(flow ? Quantity::flow : Quantity::pressure);
        if (quantity == QStringLiteral("–") || quantity.contains(QLatin1Char(','))) items += unitChoices(flow ? Quantity::pressure : Quantity::flow);
        break;
    }
    case ImportReviewModel::ClockColumn: items = timeZoneNames(); break;
    default: {
        auto* editor = QStyledItemDelegate::createEditor(parent, option, index);
        editor->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
        return editor;
    }
    }
    auto* box = new QComboBox(parent);
    box->setEditable(free);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItems(items);
    box->setAccessibleName(index.model()->headerData(index.column(), Qt::Horizontal).toString());
    box->setMinimumWidth(90);
    // A choice from the list is an answer: no second key for it.
    connect(box, &QComboBox::activated, this, [this, box] {
        auto* self = const_cast<ReviewDelegate*>(this);
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    return box;
}

void ReviewDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    if (auto* box = qobject_cast<QComboBox*>(editor)) {
        const QString text = index.data(Qt::EditRole).toString();
        box->setCurrentIndex(box->findText(text));
        if (box->isEditable()) box->setEditText(text);
        return;
    }
    QStyledItemDelegate::setEditorData(editor, index);
}

void ReviewDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const {
    if (auto* box = qobject_cast<QComboBox*>(editor))
        model->setData(index, box->currentText(), Qt::EditRole);
    else
        QStyledItemDelegate::setModelData(editor, model, index);
}

} // namespace ms::dialogs
