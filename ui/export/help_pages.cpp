#include "ui/export/help_pages.h"

#include "ui/export/say.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>
#include <QUrl>

#include <algorithm>

namespace ms::exporting {

namespace {

QString source(const QString& language, const QString& page) {
    QFile file(QStringLiteral(":/help/%1/%2.md").arg(language, page));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

QStringList helpPages() {
    return {QStringLiteral("first-steps"), QStringLiteral("events"),       QStringLiteral("import"),
            QStringLiteral("detection"),   QStringLiteral("localisation"), QStringLiteral("live"),
            QStringLiteral("words"),       QStringLiteral("command-line"), QStringLiteral("troubleshooting")};
}

QString helpLanguage() { return say("en"); }

QString helpPictures(const QString& language) {
    return QDir(QCoreApplication::applicationDirPath()).absoluteFilePath(QStringLiteral("../share/mainsight/help/") + language);
}

QString helpText(const QString& language, const QString& page, const QString& pictures) {
    static const QRegularExpression picture(QStringLiteral("^!\\[[^\\]]*\\]\\(([^)]+)\\)$"));
    QStringList kept;
    for (const QString& line : source(language, page).split(QLatin1Char('\n')))
        if (const auto match = picture.match(line); !match.hasMatch() || QFile::exists(QDir(pictures).filePath(match.captured(1)))) kept << line;
    return kept.join(QLatin1Char('\n'));
}

QString helpTitle(const QString& language, const QString& page) { return source(language, page).section(QLatin1Char('\n'), 0, 0).mid(2).trimmed(); }

void dressHelp(QTextDocument& document, const HelpColours& colours) {
    for (auto* frame : document.rootFrame()->childFrames())
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            QTextTableFormat format = table->format();
            format.setBorderCollapse(true);
            format.setBorder(1);
            format.setBorderBrush(colours.rules);
            format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            format.setCellPadding(5);
            format.setCellSpacing(0);
            table->setFormat(format);
        }
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor at(block);
        QTextBlockFormat format = block.blockFormat();
        const bool code =
            format.hasProperty(QTextFormat::BlockCodeFence) || format.hasProperty(QTextFormat::BlockCodeLanguage) || format.nonBreakableLines();
        if (code) {
            format.setBackground(colours.behindCode);
            format.setNonBreakableLines(false);
            format.setProperty(QTextFormat::BlockCodeFence, QStringLiteral("`")); // still told from text
        } else if (!block.text().contains(QChar::ObjectReplacementCharacter)) {   // a picture's line is as high as the picture
            format.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
        }
        at.setBlockFormat(format);
    }
}

void fitHelpPictures(QTextDocument& document, double width, double scale) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            QTextImageFormat format = fragment.charFormat().toImageFormat();
            if (!format.isValid()) continue;
            const auto image = document.resource(QTextDocument::ImageResource, QUrl(format.name())).value<QImage>();
            if (image.isNull()) continue;
            const double wide = std::min(image.width() * scale, width);
            format.setWidth(wide);
            format.setHeight(image.height() * wide / image.width());
            QTextCursor at(&document);
            at.setPosition(fragment.position());
            at.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            at.setCharFormat(format);
            break; // a picture has a paragraph of its own; the fragments are others now
        }
}

} // namespace ms::exporting
