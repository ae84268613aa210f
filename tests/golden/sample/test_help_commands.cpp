#include "tests/unit/jobs/postgres_server.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace ms;

/// The README and the help keep their word: every command is run as it stands there, on the files of the sample town, and every example of a file is
/// imported. The commands of the English pages are run; test_help checks that the others have the same.
class TestHelpCommands final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<tests::PostgresServer> m_server;
    int m_arrived = 0;

    static QString source(const QString& path) { return QStringLiteral(MAINSIGHT_SOURCE_DIR "/") + path; }
    static QString data() { return QStringLiteral(MAINSIGHT_BIN_DIR "/../resources/sample/westvale"); }
    static QString text(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    static bool write(const QString& path, const QString& content) {
        QFile file(path);
        return QDir().mkpath(QFileInfo(path).path()) && file.open(QIODevice::WriteOnly) && file.write(content.toUtf8()) >= 0;
    }
    static bool copyFolder(const QString& from, const QString& to) {
        bool all = QDir().mkpath(to);
        for (const QString& name : QDir(from).entryList(QDir::Files))
            all = QFile::copy(from + QLatin1Char('/') + name, to + QLatin1Char('/') + name) && all;
        return all;
    }

    /// These build the very program that this test belongs to; tests/package/check runs them in a fresh system.
    static bool leftOut(const QString& command) {
        for (const auto* word : {"installer/", "tests/", "cpack "})
            if (command.startsWith(QLatin1String(word))) return true;
        return false;
    }

    /// The commands of a page: lines of its indented blocks that begin with one of our programs, or name the folder of them.
    static QStringList commandsOf(const QString& page) {
        static const QRegularExpression command(
            QStringLiteral("^    ((?:mainsight|mainsight-cli|\\$bin/\\S+|bin=\\S+|installer/\\S+|tests/\\S+)(?: .*?)?)(?: +#.*)?$"));
        QStringList found;
        for (const QString& line : page.split(QLatin1Char('\n')))
            if (const auto match = command.match(line); match.hasMatch() && !leftOut(match.captured(1))) found << match.captured(1).trimmed();
        return found;
    }

    /// The examples of files: an indented block under a paragraph, with the last name in backticks that has an ending.
    static QList<QPair<QString, QString>> examplesOf(const QString& page) {
        static const QRegularExpression name(QStringLiteral("`([\\w-]+\\.(?:csv|SLI|tsd|dat))`"));
        QList<QPair<QString, QString>> found;
        QString paragraph, block;
        const auto take = [&] {
            QString last;
            for (auto it = name.globalMatch(paragraph); it.hasNext();) last = it.next().captured(1);
            if (!last.isEmpty() && !block.isEmpty()) found.append({last, block});
            block.clear();
        };
        for (const QString& line : page.split(QLatin1Char('\n'))) {
            if (line.startsWith(QLatin1String("    "))) {
                block += line.mid(4) + QLatin1Char('\n');
            } else if (line.isEmpty()) {
                if (!block.isEmpty()) block += QLatin1Char('\n'); // a preamble may hold an empty line
            } else {
                take();
                paragraph = line;
            }
        }
        take();
        return found;
    }

    QProcessEnvironment environment() const {
        auto all = QProcessEnvironment::systemEnvironment();
        all.insert(QStringLiteral("PATH"), QStringLiteral(MAINSIGHT_BIN_DIR ":") + all.value(QStringLiteral("PATH")));
        all.insert(QStringLiteral("PGSERVICEFILE"), m_folder.filePath(QStringLiteral("pg_service.conf")));
        return all;
    }

    /// A reading later than all before it, in the folder and in the database: a watch says nothing of a look that brought nothing.
    void arrive(const QString& folder) {
        const QString at =
            QDateTime::fromString(QStringLiteral("2025-11-24T01:00:00Z"), Qt::ISODate).addSecs(900LL * ++m_arrived).toString(Qt::ISODate);
        QVERIFY(write(folder + QStringLiteral("/inbox/%1.csv").arg(m_arrived),
                      QStringLiteral("sensor,time,value,unit\nBeacon_Road,%1,36.6,m\n").arg(at)));
        m_server->ask(QStringLiteral("INSERT INTO scada.reading VALUES ('%1', 'Beacon_Road', 36.6)").arg(at).toStdString());
    }

    /// Runs a line; a watch without an end is asked to stop once it has looked. What it said when it failed; empty = well.
    QString failure(const QString& line, const QString& folder) const {
        QProcess shell;
        shell.setProcessEnvironment(environment());
        shell.setWorkingDirectory(folder);
        shell.setProcessChannelMode(QProcess::MergedChannels);
        shell.setStandardInputFile(QProcess::nullDevice());
        shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("bin=build/release/bin; exec ") + line});
        QByteArray said;
        const bool endless = line.contains(QLatin1String(" watch ")) && !line.contains(QLatin1String("--once"));
        bool asked = false;
        QElapsedTimer clock;
        clock.start();
        while (shell.state() != QProcess::NotRunning && clock.elapsed() < 120'000) {
            shell.waitForReadyRead(200);
            said += shell.readAll();
            if (endless && !asked && said.contains("look 1")) {
                shell.terminate();
                asked = true;
            }
        }
        if (shell.state() != QProcess::NotRunning) {
            shell.kill();
            shell.waitForFinished(10'000);
            return QStringLiteral("%1\ndid not end:\n%2").arg(line, QString::fromUtf8(said));
        }
        said += shell.readAll();
        if (shell.exitStatus() == QProcess::NormalExit && shell.exitCode() == 0 && asked == endless) return {};
        return QStringLiteral("%1\nended with %2:\n%3").arg(line).arg(shell.exitCode()).arg(QString::fromUtf8(said));
    }

    /// What the pages take for granted: the sample's files under the names that they use, a project of them, a folder in which files appear.
    bool prepare(const QString& folder, bool withProject) const {
        const QDir here(folder);
        bool all = copyFolder(data() + QStringLiteral("/loggers"), here.filePath(QStringLiteral("loggers"))) &&
                   here.mkpath(QStringLiteral("build/release")) && here.mkpath(QStringLiteral("inbox"));
        for (const auto* name : {"sensors.csv", "repairs.csv"})
            all = QFile::copy(data() + QLatin1Char('/') + QLatin1String(name), here.filePath(QLatin1String(name))) && all;
        all = QFile::copy(source(QStringLiteral("resources/sample/westvale.inp")), here.filePath(QStringLiteral("town.inp"))) && all;
        all = QFile::link(QStringLiteral(MAINSIGHT_BIN_DIR), here.filePath(QStringLiteral("build/release/bin"))) && all;
        if (withProject)
            all = QFile::copy(QStringLiteral(MAINSIGHT_BIN_DIR "/../share/mainsight/sample/westvale.mainsight"),
                              here.filePath(QStringLiteral("town.mainsight"))) &&
                  all;
        const QString script = here.filePath(QStringLiteral("tell-the-night-shift"));
        return write(script, QStringLiteral("#!/bin/sh\ncat > /dev/null\n")) &&
               QFile::setPermissions(script, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner) && all;
    }

