#pragma once

#include <QLocale>
#include <QString>
#include <QStringList>
#include <QTranslator>

namespace ms::gui {

/// One language of the window. lupdate of Qt 6.4 does not understand "namespace ms::charts {": it files the texts of ms::charts::ChartStack under
/// "ChartStack", those of free functions under their namespace. So a text is looked for under its class's whole name, under the name without the
/// namespaces, and under the namespaces.
class Language final : public QTranslator {
public:
    /// From ":/translations/mainsight_CODE.qm"; false when there is none. English, too, has a file: its plural forms.
    bool loadLanguage(const QString& code);
    [[nodiscard]] QString translate(const char* context, const char* source, const char* disambiguation, int n) const override;

    [[nodiscard]] static QStringList available(); ///< codes of the languages that are compiled in, sorted: "de", "en"
    /// The language for a wish ("de", "en", or empty: the locale's), English when there is none.
    [[nodiscard]] static QString chosen(const QString& wish, const QLocale& locale);
};

} // namespace ms::gui
