#include "ui/dialogs/help_window.h"
#include "ui/export/help_book.h"
#include "ui/export/help_pages.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QListWidget>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

using namespace ms;

/// The pages of the help: whole in every language, no link into the void, found by their words.
class TestHelp final : public QObject {
    Q_OBJECT

    static QString text(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

private Q_SLOTS:
    void everyLanguageHasEveryPage() {
        const QStringList languages = QDir(QStringLiteral(":/help")).entryList(QDir::Dirs);
        QVERIFY(languages.contains(QStringLiteral("en")) && languages.contains(QStringLiteral("de")));
        static const QRegularExpression link(QStringLiteral("\\]\\(([^)]+)\\)"));
        for (const QString& language : languages)
            for (const QString& page : exporting::helpPages()) {
                const QString path = QStringLiteral(":/help/%1/%2.md").arg(language, page), content = text(path);
                QVERIFY2(content.startsWith(QStringLiteral("# ")) && content.size() > 800, qPrintable(path));
                for (auto it = link.globalMatch(content); it.hasNext();) {
                    const QString target = it.next().captured(1);
                    if (target.endsWith(QLatin1String(".png"))) continue; // see everyLanguageShowsTheSamePictures
                    QVERIFY2(QFile::exists(QStringLiteral(":/help/%1/%2").arg(language, target)), qPrintable(path + QStringLiteral(" -> ") + target));
                }
            }
    }

    // The English ones are run as they stand by tests/golden/sample/test_help_commands.cpp.
    void commandsAreTheSameInEveryLanguage() {
        const auto commands = [](const QString& language, const QString& page) {
            return text(QStringLiteral(":/help/%1/%2.md").arg(language, page)).split(QLatin1Char('\n')).filter(QStringLiteral("    mainsight-cli "));
        };
        QVERIFY(commands(QStringLiteral("en"), QStringLiteral("command-line")).size() >= 6);
        for (const QString& language : QDir(QStringLiteral(":/help")).entryList(QDir::Dirs))
            for (const QString& page : exporting::helpPages()) QCOMPARE(commands(language, page), commands(QStringLiteral("en"), page));
    }

    void everyLanguageShowsTheSamePictures() {
        static const QRegularExpression picture(QStringLiteral("^!\\[[^\\]]+\\]\\(([^)]+)\\)$"));
        for (const QString& language : QDir(QStringLiteral(":/help")).entryList(QDir::Dirs)) {
            QStringList shown;
            for (const QString& line : text(QStringLiteral(":/help/%1/first-steps.md").arg(language)).split(QLatin1Char('\n')))
                if (const auto match = picture.match(line); match.hasMatch()) shown << match.captured(1);
            QCOMPARE(shown, QStringList({QStringLiteral("first-run.png"), QStringLiteral("import.png"), QStringLiteral("run.png"),
                                         QStringLiteral("investigate.png"), QStringLiteral("what-if.png"), QStringLiteral("map-pack.png")}));
            const QDir made(exporting::helpPictures(language)); // by the build (resources/help); without them a page goes without
            if (!made.exists()) continue;
            for (const QString& name : shown) {
                const QImage image(made.filePath(name));
                QVERIFY2(image.width() >= 400 && image.height() >= 200, qPrintable(made.filePath(name)));
            }
        }
    }

    void theBookHoldsEveryHeadingAndEveryCommand() {
        QTemporaryDir folder;
        for (const QString& language : QDir(QStringLiteral(":/help")).entryList(QDir::Dirs)) {
            const QString path = folder.filePath(language + QStringLiteral(".pdf"));
            const auto sheets = exporting::exportHelpBook(language, exporting::helpPictures(language), path);
            QVERIFY2(sheets, sheets ? "" : sheets.error().toString().c_str());
            QProcess reader;
            reader.start(QStringLiteral("pdftotext"), {QStringLiteral("-enc"), QStringLiteral("UTF-8"), path, QStringLiteral("-")});
            QVERIFY2(reader.waitForFinished(30'000), qPrintable(reader.errorString()));
            const QString read = QString::fromUtf8(reader.readAllStandardOutput());
            QCOMPARE(read.count(QLatin1Char('\f')), *sheets);
            // Lines break where there is room, and fonts have letters for "ff".
            const QString words = read.normalized(QString::NormalizationForm_KC).remove(QRegularExpression(QStringLiteral("\\s")));
            for (const QString& page : exporting::helpPages())
                for (const QString& line : text(QStringLiteral(":/help/%1/%2.md").arg(language, page)).split(QLatin1Char('\n'))) {
                    if (!line.startsWith(QLatin1Char('#')) && !line.startsWith(QLatin1String("    mainsight-cli "))) continue;
                    const QString wanted = line.normalized(QString::NormalizationForm_KC).remove(QRegularExpression(QStringLiteral("^#+|\\s")));
                    QVERIFY2(words.contains(wanted), qPrintable(language + QLatin1Char('/') + page + QStringLiteral(": ") + line));
                }
        }
        const auto nowhere = exporting::exportHelpBook(QStringLiteral("en"), {}, folder.filePath(QStringLiteral("no/such/folder.pdf")));
        QVERIFY(!nowhere.ok());
        QCOMPARE(nowhere.error().code, ErrorCode::unwritable);
    }

    void pagesAreShownListedAndSearched() {
        dialogs::HelpWindow help;
        help.show();
        QVERIFY(QTest::qWaitForWindowExposed(&help));
        auto* list = help.findChild<QListWidget*>();
        QCOMPARE(list->count(), static_cast<int>(exporting::helpPages().size()));
        QCOMPARE(help.page(), QStringLiteral("first-steps"));
        QVERIFY(help.browser().toPlainText().contains(QStringLiteral("First steps")));
        QVERIFY(!help.browser().toPlainText().contains(QStringLiteral("**"))); // it is Markdown, not its source
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(help.page(), QStringLiteral("events"));
        QVERIFY(help.find(QStringLiteral("tanker")));
        QCOMPARE(help.page(), QStringLiteral("detection"));
        QCOMPARE(help.browser().textCursor().selectedText(), QStringLiteral("tanker"));
        QCOMPARE(list->currentRow(), 3);
        QVERIFY(!help.find(QStringLiteral("no such words anywhere")));
        help.browser().backward();
        QCOMPARE(help.page(), QStringLiteral("events"));
    }
};

QTEST_MAIN(TestHelp)
#include "test_help.moc"
