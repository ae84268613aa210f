#include "core/hydraulics/solver.h"
#include "core/network/inp_reader.h"
#include "core/network/inp_writer.h"
#include "core/project/project_file.h"
#include "tests/gui/fixtures/watchdog.h"
#include "tests/gui/window/hands.h"
#include "tests/gui/window/shown_town.h"
#include "tests/unit/analysis/ring.h"
#include "ui/dialogs/calibration_dialog.h"
#include "ui/dialogs/run_dialog.h"
#include "ui/panels/message_bar.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTemporaryDir>

#include <cmath>

using namespace ms;

namespace {

constexpr int kPatience_ms = 60000, kDays = 30;

/// A project of the ring: its pipes are rougher than on file, customers take more, PL2 reads 0.7 m too much and PL4 is a random number.
QString makeRing(const QString& path, bool withLoggers = true) {
    auto file = project::ProjectFile::create(path, {"Ring", "UTC", ""});
    const auto net = made::ring();
    bool ok = file.ok() && (*file)->setNetworkText(network::writeInp(net), "ring.inp").ok();
    auto truth = net;
    for (auto& l : truth.links)
        if (l.roughness == 110) l.roughness *= 0.8;
    struct Made {
        series::Sensor sensor;
        series::Readings readings;
    };
    std::vector<Made> all;
    for (const auto& [name, element, quantity] :
         {std::tuple("PL1", "J0", Quantity::pressure), std::tuple("PL2", "J2", Quantity::pressure), std::tuple("PL3", "J3", Quantity::pressure),
          std::tuple("PL4", "J4", Quantity::pressure), std::tuple("FM", "P0", Quantity::flow)}) {
        if (quantity == Quantity::pressure && !withLoggers) continue;
        Made m;
        m.sensor.name = name;
        m.sensor.element = element;
        m.sensor.quantity = quantity;
        m.sensor.unit = quantity == Quantity::flow ? "l/s" : "m";
        all.push_back(m);
    }
    auto model = hydraulics::HydraulicModel::make(truth);
    hydraulics::Solver solver(*model);
    hydraulics::HydraulicState state;
    for (int hour = 0; hour < 24 * kDays; ++hour) {
        hydraulics::Conditions c;
        c.demandFactor = 1.4 * (1 + 0.6 * std::sin(hour * 2 * 3.14159265 / 24) + 0.05 * std::sin(hour * 1.7));
        ok = ok && solver.solve(c, state)->converged;
        for (auto& m : all) {
            const NodeIndex node = net.findNode(m.sensor.element);
            double value =
                node.valid() ? state.heads_m[node.at()] - 10 + 0.01 * std::sin(hour * 2.3) : state.flows_m3s[net.findLink(m.sensor.element).at()];
            if (m.sensor.name == "PL2") value += 0.7;
            if (m.sensor.name == "PL4") value += std::sin(hour * 0.37) + std::sin(hour * 0.011);
            m.readings.times_ms.push_back(hour * 3'600'000LL);
            m.readings.values.push_back(value);
            m.readings.quality.push_back(0);
        }
    }
    for (const auto& m : all) ok = ok && (*file)->putSensor(m.sensor).ok() && (*file)->putReadings(m.sensor.name, m.readings).ok();
    if (!ok) QTest::qFail("the project could not be made", __FILE__, __LINE__);
    return path;
}

std::vector<calibration::Calibration> inFile(const QString& path) {
    auto file = project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly);
    auto layers = file.ok() ? (*file)->calibrations() : Result<std::vector<calibration::Calibration>>(file.error());
    if (!layers) QTest::qFail("the project cannot be read", __FILE__, __LINE__);
    return layers ? *layers : std::vector<calibration::Calibration>{};
}

/// A window over a project, with its calibration dialog.
struct Scene {
    explicit Scene(const QString& path) {
        tests::showForTest(session, window);
        session.open(path);
        if (!QTest::qWaitFor([this] { return session.state() == session::Session::State::open && window.settled(); }, kPatience_ms))
            QTest::qFail("not opened", __FILE__, __LINE__);
        show();
    }
    void show() {
        QTest::keyClick(&window, Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        dialog = window.calibrationDialog();
        if (dialog == nullptr || !QTest::qWaitForWindowExposed(dialog)) QTest::qFail("no dialog", __FILE__, __LINE__);
    }
    template <typename T>
    T* child(const char* name) {
        return dialog->findChild<T*>(QLatin1String(name));
    }
    [[nodiscard]] QString words(const char* name) { return child<QLabel>(name)->text(); }
    void picture(const QString& name) {
        const QDir out(QStringLiteral(MAINSIGHT_BIN_DIR "/../artefacts"));
        QVERIFY(QDir().mkpath(out.path()));
        QVERIFY(dialog->grab().save(out.filePath(name)));
    }
    session::Session session;
    window::MainWindow window{session, QString()};
    dialogs::CalibrationDialog* dialog = nullptr;
};

} // namespace

