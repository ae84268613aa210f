#include "core/ingest/parsed_file.h"
#include "core/project/project_file.h"
#include "tests/unit/project/made_project.h"

#include <QTemporaryDir>
#include <QtTest>

#include <span>

using namespace ms;
using namespace ms::project;
using series::Readings;
using tests::must;
using tests::quarterHours;

/// Imports as steps that are taken back and done again.
class TestImportSteps : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_number = 0;
    std::unique_ptr<ProjectFile> make() {
        return must(ProjectFile::create(m_dir.filePath(QString("p%1.mainsight").arg(++m_number)), {"Test", "Europe/London", "EPSG:27700"}));
    }

    /// A file as a worker hands it over: one sensor with these readings.
    QString parsed(const std::string& sensor, const Readings& r, const std::string& source) {
        const QString path = m_dir.filePath(QString("parsed%1").arg(++m_number));
        auto writer = must(ingest::ParsedFileWriter::create(path.toStdString()));
        series::Sensor s;
        s.name = sensor;
        s.unit = "m";
        writer.add(ingest::ParsedSensor{0, s, false});
        ingest::ChunkEncoder encoder;
        for (std::size_t from = 0; from < r.size();) {
            std::size_t to = from;
            while (to < r.size() && ingest::monthOf(r.times_ms[to]) == ingest::monthOf(r.times_ms[from])) ++to;
            const auto cut = [&](const auto& v) { return std::span(v).subspan(from, to - from); };
            writer.add(ingest::ParsedChunk{0, encoder.encode({cut(r.times_ms), {}, {}, cut(r.values), cut(r.quality)})});
            from = to;
        }
        ingest::FileReport report;
        report.path = source;
        report.checksum = source;
        report.values = static_cast<std::int64_t>(r.size());
        writer.add(report);
        must(writer.finish());
        return path;
    }

    std::int64_t importAsStep(ProjectFile& p, const QString& parsedPath, const std::vector<analysis::Repair>& repairs = {}) {
        ProjectFile::Transaction all(p);
        must(all.begin());
        must(p.beginStep(true));
        must(p.putParsedFile(parsedPath));
        if (!repairs.empty()) must(p.putRepairs(repairs));
        const auto step = must(p.endStep());
        must(all.commit());
        return step;
    }

private Q_SLOTS:
    void anImportIsOneStepThatCanBeTakenBackAndDoneAgain() {
        auto p = make();
        Readings first = quarterHours(700, 1), second = first;
        for (std::size_t i = 300; i < 320; ++i) second.values[i] += 1; // corrected by a later file
        const analysis::Repair open{"J1", "p1", instantFromIso("2024-01-05T00:00:00Z"), {}, {}, {}, "High Street"};
        analysis::Repair done = open;
        done.completed = instantFromIso("2024-01-09T00:00:00Z");

        const auto one = importAsStep(*p, parsed("a", first, "one.csv"), {open});
        QVERIFY(one > 0);
        const auto sensorsOne = must(p->sensors());
        const auto two = importAsStep(*p, parsed("a", second, "two.csv"), {done});
        QVERIFY(two > one);
        QCOMPARE(must(p->imports()).size(), std::size_t{2});
        QVERIFY(must(p->readings("a", {})) == second);

        // The older one stands fast as long as the newer is above it.
        QCOMPARE(p->swapStep(one, true).error().code, ErrorCode::busy);
        QVERIFY(must(p->readings("a", {})) == second);

        must(p->swapStep(two, true));
        QVERIFY(must(p->readings("a", {})) == first);
        QCOMPARE(must(p->imports()).size(), std::size_t{1});
        QVERIFY(must(p->repairs()) == std::vector<analysis::Repair>{open});
        QCOMPARE(must(p->sensors())[0].count, sensorsOne[0].count);
        QVERIFY(must(p->sensors())[0].span == sensorsOne[0].span);
        QVERIFY(!p->swapStep(two, true).ok()); // twice is no undo

        must(p->swapStep(one, true));
        QVERIFY(must(p->sensors()).empty());
        QVERIFY(must(p->imports()).empty());
        QVERIFY(must(p->repairs()).empty());

        must(p->swapStep(one, false));
        QVERIFY(must(p->readings("a", {})) == first);
        must(p->swapStep(two, false));
        QVERIFY(must(p->readings("a", {})) == second);
        QVERIFY(must(p->repairs()) == std::vector<analysis::Repair>{done});
        QCOMPARE(must(p->imports()).size(), std::size_t{2});

        // Stopped on the way, it has not happened.
        QCOMPARE(p->swapStep(two, true, [](std::int64_t, std::int64_t) { return false; }).error().code, ErrorCode::cancelled);
        QVERIFY(must(p->readings("a", {})) == second);

        must(p->forgetSteps());
        QCOMPARE(p->swapStep(two, true).error().code, ErrorCode::notFound);
        QVERIFY(must(p->readings("a", {})) == second);
    }

    void theSameFileAgainLeavesNoStep() {
        auto p = make();
        const Readings r = quarterHours(50, 1);
        QVERIFY(importAsStep(*p, parsed("a", r, "one.csv")) > 0);
        QCOMPARE(importAsStep(*p, parsed("a", r, "one.csv")), std::int64_t{0});
    }

    void aStepThatIsNotKeptMakesOlderOnesStandFast() {
        auto p = make();
        const auto one = importAsStep(*p, parsed("a", quarterHours(50, 1), "one.csv"));
        {
            ProjectFile::Transaction all(*p);
            must(all.begin());
            must(p->beginStep(false));
            must(p->putParsedFile(parsed("a", quarterHours(80, 1), "two.csv")));
            QCOMPARE(must(p->endStep()), std::int64_t{0});
            must(all.commit());
        }
        QCOMPARE(p->swapStep(one, true).error().code, ErrorCode::busy);
        QCOMPARE(must(p->sensors())[0].count, std::int64_t{80});
    }

    void anAmendedSensorTakesThePlaceOfWhatTheFileSaid() {
        auto p = make();
        series::Sensor wanted;
        wanted.name = "Mill Lane";
        wanted.element = "n7";
        wanted.unit = "m";
        wanted.zone = "DMA07";
        wanted.sign = -1;
        {
            ProjectFile::Transaction all(*p);
            must(all.begin());
            must(p->putParsedFile(parsed("a", quarterHours(50, 1), "one.csv"), {{"a", wanted}}));
            must(all.commit());
        }
        const auto sensors = must(p->sensors());
        QCOMPARE(sensors.size(), std::size_t{1});
        QVERIFY(sensors[0].sensor == wanted);
        QCOMPARE(sensors[0].count, std::int64_t{50});
    }
};

QTEST_GUILESS_MAIN(TestImportSteps)
#include "test_import_steps.moc"
