#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <random>
#include <signal.h>

/// The command line as a user meets it: the built program is run.
class TestCli final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void helpAndVersion();
    void usageErrors_data();
    void usageErrors();
    void jsonErrorsAreOneObjectALine();
    void newMakesAProjectAndRefusesToOverwrite();
    void aBadNetworkLeavesNothingBehind();
    void importWithoutUnitStopsAndNamesTheOption();
    void importOfSomethingElseIsSaidWithItsName();
    void importTwiceChangesNothing();
    void anInterruptedImportLeavesTheProjectAsItWas();
    void analyseAndEvents();
    void oneAndTwoWorkersGiveTheSameEvents();
    void aRecordRepeatsTheResult();
    void aPackIsWrittenWholeOrNotAtAll();
    void aKilledWorkerChangesNothing();
    void interruptEndsQuicklyAndKeepsTheResults();
    void ratesAreTriedAndNothingIsStored();
    void theCalendarIsKeptAndRefusesWhatIsNoDay();
    void benchMeasuresEveryPart();
    void resultsOnStdoutMessagesOnStderr();

private:
    struct Said {
        int exit = -1;
        QByteArray out, err;
    };
    static Said run(const QStringList& arguments, int timeout_ms = 120'000);
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    /// A project with six weeks of two zones, one with a burst.
    QString imported(const char* name);
    QByteArray events(const QString& project) {
        return run({QStringLiteral("events"), project, QStringLiteral("--format"), QStringLiteral("json")}).out;
    }

    QTemporaryDir m_folder;
};

namespace {

const QString kCli = QStringLiteral(MAINSIGHT_BIN_DIR "/mainsight-cli");

/// Flow of two zones at 15 minutes over six weeks, l/s; from day 30 on zone B loses 3 l/s more.
QByteArray logger() {
    std::mt19937 random(5);
    std::normal_distribution<double> noise(0, 0.15);
    QByteArray text = "timestamp,A_inlet,B_inlet\n";
    const QDateTime start(QDate(2024, 2, 5), QTime(0, 0), Qt::UTC);
    for (int i = 0; i < 42 * 96; ++i) {
        const double day = (i % 96) / 96.0, pi = 3.14159265358979;
        const double shape = 1 + 0.5 * std::sin(2 * pi * (day - 0.3)) + 0.25 * std::exp(-std::pow((day - 0.32) / 0.04, 2));
        const double a = 8 * shape + noise(random), b = 6 * shape + noise(random) + (i >= 30 * 96 + 40 ? 3.0 : 0.0);
        text += start.addSecs(i * 900LL).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toUtf8() + ',' + QByteArray::number(a, 'f', 3) + ',' +
                QByteArray::number(b, 'f', 3) + '\n';
    }
    return text;
}

void put(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), qint64{bytes.size()});
}

QByteArray get(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void interrupt(const QProcess& process) {
    const qint64 pid = process.processId();
    if (pid > 0) ::kill(static_cast<pid_t>(pid), SIGINT); // 0 when it has ended: that would be ourselves
}

/// Children of a process, by /proc.
/// Not every child is one: the leak sanitizer ends a program with the help of a child, and waits for ever where that is killed.
QList<qint64> workersOf(qint64 pid) {
    QList<qint64> pids;
    const QByteArray text = get(QStringLiteral("/proc/%1/task/%1/children").arg(pid));
    for (const QByteArray& word : text.split(' ')) {
        const QByteArray child = word.trimmed();
        if (!child.isEmpty() && get(QStringLiteral("/proc/%1/comm").arg(QLatin1String(child))).startsWith("mainsight-worke"))
            pids << child.toLongLong();
    }
    return pids;
}

} // namespace

TestCli::Said TestCli::run(const QStringList& arguments, int timeout_ms) {
    QProcess process;
    process.start(kCli, arguments);
    Said said;
    if (!process.waitForFinished(timeout_ms)) return said;
    said.exit = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    said.out = process.readAllStandardOutput();
    said.err = process.readAllStandardError();
    return said;
}