/// Calibration of the model in the window: fitted, looked at, taken, undone, exported; and what stands in its way is said.
class TestCalibrationWindow final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void fittedLookedAtTakenUndoneExported() {
        const QString path = makeRing(m_folder.filePath(QStringLiteral("ring.mainsight")));
        Scene scene(path);
        auto& session = scene.session;
        auto& fit = session.modelCalibration();
        auto* layers = scene.child<QComboBox>("calibrationLayers");
        auto *take = scene.child<QPushButton>("takeCalibration"), *drop = scene.child<QPushButton>("dropCalibration");
        QVERIFY(!take->isEnabled() && !drop->isEnabled() && scene.dialog->shown() == nullptr);
        QVERIFY(dialogs::RunDialog(session).findChild<QLabel*>(QStringLiteral("runGate"))->text().contains(QStringLiteral("has not been fitted")));

        fixtures::Watchdog dog;
        QVERIFY(tests::press(scene.child<QPushButton>("fitModel")));
        QTRY_VERIFY_WITH_TIMEOUT(!fit.running(), kPatience_ms);
        dog.stop();
        QVERIFY2(!dog.heldUp(), qPrintable(dog.report()));
        QVERIFY2(fit.proposal().has_value(), fit.error() ? fit.error()->message.c_str() : "");

        // What came out is seen before it is taken, and changes nothing yet.
        const auto found = *fit.proposal();
        QVERIFY(scene.dialog->shown() != nullptr && *scene.dialog->shown() == found);
        QVERIFY(inFile(path).empty() && session.snapshot().calibration() == nullptr);
        auto* loggers = scene.child<QTableWidget>("calibrationLoggers");
        QCOMPARE(loggers->rowCount(), 4);
        QCOMPARE(loggers->item(0, 0)->text(), QStringLiteral("PL4")); // the worst first
        QVERIFY(loggers->item(0, 6)->text().contains(QStringLiteral("doubtful")));
        QVERIFY(scene.words("calibrationGate").contains(QStringLiteral("Do not trust PL4")));
        QVERIFY(scene.words("calibrationGate").contains(QStringLiteral("from this size on: A")));
        QVERIFY(found.reach.size() == 1 && found.reach.front().leastFlow_m3s > 0);
        const auto offset = found.loggers[1].offset_m;
        QVERIFY(offset.low - 0.1 < 0.7 && 0.7 < offset.high + 0.1);
        QCOMPARE(scene.child<QTableWidget>("calibrationDemands")->rowCount(), 1);
        QVERIFY(std::abs(found.demands.front().factor.value - 1.4) < 0.1);
        QCOMPARE(scene.child<QTableWidget>("calibrationRoughness")->rowCount(), static_cast<int>(found.roughness.size()));
        scene.picture(QStringLiteral("calibration-light.png"));
        session.appearance().setThemeChoice(session::ThemeChoice::dark);
        scene.picture(QStringLiteral("calibration-dark.png"));
        session.appearance().setThemeChoice(session::ThemeChoice::light);

