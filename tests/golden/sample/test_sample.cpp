// The sample that ships: opened as the window opens it, and its events against the truth that resources/sample/westvale.json states.
#include "core/project/project_file.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QTest>

#include <algorithm>

using namespace ms;
using detection::Event;
using detection::EventKind;

namespace {

const QString kSample = QStringLiteral(MAINSIGHT_BIN_DIR "/../share/mainsight/sample/westvale.mainsight");

Instant at(const char* text) { return *instantFromIso(text); }

bool isBurst(const Event& event) { return event.kind == EventKind::burst || event.kind == EventKind::leak; }

/// The event that was called for a burst: of its zone, detected while it was open, nearest to its start.
const Event* calledFor(const std::vector<Event>& events, const std::string& zone, Instant start, Instant end) {
    const Event* best = nullptr;
    for (const Event& event : events)
        if (isBurst(event) && event.zone == zone && event.detectedAt >= start && event.detectedAt <= end &&
            (!best || event.detectedAt < best->detectedAt))
            best = &event;
    return best;
}

bool holds(const Event& event, const std::string& pipe) {
    return event.area.wholeZone ||
           std::any_of(event.area.pipes.begin(), event.area.pipes.end(), [&](const detection::PipeProbability& p) { return p.id == pipe; });
}

} // namespace

class TestSample : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (!QFileInfo::exists(kSample)) QSKIP("the sample is not built here (sanitizer builds leave it out)");
    }

    void opensQuickly() {
        QElapsedTimer timer;
        timer.start();
        const auto file = project::ProjectFile::open(kSample, project::ProjectFile::Mode::readOnly);
        QVERIFY2(file.ok(), file.ok() ? "" : file.error().toString().c_str());
        const auto data = (*file)->analysisData(project::Flags::knownNow);
        QVERIFY(data.ok());
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(data->network);
        QCOMPARE(data->sensors.size(), std::size_t{18});
        QCOMPARE(data->repairs.size(), std::size_t{2});
        QCOMPARE((*file)->settings()->timezone, std::string("Europe/London"));
        QCOMPARE((*file)->settings()->crs, std::string("EPSG:27700"));
    }

    void keepsEverySideOfTheClockChange() {
        const auto file = project::ProjectFile::open(kSample, project::ProjectFile::Mode::readOnly);
        QVERIFY(file.ok());
        const TimeSpan night{at("2025-10-26T00:00:00Z"), at("2025-10-26T03:00:00Z")};
        const auto sensors = (*file)->sensors();
        QVERIFY(sensors.ok());
        for (const project::SensorSummary& summary : *sensors) {
            const auto readings = (*file)->readings(summary.sensor.name, night);
            QVERIFY(readings.ok());
            QVERIFY2(readings->size() == 12,
                     (summary.sensor.name + ": " + std::to_string(readings->size())).c_str()); // 3 h of quarters, none lost, none doubled
        }
    }

    void findsTheThreeBursts() {
        const auto file = project::ProjectFile::open(kSample, project::ProjectFile::Mode::readOnly);
        QVERIFY(file.ok());
        const auto events = (*file)->events();
        QVERIFY(events.ok());
        struct Truth {
            const char* zone;
            const char* pipe;
            Instant start, end;
            double flow_lps;
        };
        const Truth truths[] = {{"Hilltop", "P045", at("2025-10-22T01:40:00Z"), at("2025-10-24T14:10:00Z"), 2.3},
                                {"Riverside", "P155", at("2025-11-03T22:00:00Z"), at("2025-11-11T11:30:00Z"), 1.6},
                                {"Hilltop", "P013", at("2025-11-19T05:50:00Z"), at("2025-11-24T00:00:00Z"), 1.6}};
        for (const Truth& truth : truths) {
            const Event* event = calledFor(*events, truth.zone, truth.start, truth.end);
            QVERIFY2(event, truth.pipe);
            QVERIFY2(holds(*event, truth.pipe), truth.pipe);
            const double flow_lps = event->flow_m3s.value * 1000;
            QVERIFY2(flow_lps > 0.7 * truth.flow_lps && flow_lps < 1.4 * truth.flow_lps, qPrintable(QString::number(flow_lps)));
        }
        const Event* first = calledFor(*events, "Hilltop", truths[0].start, truths[0].end);
        QVERIFY(first->detectedAt - truths[0].start < hours(6)); // a quarter of the inflow, in the small hours
        QVERIFY(first->area.share < 0.25);
    }

    void callsTheFlushingNoBurst() {
        const auto file = project::ProjectFile::open(kSample, project::ProjectFile::Mode::readOnly);
        QVERIFY(file.ok());
        const auto events = (*file)->events();
        QVERIFY(events.ok());
        for (const Event& event : *events)
            QVERIFY2(!isBurst(event) || event.detectedAt < at("2025-10-28T10:15:00Z") || event.detectedAt > at("2025-10-28T14:00:00Z"),
                     event.why.c_str());
        const auto uses = std::count_if(events->begin(), events->end(), [](const Event& e) { return e.kind == detection::EventKind::demand; });
        QCOMPARE(uses, 1); // taken apart into steps or not, it is told once
    }
};

QTEST_GUILESS_MAIN(TestSample)
#include "test_sample.moc"