void TestCli::initTestCase() {
    QVERIFY(m_folder.isValid());
    put(path("flow.csv"), logger());
    put(path("sensors.csv"),
        "column,file,element,quantity,unit,zone,x,y,timezone,sign\nA_inlet,,,flow,l/s,A,,,UTC,1\nB_inlet,,,flow,l/s,B,,,UTC,1\n");
}

QString TestCli::imported(const char* name) {
    const QString project = path(name);
    if (QFile::exists(project)) return project;
    if (run({QStringLiteral("new"), project, QStringLiteral("--timezone"), QStringLiteral("UTC")}).exit != 0) return {};
    const Said said = run({QStringLiteral("import"), project, path("flow.csv"), QStringLiteral("--map"), path("sensors.csv")});
    if (said.exit != 0) qWarning("%s", said.err.constData());
    return said.exit == 0 ? project : QString();
}

void TestCli::helpAndVersion() {
    const Said help = run({QStringLiteral("--help")});
    QCOMPARE(help.exit, 0);
    QVERIFY(help.err.isEmpty());
    for (const char* command : {"new", "import", "check", "analyse", "events", "export", "watch", "simulate", "sensitivity", "scenario"}) {
        QVERIFY2(help.out.contains(QByteArray("\n  ") + command), command);
        const Said one = run({QLatin1String(command), QStringLiteral("--help")});
        QCOMPARE(one.exit, 0);
        QVERIFY(one.out.startsWith("Usage: mainsight-cli [--json] [--quiet] " + QByteArray(command)));
    }
    QVERIFY(run({QStringLiteral("--version")}).out.startsWith("mainsight-cli "));
}

void TestCli::usageErrors_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* name, const QStringList& arguments, const char* message) {
        QTest::newRow(name) << arguments << QByteArray(message);
    };
    const auto s = [](const char* text) { return QString::fromLatin1(text); };
    row("nothing", {}, "no command given");
    row("unknown command", {s("frobnicate")}, "unknown command 'frobnicate'");
    row("unknown option", {s("events"), s("p"), s("--colour")}, "'events' has no option --colour");
    row("option before command", {s("--workers"), s("2"), s("analyse")}, "unknown option '--workers' before the command");
    row("missing argument", {s("import")}, "an argument is missing");
    row("nothing to import", {s("import"), s("p")}, "there is nothing to import");
    row("too many", {s("events"), s("p"), s("q")}, "one argument too many, 'q'");
    row("missing value", {s("analyse"), s("p"), s("--workers")}, "--workers needs a value");
    row("no number", {s("analyse"), s("p"), s("--workers"), s("two")}, "--workers needs a whole number");
    row("out of range", {s("analyse"), s("p"), s("--workers=0")}, "--workers 0 is out of range");
    row("rate out of range", {s("analyse"), s("p"), s("--false-alarms=0")}, "--false-alarms");
    row("twice", {s("events"), s("p"), s("--format=json"), s("--format=csv")}, "--format is given twice");
    row("bad format", {s("events"), s("p"), s("--format=xml")}, "there is no format 'xml'");
    row("bad units", {s("import"), s("p"), s("f"), s("--units"), s("presure=m")}, "there is no quantity 'presure'");
    row("bad unit", {s("import"), s("p"), s("f"), s("--units"), s("pressure=furlong")}, "the unit 'furlong' is not known");
    row("no project", {s("events"), s("/nowhere/p.mainsight")}, "/nowhere/p.mainsight");
    row("no network", {s("new"), s("/tmp/never-made.mainsight"), s("--network"), s("/nowhere/n.inp")}, "/nowhere/n.inp: there is no such file");
    row("bad zone", {s("new"), s("/tmp/never-made.mainsight"), s("--timezone"), s("Mars/Phobos")}, "Mars/Phobos");
    row("export without format", {s("export"), s("p"), s("--out"), s("x")}, "--format is missing");
    row("export to what is not there", {s("export"), s("p"), s("--format=dwg"), s("--out=x")}, "the format 'dwg' is not in this version");
}

