// Imports the shared data the way a run does, and compares with what a naive reader of its own makes of the same files. Skipped where the data are
// missing.
#include "core/export/series_csv.h"
#include "core/project/import_hints.h"
#include "core/project/project_file.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace ms;
using project::ProjectFile;

namespace {

template <typename T>
T must(Result<T> r) {
    if (!r.ok()) qFatal("%s", r.error().toString().c_str());
    return std::move(r).value();
}
void must(Result<void> r) {
    if (!r.ok()) qFatal("%s", r.error().toString().c_str());
}

QString shared(const QString& path) { return QString(MAINSIGHT_SHARED_DATA) + "/" + path; }

struct Imported {
    std::vector<ProjectFile::PutFile> files;
    ProjectFile::PutOutcome total;
};

Imported importAll(ProjectFile& file, const QStringList& paths, const project::ImportWishes& wishes, bool commit = true) {
    QTemporaryDir dir;
    NullSink sink;
    const auto hints = must(project::importHints(file, wishes));
    std::vector<std::string> names;
    for (const QString& p : paths) names.push_back(p.toStdString());
    const auto plan = must(ingest::planImport(names, 2));
    Imported all;
    ProjectFile::Transaction transaction(file);
    must(transaction.begin());
    for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
        const QString out = dir.filePath(QString::number(i));
        must(ingest::importFiles(plan.tasks[i], hints, out.toStdString(), sink, {}));
        for (auto& f : must(file.putParsedFile(out))) {
            all.total.added += f.outcome.added;
            all.total.unchanged += f.outcome.unchanged;
            all.total.replaced += f.outcome.replaced;
            all.files.push_back(std::move(f));
        }
    }
    if (commit) must(transaction.commit());
    return all;
}

/// The counts of a file that make_dirty.py made, from its own list of what it did.
struct ExpectedCounts {
    std::int64_t rows = 0, values = 0, text = 0, empty = 0, duplicates = 0, conflicts = 0, late = 0, missing = 0;
};

constexpr int kYearRows = 105120; ///< five-minute rows of 2019

