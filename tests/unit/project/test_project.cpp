#include "core/project/json_value.h"
#include "core/project/project_file.h"
#include "core/project/quality_check.h"
#include "tests/unit/project/made_project.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace ms;
using namespace ms::project;
using series::Readings;
using tests::kStep;
using tests::must;
using tests::quarterHours;

namespace {

detection::Event someEvent(std::int64_t id, const char* start) {
    detection::Event e;
    e.id = id;
    e.kind = detection::EventKind::leak;
    e.zone = "A \"quoted\"\n\xC3\xA4";
    e.startedAt = *instantFromIso(start);
    e.detectedAt = e.startedAt + hours(30);
    e.startedCi = {e.startedAt - hours(5), e.startedAt + hours(3)};
    e.flow_m3s = {0.0041 / 3, 0.1 + 0.2, 1e-9};
    e.volume_m3 = 1234.5678901234567;
    e.confidence = 0.97;
    e.why = "inflow rose";
    e.evidence = {{"n1", Quantity::pressure, -0.31, -8.2}, {"p1", Quantity::flow, 0.1 / 3000, 4}};
    e.rivals = {{detection::EventKind::demand, 0.01}};
    e.area = {0.9, 812.25, 0.019, false, {{"p123", 0.21, 55.1}, {"p7", 1.0 / 3, 0.1}}};
    e.history = {{e.detectedAt, true, {0.001, 0.0005, 0.002}, e.area}};
    return e;
}

} // namespace

class TestProject : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    int m_number = 0;
    QString fresh() { return m_dir.filePath(QString("p%1.mainsight").arg(++m_number)); }
    std::unique_ptr<ProjectFile> make() { return must(ProjectFile::create(fresh(), {"Test", "Europe/London", "EPSG:27700"})); }

