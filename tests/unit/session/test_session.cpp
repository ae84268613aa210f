#include "tests/gui/window/made_town.h"
#include "ui/session/loading.h"
#include "ui/session/run_estimate.h"
#include "ui/session/session.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace ms;
using session::Session;

namespace {

const Instant kStart{tests::kTownStart};

LocalZone london() { return tests::madeTown().info.zone; }

/// A project on disk with the town's events, sensors and a note, as an analysis would leave it.
QString makeProject(const QTemporaryDir& folder) {
    const QString path = folder.filePath(QStringLiteral("town.mainsight"));
    const auto town = tests::madeTown();
    auto file = project::ProjectFile::create(path, town.info.settings);
    if (!file) return {};
    for (const auto& view : *town.sensors)
        if (!(*file)->putSensor(view.sensor)) return {};
    series::Readings readings;
    for (int i = 0; i < 96 * 20; ++i) {
        readings.times_ms.push_back(tests::kTownStart + i * 900'000LL);
        readings.values.push_back(40 + i % 96 * 0.01);
        readings.quality.push_back(0);
    }
    if (!(*file)->putReadings("PL60474", readings)) return {};
    if (!(*file)->replaceEvents(*town.events, 0)) return {};
    return path;
}

bool waitOpen(Session& s) {
    QSignalSpy restored(&s, &Session::viewRestored);
    return restored.wait(10'000);
}

} // namespace

class TestSession final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void selectionSaysEachChangeOnce() {
        session::Selection selection;
        QSignalSpy events(&selection, &session::Selection::eventChanged), any(&selection, &session::Selection::changed);
        selection.setEvent(5);
        selection.setEvent(5);
        QCOMPARE(events.size(), 1);
        selection.toggleSensor("A");
        selection.toggleSensor("B");
        selection.toggleSensor("A");
        QCOMPARE(selection.sensors(), std::set<std::string>{"B"});
        QCOMPARE(any.size(), 4);
        selection.clear();
        QCOMPARE(selection.event(), 0);
        QVERIFY(selection.sensors().empty());
    }

    void changesOfPressureAreExplainedWhereThereAreSome() {
        detection::Event event;
        QVERIFY(session::pressureHint(event).isEmpty());
        event.evidence = {{"inlet", Quantity::flow, 0.002, 9}};
        QVERIFY(session::pressureHint(event).isEmpty());
        event.evidence.push_back({"logger", Quantity::pressure, 0.2, 5});
        QVERIFY(session::pressureHint(event).contains(QLatin1String("measured inflow")));
        event.kind = detection::EventKind::sensorFault;
        QVERIFY(session::pressureHint(event).isEmpty());
    }

    void timeCursorKeepsWithinReason() {
        session::TimeCursor time;
        time.setExtent({kStart, kStart + days(10)});
        QCOMPARE(time.visible().length().ms, days(10).ms);
        time.setVisible({kStart + days(2), kStart + days(2)}); // empty: refused
        QCOMPARE(time.visible().length().ms, days(10).ms);
        time.setVisible({kStart + days(2), kStart + days(2) + seconds(1)});
        QCOMPARE(time.visible().length().ms, minutes(5).ms); // never less than five minutes
        time.setVisible({kStart - days(400), kStart + days(400)});
        QCOMPARE(time.visible().length().ms, days(20).ms); // half the extent on either side
        time.setVisible({kStart + days(4), kStart + days(6)});
        time.setInstant(kStart + days(4));
        time.zoom(0.5); // about the cursor, which stands at the left edge
        QCOMPARE(time.visible().from.ms, (kStart + days(4)).ms);
        QCOMPARE(time.visible().length().ms, days(1).ms);
        time.setExtent({});
        QVERIFY(!time.instant().valid());
    }

    void unitsAndTimesAreWrittenForPeople() {
        session::DisplayUnits units;
        QCOMPARE(units.value(Quantity::flow, 0.0041), QStringLiteral("4.1 l/s"));
        QCOMPARE(units.change(Quantity::pressure, -0.62), QStringLiteral("\u22120.62 m"));
        QCOMPARE(units.change(Quantity::pressure, 0.62), QStringLiteral("+0.62 m"));
        QCOMPARE(units.value(Quantity::pressure, -0.0001), QStringLiteral("0.00 m")); // no minus zero
        units.flow = QStringLiteral("m3/h");
        QCOMPARE(units.value(Quantity::flow, 0.0041), QStringLiteral("14.8 m³/h"));
        units.pressure = QStringLiteral("bar");
        QCOMPARE(units.value(Quantity::pressure, 10.19716213), QStringLiteral("1.000 bar"));
        QCOMPARE(units.toSi(Quantity::flow, units.toDisplay(Quantity::flow, 0.0123)), 0.0123);
        const auto zone = london();
        const Instant june = kStart + days(40) + hours(3) + minutes(15);
        QCOMPARE(session::longTime(june, zone), QStringLiteral("10 Jun 2024 04:15 BST"));
        QCOMPARE(session::spanText(minutes(200)), QStringLiteral("3 h 20 min"));
        QCOMPARE(session::lengthText(1900), QStringLiteral("1.9 km"));
        QCOMPARE(session::percentText(0.004), QStringLiteral("< 1 %"));
        QCOMPARE(session::longTime(Instant{}, zone), QStringLiteral("–"));
    }

    void filterIsReadOrSaysWhatIsWrong_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("ids"); // of the town's events that pass; "!" = a problem
        QTest::newRow("empty") << ""
                               << "1 2 3 4 5";
        QTest::newRow("zone") << "zone:dma02"
                              << "2 5";
        QTest::newRow("kinds") << "kind:burst,leak"
                               << "1 3 5";
        QTest::newRow("fault") << "kind:fault"
                               << "4";
        QTest::newRow("status") << "status:new"
                                << "3 5";
        QTest::newRow("joined") << "zone:DMA02 status:new"
                                << "5";
        QTest::newRow("size") << "size>5"
                              << "1 2";
        QTest::newRow("size between") << "size>1 size<5"
                                      << "3 5";
        QTest::newRow("confidence") << "conf>95"
                                    << "1 4 5";
        QTest::newRow("since") << "since:2024-06-01"
                               << "4 5";
        QTest::newRow("until") << "until:10/05/2024"
                               << "1";
        QTest::newRow("word: sensor") << "PL61198"
                                      << "5";
        QTest::newRow("quoted words") << "\"drifts away\""
                                      << "4";
        QTest::newRow("unknown key") << "colour:red"
                                     << "!";
        QTest::newRow("unknown kind") << "kind:flood"
                                      << "!";
        QTest::newRow("no date") << "since:soon"
                                 << "!";
        QTest::newRow("no value") << "zone:"
                                  << "!";
        QTest::newRow("no number") << "size>big"
                                   << "!";
    }
    void filterIsReadOrSaysWhatIsWrong() {
        QFETCH(QString, text);
        QFETCH(QString, ids);
        const auto parsed = session::parseFilter(text, london(), 1e-3);
        if (ids == QLatin1String("!")) {
            QVERIFY2(!parsed.problem.isEmpty(), "accepted");
            return;
        }
        QVERIFY2(parsed.problem.isEmpty(), qPrintable(parsed.problem));
        QStringList passed;
        const auto town = tests::madeTown();
        for (const auto& e : *town.events)
            if (parsed.filter.accepts(e)) passed << QString::number(e.id);
        QCOMPARE(passed.join(QLatin1Char(' ')), ids);
    }