void TestCli::usageErrors() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    const Said said = run(arguments);
    QCOMPARE(said.exit, 2);
    QVERIFY(said.out.isEmpty());
    QVERIFY2(said.err.startsWith("error: "), said.err.constData());
    QVERIFY2(said.err.contains(message), said.err.constData());
}

void TestCli::jsonErrorsAreOneObjectALine() {
    for (const QStringList& arguments : {QStringList{QStringLiteral("--json"), QStringLiteral("nonsense")},
                                         QStringList{QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("/nowhere/x.mainsight")}}) {
        const Said said = run(arguments);
        QCOMPARE(said.exit, 2);
        const QJsonObject object = QJsonDocument::fromJson(said.err).object();
        QCOMPARE(object.value(QLatin1String("type")).toString(), QStringLiteral("error"));
        QVERIFY(!object.value(QLatin1String("message")).toString().isEmpty());
    }
}

void TestCli::newMakesAProjectAndRefusesToOverwrite() {
    const QString project = path("fresh.mainsight");
    QCOMPARE(run({QStringLiteral("new"), project}).exit, 0);
    const QByteArray before = get(project);
    QVERIFY(!before.isEmpty());
    const Said again = run({QStringLiteral("new"), project});
    QCOMPARE(again.exit, 2);
    QVERIFY(again.err.contains("the file is there already"));
    QCOMPARE(get(project), before);
    QCOMPARE(events(project), QByteArray("[]\n"));
}

void TestCli::aBadNetworkLeavesNothingBehind() {
    put(path("bad.inp"), "this is no network\n");
    const QString project = path("bad.mainsight");
    const Said said = run({QStringLiteral("new"), project, QStringLiteral("--network"), path("bad.inp")});
    QCOMPARE(said.exit, 2);
    QVERIFY2(said.err.contains("bad.inp"), said.err.constData());
    QVERIFY(!QFile::exists(project));
}

void TestCli::importWithoutUnitStopsAndNamesTheOption() {
    const QString project = path("unitless.mainsight");
    QCOMPARE(run({QStringLiteral("new"), project}).exit, 0);
    put(path("somewhere_flow.csv"), logger());
    const Said said = run({QStringLiteral("import"), project, path("somewhere_flow.csv")});
    QCOMPARE(said.exit, 2);
    QVERIFY2(said.err.contains("--units"), said.err.constData());
    QVERIFY2(said.err.contains("somewhere_flow.csv"), said.err.constData());
    QVERIFY(run({QStringLiteral("check"), project}).out.isEmpty()); // nothing went in
    QCOMPARE(run({QStringLiteral("import"), project, path("somewhere_flow.csv"), QStringLiteral("--units"), QStringLiteral("flow=l/s")}).exit, 0);
    QCOMPARE(run({QStringLiteral("check"), project}).out.count('\n'), 2);
}

void TestCli::importOfSomethingElseIsSaidWithItsName() {
    const QString project = path("other.mainsight");
    QCOMPARE(run({QStringLiteral("new"), project}).exit, 0);
    QByteArray noise(5000, '\0');
    std::mt19937 random(1);
    for (char& c : noise) c = static_cast<char>(random());
    put(path("noise.csv"), noise);
    for (const QString& file : {path("noise.csv"), path("not-there.csv")}) {
        const Said said = run({QStringLiteral("import"), project, file, QStringLiteral("--units"), QStringLiteral("flow=l/s")});
        QCOMPARE(said.exit, 2);
        QVERIFY2(said.err.contains(file.toUtf8()), said.err.constData());
    }
}

void TestCli::importTwiceChangesNothing() {
    const QString project = imported("twice.mainsight");
    QVERIFY(!project.isEmpty());
    const QByteArray before = run({QStringLiteral("check"), project}).out;
    QCOMPARE(before.count('\n'), 2);
    const Said said =
        run({QStringLiteral("--json"), QStringLiteral("import"), project, path("flow.csv"), QStringLiteral("--map"), path("sensors.csv")});
    QCOMPARE(said.exit, 0);
    const QJsonObject summary = QJsonDocument::fromJson(said.out).object();
    QCOMPARE(summary.value(QLatin1String("values")).toInt(), 2 * 42 * 96);
    QCOMPARE(summary.value(QLatin1String("unchanged")).toInt(), 2 * 42 * 96);
    QCOMPARE(summary.value(QLatin1String("replaced")).toInt(), 0);
    QCOMPARE(run({QStringLiteral("check"), project}).out, before);
}

