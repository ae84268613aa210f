#include "ui/dialogs/help_window.h"

#include "ui/export/help_pages.h"

#include <QDir>
#include <QHBoxLayout>
#include <QImage>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStyle>
#include <QTextBrowser>
#include <QTextCursor>
#include <QUrl>
#include <QVBoxLayout>

namespace ms::dialogs {

namespace {

/// A browser whose pages are Markdown with pictures.
class Pages final : public QTextBrowser {
public:
    using QTextBrowser::QTextBrowser;

    QVariant loadResource(int type, const QUrl& url) override {
        const QString pictures = exporting::helpPictures(exporting::helpLanguage());
        if (type == QTextDocument::ImageResource) return QImage(QDir(pictures).filePath(url.fileName()));
        return exporting::helpText(exporting::helpLanguage(), url.fileName().section(QLatin1Char('.'), 0, 0), pictures);
    }

protected:
    void doSetSource(const QUrl& url, QTextDocument::ResourceType) override {
        QTextBrowser::doSetSource(url, QTextDocument::MarkdownResource);
        exporting::dressHelp(*document(), {palette().color(QPalette::Mid), palette().color(QPalette::AlternateBase)});
        fit();
    }
    void resizeEvent(QResizeEvent* event) override {
        QTextBrowser::resizeEvent(event);
        fit();
    }

private:
    void fit() { exporting::fitHelpPictures(*document(), viewport()->width() - 2 * document()->documentMargin()); }
};

} // namespace

HelpWindow::HelpWindow(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Help"));
    setAccessibleName(tr("Help"));
    resize(920, 700);
    auto* layout = new QVBoxLayout(this);
    auto* row = new QHBoxLayout;
    auto* back = new QPushButton(tr("&Back"), this);
    back->setAutoDefault(false);
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Search all pages …"));
    m_search->setAccessibleName(tr("Search all pages of the help"));
    m_search->setClearButtonEnabled(true);
    row->addWidget(back);
    row->addWidget(m_search, 1);
    layout->addLayout(row);
    auto* split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    m_list = new QListWidget(split);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setSpacing(3);
    m_text = new Pages(split);
    m_text->setAccessibleName(tr("Help text"));
    m_text->setOpenExternalLinks(false);
    m_text->document()->setDocumentMargin(16);
    split->addWidget(m_list);
    split->addWidget(m_text);
    split->setSizes({210, 710});
    split->setStretchFactor(1, 1);
    layout->addWidget(split, 1);
    for (const QString& name : exporting::helpPages()) {
        auto* item = new QListWidgetItem(exporting::helpTitle(exporting::helpLanguage(), name), m_list);
        item->setData(Qt::UserRole, name);
    }
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item != nullptr && page() != item->data(Qt::UserRole).toString()) goTo(item->data(Qt::UserRole).toString());
    });
    connect(m_text, &QTextBrowser::sourceChanged, this, [this](const QUrl& url) { // told before source() says it
        const QSignalBlocker quiet(m_list);
        const auto at = exporting::helpPages().indexOf(url.fileName().section(QLatin1Char('.'), 0, 0));
        if (at >= 0) m_list->setCurrentRow(static_cast<int>(at));
    });
    connect(m_text, &QTextBrowser::backwardAvailable, back, &QWidget::setEnabled);
    connect(back, &QPushButton::clicked, m_text, &QTextBrowser::backward);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        m_search->setProperty("invalid", !m_search->text().isEmpty() && !find(m_search->text()));
        m_search->style()->unpolish(m_search); // the style sheet looks at the property
        m_search->style()->polish(m_search);
    });
    back->setEnabled(false);
    goTo(exporting::helpPages().front());
    m_list->setFocus();
}

void HelpWindow::goTo(const QString& page) { m_text->setSource(QUrl(QStringLiteral("qrc:/help/%1/%2.md").arg(exporting::helpLanguage(), page))); }

QString HelpWindow::page() const { return m_text->source().fileName().section(QLatin1Char('.'), 0, 0); }

bool HelpWindow::find(const QString& words) {
    if (m_text->find(words)) return true;
    const QStringList all = exporting::helpPages();
    const auto here = all.indexOf(page());
    for (qsizetype i = 1; i <= all.size(); ++i) { // the page one is on comes last, from its beginning
        const QString& next = all[(here + i) % all.size()];
        if (!exporting::helpText(exporting::helpLanguage(), next, {}).contains(words, Qt::CaseInsensitive)) continue;
        if (next != page()) goTo(next);
        m_text->moveCursor(QTextCursor::Start);
        if (m_text->find(words)) return true;
    }
    return false;
}

} // namespace ms::dialogs
