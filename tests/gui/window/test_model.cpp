#include "tests/gui/window/shown_town.h"
#include "ui/dialogs/run_dialog.h"

#include <QCheckBox>
#include <QDir>
#include <QTableView>
#include <QTest>

#include <cmath>

using namespace ms;

/// What a run takes from the filter, and how the model fits what was measured.
class TestModel final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runTakesZonesAndLoggersFromTheFilter() {
        tests::ShownTown shown;
        auto& session = shown.session;
        auto town = tests::madeTown();
        town.network = nullptr; // zones as sensors.csv names them
        auto sensors = *town.sensors;
        sensors.push_back(sensors.front());
        sensors.back().sensor.name = "FM2";
        sensors.back().sensor.quantity = Quantity::flow;
        for (auto& s : sensors)
            if (s.sensor.quantity == Quantity::flow) s.sensor.zone = s.sensor.name == "FM2" ? "DMA01" : "DMA02";
        town.sensors = std::make_shared<std::vector<session::SensorView>>(sensors);
        session.show(town, tests::madeSource());
        session.filter().setText(QString());
        QVERIFY(dialogs::RunDialog(session).options().zones.empty());
        session.filter().setText(QStringLiteral("zone:dma01"));
        QCOMPARE(dialogs::RunDialog(session).options().zones, std::vector<std::string>{"DMA01"});
        session.filter().setText(QStringLiteral("PL60"));
        dialogs::RunDialog words(session);
        auto out = words.options().withoutSensors;
        std::sort(out.begin(), out.end());
        QCOMPARE(out, (std::vector<std::string>{"PL59345", "PL61198"})); // flow meters stay: a zone needs its balance
        QVERIFY(words.options().zones.empty());
        for (auto* box : words.findChildren<QCheckBox*>()) box->setChecked(false); // the user thinks otherwise
        QVERIFY(words.options().withoutSensors.empty());
    }

    void modelFitIsShownBeforeAndAfterTheEvent() {
        tests::ShownTown shown;
        auto& session = shown.session;
        const auto& events = *session.snapshot().events;
        const auto burst =
            std::find_if(events.begin(), events.end(), [](const auto& e) { return e.kind == detection::EventKind::burst && e.zone == "DMA02"; });
        QVERIFY(burst != events.end());
        session.goToEvent(burst->id);
        auto& fit = session.modelFit();
        QVERIFY(!fit.wanted());
        shown.key(Qt::Key_M, Qt::ControlModifier);
        QVERIFY(fit.wanted());
        QTRY_VERIFY_WITH_TIMEOUT(!fit.sensors().empty(), 10000);
        QCOMPARE(fit.after().from, burst->startedAt);
        QCOMPARE(fit.before().to, burst->startedAt);
        // The town's burst takes 0.62 m from this logger of its zone; the meter and the zone's loggers come first, one in the other zone does not
        // move.
        const auto* moved = fit.sensor("PL61198");
        QVERIFY(moved != nullptr);
        QVERIFY2(std::abs(moved->change_si() + 0.62) < 0.1, qPrintable(QString::number(moved->change_si())));
        QVERIFY(std::abs(moved->before_si) < 0.1);
        QVERIFY(moved->after.size() > 24);
        QCOMPARE(fit.sensors().front().sensor, std::string("FM58904"));
        const auto* still = fit.sensor("PL60078");
        QVERIFY(still != nullptr);
        QVERIFY(std::abs(still->change_si()) < 0.1);
        auto* table = shown.child<QTableView>("modelFitTable");
        QVERIFY(table->isVisible());
        QCOMPARE(table->model()->rowCount(), static_cast<int>(fit.sensors().size()));
        QCOMPARE(fit.value_si(*moved), moved->change_si());
        QTest::qWait(200);
        const QDir out(QStringLiteral(MAINSIGHT_BIN_DIR "/../artefacts"));
        QVERIFY(QDir().mkpath(out.path()));
        QVERIFY(shown.window.grab().save(out.filePath(QStringLiteral("model-fit.png"))));
        // The residuals at the time cursor and the fit take turns on the map.
        shown.key(Qt::Key_R);
        QVERIFY(session.residuals().wanted());
        QVERIFY(fit.side() == session::ModelFit::Side::none);
        shown.key(Qt::Key_R);
        shown.key(Qt::Key_M, Qt::ControlModifier);
        QVERIFY(!fit.wanted());
        QVERIFY(fit.sensors().empty());
    }
};

QTEST_MAIN(TestModel)
#include "test_model.moc"