void TestCli::anInterruptedImportLeavesTheProjectAsItWas() {
    const QString project = path("interrupted.mainsight");
    QCOMPARE(run({QStringLiteral("new"), project}).exit, 0);
    QDir().mkpath(path("many"));
    const QByteArray text = logger();
    for (int i = 0; i < 60; ++i)
        put(path("many") + QStringLiteral("/Z%1_flow.csv").arg(i),
            QByteArray(text).replace("A_inlet", "A" + QByteArray::number(i)).replace("B_inlet", "B" + QByteArray::number(i)));
    const QStringList arguments{QStringLiteral("import"), project, path("many"), QStringLiteral("--units"), QStringLiteral("flow=l/s")};
    for (const int after_ms : {20, 120, 300}) {
        const QByteArray before = run({QStringLiteral("check"), project}).out; // not empty once an import was faster than its interrupt
        QProcess process;
        process.start(kCli, arguments);
        QVERIFY(process.waitForStarted());
        QTest::qWait(after_ms);
        interrupt(process);
        QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished(5000));
        if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0) continue; // it was faster
        const QByteArray now = run({QStringLiteral("check"), project}).out;
        QVERIFY2(now == before, qPrintable(QStringLiteral("after %1 ms, exit %2").arg(after_ms).arg(process.exitCode())));
    }
    QCOMPARE(run(arguments).exit, 0);
    QCOMPARE(run({QStringLiteral("check"), project}).out.count('\n'), 120);
}

void TestCli::analyseAndEvents() {
    const QString project = imported("analysed.mainsight");
    QVERIFY(!project.isEmpty());
    const Said said = run({QStringLiteral("analyse"), project, QStringLiteral("--live")});
    QVERIFY2(said.exit == 0, said.err.constData());
    QVERIFY(said.out.isEmpty());
    const QJsonArray found = QJsonDocument::fromJson(events(project)).array();
    QVERIFY(!found.isEmpty());
    int bursts = 0;
    for (const auto& value : found) {
        const QJsonObject event = value.toObject();
        const QString kind = event.value(QLatin1String("kind")).toString();
        if (kind != QLatin1String("burst") && kind != QLatin1String("leak")) continue;
        ++bursts;
        QCOMPARE(event.value(QLatin1String("zone")).toString(), QStringLiteral("B"));
        QVERIFY(event.value(QLatin1String("detected_at")).toString().startsWith(QStringLiteral("2024-03-06")));
        QVERIFY(std::abs(event.value(QLatin1String("flow_lps")).toDouble() - 3) < 0.8);
    }
    QCOMPARE(bursts, 1);
    const Said table = run({QStringLiteral("events"), project});
    QVERIFY(table.out.startsWith("id "));
    QCOMPARE(table.out.count('\n'), found.size() + 1);
    QVERIFY(run({QStringLiteral("events"), project, QStringLiteral("--format=battledim")}).out.startsWith("# linkID, startTime\n"));
    QVERIFY(run({QStringLiteral("events"), project, QStringLiteral("--format=csv")}).out.contains("detected"));
    const Said out = run({QStringLiteral("export"), project, QStringLiteral("--format=csv"), QStringLiteral("--out"), path("list.csv")});
    QVERIFY2(out.exit == 0, out.err.constData());
    QVERIFY(QFile::exists(path("list.csv")));
    QCOMPARE(run({QStringLiteral("export"), project, QStringLiteral("--event=99999"), QStringLiteral("--format=csv"), QStringLiteral("--out"),
                  path("x.csv")})
                 .exit,
             2);
}