    void wrongPartsOfAFilterAreLeftOut() {
        session::FilterState state;
        QSignalSpy changed(&state, &session::FilterState::changed);
        state.setText(QStringLiteral("zone:A"));
        state.setText(QStringLiteral("zone:A kind:flood"));
        QCOMPARE(changed.size(), 1);
        QVERIFY(!state.problem().isEmpty());
        QVERIFY(state.filter().zones.contains("a"));
        state.setText(QStringLiteral("zone:A kind:leak"));
        QCOMPARE(changed.size(), 2);
        QVERIFY(state.problem().isEmpty());
    }

    void sensorsAreJudged() {
        const auto town = tests::madeTown();
        QCOMPARE(town.sensor("PL60474")->health, session::Health::good);
        QCOMPARE(town.sensor("PL59345")->health, session::Health::late);
        QCOMPARE(town.sensor("PL60078")->health, session::Health::faulty); // event 4 names it
        QCOMPARE(town.sensor("PL60078")->faultEvent, 4);
        QVERIFY(town.sensor("PL60474")->node.valid());
        QVERIFY(town.sensor("FM58904")->link.valid());
        QVERIFY(town.sensor("FM58904")->place.has_value());
        const auto silent = session::viewSensors({{series::Sensor{}, 0, {}}}, nullptr, {});
        QCOMPARE(silent.front().health, session::Health::silent);
    }