        // Taken, undone, done again; each reaches the file.
        QVERIFY(tests::press(take));
        QCOMPARE(session.undoStack().count(), 1);
        QVERIFY(session.snapshot().calibration() != nullptr && *session.snapshot().calibration() == found);
        QTRY_COMPARE(inFile(path).size(), std::size_t(1));
        QVERIFY(!take->isEnabled() && drop->isEnabled() && layers->count() == 1);
        QVERIFY(scene.words("calibrationUse").contains(QStringLiteral("a live analysis only for a period that begins after that")));
        QTest::keyClick(scene.dialog, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(session.snapshot().calibration() == nullptr && take->isEnabled());
        QTRY_VERIFY(inFile(path).empty());
        scene.window.activateWindow(); // from the window as well
        QTRY_VERIFY(scene.window.isActiveWindow());
        QTest::keyClick(&scene.window, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(session.snapshot().calibration() != nullptr);
        QTRY_COMPARE(inFile(path).size(), std::size_t(1));

        // The gate before a run, and why a live one may not use the layer.
        dialogs::RunDialog run(session);
        const auto modes = run.findChildren<QRadioButton*>();
        const auto* gate = run.findChild<QLabel*>(QStringLiteral("runGate"));
        const auto choose = [&](const QString& word) {
            for (auto* mode : modes)
                if (mode->text().startsWith(word)) mode->setChecked(true);
        };
        choose(QStringLiteral("Live"));
        QVERIFY(run.options().live && gate->text().contains(QStringLiteral("takes the model as it is on file")));
        choose(QStringLiteral("Hindsight"));
        QVERIFY(!run.options().live && gate->text().contains(QStringLiteral("The calibrated model is used")));
        QVERIFY(gate->text().contains(QStringLiteral("Do not trust PL4")));

        // The calibrated network for colleagues.
        const QString inp = m_folder.filePath(QStringLiteral("calibrated.inp"));
        scene.dialog->exportTo(inp);
        QTRY_VERIFY(scene.words("calibrationWords").contains(inp));
        QFile written(inp);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const auto read = network::readInp(written.readAll().toStdString(), "calibrated.inp");
        QVERIFY(read.ok());
        const double roughness = read->network.link(read->network.findLink("P2")).roughness;
        QVERIFY2(roughness < 108 && roughness > 70, qPrintable(QString::number(roughness)));

        // The same again is no second layer.
        fit.start(session.snapshot(), 8, {});
        QTRY_VERIFY_WITH_TIMEOUT(!fit.running(), kPatience_ms);
        QVERIFY(layers->count() == 1 && !take->isEnabled());
        QVERIFY(scene.words("calibrationWords").contains(QStringLiteral("as the layer that counts already")));

        // A second layer over the first, both seen; taken away one by one, all at once.
        fit.start(session.snapshot(), 2, Instant{days(25).ms});
        QTRY_VERIFY_WITH_TIMEOUT(!fit.running(), kPatience_ms);
        QCOMPARE(layers->count(), 2);
        QVERIFY(tests::press(take));
        QCOMPARE(layers->count(), 2);
        QVERIFY(layers->itemText(0).startsWith(QStringLiteral("Counts now")) && layers->itemText(1).startsWith(QStringLiteral("Earlier")));
        layers->setCurrentIndex(1);
        QCOMPARE(scene.dialog->shown()->period, found.period);
        QVERIFY(tests::press(drop));
        QCOMPARE(session.snapshot().calibration()->period, found.period);
        QTest::keyClick(&scene.window, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(session.snapshot().calibrations->size(), std::size_t(2));
        QVERIFY(tests::press(scene.child<QPushButton>("discardCalibrations")));
        QVERIFY(session.snapshot().calibrations->empty());
        QTRY_VERIFY(inFile(path).empty());
    }

    void cancelledNothingOfItComesLater() {
        Scene scene(makeRing(m_folder.filePath(QStringLiteral("cancelled.mainsight"))));
        auto& fit = scene.session.modelCalibration();
        fit.start(scene.session.snapshot(), 4, {});
        QVERIFY(fit.running() && scene.window.action(QStringLiteral("cancel"))->isEnabled());
        scene.window.action(QStringLiteral("cancel"))->trigger();
        QVERIFY(!fit.running() && !fit.proposal() && !fit.error());
        fit.start(scene.session.snapshot(), 1, {});
        QTRY_VERIFY_WITH_TIMEOUT(!fit.running(), kPatience_ms);
        QVERIFY(fit.proposal().has_value());
        QCOMPARE(fit.proposal()->period.length(), days(7));
        fit.start(scene.session.snapshot(), 4, {}); // and the window goes while it works
    }

    void whatStandsInTheWayIsSaid() {
        Scene without(makeRing(m_folder.filePath(QStringLiteral("no-loggers.mainsight")), false));
        QVERIFY(!without.child<QPushButton>("fitModel")->isEnabled());
        QVERIFY(without.words("calibrationWords").contains(QStringLiteral("no readings of pressure loggers")));

        tests::ShownTown shown;
        auto town = tests::madeTown();
        town.network = nullptr;
        shown.session.show(town, tests::madeSource());
        shown.window.showCalibration();
        auto* dialog = shown.window.calibrationDialog();
        QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("fitModel"))->isEnabled());
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("calibrationWords"))->text().contains(QStringLiteral("has no model")));

        // Read only: it can be fitted and looked at, not kept.
        const QString path = makeRing(m_folder.filePath(QStringLiteral("read-only.mainsight")));
        session::Session other;
        other.open(path); // who edits it
        QTRY_COMPARE_WITH_TIMEOUT(other.state(), session::Session::State::open, kPatience_ms);
        auto snapshot = other.snapshot();
        snapshot.readOnly = true;
        tests::ShownTown reader;
        reader.session.show(snapshot, session::projectSource(path));
        reader.window.showCalibration();
        auto& fit = reader.session.modelCalibration();
        fit.start(reader.session.snapshot(), 2, {});
        QTRY_VERIFY_WITH_TIMEOUT(!fit.running(), kPatience_ms);
        QVERIFY(fit.proposal().has_value());
        auto* looking = reader.window.calibrationDialog();
        QVERIFY(!looking->findChild<QPushButton*>(QStringLiteral("takeCalibration"))->isEnabled());
        QVERIFY(looking->findChild<QPushButton*>(QStringLiteral("exportCalibration"))->isEnabled());
        QVERIFY(looking->findChild<QLabel*>(QStringLiteral("calibrationUse"))->text().contains(QStringLiteral("can only be read")));
        QVERIFY(!reader.session.takeCalibration(*fit.proposal()));
    }
};

QTEST_MAIN(TestCalibrationWindow)
#include "test_calibration_window.moc"
