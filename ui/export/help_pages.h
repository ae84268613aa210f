#pragma once

#include <QColor>
#include <QString>
#include <QStringList>

class QTextDocument;

namespace ms::exporting {

/// The pages of resources/help (Markdown, compiled in), as the window shows them and the book prints them.

/// "import", "detection" ...: names of the pages, in the order in which they are read.
[[nodiscard]] QStringList helpPages();
/// "en", "de": the language of the pages that goes with the window's.
[[nodiscard]] QString helpLanguage();
/// Where the build puts the pictures of a language: beside the program, in the build tree as well as installed. Need not exist.
[[nodiscard]] QString helpPictures(const QString& language);
/// The Markdown of a page; empty when there is none. A picture that does not lie in `pictures` is left out with its line.
[[nodiscard]] QString helpText(const QString& language, const QString& page, const QString& pictures);
/// The title of a page: its first line.
[[nodiscard]] QString helpTitle(const QString& language, const QString& page);

struct HelpColours {
    QColor rules;
    QColor behindCode;
};
/// Room between lines, ruled tables, code that stands out and breaks into lines where it must.
void dressHelp(QTextDocument& document, const HelpColours& colours);
/// Pictures are drawn `scale` of their size (at most 1), but not wider than `width` (logical pixels).
void fitHelpPictures(QTextDocument& document, double width, double scale = 1);

} // namespace ms::exporting
