// Imports the shared data the way a run does, and compares with what a naive reader of its own makes of the same files. Skipped where the data are
// missing.
#include "core/project/import_hints.h"
#include "core/project/project_file.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

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
