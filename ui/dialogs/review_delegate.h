#pragma once

#include "ui/session/session.h"

#include <QStyledItemDelegate>

namespace ms::dialogs {

/// The cells of the review table: the state in the colour of its severity (its glyph and word say it as well), editors that offer what can be chosen.
class ReviewDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit ReviewDelegate(session::Session& session, QObject* parent = nullptr);
    [[nodiscard]] QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    session::Session& m_session;
};

} // namespace ms::dialogs
