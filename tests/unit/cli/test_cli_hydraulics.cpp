#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// `simulate` and `sensitivity` as a user meets them: the built program is run.
class TestCliHydraulics final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void simulateWritesTablesAndSaysWhatTheyHold();
    void simulateSaysWhatIsWrongWithTheRun();
    void simulateSaysAllThatIsWrongInTheFile();
    void sensitivityIsTheChangeOfHead();
    void mistakes_data();
    void mistakes();

private:
    struct Said {
        int exit = -1;
        QByteArray out, err;
    };
    static Said run(const QStringList& arguments);
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QString written(const char* name, const QByteArray& bytes) const;

    QTemporaryDir m_folder;
};

namespace {

const QByteArray kSound =
    "[JUNCTIONS]\nA 10 5 p\nB 20 3\n[RESERVOIRS]\nR 80\n[PIPES]\nP R A 1000 300 120 0 Open\nQ A B 500 200 120 0 Open\n[PATTERNS]\np 1 2\n"
    "[COORDINATES]\nA 1 1\n[TIMES]\nDuration 2:00\n[OPTIONS]\nUnits LPS\n[END]\n";

QList<QByteArray> linesOf(const QByteArray& text) { return text.trimmed().split('\n'); }

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The diagnostics among lines of JSON, by code.
QMap<QString, QJsonObject> diagnosticsOf(const QByteArray& err) {
    QMap<QString, QJsonObject> found;
    for (const QByteArray& line : linesOf(err)) {
        const QJsonObject o = QJsonDocument::fromJson(line).object();
        if (o[QStringLiteral("type")] == QStringLiteral("diagnostic")) found.insert(o[QStringLiteral("code")].toString(), o);
    }
    return found;
}

} // namespace

