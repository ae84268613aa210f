// `mainsight-cli scenario` as its user meets it: what it says about a wrong specification, what it writes for a right one.
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace {

const QString kNetwork = QStringLiteral(MAINSIGHT_SOURCE_DIR "/resources/sample/westvale.inp");

struct Ended {
    int status = -1;
    QString said;
};

class TestScenarioCommand : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    Ended scenario(const QByteArray& spec, const QString& out, const QStringList& more = {}) {
        const QString path = m_folder.filePath(QStringLiteral("spec.json"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(spec) != spec.size()) return {};
        file.close();
        QProcess process;
        process.start(QStringLiteral(MAINSIGHT_BIN_DIR "/mainsight-cli"),
                      QStringList{QStringLiteral("scenario"), kNetwork, QStringLiteral("--spec"), path, QStringLiteral("--out"), out} + more);
        if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit) return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardError())};
    }

private Q_SLOTS:
    void saysWhereASpecificationIsWrong_data() {
        QTest::addColumn<QByteArray>("spec");
        QTest::addColumn<QString>("place");
        const QByteArray head = R"({"from":"2025-01-06T00:00","to":"2025-01-07T00:00","timezone":"Europe/London",)";
        const QByteArray sensors = R"("sensors":[{"element":"METER_A","quantity":"flow"}])";
        QTest::newRow("no JSON") << QByteArray("{\n\"from\": oops\n}") << QStringLiteral("spec.json:2");
        QTest::newRow("unknown key") << head + R"("bursts":[{"pip":"P013"}],)" + sensors + "}" << QStringLiteral("bursts[0].pip");
        QTest::newRow("no such pipe") << head + R"("bursts":[{"pipe":"P999","start":"2025-01-06T08:00","flow_lps":1}],)" + sensors + "}"
                                      << QStringLiteral("bursts[0].pipe");
        QTest::newRow("no time") << head + R"("bursts":[{"pipe":"P013","start":"yesterday","flow_lps":1}],)" + sensors + "}"
                                 << QStringLiteral("bursts[0].start");
        QTest::newRow("no such style") << head + R"("sensors":[{"element":"METER_A","quantity":"flow","style":"clay"}]})"
                                       << QStringLiteral("sensors[0].style");
        QTest::newRow("no such zone") << QByteArray(R"({"timezone":"Europe/Atlantis"})") << QStringLiteral("Europe/Atlantis");
        QTest::newRow("no sensors") << head.chopped(1) + "}" << QStringLiteral("sensors");
    }
    void saysWhereASpecificationIsWrong() {
        QFETCH(QByteArray, spec);
        QFETCH(QString, place);
        const QString out = m_folder.filePath(QStringLiteral("wrong"));
        const Ended ended = scenario(spec, out);
        QCOMPARE(ended.status, 2);
        QVERIFY2(ended.said.contains(place), qPrintable(ended.said));
        QVERIFY(!QDir(out).exists());
    }

    void writesADayOfLoggers() {
        const QByteArray spec = R"({"title":"Day","from":"2025-01-06T00:00","to":"2025-01-07T00:00","timezone":"Europe/London",
            "draws":[{"count":2,"from":"2025-01-06T02:00","to":"2025-01-06T20:00","diameter_mm":[5,9]}],
            "sensors":[{"element":"METER_A","quantity":"flow","stamp":"end_of_mean","style":"sli"},
                       {"elements":["A014","A023"],"style":"historian","resolution":0.1}]})";
        const QString one = m_folder.filePath(QStringLiteral("one")), two = m_folder.filePath(QStringLiteral("two"));
        const Ended ended = scenario(spec, one);
        QVERIFY2(ended.status == 0, qPrintable(ended.said));
        QVERIFY2(ended.said.contains(QStringLiteral("2 bursts")), qPrintable(ended.said));
        QFile historian(one + QStringLiteral("/loggers/historian.csv"));
        QVERIFY(historian.open(QIODevice::ReadOnly));
        QCOMPARE(historian.readAll().count('\n'), qsizetype{1 + 2 * 96});
        QVERIFY(QFile::exists(one + QStringLiteral("/loggers/METER_A.SLI")));
        QVERIFY(QFile::exists(one + QStringLiteral("/truth/bursts.csv")));
        QCOMPARE(scenario(spec, two, {QStringLiteral("--seed"), QStringLiteral("9")}).status, 0);
        QFile a(one + QStringLiteral("/truth/bursts.csv")), b(two + QStringLiteral("/truth/bursts.csv"));
        QVERIFY(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly));
        QVERIFY(a.readAll() != b.readAll());
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestScenarioCommand)
#include "test_scenario_command.moc"