void TestCli::oneAndTwoWorkersGiveTheSameEvents() {
    const QString project = imported("workers.mainsight");
    QVERIFY(!project.isEmpty());
    QByteArray first;
    for (const char* workers : {"1", "2", "3"}) {
        QCOMPARE(run({QStringLiteral("analyse"), project, QStringLiteral("--workers"), QLatin1String(workers)}).exit, 0);
        const QByteArray found = events(project);
        if (first.isEmpty()) first = found;
        QVERIFY(first.size() > 10);
        QCOMPARE(found, first);
    }
}

void TestCli::aRecordRepeatsTheResult() {
    const QString first = imported("first.mainsight"), record = path("run.json");
    QVERIFY(!first.isEmpty());
    QCOMPARE(run({QStringLiteral("analyse"), first, QStringLiteral("--live"), QStringLiteral("--from"), QStringLiteral("2024-02-20"),
                  QStringLiteral("--seed"), QStringLiteral("7"), QStringLiteral("--workers"), QStringLiteral("1")})
                 .exit,
             0);
    const Said said = run({QStringLiteral("export"), first, QStringLiteral("--format"), QStringLiteral("record"), QStringLiteral("--out"), record});
    QVERIFY2(said.exit == 0, said.err.constData());
    const QJsonObject json = QJsonDocument::fromJson(get(record)).object();
    QCOMPARE(json.value(QLatin1String("options")).toObject().value(QLatin1String("seed")).toString(), QStringLiteral("7"));
    QCOMPARE(json.value(QLatin1String("inputs")).toObject().value(QLatin1String("imports")).toArray().size(), 1);

    // Another project of the same files gives the same events, byte for byte, and the record knows it.
    const QString second = imported("second.mainsight");
    const Said again =
        run({QStringLiteral("analyse"), second, QStringLiteral("--from-record"), record, QStringLiteral("--workers"), QStringLiteral("2")});
    QVERIFY2(again.exit == 0, again.err.constData());
    QVERIFY2(again.err.contains("byte for byte"), again.err.constData());
    QVERIFY(events(first).size() > 100);
    QCOMPARE(events(second), events(first));

    // Other options are another run: the record would not be repeated.
    QCOMPARE(run({QStringLiteral("analyse"), second, QStringLiteral("--from-record"), record, QStringLiteral("--seed"), QStringLiteral("8")}).exit,
             2);
    // A result that is not the record's is said to be none.
    put(path("other.json"), get(record).replace(json.value(QLatin1String("results")).toObject().value(QLatin1String("checksum")).toString().toUtf8(),
                                                "0123456789abcdef"));
    const Said other = run({QStringLiteral("analyse"), second, QStringLiteral("--from-record"), path("other.json")});
    QVERIFY2(other.exit != 0 && other.err.contains("not those of the record"), other.err.constData());
    // Other data are refused before anything is done.
    const QString third = path("third.mainsight");
    QCOMPARE(run({QStringLiteral("new"), third, QStringLiteral("--timezone"), QStringLiteral("UTC")}).exit, 0);
    put(path("flow2.csv"), get(path("flow.csv")).replace("8.", "9."));
    QCOMPARE(run({QStringLiteral("import"), third, path("flow2.csv"), QStringLiteral("--map"), path("sensors.csv")}).exit, 0);
    const Said refused = run({QStringLiteral("analyse"), third, QStringLiteral("--from-record"), record});
    QCOMPARE(refused.exit, 2);
    QVERIFY2(refused.err.contains("flow.csv"), refused.err.constData());
    QCOMPARE(run({QStringLiteral("analyse"), second, QStringLiteral("--from-record"), path("flow.csv")}).exit, 2);
}

