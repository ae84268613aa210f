#include "app/gui/language.h"
#include "app/gui/make_help.h"
#include "app/gui/screenshot.h"
#include "core/base/version.h"
#include "ui/main_window/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QFontInfo>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTextStream>
#include <QTranslator>

#include <string_view>

namespace {

/// The finished sample lies beside the program, in the build tree as well as installed.
QString samplePath() {
    const QString wanted = qEnvironmentVariable("MAINSIGHT_SAMPLE");
    if (!wanted.isEmpty()) return wanted;
    return QDir(QCoreApplication::applicationDirPath()).absoluteFilePath(QStringLiteral("../share/mainsight/sample/westvale.mainsight"));
}

QTextStream& errors() {
    static QTextStream stream(stderr);
    return stream;
}

} // namespace

int main(int argc, char** argv) {
    // A picture can be made, and help and version be said, where there is no display: on a server, in a test.
    const auto needsNone = [](std::string_view word) {
        return word.starts_with("--screenshot") || word.starts_with("--make-help") || word == "--version" || word == "-v" ||
               word.starts_with("--help") || word == "-h";
    };
    for (int i = 1; i < argc; ++i)
        if (needsNone(argv[i]) && !qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("WAYLAND_DISPLAY") &&
            !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
            qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QApplication::setApplicationName(QStringLiteral("mainsight"));
    QApplication::setApplicationDisplayName(QStringLiteral("Mainsight"));
    QApplication::setOrganizationName(QStringLiteral("Mainsight"));
    QApplication::setApplicationVersion(QLatin1String(ms::kVersion));
    QApplication::setDesktopFileName(QStringLiteral("mainsight"));

    // Before the options are read, because their help is translated too.
    QString wish = QSettings().value(QStringLiteral("language")).toString();
    for (int i = 1; i + 1 < argc; ++i)
        if (std::string_view(argv[i]) == "--language") wish = QString::fromLocal8Bit(argv[i + 1]);
    ms::gui::Language language;
    const QString code = ms::gui::Language::chosen(wish, QLocale());
    if (language.loadLanguage(code)) QApplication::installTranslator(&language);
    // Qt's own texts: buttons of dialogs, menus of fields.
    QTranslator qt;
    if (qt.load(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath))) QApplication::installTranslator(&qt);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QApplication::translate("main", "Where has the main burst? Finds bursts in flow and pressure measurements and shows where they may be."));
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption sample(QStringLiteral("sample"), QApplication::translate("main", "Open the sample project."));
    const QCommandLineOption shot(QStringLiteral("screenshot"), QApplication::translate("main", "Write a picture of the loaded window and quit."),
                                  QStringLiteral("FILE.png"));
    const QCommandLineOption size(QStringLiteral("size"), QApplication::translate("main", "Size of the window, such as 1600x1000."),
                                  QStringLiteral("WxH"));
    const QCommandLineOption theme(QStringLiteral("theme"), QApplication::translate("main", "light, dark or system."), QStringLiteral("THEME"));
    const QCommandLineOption event(QStringLiteral("event"), QApplication::translate("main", "Go to this event."), QStringLiteral("ID"));
    const QCommandLineOption languageOption(QStringLiteral("language"),
                                            QApplication::translate("main", "Language of the window: %1; default is the desktop's.")
                                                .arg(ms::gui::Language::available().join(QStringLiteral(", "))),
                                            QStringLiteral("CODE"));
    QCommandLineOption help(QStringLiteral("make-help"), QStringLiteral("For the build: writes the pictures of the help and its PDF, then quits."),
                            QStringLiteral("SHARE"));
    help.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOptions({sample, shot, size, theme, event, languageOption, help});
    parser.addPositionalArgument(QStringLiteral("project"), QApplication::translate("main", "A .mainsight file to open."),
                                 QStringLiteral("[PROJECT]"));
    parser.process(app);

    if (parser.positionalArguments().size() > 1 && !parser.isSet(help)) {
        errors() << QApplication::translate("main", "Only one project can be opened at a time.") << Qt::endl;
        return 2;
    }
    if (parser.isSet(help) && code != QLatin1String("en")) QLocale::setDefault(QLocale(code)); // whatever the desktop of who builds speaks
    // Without any font every letter is an empty box, and nothing else would say so.
    if (QFontInfo(QApplication::font()).family().isEmpty())
        errors() << QApplication::translate("main", "No font was found: install one, for example fonts-dejavu-core.") << Qt::endl;

    ms::session::Session session;
    const bool picture = parser.isSet(shot) || parser.isSet(help);
    session.appearance().setPersistent(!picture);
    if (!picture) session.appearance().load();
    const QString themeName = parser.value(theme);
    if (!themeName.isEmpty() && themeName != QLatin1String("light") && themeName != QLatin1String("dark") && themeName != QLatin1String("system")) {
        errors() << QApplication::translate("main", "--theme is light, dark or system, not '%1'.").arg(themeName) << Qt::endl;
        return 2;
    }
    if (picture || !themeName.isEmpty())
        session.appearance().setThemeChoice(themeName == QLatin1String("dark")     ? ms::session::ThemeChoice::dark
                                            : themeName == QLatin1String("system") ? ms::session::ThemeChoice::system
                                                                                   : ms::session::ThemeChoice::light);

    ms::window::MainWindow window(session, samplePath());
    window.setPersistent(!picture);
    if (!picture) window.offerLanguages(ms::gui::Language::available());
    QSize wanted(1600, 1000);
    if (parser.isSet(size)) {
        const auto parts = parser.value(size).split(QLatin1Char('x'));
        bool okW = false, okH = false;
        if (parts.size() == 2) wanted = {parts[0].toInt(&okW), parts[1].toInt(&okH)};
        if (!okW || !okH || wanted.width() < 400 || wanted.height() < 300 || wanted.width() > 16000 || wanted.height() > 16000) {
            errors() << QApplication::translate("main", "--size is WIDTHxHEIGHT, at least 400x300, not '%1'.").arg(parser.value(size)) << Qt::endl;
            return 2;
        }
    }
    if (picture || parser.isSet(size))
        window.resize(wanted);
    else
        window.restoreLayout();
    if (picture) window.resetLayout();

    if (parser.isSet(event)) {
        const auto id = parser.value(event).toLongLong();
        QObject::connect(&session, &ms::session::Session::viewRestored, &window, [&session, id] { session.goToEvent(id); });
    }
    if (parser.isSet(help)) return ms::gui::makeHelp(session, window, parser.value(help), parser.positionalArguments());
    window.show();
    if (parser.isSet(sample))
        window.openSample();
    else if (!parser.positionalArguments().isEmpty())
        window.openProject(parser.positionalArguments().first());
    else if (!picture)
        window.reopenAfterKill();
    if (picture) {
        const bool loads = parser.isSet(sample) || !parser.positionalArguments().isEmpty();
        return ms::gui::takeScreenshot(app, session, window, parser.value(shot), loads);
    }
    return QApplication::exec();
}
