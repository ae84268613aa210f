#pragma once

#include <QDialog>
#include <QList>

class QAction;
class QLineEdit;
class QTreeWidget;

namespace ms::dialogs {

/// A key and what it does, where no QAction says it.
struct KeyText {
    QString group, keys, text;
};

/// The list of all keys, with a field to search it.
class ShortcutsDialog final : public QDialog {
    Q_OBJECT
public:
    ShortcutsDialog(const QList<QAction*>& actions, const QList<KeyText>& others, QWidget* parent = nullptr);
    [[nodiscard]] int shownCount() const;
    void search(const QString& text);

private:
    QLineEdit* m_search;
    QTreeWidget* m_list;
};

/// Name, version, licence, parts.
class AboutDialog final : public QDialog {
    Q_OBJECT
public:
    explicit AboutDialog(const QIcon& icon, QWidget* parent = nullptr);
};

} // namespace ms::dialogs