void TestCli::aPackIsWrittenWholeOrNotAtAll() {
    const QString project = imported("first.mainsight");
    const QStringList pack{QStringLiteral("export"),    project,
                           QStringLiteral("--format"),  QStringLiteral("pack"),
                           QStringLiteral("--for"),     QStringLiteral("planner"),
                           QStringLiteral("--company"), QStringLiteral("Vale Water"),
                           QStringLiteral("--out")};
    const Said zipped = run(pack + QStringList{path("pack.zip")});
    QVERIFY2(zipped.exit == 0, zipped.err.constData());
    QVERIFY(get(path("pack.zip")).startsWith("PK"));
    const Said folder = run(pack + QStringList{path("pack")});
    QVERIFY2(folder.exit == 0, folder.err.constData());
    QVERIFY(get(path("pack/first.pdf")).startsWith("%PDF"));
    QVERIFY(get(path("pack/first.csv")).contains("event,rank,pipe"));
    QVERIFY(QDir(m_folder.path()).entryList({QStringLiteral(".mainsight-*")}, QDir::AllEntries | QDir::Hidden).isEmpty());
    for (const QStringList& wrong : {QStringList{QStringLiteral("--for"), QStringLiteral("nobody")},
                                     {QStringLiteral("--paper"), QStringLiteral("a5")},
                                     {QStringLiteral("--size"), QStringLiteral("big")},
                                     {QStringLiteral("--accent"), QStringLiteral("reddish")},
                                     {QStringLiteral("--sections"), QStringLiteral("everything")},
                                     {QStringLiteral("--logo"), path("flow.csv")}})
        QVERIFY2(run(QStringList{QStringLiteral("export"), project, QStringLiteral("--format"), QStringLiteral("pack"), QStringLiteral("--out"),
                                 path("none")} +
                     wrong)
                         .exit == 2,
                 qPrintable(wrong.join(QLatin1Char(' '))));
    QVERIFY(!QFile::exists(path("none")));
}

void TestCli::aKilledWorkerChangesNothing() {
    const QString project = imported("killed.mainsight");
    QVERIFY(!project.isEmpty());
    QCOMPARE(run({QStringLiteral("analyse"), project}).exit, 0);
    const QByteArray expected = events(project);
    int hits = 0;
    for (const int after_ms : {10, 20, 40, 60, 90, 130, 200}) {
        QProcess process;
        process.start(kCli, {QStringLiteral("--json"), QStringLiteral("analyse"), project, QStringLiteral("--workers"), QStringLiteral("2")});
        QVERIFY(process.waitForStarted());
        // From the first worker on: how long a program takes to start depends on the build and on the machine.
        for (int i = 0; i < 2000 && process.state() == QProcess::Running && workersOf(process.processId()).isEmpty(); ++i) QTest::qWait(5);
        QTest::qWait(after_ms);
        const auto workers = workersOf(process.processId());
        if (process.processId() > 0 && !workers.isEmpty() && ::kill(static_cast<pid_t>(workers.back()), SIGKILL) == 0) ++hits;
        QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished(60'000));
        const QByteArray err = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 0, err.constData());
        QVERIFY(err.count("jobs.worker-lost") <= 1); // mentioned once; not at all when it had nothing to do
        QCOMPARE(events(project), expected);
    }
    QVERIFY(hits > 0);
}