std::map<QString, ExpectedCounts> expectedOf(const QString& folder, const std::map<QString, QStringList>& columns) {
    QFile truth(folder + "/truth/faults.csv");
    if (!truth.open(QIODevice::ReadOnly)) qFatal("faults.csv");
    const std::int64_t start = instantFromIso("2019-01-01T00:00:00Z")->ms;
    const auto row = [start](const QString& text) { return static_cast<int>((instantFromIso(text.toStdString())->ms - start) / 300'000); };
    std::map<QString, ExpectedCounts> counts;
    std::map<QString, std::set<std::pair<QString, int>>> codes, gaps;
    std::map<QString, std::vector<int>> times; // how often each row stands there
    for (const auto& [file, names] : columns) times[file].assign(kYearRows, 1);
    const auto lines = QString::fromUtf8(truth.readAll()).split('\n', Qt::SkipEmptyParts);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QStringList f = lines[i].split(';'); // kind, file, column, start, end, value, note
        const int from = row(f[3]), to = row(f[4]);
        ExpectedCounts& c = counts[f[1]];
        for (int k = from; k <= to; ++k) {
            if (f[0] == "error_code") codes[f[1]].insert({f[2], k});
            if (f[0] == "gap_cells") gaps[f[1]].insert({f[2], k});
            if (f[0] == "missing_rows") times[f[1]][static_cast<std::size_t>(k)] = 0, ++c.missing;
            if (f[0] == "duplicate_rows") times[f[1]][static_cast<std::size_t>(k)] = 2, ++c.duplicates;
            if (f[0] == "conflicting_duplicate") times[f[1]][static_cast<std::size_t>(k)] = 2, ++c.conflicts;
            if (f[0] == "late_rows") ++c.late;
        }
    }
    for (const auto& [file, names] : columns) {
        ExpectedCounts& c = counts[file];
        for (const int n : times[file]) {
            c.rows += n;
            if (n > 0) c.values += names.size();
        }
        for (const auto& cell : codes[file]) {
            const int n = times[file][static_cast<std::size_t>(cell.second)];
            c.text += n;
            if (n > 0) --c.values;
        }
        for (const auto& cell : gaps[file]) {
            if (codes[file].count(cell) > 0) continue; // the code was written over it
            const int n = times[file][static_cast<std::size_t>(cell.second)];
            c.empty += n;
            if (n > 0) --c.values;
        }
    }
    return counts;
}

void compareCounts(const ingest::FileReport& r, const ExpectedCounts& e) {
    QCOMPARE(r.error, std::string());
    QCOMPARE(r.rows, e.rows);
    QCOMPARE(r.textCells, e.text);
    QCOMPARE(r.emptyCells, e.empty);
    QCOMPARE(r.duplicateRows, e.duplicates);
    QCOMPARE(r.conflictingRows, e.conflicts);
    QCOMPARE(r.lateRows, e.late);
    QCOMPARE(r.missingRows, e.missing);
    QCOMPARE(r.values, e.values);
    QCOMPARE(r.quarantined, e.text + e.conflicts);
}

/// Column `name` of a BattLeDIM file, by plain splitting.
std::vector<double> naive(const QString& path, const QString& name) {
    QProcess zcat;
    zcat.start("gzip", {"-dc", path});
    if (!zcat.waitForFinished(60'000)) qFatal("gzip");
    const auto lines = QString::fromLatin1(zcat.readAllStandardOutput()).split("\r\n", Qt::SkipEmptyParts);
    const auto column = lines.front().split(';').indexOf(name);
    std::vector<double> values;
    for (qsizetype i = 1; i < lines.size(); ++i)
        values.push_back(lines[i].section(';', static_cast<int>(column), static_cast<int>(column)).replace(',', '.').toDouble());
    return values;
}

} // namespace

class TestImportGolden : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

private Q_SLOTS:
    void initTestCase() {
        if (!QDir(MAINSIGHT_SHARED_DATA).exists()) {
            std::fprintf(stderr, "skipped: no reference data at %s\n", MAINSIGHT_SHARED_DATA);
            std::exit(77);
        }
    }

    void lTownComesInValueForValueAndOnlyOnce() {
        auto file = must(ProjectFile::create(m_dir.filePath("l.mainsight"), {"", "UTC", ""}));
        QFile inp(shared("ltown/network.inp"));
        QVERIFY(inp.open(QIODevice::ReadOnly));
        must(file->setNetworkText(inp.readAll().toStdString(), "network.inp"));
        project::ImportWishes wishes{"UTC", {{"pressure", "m"}, {"flow", "m3/h"}, {"level", "m"}, {"demand", "l/h"}}, {}};
        QStringList paths;
        for (const char* name : {"Demands", "Flows", "Levels", "Pressures"}) paths << shared(QString("ltown/hist/%1.csv.gz").arg(name));
        const auto first = importAll(*file, paths, wishes);
        QCOMPARE(first.total, (ProjectFile::PutOutcome{35040 * 82 + 105120 * 37, 0, 0}));
        const auto sensors = must(file->sensors());
        QCOMPARE(sensors.size(), std::size_t{119});
        for (const auto& s : sensors) QVERIFY2(!s.sensor.element.empty(), s.sensor.name.c_str());
        for (const auto& [name, path, factor] :
             {std::tuple{"n105", "Pressures", 1.0}, std::tuple{"p227", "Flows", 1.0 / 3600}, std::tuple{"T1", "Levels", 1.0}}) {
            std::vector<double> expected = naive(shared(QString("ltown/hist/%1.csv.gz").arg(path)), name);
            for (double& v : expected) v *= factor;
            const auto readings = must(file->readings(name, {}));
            QVERIFY(readings.values == expected);
            QCOMPARE(readings.times_ms.front(), instantFromIso("2018-01-01T00:00:00Z")->ms);
            QCOMPARE(readings.times_ms.back(), instantFromIso("2018-12-31T23:55:00Z")->ms);
        }
        const auto again = importAll(*file, paths, wishes);
        QCOMPARE(again.total, (ProjectFile::PutOutcome{0, 35040 * 82 + 105120 * 37, 0}));
        QCOMPARE(must(file->sensors()).size(), std::size_t{119});
        QCOMPARE(must(file->imports()).size(), std::size_t{4});
        // Not committed: as if nothing had been.
        importAll(*file, {shared("ltown/eval/Levels.csv.gz")}, wishes, false);
        QCOMPARE(must(file->readings("T1", {})).size(), std::size_t{105120});
    }

    void everyFaultOfADirtyYearIsAccountedForExactly() {
        const QString dirty = m_dir.filePath("dirty");
        QProcess python;
        python.start("python3", {shared("../accept/make_dirty.py"), shared("ltown/eval"), dirty, "7"});
        if (!python.waitForStarted(10'000)) QSKIP("there is no python3 to make the dirty year with");
        QVERIFY2(python.waitForFinished(600'000) && python.exitCode() == 0, python.readAllStandardError().constData());
        std::map<QString, QStringList> columns;
        QStringList packed, plain;
        for (const char* name : {"Pressures", "Flows", "Levels"}) {
            const QString path = QString("%1/%2.csv.gz").arg(dirty, name);
            QProcess zcat;
            zcat.start("gzip", {"-dc", path});
            QVERIFY(zcat.waitForFinished(60'000));
            const QByteArray text = zcat.readAllStandardOutput();
            columns[name] = QString::fromLatin1(text.left(text.indexOf('\r'))).split(';').mid(1);
            QVERIFY(QDir().mkpath(dirty + "/plain"));
            QFile out(QString("%1/plain/%2.csv").arg(dirty, name));
            QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
            packed << path;
            plain << out.fileName();
        }
        const auto expected = expectedOf(dirty, columns);
        const project::ImportWishes wishes{"UTC", {{"pressure", "m"}, {"flow", "m3/h"}, {"level", "m"}}, {}};
        auto file = must(ProjectFile::create(m_dir.filePath("dirty.mainsight"), {"", "UTC", ""}));
        for (const auto& f : importAll(*file, packed, wishes).files)
            compareCounts(f.report, expected.at(QString::fromStdString(f.report.path).section('/', -1).section('.', 0, 0)));
        // Unpacked, the large one is read in parts: no part may lose or count twice what lies at its edge.
        std::map<QString, ingest::FileReport> sums;
        const auto again = importAll(*file, plain, wishes);
        for (const auto& f : again.files) sums[QString::fromStdString(f.report.path).section('/', -1).section('.', 0, 0)].add(f.report);
        QVERIFY(again.files.size() > 3);
        for (const auto& [name, sum] : sums) compareCounts(sum, expected.at(name));
        QCOMPARE(again.total.added, std::int64_t{0});
        QCOMPARE(again.total.replaced, std::int64_t{0});
        // What stayed out is kept, and all of it counted.
        std::int64_t kept = 0;
        for (const auto& q : must(file->quarantine())) {
            QCOMPARE(q.total, static_cast<std::int64_t>(q.listed.size()));
            kept += q.total;
        }
        std::int64_t out = 0;
        for (const auto& [name, e] : expected) out += e.text + e.conflicts;
        QCOMPARE(kept, 2 * out); // of both forms of each file
    }

    void withoutAMapTheDrillIsGuessedRightly() {
        for (const QString& name : QDir(shared("drill")).entryList({"DMA*"}, QDir::Dirs)) {
            const QString folder = shared("drill/" + name);
            auto file = must(ProjectFile::create(m_dir.filePath(name + "-guessed.mainsight"), {"", "Europe/London", ""}));
            const auto imported = importAll(*file, {folder + "/loggers"}, {"", {{"pressure", "m"}, {"flow", "l/s"}}, {}}); // the historian names none
            std::map<std::string, const ingest::ChannelGuess*> byHeader;
            std::map<std::string, const ingest::FileReport*> byFile;
            for (const auto& f : imported.files) {
                QVERIFY2(f.report.error.empty(), (f.report.path + ": " + f.report.error).c_str());
                QVERIFY2(f.report.confidence >= 0.5 && !f.report.evidence.empty(),
                         (f.report.path + " " + std::to_string(f.report.confidence)).c_str());
                byFile[f.report.path.substr(f.report.path.find_last_of('/') + 1)] = &f.report;
            }
            for (const auto& row : must(ingest::readSensorMap((folder + "/sensors.csv").toStdString()))) {
                const ingest::FileReport* report = byFile.at(row.file);
                const auto guess = std::find_if(report->guesses.begin(), report->guesses.end(),
                                                [&](const auto& g) { return report->guesses.size() == 1 || g.header == row.column; });
                QVERIFY2(guess != report->guesses.end(), row.column.c_str());
                QCOMPARE(nameOf(guess->sensor.quantity), nameOf(row.sensor.quantity));
                const std::string what = row.file + ": " + row.column + ": " + guess->sensor.unit + " for " + row.sensor.unit;
                QVERIFY2(unitFromString(guess->sensor.unit)->toSi == unitFromString(row.sensor.unit)->toSi, what.c_str());
                QVERIFY(!guess->reasons.empty());
            }
        }
    }

    void anExportComesBackValueForValue() {
        const QString folder = shared("drill/DMA01");
        auto file = must(ProjectFile::create(m_dir.filePath("round.mainsight"), {"", "Europe/London", ""}));
        const auto first = importAll(*file, {folder + "/loggers"}, {"", {}, (folder + "/sensors.csv").toStdString()});
        QVERIFY(first.total.added > 100'000);
        std::vector<series::Sensor> sensors;
        for (const auto& s : must(file->sensors())) sensors.push_back(s.sensor);
        const QString csv = m_dir.filePath("all.csv");
        const auto read = [&](const series::Sensor& s) { return file->readings(s.name, {}); };
        QCOMPARE(must(output::writeSeries(sensors, read, csv.toStdString())).values, first.total.added);
        QCOMPARE(importAll(*file, {csv}, {}).total, (ProjectFile::PutOutcome{0, first.total.added, 0}));
        // Into an empty project: the same sensors, bit for bit.
        auto other = must(ProjectFile::create(m_dir.filePath("round2.mainsight"), {"", "UTC", ""}));
        importAll(*other, {csv}, {});
        for (const auto& s : sensors) {
            const auto a = must(file->readings(s.name, {})), b = must(other->readings(s.name, {}));
            QVERIFY2(a == b, s.name.c_str());
        }
    }

    void drillAndBristolNeedNothingButTheirMap() {
        QStringList folders;
        for (const QString& name : QDir(shared("drill")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) folders << shared("drill/" + name);
        folders << shared("bwfl");
        for (const QString& folder : folders) {
            auto file = must(ProjectFile::create(m_dir.filePath(QDir(folder).dirName() + QString::number(qHash(folder)) + ".mainsight"),
                                                 {"", "Europe/London", ""}));
            const auto rows = must(ingest::readSensorMap((folder + "/sensors.csv").toStdString()));
            const auto imported = importAll(*file, {folder + "/loggers"}, {"", {}, (folder + "/sensors.csv").toStdString()});
            for (const auto& f : imported.files) QVERIFY2(f.report.error.empty(), (f.report.path + ": " + f.report.error).c_str());
            const auto sensors = must(file->sensors());
            QCOMPARE(sensors.size(), rows.size());
            for (const auto& s : sensors) {
                QVERIFY2(s.count > 0, s.sensor.name.c_str());
                QVERIFY2(s.sensor.x.has_value() || s.sensor.element.empty(), s.sensor.name.c_str());
            }
            for (const auto& f : imported.files) {
                if (f.report.path.find("BWFL") != std::string::npos || f.report.path.find("bwfl") != std::string::npos) continue;
                // 26 weeks of quarter-hours a channel: every one is there, empty, or told as missing.
                const std::int64_t rowsSeen = f.report.values + f.report.emptyCells + f.report.textCells + f.report.missingRows;
                QVERIFY2(rowsSeen % 17472 <= 400 || rowsSeen % 17472 >= 17072, (f.report.path + ": " + std::to_string(rowsSeen)).c_str());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestImportGolden)
#include "test_import_golden.moc"