TestCliHydraulics::Said TestCliHydraulics::run(const QStringList& arguments) {
    QProcess process;
    process.start(QStringLiteral(MAINSIGHT_BIN_DIR "/mainsight-cli"), arguments);
    Said said;
    if (!process.waitForFinished(60'000)) return said;
    said.exit = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    said.out = process.readAllStandardOutput();
    said.err = process.readAllStandardError();
    return said;
}

QString TestCliHydraulics::written(const char* name, const QByteArray& bytes) const {
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) return {};
    return file.fileName();
}

void TestCliHydraulics::simulateWritesTablesAndSaysWhatTheyHold() {
    const QString net = written("sound.inp", kSound), out = path("deep/results");
    const Said plain = run({QStringLiteral("simulate"), net, QStringLiteral("--out"), out});
    QCOMPARE(plain.exit, 0);
    QVERIFY(plain.out.isEmpty());
    QVERIFY2(plain.err.contains("3 instants"), plain.err.constData());
    QVERIFY2(!plain.err.contains("warning"), plain.err.constData());
    const auto heads = linesOf(contentOf(out + QStringLiteral("/sound.head.csv")));
    QCOMPARE(heads.size(), qsizetype{4});
    QCOMPARE(heads[0], QByteArray("time_s,A,B,R"));
    QVERIFY(heads[3].startsWith("7200,"));
    QVERIFY(heads[3].endsWith(",80"));
    const auto flows = linesOf(contentOf(out + QStringLiteral("/sound.flow.csv")));
    QCOMPARE(flows[0], QByteArray("time_s,P,Q"));
    QVERIFY(std::abs(flows[2].split(',')[1].toDouble() - 0.013) < 1e-7);
    QCOMPARE(linesOf(contentOf(out + QStringLiteral("/sound.demand.csv"))).size(), qsizetype{4});

    const Said json = run({QStringLiteral("--json"), QStringLiteral("simulate"), net, QStringLiteral("--out"), out});
    QCOMPARE(json.exit, 0);
    QCOMPARE(linesOf(json.out).size(), qsizetype{1});
    const QJsonObject o = QJsonDocument::fromJson(json.out).object();
    QVERIFY(o[QStringLiteral("parse_s")].toDouble(-1) >= 0);
    QVERIFY(o[QStringLiteral("solve_cpu_s")].toDouble(-1) > 0);
    QCOMPARE(o[QStringLiteral("steps")].toInt(), 3);
    QVERIFY(o[QStringLiteral("iterations")].toInt() >= 3);
}

void TestCliHydraulics::simulateSaysWhatIsWrongWithTheRun() {
    QByteArray bad = kSound;
    bad.replace("B 20 3", "B 90 3\nC 5 1\nD 5 0");
    bad.replace("[PATTERNS]", "S B C 10 200 120 0 Closed\n[PUMPS]\nU R D HEAD c\n[CURVES]\nc 10 10\n[PATTERNS]");
    bad.replace("[TIMES]", "[RESERVOIRS]\nHigh 300\n[PIPES]\nT High D 10 100 120 0 Open\n[TIMES]");
    const QString net = written("bad.inp", bad);
    const QStringList words{QStringLiteral("simulate"), net, QStringLiteral("--out"), path("bad")};
    const Said plain = run(words);
    QCOMPARE(plain.exit, 0);
    QVERIFY2(plain.err.contains("warning: " + net.toUtf8() + ": 1 junction with a demand has a negative pressure"), plain.err.constData());
    const Said json = run(QStringList{QStringLiteral("--json")} + words);
    const auto found = diagnosticsOf(json.err);
    for (const char* code : {"hydraulics.negative-pressure", "hydraulics.disconnected", "hydraulics.pump-cannot-deliver"}) {
        QVERIFY2(found.contains(QLatin1String(code)), json.err.constData());
        const QJsonObject d = found[QLatin1String(code)];
        QCOMPARE(d[QStringLiteral("file")].toString(), net);
        QVERIFY(!d[QStringLiteral("element")].toString().isEmpty());
        QVERIFY(!d[QStringLiteral("advice")].toString().isEmpty());
    }
    QCOMPARE(found[QStringLiteral("hydraulics.negative-pressure")][QStringLiteral("element")].toString(), QStringLiteral("B"));
    QCOMPARE(found[QStringLiteral("hydraulics.disconnected")][QStringLiteral("element")].toString(), QStringLiteral("C"));
    QCOMPARE(found[QStringLiteral("hydraulics.pump-cannot-deliver")][QStringLiteral("element")].toString(), QStringLiteral("U"));
    QVERIFY(QJsonDocument::fromJson(json.out).object().contains(QStringLiteral("steps")));
}

void TestCliHydraulics::simulateSaysAllThatIsWrongInTheFile() {
    QByteArray broken = kSound;
    broken.replace("[PATTERNS]", "X A nowhere 1 1 1\nY A B x 1 1\n[PATTERNS]");
    const QString net = written("broken.inp", broken);
    const Said said = run({QStringLiteral("simulate"), net, QStringLiteral("--out"), path("broken")});
    QVERIFY2(said.err.contains("error: " + net.toUtf8() + ":9:"), said.err.constData());
    QVERIFY2(said.err.contains("error: " + net.toUtf8() + ":10:"), said.err.constData());
    const QString none = written("none.inp", "[PIPES]\nX a b 1 1 1\nY c d 1 1 1\n");
    const Said nothing = run({QStringLiteral("simulate"), none, QStringLiteral("--out"), path("none")});
    QCOMPARE(nothing.exit, 2);
    QVERIFY2(nothing.err.contains("line 2:") && nothing.err.contains("line 3:"), nothing.err.constData());
}

void TestCliHydraulics::sensitivityIsTheChangeOfHead() {
    const QString net = written("sound.inp", kSound), sensors = written("sensors.txt", "B\r\n\nA"), out = path("sens.csv");
    const Said said = run({QStringLiteral("sensitivity"), net, QStringLiteral("--sensors"), sensors, QStringLiteral("--out"), out});
    QCOMPARE(said.exit, 0);
    const auto lines = linesOf(contentOf(out));
    QCOMPARE(lines.size(), qsizetype{3});
    QCOMPARE(lines[0], QByteArray("sensor,A,B"));
    // Against 1 l/s more, really drawn: the derivative is a little less, for the loss is convex.
    QByteArray more = kSound;
    more.replace("B 20 3", "B 20 3.02");
    const QString other = written("more.inp", more), folder = path("sens");
    for (const QString& file : {net, other})
        QCOMPARE(run({QStringLiteral("simulate"), file, QStringLiteral("--out"), folder, QStringLiteral("--accuracy"), QStringLiteral("1e-9")}).exit,
                 0);
    const auto headOfB = [&](const char* stem) {
        return linesOf(contentOf(folder + QLatin1Char('/') + QLatin1String(stem) + QStringLiteral(".head.csv")))[1].split(',')[2].toDouble();
    };
    const double slope = (headOfB("more") - headOfB("sound")) / 0.02;
    QVERIFY(slope < 0);
    QVERIFY2(std::abs(lines[1].split(',')[2].toDouble() / slope - 1) < 0.01, lines[1].constData());
}

void TestCliHydraulics::mistakes_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");
    const QString net = written("sound.inp", kSound);
    const auto s = [](const char* text) { return QString::fromLatin1(text); };
    const auto row = [](const char* name, const QStringList& arguments, const char* message) {
        QTest::newRow(name) << arguments << QByteArray(message);
    };
    row("no file", {s("simulate"), s("/nowhere/n.inp"), s("--out"), path("x")}, "/nowhere/n.inp");
    row("no folder", {s("simulate"), net}, "Add --out DIR");
    row("accuracy", {s("simulate"), net, s("--out"), path("x"), s("--accuracy"), s("7")}, "--accuracy");
    row("empty", {s("simulate"), written("empty.inp", ""), s("--out"), path("x")}, "it has no nodes");
    row("no source", {s("simulate"), written("dry.inp", "[JUNCTIONS]\nA 1\nB 1\n[PIPES]\nP A B 1 1 1\n[END]\n"), s("--out"), path("x")},
        "neither tank nor reservoir");
    row("not a network", {s("simulate"), written("text.inp", QByteArray("\x89PNG\r\n\0\0", 8)), s("--out"), path("x")}, "EPANET input file");
    row("no sensors", {s("sensitivity"), net, s("--out"), path("x.csv")}, "--sensors FILE");
    row("sensors missing", {s("sensitivity"), net, s("--sensors"), s("/nowhere/s"), s("--out"), path("x.csv")}, "/nowhere/s");
    row("sensor unknown", {s("sensitivity"), net, s("--sensors"), written("s.txt", "A\nZ9\n"), s("--out"), path("x.csv")}, "s.txt:2");
}

void TestCliHydraulics::mistakes() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    const Said said = run(arguments);
    QCOMPARE(said.exit, 2);
    QVERIFY(said.out.isEmpty());
    QVERIFY2(said.err.contains("error: ") && said.err.contains(message), said.err.constData());
}

QTEST_GUILESS_MAIN(TestCliHydraulics)
#include "test_cli_hydraulics.moc"
