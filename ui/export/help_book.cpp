#include "ui/export/help_book.h"

#include "core/base/version.h"
#include "ui/export/file_errors.h"
#include "ui/export/help_pages.h"
#include "ui/export/say.h"

#include <QAbstractTextDocumentLayout>
#include <QDir>
#include <QFont>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSvgRenderer>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>
#include <QUrl>

#include <memory>
#include <vector>

namespace ms::exporting {

namespace {

// All lengths are logical pixels (1/96 inch); A4.
constexpr QRectF kSheet(0, 0, 794, 1123);
constexpr QRectF kBody(84, 76, 626, 960);
constexpr double kPicture = 540; ///< widest picture: two tasks fit on a sheet

struct Heading {
    QString text;
    int level = 1;
    int sheet = 0; ///< within its chapter, from 0
};

std::unique_ptr<QTextDocument> document() {
    auto made = std::make_unique<QTextDocument>();
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPointSizeF(9); // the margins of Markdown follow it
    made->setDefaultFont(font);
    made->setUseDesignMetrics(true);
    made->setDocumentMargin(0);
    return made;
}

QRectF boundsOf(const QTextDocument& document, const QTextBlock& block) { return document.documentLayout()->blockBoundingRect(block); }
int sheetOf(double y) { return static_cast<int>(y / kBody.height()); }

bool isCode(const QTextBlock& block) { return block.blockFormat().hasProperty(QTextFormat::BlockCodeFence); }

QTextTable* tableAt(const QTextBlock& block) { return block.isValid() ? QTextCursor(block).currentTable() : nullptr; }

/// The last block that must be on the sheet on which `first` begins: what headings stand over, the end of a short piece of code or of a table.
QTextBlock lastTogether(const QTextBlock& first) {
    QTextBlock last = first;
    while (last.blockFormat().headingLevel() > 0 && last.next().isValid()) last = last.next();
    if (const auto* table = tableAt(last)) return table->lastCursorPosition().block();
    for (int lines = 0; lines < 12 && isCode(last) && isCode(last.next()); ++lines) last = last.next();
    return last;
}

/// No heading alone at the foot of a sheet, no table and no short piece of code over two of them: such begin the next sheet.
void breakSheets(QTextDocument& document) {
    document.setPageSize(kBody.size());
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextTable* table = tableAt(block);
        const bool begins = table != nullptr ? table->firstCursorPosition().block() == block
                                             : block.blockFormat().headingLevel() > 0 || (isCode(block) && !isCode(block.previous()));
        if (!begins || block == document.begin()) continue;
        const QTextBlock last = lastTogether(block);
        const QRectF head = boundsOf(document, block), foot = boundsOf(document, last);
        const bool whole = isCode(last) || tableAt(last) != nullptr;
        const double end = whole ? foot.bottom() : foot.top() + std::min(foot.height(), 40.0);
        if (sheetOf(head.top()) == sheetOf(end - 1) || end - head.top() > kBody.height()) continue;
        if (table != nullptr) {
            QTextTableFormat format = table->format();
            format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
            table->setFormat(format);
        } else {
            QTextBlockFormat format = block.blockFormat();
            format.setPageBreakPolicy(QTextFormat::PageBreak_AlwaysBefore);
            QTextCursor(block).setBlockFormat(format);
        }
        document.markContentsDirty(0, document.characterCount()); // laid out in part, Qt loses what follows a break
    }
}

struct Chapter {
    std::unique_ptr<QTextDocument> text;
    std::vector<Heading> headings;
    int sheets = 1;
};

Chapter chapterOf(const QString& language, const QString& page, const QString& pictures) {
    static const QRegularExpression link(QStringLiteral("(?<!!)\\[([^\\]]+)\\]\\([^)]+\\)"));
    static const QRegularExpression picture(QStringLiteral("!\\[[^\\]]*\\]\\(([^)]+)\\)"));
    Chapter chapter;
    chapter.text = document();
    const QString words = helpText(language, page, pictures);
    chapter.text->setMarkdown(QString(words).replace(link, QStringLiteral("*\\1*"))); // nothing to click on paper
    for (auto it = picture.globalMatch(words); it.hasNext();) {
        const QString name = it.next().captured(1);
        chapter.text->addResource(QTextDocument::ImageResource, QUrl(name), QImage(QDir(pictures).filePath(name)));
    }
    dressHelp(*chapter.text, {QColor(0xb0, 0xb0, 0xb0), QColor(0xf2, 0xf2, 0xf2)});
    for (QTextBlock block = chapter.text->begin(); block.isValid(); block = block.next())
        if (isCode(block)) { // so small that the commands fit in a line
            QTextCursor line(block);
            line.select(QTextCursor::BlockUnderCursor);
            QTextCharFormat small;
            small.setFontPointSize(7.3);
            line.mergeCharFormat(small);
        }
    fitHelpPictures(*chapter.text, kPicture, 0.6);
    breakSheets(*chapter.text);
    for (QTextBlock block = chapter.text->begin(); block.isValid(); block = block.next())
        if (const int level = block.blockFormat().headingLevel(); level == 1 || level == 2)
            chapter.headings.push_back({block.text(), level, sheetOf(boundsOf(*chapter.text, block).top())});
    chapter.sheets = chapter.text->pageCount();
    return chapter;
}

/// The contents; `first` is the number of the sheet on which the first chapter begins.
std::unique_ptr<QTextDocument> contentsOf(const std::vector<Chapter>& chapters, int first) {
    auto contents = document();
    QTextCursor at(contents.get());
    QTextCharFormat title;
    title.setFontPointSize(16);
    title.setFontWeight(QFont::Bold);
    at.insertText(say("Contents"), title);
    QTextTableFormat look;
    look.setBorder(0);
    look.setCellPadding(3);
    look.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    look.setColumnWidthConstraints({QTextLength(QTextLength::PercentageLength, 90), QTextLength(QTextLength::PercentageLength, 10)});
    int rows = 0;
    for (const Chapter& chapter : chapters) rows += static_cast<int>(chapter.headings.size());
    auto* table = at.insertTable(rows, 2, look);
    int row = 0;
    for (const Chapter& chapter : chapters) {
        for (const Heading& heading : chapter.headings) {
            QTextCharFormat words;
            words.setFontWeight(heading.level == 1 ? QFont::Bold : QFont::Normal);
            QTextBlockFormat place;
            place.setLeftMargin(heading.level == 1 ? 0 : 20);
            QTextCursor cell = table->cellAt(row, 0).firstCursorPosition();
            cell.setBlockFormat(place);
            cell.insertText(heading.text, words);
            QTextBlockFormat right;
            right.setAlignment(Qt::AlignRight);
            cell = table->cellAt(row, 1).firstCursorPosition();
            cell.setBlockFormat(right);
            cell.insertText(QString::number(first + heading.sheet), words);
            ++row;
        }
        first += chapter.sheets;
    }
    contents->setPageSize(kBody.size());
    return contents;
}

void paintFront(QPainter& painter) {
    QSvgRenderer icon(QStringLiteral(":/icons/mainsight.svg"));
    icon.render(&painter, QRectF(kSheet.center().x() - 90, 260, 180, 180));
    QFont font(QStringLiteral("DejaVu Sans"));
    const auto line = [&](double y, int pixels, bool bold, const QString& words) {
        font.setPixelSize(pixels);
        font.setBold(bold);
        painter.setFont(font);
        painter.drawText(QRectF(kBody.left(), y, kBody.width(), 2.0 * pixels), Qt::AlignHCenter | Qt::AlignTop, words);
    };
    line(480, 44, true, QStringLiteral("Mainsight"));
    line(560, 20, false, say("Where has the main burst?"));
    line(620, 20, false, say("Help"));
    line(980, 13, false, say("Version %1").arg(QLatin1String(kVersion)));
}

void paintFoot(QPainter& painter, const QString& title, int number) {
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(10);
    painter.setFont(font);
    painter.setPen(QColor(0x55, 0x55, 0x55));
    const QRectF foot(kBody.left(), kBody.bottom() + 18, kBody.width(), 20);
    painter.drawText(foot, Qt::AlignLeft, QStringLiteral("Mainsight %1 · %2").arg(QLatin1String(kVersion), title));
    painter.drawText(foot, Qt::AlignRight, QString::number(number));
    painter.setPen(Qt::black);
}

void paintSheet(QPainter& painter, const QTextDocument& text, int sheet) {
    painter.save();
    painter.translate(kBody.left(), kBody.top() - sheet * kBody.height());
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette = QPalette(Qt::black, Qt::white);
    context.palette.setColor(QPalette::Text, Qt::black);
    context.clip = QRectF(0, sheet * kBody.height(), kBody.width(), kBody.height());
    painter.setClipRect(context.clip);
    text.documentLayout()->draw(&painter, context);
    painter.restore();
}

} // namespace

