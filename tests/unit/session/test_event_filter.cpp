#include "tests/gui/window/made_town.h"
#include "ui/session/event_filter.h"

#include <QLocale>
#include <QTest>

using namespace ms;

/// What people write into the filter: numbers as they write them, names with blanks, and what cannot be meant.
class TestEventFilter final : public QObject {
    Q_OBJECT

    static session::FilterParse parsed(const char* text) { return session::parseFilter(QString::fromUtf8(text), LocalZone{}, 1e-3); }
    static double leastLps(const char* text) { return parsed(text).filter.minFlow_m3s.value_or(-1e-3) * 1e3; }

private Q_SLOTS:
    void numbersHaveTheUsersMark() {
        QCOMPARE(leastLps("size>0.125"), 0.125);
        QCOMPARE(leastLps("size>1,234"), 1234.0);
        QCOMPARE(leastLps("size>0,125"), -1.0); // neither a number nor a group of three
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        const double comma = leastLps("size>0,125"), point = leastLps("size>0.125"), many = leastLps("size>1.234.567");
        QLocale::setDefault(before);
        QCOMPARE(comma, 0.125);
        QCOMPARE(point, 0.125);
        QCOMPARE(many, 1'234'567.0);
    }

    void whatCannotBeMeantIsSaid() {
        for (const char* text : {"size>nan", "size<inf", "conf<80", "status:lost", "since:31/02/2024", "until:2024-13-01", "kind:", "size>="})
            QVERIFY2(!parsed(text).problem.isEmpty(), text);
        const auto some = parsed("zone:A conf>high size>1");
        QVERIFY(some.problem.contains(QLatin1String("high")));
        QCOMPARE(some.position, 7); // where it stands, to be shown
        QVERIFY(some.filter.zones.contains("a"));
        QVERIFY(some.filter.minFlow_m3s.has_value());
        QVERIFY(!some.filter.minConfidence.has_value());
    }

    void namesMayHoldBlanksAndSeveralAreOneOfThem() {
        const auto filter = parsed("zone:\"North Hill\",B").filter;
        QVERIFY(filter.acceptsZone("north hill"));
        QVERIFY(filter.acceptsZone("B"));
        QVERIFY(!filter.acceptsZone("North"));
        QVERIFY(filter.acceptsSensor("PL1", "North Hill"));
        QVERIFY(!parsed("zone:B hill").filter.acceptsSensor("PL1", "B"));
        QVERIFY(parsed("zone:B pl").filter.acceptsSensor("PL1", "B"));
    }

    void confidenceIsInPerCent() {
        const auto town = tests::madeTown();
        const auto at = *town.event(1);
        auto unsure = at;
        unsure.confidence = 0.5;
        const auto filter = parsed("conf>80%").filter;
        QVERIFY(filter.accepts(at));
        QVERIFY(!filter.accepts(unsure));
    }

    void theDayOfAClockChangeAtMidnightBeginsAnHourLater() {
        // Beirut until 2022: summer time began at midnight, so that this day had no 00:00.
        const LocalZone beirut{"Asia/Beirut", {{*instantFromIso("2021-10-30T21:00:00Z"), 7200}, {*instantFromIso("2022-03-26T22:00:00Z"), 10800}}};
        for (const char* day : {"since:27/3/2022", "since:27.03.2022"}) {
            const auto found = session::parseFilter(QLatin1String(day), beirut, 1);
            QVERIFY(found.problem.isEmpty());
            QVERIFY(found.filter.since.has_value());
            QCOMPARE(found.filter.since->ms, instantFromIso("2022-03-26T22:00:00Z")->ms);
        }
    }
};

QTEST_GUILESS_MAIN(TestEventFilter)
#include "test_event_filter.moc"