void TestCli::interruptEndsQuicklyAndKeepsTheResults() {
    const QString project = imported("stopped.mainsight");
    QVERIFY(!project.isEmpty());
    QCOMPARE(run({QStringLiteral("analyse"), project}).exit, 0);
    const QByteArray expected = events(project);
    QProcess process;
    process.start(kCli, {QStringLiteral("analyse"), project});
    QVERIFY(process.waitForStarted());
    QTest::qWait(30);
    QElapsedTimer timer;
    timer.start();
    interrupt(process);
    QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished(10'000));
    QVERIFY(timer.elapsed() < 9000);
    QCOMPARE(events(project), expected);
}

void TestCli::ratesAreTriedAndNothingIsStored() {
    const QString project = imported("tried.mainsight");
    QVERIFY(!project.isEmpty());
    QCOMPARE(run({QStringLiteral("analyse"), project}).exit, 0);
    const QByteArray before = events(project);
    const auto tried = run({QStringLiteral("--json"), QStringLiteral("try-rates"), project, QStringLiteral("--rates"), QStringLiteral("0.5, 0.02")});
    QVERIFY2(tried.exit == 0, tried.err.constData());
    const QJsonArray rates = QJsonDocument::fromJson(tried.out).object().value(QStringLiteral("rates")).toArray();
    QCOMPARE(rates.size(), 2);
    QCOMPARE(rates[0].toObject().value(QStringLiteral("false_alarms_per_zone_week")).toDouble(), 0.02);
    QVERIFY(rates[0].toObject().value(QStringLiteral("zone_weeks")).toDouble() > 0);
    QCOMPARE(events(project), before);
    QCOMPARE(run({QStringLiteral("try-rates"), project, QStringLiteral("--rates"), QStringLiteral("9")}).exit, 2);
}

void TestCli::theCalendarIsKeptAndRefusesWhatIsNoDay() {
    const QString project = path("calendar.mainsight");
    QCOMPARE(run({QStringLiteral("new"), project, QStringLiteral("--timezone"), QStringLiteral("Europe/Berlin")}).exit, 0);
    const auto calendar = [&](const char* words) {
        return run(QStringList{QStringLiteral("calendar"), project} + QString::fromLatin1(words).split(QLatin1Char(' ')));
    };
    const auto off = calendar("--off 2025-03-03 --until 2025-03-04 --occasion carnival --year 2025");
    QVERIFY2(off.exit == 0, off.err.constData());
    const QByteArray carnival = "\n2025-03-03  as a Sunday  carnival\n2025-03-04  as a Sunday  carnival\n";
    QVERIFY2(off.out.startsWith("rules of Europe/Berlin\n") && off.out.contains(carnival), off.out.constData());
    QCOMPARE(calendar("--working 2025-05-01").exit, 0);
    const auto listed = calendar("--by-rule 2025-03-03 --year 2025").out;
    QVERIFY2(listed.contains("2025-05-01  as a working day  by hand\n") && !listed.contains("03-03") && listed.contains("03-04"), listed.constData());
    QVERIFY(calendar("--country none --year 2025").out.startsWith("no country's rules hold\n"));
    for (const char* wrong : {"--off=2025-02-29", "--country=Mars/Base", "--working=yesterday"}) {
        const auto refused = calendar(wrong);
        QCOMPARE(refused.exit, 2);
        QVERIFY2(refused.err.contains(QByteArray(wrong).split('=').last()), refused.err.constData());
    }
    for (const char* wrong : {"--off 2025-03-03 --until 2025-03-01", "--off 2025-03-03 --working 2025-03-04"}) QCOMPARE(calendar(wrong).exit, 2);
}

void TestCli::benchMeasuresEveryPart() {
    const auto said = run({QStringLiteral("--json"), QStringLiteral("bench")}, 600'000); // with counters of coverage, minutes
    QVERIFY2(said.exit == 0, said.err.constData());
    const QJsonArray parts = QJsonDocument::fromJson(said.out).object().value(QStringLiteral("parts")).toArray();
    QCOMPARE(parts.size(), 5);
    for (const auto& part : parts) QVERIFY(part.toObject().value(QStringLiteral("here")).toDouble() > 0);
}

void TestCli::resultsOnStdoutMessagesOnStderr() {
    const QString project = imported("streams.mainsight");
    QVERIFY(!project.isEmpty());
    const Said quiet = run({QStringLiteral("--quiet"), QStringLiteral("analyse"), project});
    QCOMPARE(quiet.exit, 0);
    QVERIFY2(quiet.err.isEmpty(), quiet.err.constData());
    const Said json = run({QStringLiteral("--json"), QStringLiteral("analyse"), project});
    QCOMPARE(json.exit, 0);
    QCOMPARE(QJsonDocument::fromJson(json.out).object().value(QLatin1String("outcome")).toString(), QStringLiteral("done"));
    for (const QByteArray& line : json.err.split('\n'))
        if (!line.isEmpty()) QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
    const Said project2 = run({QStringLiteral("events"), project});
    QVERIFY(!project2.out.isEmpty());
}

QTEST_GUILESS_MAIN(TestCli)
#include "test_cli.moc"
