// Any bytes as a project file: opened, and everything in it read; then opened for writing and changed; then repaired, after which it opens. What
// cannot be read is an error, never a crash.
#include "core/project/project_file.h"
#include "core/project/repair.h"
#include "tests/fuzz/fuzz_target.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>

namespace {

using namespace ms;
using project::ProjectFile;

/// Qt finds its SQLite driver by the application.
void needApplication() {
    static int count = 1;
    static char name[] = "fuzz_project", *words[] = {name, nullptr};
    static const QCoreApplication application(count, words);
}

constexpr TimeSpan kAll{{0}, {4'102'444'800'000}};

void readAll(const ProjectFile& file) {
    (void)file.settings().ok();
    (void)file.uiState("layout").ok();
    (void)file.networkText().ok();
    (void)file.gisPipes().ok();
    if (const auto sensors = file.sensors(); sensors.ok())
        for (const auto& summary : *sensors) {
            (void)file.readings(summary.sensor.name, kAll).ok();
            (void)file.envelope(summary.sensor.name, kAll, 50).ok();
        }
    (void)file.qualitySpans().ok();
    (void)file.uncheckedSensors().ok();
    (void)file.repairs().ok();
    (void)file.events().ok();
    (void)file.bands().ok();
    (void)file.notes().ok();
    (void)file.imports().ok();
    (void)file.quiets().ok();
    (void)file.sourceMarks().ok();
    (void)file.quarantine().ok();
    (void)file.profiles().ok();
    (void)file.runs().ok();
    (void)file.analysisData(project::Flags::all).ok();
}

void change(ProjectFile& file) {
    (void)file.forgetSteps().ok();
    ProjectFile::Transaction all(file);
    if (!all.begin().ok()) return;
    series::Readings readings{{1'704'067'200'000, 1'704'068'100'000}, {40, 41}, {0, 0}};
    (void)file.putReadings("P1", readings).ok();
    (void)file.putNote({0, 0, {1'704'067'200'000}, "me", "a note", {1'704'067'200'000}}).ok();
    if (const auto events = file.events(); events.ok()) (void)file.replaceEvents(*events, 1).ok();
    (void)all.commit().ok();
}

void exerciseProject(std::string_view bytes) {
    needApplication();
    const QString path = QString::fromStdString(test::scratchFile("p.mainsight", bytes));
    const auto forget = [&path] {
        const QDir folder(QString::fromStdString(test::scratchFolder().string()));
        for (const QString& rest : folder.entryList({QStringLiteral("p.mainsight?*")}, QDir::Files | QDir::Hidden))
            QFile::remove(folder.filePath(rest));
    };
    forget();
    if (const auto file = ProjectFile::open(path, ProjectFile::Mode::readOnly); file.ok()) readAll(**file);
    if (const auto file = ProjectFile::open(path, ProjectFile::Mode::readWrite); file.ok()) change(**file);
    if (project::repairProject(path).ok()) test::demand(ProjectFile::open(path, ProjectFile::Mode::readOnly).ok());
    forget();
}

/// A project with something in every table, in one file of small pages.
std::string madeProject() {
    needApplication();
    const QString path = QString::fromStdString((test::scratchFolder() / "seed.mainsight").string());
    for (const char* rest : {"", "-wal", "-shm"}) QFile::remove(path + QLatin1String(rest));
    {
        auto made = ProjectFile::create(path, {"Town", "Europe/London", "EPSG:27700"});
        test::demand(made.ok());
        ProjectFile& file = **made;
        bool fine = file.setUiState("layout", "x").ok();
        fine = fine && file.setNetworkText("[JUNCTIONS]\n A 0 1\n[RESERVOIRS]\n R 50\n[PIPES]\n P1 R A 100 100 100\n", "net.inp").ok();
        fine = fine && file.setGisPipes({{"P1", {{0, 0}, {100, 0}}, 100, 0.1, "PE", "Road"}}).ok();
        fine = fine && file.putSensor({"P1", "A", Quantity::pressure, "m", "A", 1.0, 2.0, "UTC", 1}).ok();
        series::Readings readings;
        for (int i = 0; i < 200; ++i) {
            readings.times_ms.push_back(1'704'067'200'000 + 900'000LL * i);
            readings.values.push_back(40 + 0.1 * (i % 7));
            readings.quality.push_back(0);
        }
        fine = fine && file.putReadings("P1", readings).ok();
        fine = fine && file.addExclusion("P1", {{1'704'067'200'000}, {1'704'070'800'000}}, "works").ok();
        fine = fine && file.putRepairs({{"J1", "P1", Instant{1'704'067'200'000}, Instant{1'704'070'800'000}, 1.0, 2.0, "Road"}}).ok();
        detection::Event event;
        event.zone = "A";
        event.detectedAt = event.startedAt = event.startedCi.first = event.startedCi.second = {1'704'067'200'000};
        event.area.pipes = {{"P1", 0.2, 55}};
        event.history = {{event.detectedAt, true, event.flow_m3s, event.area}};
        fine = fine && file.replaceEvents({event}, 1).ok();
        analysis::ExpectedBand band;
        band.sensor = "P1";
        band.start = {1'704'067'200'000};
        band.step = minutes(15);
        const auto packed = project::packBand(band);
        fine = fine && packed.ok() && file.replaceBands({*packed}).ok();
        fine = fine && file.putNote({0, 1, {1'704'067'200'000}, "me", "a note", {1'704'067'200'000}}).ok();
        fine = fine && file.putQuiet({0, "A", "", {{1'704'067'200'000}, {1'704'070'800'000}}, "works"}).ok();
        fine = fine && file.putSourceMark("folder", "mark").ok();
        fine = fine && file.addImport({"a.csv", "00", "wide", {1'704'067'200'000}, 200, 1, 0, {}, "{}"}).ok();
        fine = fine && file.addRun({0, {1'704'067'200'000}, {1'704'067'200'000}, "0.1", "{}", "{}", 2, true}).ok();
        test::demand(fine);
    }
    {
        auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("seed"));
        db.setDatabaseName(path);
        test::demand(db.open());
        for (const char* statement : {"PRAGMA journal_mode = DELETE", "PRAGMA page_size = 512", "VACUUM"})
            test::demand(QSqlQuery(db).exec(QLatin1String(statement)));
        db.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("seed"));
    return test::readWhole(path.toStdString());
}

std::vector<std::string> projectSeeds() {
    const std::string whole = madeProject();
    std::string older = whole;
    older[63] = 5; // PRAGMA user_version: one that is to be migrated, and fails at it
    return {whole, older};
}

const test::FuzzTargetEntry kProject({"project", exerciseProject, projectSeeds});

} // namespace
