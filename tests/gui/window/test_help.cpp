#include "ui/dialogs/help_window.h"

#include <QDir>
#include <QFile>
#include <QListWidget>
#include <QRegularExpression>
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
            for (const QString& page : dialogs::HelpWindow::pages()) {
                const QString path = QStringLiteral(":/help/%1/%2.md").arg(language, page), content = text(path);
                QVERIFY2(content.startsWith(QStringLiteral("# ")) && content.size() > 800, qPrintable(path));
                for (auto it = link.globalMatch(content); it.hasNext();) {
                    const QString target = it.next().captured(1);
                    QVERIFY2(QFile::exists(QStringLiteral(":/help/%1/%2").arg(language, target)), qPrintable(path + QStringLiteral(" -> ") + target));
                }
            }
    }

    // One of them is run as it stands by tests/golden/sample/help_commands.sh.
    void commandsAreTheSameInEveryLanguage() {
        const auto commands = [](const QString& language) {
            return text(QStringLiteral(":/help/%1/command-line.md").arg(language))
                .split(QLatin1Char('\n'))
                .filter(QStringLiteral("    mainsight-cli "));
        };
        QVERIFY(commands(QStringLiteral("en")).size() >= 6);
        QCOMPARE(commands(QStringLiteral("de")), commands(QStringLiteral("en")));
    }

    void pagesAreShownListedAndSearched() {
        dialogs::HelpWindow help;
        help.show();
        QVERIFY(QTest::qWaitForWindowExposed(&help));
        auto* list = help.findChild<QListWidget*>();
        QCOMPARE(list->count(), static_cast<int>(dialogs::HelpWindow::pages().size()));
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
