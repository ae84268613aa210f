#pragma once

#include <QDialog>

class QLineEdit;
class QListWidget;
class QTextBrowser;
class QToolButton;

namespace ms::dialogs {

/// F1: the pages of resources/help in the window's language, with a list of them, back and forward, and a field that searches them all.
class HelpWindow final : public QDialog {
    Q_OBJECT
public:
    explicit HelpWindow(QWidget* parent = nullptr);
    /// "import", "detection" ...: names of the pages, in the order of the list.
    [[nodiscard]] static QStringList pages();
    void goTo(const QString& page);
    [[nodiscard]] QString page() const;
    /// To the next place with these words, over all pages; false when there is none.
    bool find(const QString& words);
    [[nodiscard]] QTextBrowser& browser() const { return *m_text; }

private:
    QListWidget* m_list;
    QTextBrowser* m_text;
    QLineEdit* m_search;
};

} // namespace ms::dialogs