    void crsIsSuggestedForTheBritishGridOnly() {
        const auto town = tests::madeTown();
        auto net = *town.network;
        QCOMPARE(session::suggestCrs(net), QStringLiteral("EPSG:27700"));
        for (auto& node : net.nodes) node.position = network::Point{node.position->x - 364'000, node.position->y - 175'000};
        QCOMPARE(session::suggestCrs(net), QString());
    }

    void flaggedReadingsAreSwitchedAndUndone() {
        Session s;
        s.appearance().setPersistent(false);
        auto town = tests::madeTown();
        const auto* logger = town.sensor("PL60474");
        QVERIFY(logger != nullptr && logger->count > 0);
        const Instant end = logger->span.to;
        const quality::Fault drift{quality::FaultKind::drift, end - days(9), end, "slides by +1.50 m", 0.97};
        town.qualitySpans =
            std::make_shared<const std::vector<project::QualitySpan>>(std::vector<project::QualitySpan>{{7, "PL60474", drift, false, true}});
        const auto views = session::viewSensors({{logger->sensor, 10, logger->span}}, nullptr, {}, *town.qualitySpans);
        QCOMPARE(views.front().health, session::Health::faulty);
        QCOMPARE(views.front().faultReason, std::string("slides by +1.50 m"));
        auto past = *town.qualitySpans;
        past[0].fault.to = end - days(5);
        QCOMPARE(session::viewSensors({{logger->sensor, 10, logger->span}}, nullptr, {}, past).front().health, session::Health::suspect);

        s.show(std::move(town), tests::madeSource());
        QVERIFY(!s.setSpanActive(8, false)); // there is none
        QVERIFY(s.setSpanActive(7, false));
        QVERIFY(!s.setSpanActive(7, false)); // already
        QVERIFY(!s.snapshot().qualitySpans->front().active);
        QVERIFY(s.snapshot().sensor("PL60474")->faultReason.empty());
        s.undoStack().undo();
        QVERIFY(s.snapshot().qualitySpans->front().active);
        QCOMPARE(s.snapshot().sensor("PL60474")->health, session::Health::faulty);
        s.undoStack().redo();
        QVERIFY(!s.snapshot().qualitySpans->front().active);

        QVERIFY(!s.excludeReadings("PL60474", {end, end - days(1)}, {}));
        QVERIFY(s.excludeReadings("PL60474", {end - days(1), end}, QStringLiteral("works")));
        QCOMPARE(s.snapshot().qualitySpans->size(), std::size_t{2});
        QVERIFY(s.snapshot().qualitySpans->back().active && s.snapshot().qualitySpans->back().byUser);
        s.undoStack().undo();
        QVERIFY(!s.snapshot().qualitySpans->back().active);
        s.undoStack().redo();
        QVERIFY(s.snapshot().qualitySpans->back().active);
    }

