#pragma once

#include <QDialog>

class QLineEdit;
class QListWidget;
class QTextBrowser;
class QToolButton;

namespace ms::dialogs {

/// F1: the pages of resources/help in the window's language, with a list of them, the way back, a field that searches them all,
/// and the pictures of helpPictures() where the build has made them.
class HelpWindow final : public QDialog {
    Q_OBJECT
public:
    explicit HelpWindow(QWidget* parent = nullptr);
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
