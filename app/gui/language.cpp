#include "app/gui/language.h"

#include <QByteArray>
#include <QDir>

namespace ms::gui {

namespace {

/// Texts of Qt itself that stand in every dialog and field: so that a language is whole where Qt's own translations are not installed.
[[maybe_unused]] constexpr const char* kOfQt[] = {
    QT_TRANSLATE_NOOP("QPlatformTheme", "OK"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Save"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Open"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&Yes"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&No"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Close"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Discard"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Apply"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Reset"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Retry"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Help"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Undo"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Redo"),
    QT_TRANSLATE_NOOP("QLineEdit", "Cu&t"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Copy"),
    QT_TRANSLATE_NOOP("QLineEdit", "&Paste"),
    QT_TRANSLATE_NOOP("QLineEdit", "Delete"),
    QT_TRANSLATE_NOOP("QLineEdit", "Select All"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "&Copy"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "Select All"),
    QT_TRANSLATE_NOOP("QWidgetTextControl", "Copy &Link Location"),
};

} // namespace

bool Language::loadLanguage(const QString& code) { return load(QStringLiteral(":/translations/mainsight_%1.qm").arg(code)); }

QString Language::translate(const char* context, const char* source, const char* disambiguation, int n) const {
    QString found = QTranslator::translate(context, source, disambiguation, n);
    if (!found.isNull()) return found;
    const QByteArray whole(context);
    const auto cut = whole.lastIndexOf("::");
    if (cut < 0) return {};
    found = QTranslator::translate(whole.mid(cut + 2).constData(), source, disambiguation, n);
    if (found.isNull()) found = QTranslator::translate(whole.left(cut).constData(), source, disambiguation, n);
    return found;
}

QStringList Language::available() {
    QStringList codes;
    for (const QString& file : QDir(QStringLiteral(":/translations")).entryList({QStringLiteral("mainsight_*.qm")}, QDir::Files, QDir::Name))
        codes << file.section(QLatin1Char('_'), 1).section(QLatin1Char('.'), 0, 0);
    return codes;
}

QString Language::chosen(const QString& wish, const QLocale& locale) {
    const auto have = available();
    if (have.contains(wish)) return wish;
    if (wish.isEmpty())
        for (const QString& name : locale.uiLanguages()) // "de-AT", "de"
            if (const QString code = name.section(QLatin1Char('-'), 0, 0); have.contains(code)) return code;
    return QStringLiteral("en");
}

} // namespace ms::gui