    void changesAreUndone() {
        Session s;
        s.appearance().setPersistent(false);
        s.show(tests::madeTown(), tests::madeSource());
        QCOMPARE(s.selection().event(), 5); // the surest burst that nobody has dealt with
        QVERIFY(s.confirmEvent(5));
        QCOMPARE(s.snapshot().event(5)->status, detection::EventStatus::confirmed);
        QVERIFY(!s.confirmEvent(5)); // already
        s.undoStack().undo();
        QCOMPARE(s.snapshot().event(5)->status, detection::EventStatus::open);

        const auto notes = s.snapshot().notes->size();
        QVERIFY(s.dismissEvent(5, QStringLiteral("Flushing")));
        QCOMPARE(s.snapshot().event(5)->status, detection::EventStatus::dismissed);
        QCOMPARE(s.snapshot().notes->size(), notes + 1);
        QCOMPARE(QString::fromStdString(s.snapshot().notes->back().text), QStringLiteral("Dismissed: Flushing"));
        QCOMPARE(s.undoStack().count(), 1); // status and reason are one step
        s.undoStack().undo();
        QCOMPARE(s.snapshot().event(5)->status, detection::EventStatus::open);
        QCOMPARE(s.snapshot().notes->size(), notes);
        s.undoStack().redo();
        QCOMPARE(s.snapshot().notes->size(), notes + 1);

        QVERIFY(s.addNote(5, s.snapshot().event(5)->startedAt, QStringLiteral(" seen ")));
        QCOMPARE(s.snapshot().notes->back().text, std::string("seen"));
        QVERIFY(!s.addNote(5, {}, QStringLiteral("  ")));
        QVERIFY(!s.addNote(99, {}, QStringLiteral("no such event")));
        QVERIFY(s.removeNote(1));
        s.undoStack().undo();
        QVERIFY(std::any_of(s.snapshot().notes->begin(), s.snapshot().notes->end(), [](const auto& n) { return n.id == 1; }));
    }

    void snapshotsDoNotChangeUnderTheirHolders() {
        Session s;
        s.appearance().setPersistent(false);
        s.show(tests::madeTown(), tests::madeSource());
        const auto before = s.snapshot();
        s.confirmEvent(5);
        QCOMPARE(before.event(5)->status, detection::EventStatus::open);
        QVERIFY(before.events != s.snapshot().events);
        QVERIFY(before.network == s.snapshot().network);
    }

    void goingToAnEventFramesIt() {
        Session s;
        s.appearance().setPersistent(false);
        s.show(tests::madeTown(), tests::madeSource());
        QSignalSpy framed(&s, &Session::frameRequested);
        s.goToEvent(1);
        QCOMPARE(framed.size(), 1);
        const auto* e = s.snapshot().event(1);
        QCOMPARE(s.timeCursor().instant().ms, e->startedAt.ms);
        QVERIFY(s.timeCursor().visible().from < e->startedAt - days(3));
        QVERIFY(s.timeCursor().visible().to > e->detectedAt);
        s.goToEvent(777);
        QCOMPARE(s.selection().event(), 1);
    }

    void hoursAreModelledWhereBothAreKnown() {
        series::Readings r;
        analysis::ExpectedBand band{"s", kStart, minutes(30), {}, {}, {}};
        for (int i = 0; i < 16; ++i) { // four hours of quarter-hours
            r.times_ms.push_back((kStart + minutes(15 * i)).ms);
            r.values.push_back(10 + i);
            r.quality.push_back(i == 4 ? 1 : 0); // a flagged one does not count
        }
        for (int i = 0; i < 6; ++i) band.expected.push_back(20); // the band ends after three hours
        const auto hours_ = session::modelledHours(r, band, {kStart + hours(1), kStart + hours(4)});
        QCOMPARE(hours_.size(), std::size_t{2});
        QCOMPARE(hours_[0].at, kStart + hours(1));
        QCOMPARE(hours_[0].measured, 16.0); // of 15, 16, 17
        QCOMPARE(hours_[0].modelled, 20.0);
        QCOMPARE(hours_[1].measured, 19.5);
    }