Result<int> exportHelpBook(const QString& language, const QString& pictures, const QString& path) {
    std::vector<Chapter> chapters;
    for (const QString& page : helpPages()) chapters.push_back(chapterOf(language, page, pictures));
    const int first = 2 + contentsOf(chapters, 1)->pageCount(); // numbers do not change how many sheets they take
    const auto contents = contentsOf(chapters, first);

    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return unwritable(path, file.errorString());
    QPdfWriter pdf(&file);
    pdf.setResolution(600);
    pdf.setPageSize(QPageSize(QPageSize::A4));
    pdf.setPageMargins({0, 0, 0, 0});
    pdf.setCreator(say("Mainsight %1").arg(QLatin1String(kVersion)));
    pdf.setTitle(say("Mainsight %1").arg(say("Help")));
    QPainter painter(&pdf);
    painter.scale(pdf.resolution() / 96.0, pdf.resolution() / 96.0);
    paintFront(painter);
    int number = 1;
    const auto paint = [&](const QTextDocument& text, const QString& title) {
        for (int sheet = 0; sheet < text.pageCount(); ++sheet) {
            pdf.newPage();
            paintSheet(painter, text, sheet);
            paintFoot(painter, title, ++number);
        }
    };
    paint(*contents, say("Contents"));
    for (const Chapter& chapter : chapters) paint(*chapter.text, chapter.headings.front().text);
    painter.end();
    if (!file.commit()) return unwritable(path, file.errorString());
    return number;
}

} // namespace ms::exporting