private Q_SLOTS:
    void aZoneOrASensorIsKeptQuietForAWhile() {
        QTemporaryDir folder;
        auto created = ProjectFile::create(folder.filePath(QStringLiteral("quiet.mainsight")), {});
        QVERIFY(created.ok());
        ProjectFile& p = **created;
        Quiet work{0, "Hill", {}, {Instant{1000}, Instant{2000}}, "flushing"};
        const auto id = p.putQuiet(work);
        QVERIFY(id.ok());
        work.id = *id;
        QCOMPARE(p.putQuiet(Quiet{0, {}, "P1", {Instant{500}, Instant{1500}}, {}}).ok(), true);
        const auto quiets = p.quiets();
        QVERIFY(quiets.ok() && quiets->size() == 2);
        QVERIFY(quiets->at(1) == work);
        QVERIFY(!p.putQuiet(Quiet{0, "Hill", "P1", {Instant{1}, Instant{2}}, {}}).ok());
        QVERIFY(!p.putQuiet(Quiet{0, "Hill", {}, {Instant{2}, Instant{2}}, {}}).ok());
        detection::Event e;
        e.zone = "Hill";
        e.detectedAt = Instant{1000};
        QVERIFY(isQuiet(e, *quiets));
        e.history.push_back({});
        e.history.back().at = Instant{2000}; // it goes on beyond the end
        QVERIFY(!isQuiet(e, *quiets));
        e.zone = "Quay";
        e.evidence.push_back({"P1", Quantity::pressure, 0, 0});
        e.history.back().at = Instant{700};
        QVERIFY(!isQuiet(e, *quiets)); // a burst is no fault of the sensor
        e.kind = detection::EventKind::sensorFault;
        QVERIFY(isQuiet(e, *quiets));
        QVERIFY(p.removeQuiet(*id).ok());
        QCOMPARE(p.removeQuiet(*id).error().code, ErrorCode::notFound);
    }

    void theLastCalibrationCountsUntilItIsTakenAway() {
        auto file = make();
        QVERIFY(file->calibration().ok() && !file->calibration()->has_value());
        calibration::Calibration c;
        c.period = {Instant{0}, Instant{86'400'000}};
        c.instants = 8;
        c.converged = true;
        c.loggers.push_back({"PL \"1\"", {0.1, -0.2, 0.4}, {0.01, 0, 0.02}, 0.5, 0.05, 0.3});
        c.demands.push_back({"Hill", {1.2, 1.1, 1.3}, {"J1", "J2"}});
        c.roughness.push_back({"roughness 110", {0.8, 0.7, 0.9}, 1234.5, {"P1", "P2"}});
        c.closed.push_back({"P7", 4.25});
        c.reach.push_back({"Hill", 0.0021});
        QVERIFY(file->putCalibration(c).ok());
        calibration::Calibration newer = c;
        newer.closed.clear();
        QVERIFY(file->putCalibration(newer).ok());
        QVERIFY(**file->calibration() == newer);
        QCOMPARE(*file->removeCalibrations(false), 1);
        QVERIFY(**file->calibration() == c);
        QVERIFY(file->putCalibration(newer).ok());
        QCOMPARE(*file->removeCalibrations(true), 2);
        QVERIFY(!file->calibration()->has_value());
        QCOMPARE(*file->removeCalibrations(false), 0);
        QVERIFY(file->setCalibrations({newer, c, newer}).ok());
        QVERIFY(file->setCalibrations({c, newer}).ok());
        QVERIFY(*file->calibrations() == (std::vector{c, newer}));
        QCOMPARE(calibrationFromJson("{}").error().code, ErrorCode::invalidInput);
    }

    void settingsSurviveClosing() {
        const QString path = fresh();
        {
            auto p = must(ProjectFile::create(path, {"Town", "Europe/London", ""}));
            must(p->setUiState("layout", "abc"));
            must(p->setNetworkText("[JUNCTIONS]\n", "a.inp"));
        }
        QVERIFY(!ProjectFile::create(path, {}).ok());
        auto p = must(ProjectFile::open(path, ProjectFile::Mode::readOnly));
        QCOMPARE(must(p->settings()), (Settings{"Town", "Europe/London", ""}));
        QCOMPARE(must(p->uiState("layout")), std::string("abc"));
        QCOMPARE(must(p->networkText()), std::string("[JUNCTIONS]\n"));
        QVERIFY(!p->setUiState("layout", "x").ok()); // read-only
    }

    void theCalendarIsKeptAndGoesIntoAnAnalysis() {
        auto p = make();
        Settings changed{"Town", "Europe/Paris", "EPSG:2154"};
        changed.daysOff.rules = "Europe/Berlin";
        changed.daysOff.put({daysFromCivil(2024, 12, 24), true, "Christmas Eve"});
        must(p->setSettings(changed));
        QCOMPARE(must(p->settings()), changed);
        QVERIFY(must(p->analysisSetup()).daysOff == changed.daysOff);
    }

    void readingsComeBackValueForValue() {
        auto p = make();
        for (const auto& [name, unit, factor] : {std::tuple{"exact", "bar", unitFromString("bar")->toSi}, std::tuple{"odd", "bar", std::sqrt(2.0)}}) {
            must(p->putSensor({name, "n1", Quantity::pressure, unit, "Z", 1.5, {}, "UTC", -1}));
            const Readings r = quarterHours(700, factor, 333);
            QCOMPARE(must(p->putReadings(name, r)), (ProjectFile::PutOutcome{699, 0, 0}));
            QVERIFY(must(p->readings(name, {})) == r);
            QCOMPARE(must(p->putReadings(name, r)), (ProjectFile::PutOutcome{0, 699, 0}));
        }
        const auto sensors = must(p->sensors());
        QCOMPARE(sensors.size(), std::size_t{2});
        QCOMPARE(sensors[0].count, std::int64_t{699});
        QCOMPARE(sensors[0].sensor.x, std::optional(1.5));
        QVERIFY(!sensors[0].sensor.y.has_value());
        const Instant from = sensors[0].span.from + days(1);
        QCOMPARE(must(p->readings("exact", {from, from + hours(1)})).size(), std::size_t{4});
        QVERIFY(!p->readings("none", {}).ok());
    }

    void correctionsReplaceAndLateDataGoInBetween() {
        auto p = make();
        must(p->putSensor({"s", "", Quantity::pressure, "m", "", {}, {}, "UTC", 1}));
        Readings r = quarterHours(300, 1.0, 100);
        must(p->putReadings("s", r));
        Readings whole = quarterHours(300, 1.0);
        whole.values[5] += 0.25;
        QCOMPARE(must(p->putReadings("s", whole)), (ProjectFile::PutOutcome{1, 298, 1}));
        QVERIFY(must(p->readings("s", {})) == whole);
        std::reverse(whole.times_ms.begin(), whole.times_ms.end());
        QVERIFY(!p->putReadings("s", whole).ok());
    }

    void whatIsNotCommittedIsUndone() {
        auto p = make();
        must(p->putSensor({"s", "", Quantity::pressure, "m", "", {}, {}, "UTC", 1}));
        {
            ProjectFile::Transaction t(*p);
            must(t.begin());
            must(p->putReadings("s", quarterHours(300, 1.0)));
            must(p->putSensor({"other", "", Quantity::flow, "l/s", "", {}, {}, "UTC", 1}));
        }
        QCOMPARE(must(p->sensors()).size(), std::size_t{1});
        QCOMPARE(must(p->readings("s", {})).size(), std::size_t{0});
    }

    void twoReadOneWrites() {
        auto p = make();
        auto reader = must(ProjectFile::open(p->path(), ProjectFile::Mode::readOnly));
        ProjectFile::Transaction t(*p);
        must(t.begin());
        must(p->putSensor({"s", "", Quantity::pressure, "m", "", {}, {}, "UTC", 1}));
        QCOMPARE(must(reader->sensors()).size(), std::size_t{0});
        must(t.commit());
        QCOMPARE(must(reader->sensors()).size(), std::size_t{1});
    }

    void envelopesHoldTheReadings() {
        auto p = make();
        must(p->putSensor({"s", "", Quantity::pressure, "m", "", {}, {}, "UTC", 1}));
        const Readings r = quarterHours(96 * 80, 1.0);
        must(p->putReadings("s", r));
        const TimeSpan span{{r.times_ms.front()}, {r.times_ms.back() + kStep}};
        for (const int columns : {1, 7, 40, 500, 3000}) {
            const Envelope e = must(p->envelope("s", span, columns));
            QVERIFY(static_cast<int>(e.low.size()) <= columns);
            const bool exact = e.step < days(1);
            for (std::size_t c = 0; c < e.low.size(); ++c) {
                double low = INFINITY, high = -INFINITY;
                for (std::size_t i = 0; i < r.size(); ++i) {
                    if ((r.times_ms[i] - e.start.ms) / e.step.ms != static_cast<std::int64_t>(c)) continue;
                    low = std::min(low, r.values[i]);
                    high = std::max(high, r.values[i]);
                }
                if (low > high) continue;
                QVERIFY(exact ? e.low[c] == low : e.low[c] <= low);
                QVERIFY(exact ? e.high[c] == high : e.high[c] >= high);
                QVERIFY(e.low[c] > 4 && e.high[c] < 5.2);
            }
        }
    }

    void eventsKeepEveryField() {
        const std::vector<detection::Event> events{someEvent(7, "2024-03-31T00:30:00Z"), someEvent(8, "2024-10-27T01:30:00Z")};
        const LocalZone london = must(localZone("Europe/London"));
        const std::string json = eventsToJson(events, london);
        QVERIFY(must(eventsFromJson(json)) == events);
        QVERIFY(json.find("+01:00") != std::string::npos);
        auto p = make();
        must(p->replaceEvents(events, 1));
        QVERIFY(must(p->events()) == events);
    }

    void statusAndNotesStayWithAnEventThatComesAgain() {
        auto p = make();
        must(p->replaceEvents({someEvent(1, "2024-03-01T00:00:00Z"), someEvent(2, "2024-05-01T00:00:00Z")}, 1));
        auto events = must(p->events());
        events[1].status = detection::EventStatus::confirmed;
        must(p->updateEvent(events[1]));
        const auto note = must(p->putNote({0, 2, {}, "me", "dug up", *instantFromIso("2024-06-01T00:00:00Z")}));
        must(p->replaceEvents({someEvent(1, "2024-05-01T01:00:00Z"), someEvent(2, "2024-08-01T00:00:00Z")}, 2));
        events = must(p->events());
        QCOMPARE(events[0].id, std::int64_t{2});
        QCOMPARE(events[0].status, detection::EventStatus::confirmed);
        QCOMPARE(events[1].status, detection::EventStatus::open);
        QVERIFY(events[1].id != 2);
        QCOMPARE(must(p->notes()).front().event, std::int64_t{2});
        must(p->removeNote(note));
        QVERIFY(must(p->notes()).empty());
    }

    void onlyWhatAPersonSaidOutlivesANewRun() {
        using detection::EventStatus;
        auto p = make();
        const auto foundAs = [&p](EventStatus status) {
            auto one = someEvent(1, "2024-03-01T00:00:00Z");
            one.status = status;
            return must(p->replaceZoneEvents({one.zone}, {one})).front().status;
        };
        QCOMPARE(foundAs(EventStatus::withdrawn), EventStatus::withdrawn);
        QCOMPARE(foundAs(EventStatus::open), EventStatus::open); // believed again with what has come since
        auto event = must(p->events()).front();
        event.status = EventStatus::confirmed;
        must(p->updateEvent(event));
        QCOMPARE(foundAs(EventStatus::withdrawn), EventStatus::confirmed);
        QCOMPARE(foundAs(EventStatus::repaired), EventStatus::repaired);
    }

    void recordsComeBack() {
        auto p = make();
        const series::Repair job{"WR1", "p1", {}, *instantFromIso("2024-02-01T00:00:00Z"), 1.0, 2.0, "High Street"};
        must(p->putRepairs({job}));
        must(p->putRepairs({job}));
        QVERIFY(must(p->repairs()) == std::vector{job});
        const analysis::GisPipe pipe{"a", {{1, 2}, {3, 4}}, 2.8, 0.1, "CI", "High Street"};
        must(p->setGisPipes({pipe}));
        QVERIFY(must(p->gisPipes()) == std::vector{pipe});
        analysis::ExpectedBand band{"n1", *instantFromIso("2024-02-01T00:00:00Z"), minutes(15), {1, 2}, {0, 1}, {2, NAN}};
        must(p->replaceBands({must(project::packBand(band))}));
        const auto bands = must(p->bands());
        QCOMPARE(bands.size(), std::size_t{1});
        QVERIFY(bands[0].expected == band.expected && std::isnan(bands[0].high[1]));
        ImportRecord record{"a.csv", "ff", "wide", *instantFromIso("2024-02-01T00:00:00Z"),
                            3,       1,    0,      {{Severity::info, "x", "m", "s", "e", {3, 4}, "t", "k", "a"}},
                            "{}"};
        must(p->addImport(record));
        QVERIFY(must(p->imports()) == std::vector{record});
        RunRecord run{0, *instantFromIso("2024-02-01T00:00:00Z"), {}, "0.1", "{}", "{}", 2, false};
        run.id = must(p->addRun(run));
        run.complete = true;
        run.finished = *instantFromIso("2024-02-01T01:00:00Z");
        must(p->finishRun(run));
        QVERIFY(must(p->runs()) == std::vector{run});
        const QString copy = fresh();
        must(p->copyTo(copy));
        QVERIFY(must(must(ProjectFile::open(copy, ProjectFile::Mode::readWrite))->runs()) == std::vector{run});
        QVERIFY(!p->copyTo(copy).ok());
    }

    void flagsStandBesideTheReadings() {
        const QString path = fresh();
        auto p = must(ProjectFile::create(path, {"Test", "UTC", ""}));
        must(p->putSensor({"a", "n1", Quantity::pressure, "m", "Z", {}, {}, "UTC", 1}));
        must(p->putSensor({"b", "n2", Quantity::pressure, "m", "Z", {}, {}, "UTC", 1}));
        const Readings r = quarterHours(700, 1);
        (void)must(p->putReadings("a", r));
        QCOMPARE(must(p->uncheckedSensors()), std::vector<std::string>{"a"}); // b has nothing to be checked
        const auto at = [&r](std::size_t i) { return Instant{r.times_ms[i]}; };
        const quality::Fault drift{quality::FaultKind::drift, at(100), at(200), "slides", 0.9};
        const quality::Fault spike{quality::FaultKind::spike, at(300), at(300), "stands out", 0.95};
        must(p->replaceFaults("a", {drift, spike}));
        QVERIFY(must(p->uncheckedSensors()).empty());
        const auto spans = must(p->qualitySpans("a"));
        QCOMPARE(spans.size(), std::size_t{2});
        QVERIFY(spans[0].fault == drift && spans[1].fault == spike && spans[0].active && !spans[0].byUser);
        QVERIFY(must(p->qualitySpans("b")).empty());

        Readings flagged = must(p->readings("a", {}));
        QVERIFY(flagged.values == r.values); // raw
        const auto bits = [&](std::size_t i) { return flagged.quality[i] & ~r.quality[i]; };
        QCOMPARE(bits(99), 0);
        QCOMPARE(bits(100), 4);
        QCOMPARE(bits(200), 4);
        QCOMPARE(bits(201), 0);
        QCOMPARE(bits(300), 2);
        QVERIFY(must(p->readings("a", {}, Flags::knownNow)) == r); // a live analysis knows nothing of it
        QCOMPARE(must(p->readings("a", {at(150), at(160)})).quality[0] & 4, 4);

        // Undone, and undone it stays when it is found again a little longer; made to count again, it does.
        must(p->setSpanActive(spans[0].id, false));
        flagged = must(p->readings("a", {}));
        QCOMPARE(bits(150), 0);
        quality::Fault longer = drift;
        longer.to = at(210);
        must(p->replaceFaults("a", {longer, spike}));
        const auto again = must(p->qualitySpans("a"));
        QCOMPARE(again.size(), std::size_t{2});
        QVERIFY(!again[0].active && again[0].fault == longer);
        QCOMPARE(again[1].id, spans[1].id); // the same keeps its number
        must(p->setSpanActive(again[0].id, true));
        flagged = must(p->readings("a", {}));
        QCOMPARE(bits(205), 4);

        // The user's word reaches live analyses too, and outlives new checks.
        const auto id = must(p->addExclusion("a", {at(400), at(410)}, "works in the street"));
        must(p->replaceFaults("a", {}));
        QCOMPARE(must(p->qualitySpans("a")).size(), std::size_t{1});
        QCOMPARE(must(p->qualitySpans("a"))[0].id, id);
        flagged = must(p->readings("a", {}, Flags::knownNow));
        QCOMPARE(bits(405), 64);
        QVERIFY(!p->setSpanActive(9999, true).ok());
        QVERIFY(!p->addExclusion("a", {at(410), at(400)}, "").ok());
        QVERIFY(!p->addExclusion("nobody", {at(400), at(410)}, "").ok());

        // Another reading makes the sensor unchecked; the same again does not.
        (void)must(p->putReadings("a", r));
        QVERIFY(must(p->uncheckedSensors()).empty());
        Readings corrected = r;
        corrected.values[5] += 1;
        (void)must(p->putReadings("a", corrected));
        QCOMPARE(must(p->uncheckedSensors()), std::vector<std::string>{"a"});
    }

    void checkingFlagsOnceAndAgainWhenReadingsChange() {
        const QString path = fresh();
        auto p = must(ProjectFile::create(path, {"Test", "UTC", ""}));
        must(p->putSensor({"a", "", Quantity::pressure, "m", "", {}, {}, "UTC", 1}));
        Readings r = quarterHours(2000, 1);
        r.values[1000] += 40;
        std::fill(r.quality.begin(), r.quality.end(), 0);
        (void)must(p->putReadings("a", r));
        NullSink sink;
        auto outcome = must(checkQuality(path, sink, {}, 2));
        QCOMPARE(outcome.sensors, std::size_t{1});
        QCOMPARE(outcome.faults, std::size_t{1});
        QCOMPARE(must(p->readings("a", {})).quality[1000], std::uint8_t{2});
        QCOMPARE(must(checkQuality(path, sink, {}, 2)).sensors, std::size_t{0}); // nothing is new
        QCOMPARE(must(checkQuality(path, sink, {}, 2, true)).faults, std::size_t{1});
        QCOMPARE(must(p->qualitySpans()).size(), std::size_t{1});
        r.values[1000] -= 40;
        (void)must(p->putReadings("a", r));
        QCOMPARE(must(checkQuality(path, sink, {}, 1)).faults, std::size_t{0});
        QVERIFY(must(p->qualitySpans()).empty());
        r.values[1000] += 40;
        (void)must(p->putReadings("a", r));
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(checkQuality(path, sink, stop.get_token(), 2).error().code, ErrorCode::cancelled);
        QCOMPARE(must(p->uncheckedSensors()).size(), std::size_t{1}); // to be made up for
    }

    void zonesAreTables() {
        const LocalZone london = must(localZone("Europe/London"));
        QCOMPARE(toIso(*instantFromIso("2024-07-01T12:00:00Z"), london), std::string("2024-07-01T13:00:00+01:00"));
        QCOMPARE(toIso(*instantFromIso("2024-12-01T12:00:00Z"), london), std::string("2024-12-01T12:00:00+00:00"));
        QCOMPARE(london.fromLocal(*instantFromIso("2024-10-27T01:30:00Z")).size(), std::size_t{2});
        QCOMPARE(toIso(*instantFromIso("2024-07-01T12:00:00Z"), must(localZone("UTC"))), std::string("2024-07-01T12:00:00Z"));
    }

    void jsonIsParsedStrictly() {
        for (const char* bad : {"", "{", "[1,]", "{\"a\" 1}", "01x", "\"\\u12\"", "[1] 2", "nul", "-", "1.", "\"\\ud800\""})
            QVERIFY2(!parseJson(bad).ok(), bad);
        QVERIFY(!parseJson(std::string(1000, '[')).ok());
        QCOMPARE(must(parseJson("\"\\ud83d\\ude00\\n\"")).text, std::string("\xF0\x9F\x98\x80\n"));
        for (const double v : {0.0, 1.0, -2.5, 0.0041, 1e-12, 123456789.125, 1e300, 5e-324, 1.0 / 3})
            QCOMPARE(must(parseJson(jsonNumber(v, 3))).number(-3), v);
        QCOMPARE(jsonNumber(0.0041, 3), std::string("4.1"));
        QCOMPARE(jsonNumber(12.5, 3), std::string("12500"));
    }
};

QTEST_GUILESS_MAIN(TestProject)
#include "test_project.moc"