    void runsAreEstimatedByTheLastOneElseByVolume() {
        auto town = tests::madeTown();
        town.runs = std::make_shared<std::vector<project::RunRecord>>();
        analysis::Options all;
        const auto volume = session::estimateRun(town, {"DMA01", "DMA02"}, all, 1);
        QVERIFY(volume.basis == session::RunEstimate::Basis::volume);
        QCOMPARE(volume.events, -1);
        QVERIFY(volume.seconds > 0);
        QVERIFY(session::estimateRun(town, {"DMA01", "DMA02"}, all, 2).seconds < volume.seconds);
        QVERIFY(std::abs(volume.falseAlarms - 0.02 * 2 * town.span().length().days() / 7) < 1e-9);

        project::RunRecord last;
        last.started = Instant{1'000'000};
        last.finished = last.started + minutes(4);
        last.workers = 2;
        last.complete = true;
        last.optionsJson = "{}";
        town.runs = std::make_shared<std::vector<project::RunRecord>>(std::vector<project::RunRecord>{last});
        const auto same = session::estimateRun(town, {"DMA01", "DMA02"}, all, 2);
        QVERIFY(same.basis == session::RunEstimate::Basis::lastRun);
        QCOMPARE(same.seconds, 240.0);
        QCOMPARE(same.events, static_cast<int>(town.events->size()));
        analysis::Options one = all;
        one.zones = {"DMA02"};
        const auto half = session::estimateRun(town, {"DMA01", "DMA02"}, one, 2);
        QCOMPARE(half.seconds, 120.0);
        QVERIFY(half.events < same.events && half.events > 0);
        QVERIFY(session::runEstimateText(half).contains(QStringLiteral("last run")));
    }

    void partialEventsTakeThePlaceOfTheLastRun() {
        Session s;
        s.appearance().setPersistent(false);
        s.show(tests::madeTown(), tests::madeSource());
        s.runs().show(session::RunKind::analysis, true, {}, {});
        QVERIFY(!s.editable());
        QVERIFY(!s.confirmEvent(5));
        detection::Event e;
        e.id = 70;
        e.startedAt = kStart + days(2);
        Q_EMIT s.runs().eventsFound({e});
        e.id = 71;
        e.startedAt = kStart + days(1);
        Q_EMIT s.runs().eventsFound({e});
        e.confidence = 0.5;
        Q_EMIT s.runs().eventsFound({e});
        QCOMPARE(s.snapshot().events->size(), std::size_t(2));
        QCOMPARE(s.snapshot().events->front().id, 71); // oldest first
        QCOMPARE(s.snapshot().events->front().confidence, 0.5);
        QVERIFY(s.snapshot().eventsPartial);
    }

    void selectedEventStaysSelectedWhenARunNumbersEventsAnew() {
        Session s;
        s.appearance().setPersistent(false);
        s.show(tests::madeTown(), tests::madeSource());
        s.goToEvent(5);
        const auto looked = *s.snapshot().event(5);
        s.runs().show(session::RunKind::analysis, true, {}, {});
        detection::Event other;
        other.id = 5; // another event has this number now
        other.zone = "DMA01";
        other.startedAt = kStart + days(2);
        Q_EMIT s.runs().eventsFound({other});
        QCOMPARE(s.selection().event(), 0); // not found yet: better none than another
        detection::Event same = looked;
        same.id = 9;
        same.startedAt = looked.startedAt + minutes(20);
        Q_EMIT s.runs().eventsFound({same});
        QCOMPARE(s.selection().event(), 9);
    }

    void readerDropsStaleAnswers() {
        session::SeriesReader reader;
        reader.setSource(tests::madeSource());
        int first = 0, second = 0;
        QObject receiver;
        const TimeSpan span{kStart, kStart + days(56)};
        reader.request(&receiver, 0, {"PL60474", span, 400}, [&](const auto&) { ++first; });
        reader.request(&receiver, 0, {"PL60474", span, 800}, [&](const Result<session::SeriesAnswer>& a) {
            ++second;
            QVERIFY(a.ok());
            QVERIFY(a->envelope != nullptr);
            QCOMPARE(a->envelope->low.size(), std::size_t(800));
        });
        int third = 0;
        reader.request(&receiver, 1, {"PL60474", {kStart, kStart + days(2)}, 800}, [&](const Result<session::SeriesAnswer>& a) {
            ++third;
            QVERIFY(a->readings != nullptr); // few enough to draw each
        });
        int gone = 0;
        {
            QObject shortLived;
            reader.request(&shortLived, 0, {"PL60474", span, 100}, [&](const auto&) { ++gone; });
        }
        QTRY_COMPARE(reader.pending(), 0);
        QCOMPARE(first, 0);
        QCOMPARE(second, 1);
        QCOMPARE(third, 1);
        QCOMPARE(gone, 0);
        QString error;
        reader.request(&receiver, 2, {"none", span, 10},
                       [&](const Result<session::SeriesAnswer>& a) { error = QString::fromStdString(a.error().message); });
        QTRY_COMPARE(error, QStringLiteral("No such sensor"));
    }