private Q_SLOTS:
    void initTestCase() {
        if (!QFileInfo::exists(data() + QStringLiteral("/loggers"))) QSKIP("the sample has not been built (target 'sample')");
        m_server = std::make_unique<tests::PostgresServer>();
        m_server->ask("CREATE SCHEMA scada");
        m_server->ask("CREATE TABLE scada.reading (time timestamptz, sensor text, value double precision)");
        QString service;
        for (const auto* name : {"[historian]\n", "[team]\n"}) {
            service += QLatin1String(name);
            for (const QString& part : m_server->connection().split(QLatin1Char(' '))) service += part + QLatin1Char('\n');
        }
        QVERIFY(write(m_folder.filePath(QStringLiteral("pg_service.conf")), service));
    }

    void commands_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("least");
        QTest::newRow("README") << QStringLiteral("README.md") << 6;
        for (const QString& page : QDir(source(QStringLiteral("resources/help/en"))).entryList({QStringLiteral("*.md")}, QDir::Files)) {
            const QString path = QStringLiteral("resources/help/en/") + page;
            if (!commandsOf(text(source(path))).isEmpty()) QTest::newRow(qPrintable(page)) << path << 1;
        }
    }
    void commands() {
        QFETCH(QString, path);
        QFETCH(int, least);
        const QStringList lines = commandsOf(text(source(path)));
        QVERIFY(lines.size() >= least);
        const QString folder = m_folder.filePath(QFileInfo(path).completeBaseName());
        const bool makesOne = lines.filter(QStringLiteral("mainsight-cli new town.mainsight")).size() == 1;
        QVERIFY(prepare(folder, !makesOne));
        for (const QString& line : lines) {
            if (line.startsWith(QLatin1String("bin="))) continue; // every line knows it
            arrive(folder);
            const QString problem = failure(line, folder);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
    }

    void examplesAreImported_data() {
        QTest::addColumn<QString>("language");
        for (const QString& language : QDir(source(QStringLiteral("resources/help"))).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QTest::newRow(qPrintable(language)) << language;
    }
    void examplesAreImported() {
        QFETCH(QString, language);
        const auto examples = examplesOf(text(source(QStringLiteral("resources/help/%1/import.md").arg(language))));
        QVERIFY2(examples.size() >= 9, qPrintable(QString::number(examples.size())));
        const QString folder = m_folder.filePath(QStringLiteral("examples-") + language);
        QVERIFY(QDir().mkpath(folder));
        for (const auto& [name, content] : examples) {
            const bool list = name == QLatin1String("sensors.csv") || name == QLatin1String("repairs.csv");
            QVERIFY(write(folder + (list ? QStringLiteral("/") : QStringLiteral("/files/")) + name, content));
        }
        QCOMPARE(failure(QStringLiteral("mainsight-cli new town.mainsight --timezone Europe/London"), folder), QString());
        QCOMPARE(failure(QStringLiteral("mainsight-cli import town.mainsight files --map sensors.csv --repairs repairs.csv"), folder), QString());
    }
};

QTEST_GUILESS_MAIN(TestHelpCommands)
#include "test_help_commands.moc"