    void projectIsOpenedChangedAndKept() {
        QTemporaryDir folder;
        const QString path = makeProject(folder);
        QVERIFY(!path.isEmpty());
        {
            Session s;
            s.appearance().setPersistent(false);
            s.open(path);
            QCOMPARE(s.state(), Session::State::opening);
            QVERIFY(waitOpen(s));
            QCOMPARE(s.state(), Session::State::open);
            QCOMPARE(s.snapshot().events->size(), std::size_t(5));
            QCOMPARE(s.snapshot().sensor("PL60474")->count, 96 * 20);
            const auto id = s.snapshot().events->back().id;
            QVERIFY(s.dismissEvent(id, QStringLiteral("Large user")));
            QVERIFY(s.addNote(id, kStart, QStringLiteral("to be undone")));
            s.undoStack().undo();
            s.filter().setText(QStringLiteral("zone:DMA02"));
        } // what was changed is written before the session ends
        Session s;
        s.appearance().setPersistent(false);
        s.open(path);
        QVERIFY(waitOpen(s));
        QCOMPARE(s.snapshot().events->back().status, detection::EventStatus::dismissed);
        QCOMPARE(s.snapshot().notes->size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(s.snapshot().notes->front().text), QStringLiteral("Dismissed: Large user"));
        QCOMPARE(s.filter().text(), QStringLiteral("zone:DMA02"));

        QSignalSpy copied(&s, &Session::copied), opened(&s, &Session::opened);
        const QString copy = folder.filePath(QStringLiteral("copy.mainsight"));
        s.saveCopy(copy, true);
        QVERIFY(opened.wait(10'000));
        QCOMPARE(copied.size(), 1);
        QCOMPARE(s.path(), copy);
        QCOMPARE(s.snapshot().events->size(), std::size_t(5));
    }

    void missingProjectIsAnErrorNotACrash() {
        Session s;
        s.appearance().setPersistent(false);
        QSignalSpy failed(&s, &Session::openFailed);
        s.open(QStringLiteral("/nowhere/at/all.mainsight"));
        QVERIFY(failed.wait(10'000));
        QCOMPARE(s.state(), Session::State::closed);
    }

    void newProjectTakesTheNetwork() {
        QTemporaryDir folder;
        session::NewProject wanted;
        wanted.path = folder.filePath(QStringLiteral("new.mainsight"));
        wanted.networkPath = folder.filePath(QStringLiteral("net.inp"));
        wanted.timezone = QStringLiteral("Europe/London");
        wanted.crs = QStringLiteral("EPSG:27700");
        QFile inp(wanted.networkPath);
        QVERIFY(inp.open(QIODevice::WriteOnly));
        inp.write("[JUNCTIONS]\nA 10 1\nB 12 1\n[RESERVOIRS]\nR 50\n[PIPES]\nP1 R A 100 200 120 0 Open\nP2 A B 150 100 120 0 Open\n[OPTIONS]\nUnits "
                  "LPS\n[END]\n");
        inp.close();
        Session s;
        s.appearance().setPersistent(false);
        s.create(wanted);
        QVERIFY(waitOpen(s));
        QVERIFY(s.snapshot().network != nullptr);
        QCOMPARE(s.snapshot().network->links.size(), std::size_t(2));
        QCOMPARE(s.snapshot().info.settings.title, std::string("new"));
        QCOMPARE(s.zone().name, std::string("Europe/London"));
        QSignalSpy failed(&s, &Session::openFailed);
        s.create(wanted); // there already: refused, nothing is overwritten
        QVERIFY(failed.wait(10'000));
        QVERIFY(QFile::exists(wanted.path));
    }
};

QTEST_MAIN(TestSession)
#include "test_session.moc"
