#include "tests/gui/fixtures/mnemonics.h"
#include "tests/gui/fixtures/watchdog.h"
#include "tests/gui/window/shown_town.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/import_review_model.h"
#include "ui/dialogs/place_suggestions.h"
#include "ui/dialogs/review_match.h"
#include "ui/dialogs/review_preview.h"
#include "ui/dialogs/spark_chart.h"
#include "ui/main_window/main_window.h"
#include "ui/map/map_view.h"
#include "ui/panels/message_bar.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <QTreeView>
#include <QTreeWidget>

#include <cmath>
#include <memory>

using namespace ms;
using dialogs::ImportReviewModel;
using FileState = jobs::ReviewedFile::State;

/// The review of an import in the real window, with real workers, driven by mouse and keyboard.
class TestImport final : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<window::MainWindow> m_window;

    static constexpr int kPatience_ms = 120'000; ///< workers on a busy machine

    QString file(const QString& name) const { return m_dir->filePath(name); }

    void write(const QString& name, const QString& text) const {
        QVERIFY(QDir(m_dir->path()).mkpath(QFileInfo(file(name)).path()));
        QFile f(file(name));
        QVERIFY(f.open(QIODevice::WriteOnly | QIODevice::Truncate));
        f.write(text.toUtf8());
    }

    /// A day of quarter-hours, day first, from 25 May 2024: only day first is possible.
    static QString quarterHours(const QString& header, double base, double step = 0, int rows = 96) {
        QString text = QStringLiteral("Date,Time,%1\n").arg(header);
        QTextStream out(&text);
        for (int i = 0; i < rows; ++i)
            out << QStringLiteral("%1/05/2024,%2:%3:00,")
                       .arg(25 + i / 96)
                       .arg(i / 4 % 24, 2, 10, QLatin1Char('0'))
                       .arg(i % 4 * 15, 2, 10, QLatin1Char('0'))
                << QString::number(base + step * i + 0.1 * (i % 7), 'f', 2) << '\n';
        return text;
    }

    void writeSources() const {
        write(QStringLiteral("in/J1_export.csv"), quarterHours(QStringLiteral("J1 [m]"), 42));    // named like a node
        write(QStringLiteral("in/logger_77.csv"), quarterHours(QStringLiteral("Pressure"), 3.1)); // no unit: bar
        write(QStringLiteral("in/meter.csv"),
              quarterHours(QStringLiteral("Flow l/s"), 8).replace(QStringLiteral("07:00:00,8.00"), QStringLiteral("07:00:00,No Data")));
        QString history = QStringLiteral("TagName,DateTime,Value (m),Quality\n");
        for (int i = 0; i < 40; ++i)
            for (const auto* tag : {"Z1.J2.PRES", "Z1.J9.PRES"})
                history += QStringLiteral("%1,2024-05-25 %2:%3:00,%4,Good\n")
                               .arg(QLatin1String(tag))
                               .arg(i / 4, 2, 10, QLatin1Char('0'))
                               .arg(i % 4 * 15, 2, 10, QLatin1Char('0'))
                               .arg(50 + i % 3);
        write(QStringLiteral("in/historian_pressure.csv"), history);
        write(QStringLiteral("in/notes.txt"), QStringLiteral("Remember the milk\nand the bread\n"));
    }

    void openProject() {
        write(QStringLiteral("town.inp"),
              QStringLiteral("[JUNCTIONS]\nJ1 10 1\nJ2 10 1\nJ3 10 1\n[RESERVOIRS]\nR 50\n[PIPES]\nP1 R J1 500 200 120 0 Open\nP2 J1 J2 400 "
                             "200 120 0 Open\nP3 J2 J3 400 200 120 0 Open\n[COORDINATES]\nR 0 0\nJ1 500 0\nJ2 900 100\nJ3 900 500\n[END]\n"));
        session::NewProject wanted;
        wanted.path = file(QStringLiteral("town.mainsight"));
        wanted.networkPath = file(QStringLiteral("town.inp"));
        wanted.timezone = QStringLiteral("Europe/London");
        m_session->create(wanted);
        QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), session::Session::State::open, kPatience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->busy(), kPatience_ms);
    }

    dialogs::ImportDialog& dialog() { return *m_window->importDialog(); }
    ImportReviewModel& model() { return dialog().model(); }
    QTreeView& table() { return *dialog().findChild<QTreeView*>(QStringLiteral("reviewTable")); }
    template <typename T>
    T& part(const char* name) {
        return *dialog().findChild<T*>(QLatin1String(name));
    }

    void dropOnWindow(const QString& path) {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({500, 400}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({500, 400}, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(m_window.get(), &drop);
        QTRY_VERIFY(m_window->importDialog() != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(&dialog()));
    }

    void waitRead() {
        QTRY_VERIFY_WITH_TIMEOUT(!dialog().review().files().empty() && !dialog().review().reading(), kPatience_ms);
        QTest::qWait(250); // the table is told in batches
    }

    int rowOf(const QString& name) {
        for (int i = 0; i < model().rowCount(); ++i)
            if (model().index(i, 0).data().toString() == name) return i;
        return -1;
    }
    QString cell(const QString& name, ImportReviewModel::Column column) { return model().index(rowOf(name), column).data().toString(); }
    void select(const QString& name) { table().setCurrentIndex(model().index(rowOf(name), 0)); }

    /// What a project holds, as text: sensors, counts, log; and every reading.
    QString content() const {
        QString text;
        auto p = project::ProjectFile::open(file(QStringLiteral("town.mainsight")), project::ProjectFile::Mode::readOnly);
        if (!p) return QStringLiteral("cannot open");
        const auto sensors = (*p)->sensors();
        if (!sensors) return QStringLiteral("cannot read");
        for (const auto& s : *sensors) {
            text += QStringLiteral("%1 %2 %3 %4 %5\n")
                        .arg(QString::fromStdString(s.sensor.name), QString::fromStdString(s.sensor.element), QString::fromStdString(s.sensor.unit),
                             QString::fromStdString(s.sensor.zone))
                        .arg(s.count);
            const auto readings = (*p)->readings(s.sensor.name, {});
            for (std::size_t i = 0; readings && i < readings->size(); ++i)
                text += QStringLiteral("%1=%2 ").arg(readings->times_ms[i]).arg(readings->values[i], 0, 'g', 17);
        }
        const auto imports = (*p)->imports();
        text += QStringLiteral("imports %1\n").arg(imports ? static_cast<int>(imports->size()) : -1);
        return text;
    }

    void answerUnit(const QString& unit) {
        auto& box = part<QComboBox>("questionUnit");
        QVERIFY(box.isVisible());
        box.setCurrentText(unit);
        QTest::mouseClick(&part<QPushButton>("questionApply"), Qt::LeftButton);
        waitRead();
    }

    void importNow() {
        QTRY_VERIFY(part<QPushButton>("importNow").isEnabled());
        QTest::mouseClick(&part<QPushButton>("importNow"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->runs().active(), kPatience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->busy(), kPatience_ms);
    }

    void undoOrRedo(const char* action) {
        m_window->action(QLatin1String(action))->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->runs().active(), kPatience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(!m_session->busy(), kPatience_ms);
    }

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("MainsightTest"));
    }

    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_session = std::make_unique<session::Session>();
        m_window = std::make_unique<window::MainWindow>(*m_session, QString());
        tests::showForTest(*m_session, *m_window);
    }

    void cleanup() {
        m_window.reset();
        m_session.reset();
        m_dir.reset();
    }

    void aDroppedFolderIsReviewedAndNothingGoesIn() {
        openProject();
        writeSources();
        const QString before = content();
        dropOnWindow(file(QStringLiteral("in")));
        waitRead();
        QCOMPARE(model().rowCount(), 5);
        QVERIFY(cell(QStringLiteral("J1_export.csv"), ImportReviewModel::Format).contains(QLatin1String("d/m/y")));
        QCOMPARE(cell(QStringLiteral("J1_export.csv"), ImportReviewModel::Unit), QStringLiteral("m"));
        QCOMPARE(cell(QStringLiteral("J1_export.csv"), ImportReviewModel::Kept), QStringLiteral("96"));
        QCOMPARE(cell(QStringLiteral("J1_export.csv"), ImportReviewModel::Element), QStringLiteral("J1"));
        QVERIFY(cell(QStringLiteral("J1_export.csv"), ImportReviewModel::StateColumn).startsWith(QChar(0x25CF)));
        QCOMPARE(cell(QStringLiteral("meter.csv"), ImportReviewModel::Quarantined), QStringLiteral("1"));
        QVERIFY(cell(QStringLiteral("notes.txt"), ImportReviewModel::StateColumn).startsWith(QChar(0x25A0)));
        QCOMPARE(model().rowCount(model().index(rowOf(QStringLiteral("historian_pressure.csv")), 0)), 2);
        QCOMPARE(content(), before);

        // The preview says how the file was read, on what evidence, and which rows were not.
        select(QStringLiteral("meter.csv"));
        auto& preview = dialog().preview();
        QTRY_VERIFY_WITH_TIMEOUT(preview.lines().rowCount() > 90 / 2 && preview.chart().summary().contains(QLatin1String("flow")), kPatience_ms);
        QVERIFY(preview.lines().item(1, 1)->text().contains(QLatin1String("25 May 2024")));
        QString marked;
        for (int r = 0; r < preview.lines().rowCount(); ++r)
            for (int c = 2; c < preview.lines().columnCount(); ++c)
                if (preview.lines().item(r, c) && preview.lines().item(r, c)->text().startsWith(QChar(0x25B2)))
                    marked += preview.lines().item(r, c)->text();
        QCOMPARE(marked, QStringLiteral("▲ No Data"));
        QCOMPARE(preview.aside().rowCount(), 1);
        QCOMPARE(preview.aside().item(0, 0)->text(), QStringLiteral("30")); // its line
        QVERIFY(preview.quarantineCsv().contains(QLatin1String("No Data")));
        bool proof = false;
        for (int i = 0; i < preview.evidence().count(); ++i)
            proof = proof || preview.evidence().item(i)->text().contains(QLatin1String("25/05/2024"));
        QVERIFY(proof);
        auto* tabs = dialog().findChild<QTabWidget*>();
        for (int i = 0; i < tabs->count(); ++i) { // each answers to a key of its own
            tabs->setCurrentIndex(i);
            QCOMPARE(fixtures::sharedMnemonics(dialog()).join(QStringLiteral("; ")), QString());
        }
        dialog().close();
        QTRY_VERIFY(m_window->importDialog() == nullptr);
        QCOMPARE(content(), before);
    }

    void importWaitsForTheUnitOnly() {
        openProject();
        writeSources();
        dropOnWindow(file(QStringLiteral("in")));
        waitRead();
        auto& import = part<QPushButton>("importNow");
        QVERIFY(!import.isEnabled());
        QVERIFY(dialog().question().contains(QLatin1String("pressure")));
        QCOMPARE(cell(QStringLiteral("logger_77.csv"), ImportReviewModel::Unit), QStringLiteral("missing"));
        answerUnit(QStringLiteral("m"));
        QVERIFY(dialog().question().isEmpty());
        QTRY_VERIFY(import.isEnabled());
        QCOMPARE(cell(QStringLiteral("logger_77.csv"), ImportReviewModel::Kept), QStringLiteral("96"));
        // 3.1 m is no pressure of a network: it is said, with the unit that would fit.
        QVERIFY(cell(QStringLiteral("logger_77.csv"), ImportReviewModel::StateColumn).contains(QLatin1String("bar")));
        // F2 in the column corrects it, and the file is read again.
        table().setFocus();
        table().setCurrentIndex(model().index(rowOf(QStringLiteral("logger_77.csv")), ImportReviewModel::Unit));
        QVERIFY(model().setData(table().currentIndex(), QStringLiteral("bar"), Qt::EditRole));
        waitRead();
        QCOMPARE(cell(QStringLiteral("logger_77.csv"), ImportReviewModel::Unit), QStringLiteral("bar"));
        QVERIFY(!cell(QStringLiteral("logger_77.csv"), ImportReviewModel::StateColumn).contains(QLatin1String("cannot be")));
        QVERIFY(!model().setData(table().currentIndex(), QStringLiteral("furlong"), Qt::EditRole));
    }

    void severalRowsAreCorrectedAtOnce() {
        openProject();
        writeSources();
        dropOnWindow(file(QStringLiteral("in")));
        waitRead();
        table().selectAll();
        auto& zone = part<QLineEdit>("fixZone");
        QTRY_VERIFY(zone.isEnabled());
        zone.setFocus();
        QTest::keyClicks(&zone, QStringLiteral("DMA07"));
        QTest::keyClick(&zone, Qt::Key_Return);
        QVERIFY2(!m_session->runs().active(), "Return in a field must not start the import");
        waitRead();
        for (const auto* name : {"J1_export.csv", "meter.csv", "historian_pressure.csv"})
            QCOMPARE(cell(QLatin1String(name), ImportReviewModel::Zone), QStringLiteral("DMA07"));
        // It is kept in the form of sensors.csv, which reads back.
        write(QStringLiteral("sensors.csv"), QString::fromStdString(ingest::sensorMapText(dialog().review().sensorMap())));
        const auto rows = ingest::readSensorMap(file(QStringLiteral("sensors.csv")).toStdString());
        QVERIFY(rows.ok());
        QVERIFY(rows->size() >= 4);
        for (const auto& row : *rows) QCOMPARE(row.sensor.zone, std::string("DMA07"));
    }

    void aChannelIsMatchedByAClickOnTheMap() {
        openProject();
        writeSources();
        dropOnWindow(file(QStringLiteral("in")));
        waitRead();
        auto& match = dialog().match();
        QVERIFY(match.open() > 0);
        dialog().preview().showTab(&match);
        QTRY_VERIFY_WITH_TIMEOUT(match.map().content() != nullptr && !match.map().content()->empty(), kPatience_ms);
        QTRY_VERIFY(match.current().has_value());
        const int open = match.open();
        const ImportReviewModel::Place place = *match.current();
        const auto node = match.map().content()->findNode("J3");
        QVERIFY(node.has_value());
        const auto at = match.map().frame().toPicture(match.map().content()->nodes[*node].at);
        QTest::mouseClick(&match.map(), Qt::LeftButton, Qt::NoModifier, QPointF(at).toPoint());
        QTRY_COMPARE(match.open(), open - 1);
        QCOMPARE(model().rowAt(place).sensor.element, std::string("J3"));
    }

    void importIsOneStepOfUndo() {
        openProject();
        writeSources();
        const QString empty = content();
        dropOnWindow(file(QStringLiteral("in")));
        waitRead();
        answerUnit(QStringLiteral("bar"));
        importNow();
        const QString first = content();
        QVERIFY(first != empty);
        QVERIFY(first.contains(QLatin1String("logger_77")));
        QVERIFY(m_window->messages().text().contains(QLatin1String("Ctrl+Z")));
        QVERIFY(dialog().message().contains(QLatin1String("taken in")));
        QTRY_VERIFY(cell(QStringLiteral("J1_export.csv"), ImportReviewModel::StateColumn).contains(QLatin1String("ok")));
        dialog().close();
        QTRY_VERIFY(m_window->importDialog() == nullptr);

        // A corrected file replaces; undo brings back what was there.
        write(QStringLiteral("in/J1_export.csv"), quarterHours(QStringLiteral("J1 [m]"), 45));
        dropOnWindow(file(QStringLiteral("in/J1_export.csv")));
        waitRead();
        importNow();
        const QString second = content();
        QVERIFY(second != first);
        QVERIFY(dialog().message().contains(QLatin1String("96 replaced")));
        undoOrRedo("undo");
        QCOMPARE(content(), first);
        undoOrRedo("undo");
        QCOMPARE(content(), empty);
        QVERIFY(m_session->snapshot().sensors->empty());
        undoOrRedo("redo");
        QCOMPARE(content(), first);
        undoOrRedo("redo");
        QCOMPARE(content(), second);
        QCOMPARE(m_session->snapshot().sensors->size(), std::size_t{5});
    }

    void stoppedReadingAnswersAtOnceAndLeavesNothing() {
        openProject();
        const QString before = content();
        const QString text = quarterHours(QStringLiteral("Pressure m"), 30, 0, 96);
        for (int i = 0; i < 1500; ++i) write(QStringLiteral("many/logger_%1.csv").arg(i), text); // more than is read between two looks
        dropOnWindow(file(QStringLiteral("many")));
        QVERIFY(QTest::qWaitFor([&] { return dialog().review().progress().tasksDone > 0; }, kPatience_ms));
        QVERIFY(dialog().review().reading());
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(&part<QPushButton>("stopReading"), Qt::LeftButton);
        QVERIFY(!dialog().review().reading());
        QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
        QTest::qWait(250);
        bool stopped = false;
        for (const auto& f : dialog().review().files()) stopped = stopped || f.state == FileState::notRead;
        QVERIFY(stopped);
        QCOMPARE(content(), before);
        dialog().close();
        QTRY_VERIFY(m_window->importDialog() == nullptr);
        QCOMPARE(content(), before);
    }

    void thousandsOfFilesDoNotHoldUpTheWindow() {
        openProject();
        const QString text = quarterHours(QStringLiteral("Pressure m"), 30, 0, 8);
        constexpr int kFiles = 2000;
        for (int i = 0; i < kFiles; ++i) write(QStringLiteral("many/logger_%1.csv").arg(i), text);
        fixtures::Watchdog dog;
        dropOnWindow(file(QStringLiteral("many")));
        waitRead();
        QCOMPARE(model().rowCount(), kFiles);
        int read = 0;
        for (const auto& f : dialog().review().files()) read += f.state == FileState::read;
        QCOMPARE(read, kFiles);
        importNow();
        dog.stop();
        qInfo().noquote() << dog.report();
        QVERIFY(dog.beats() > 50);
        QVERIFY2(!dog.heldUp(), qPrintable(dog.report()));
    }

    void suggestionsAreRanked() {
        network::Network net;
        for (const auto* id : {"PL59345", "PL59346", "J0446"}) {
            network::Node node;
            node.id = id;
            node.position = network::Point{100.0 * static_cast<double>(net.nodes.size()), 0};
            net.nodes.push_back(node);
        }
        const auto content = std::make_shared<const drawing::MapContent>(drawing::buildMapContent(&net, {}, {}));
        const dialogs::PlaceSuggestions suggest(content);
        series::Sensor sensor;
        sensor.name = "DMA01.PL59345.PRES";
        auto ranked = suggest.forChannel("DMA01.PL59345.PRES", sensor, true);
        QVERIFY(!ranked.empty());
        QCOMPARE(ranked.front().element, std::string("PL59345"));
        QVERIFY(ranked.front().confidence > 0.8);
        sensor.name = "somewhere";
        sensor.x = 205;
        sensor.y = 3;
        ranked = suggest.forChannel("somewhere", sensor, true);
        QVERIFY(!ranked.empty());
        QCOMPARE(ranked.front().element, std::string("J0446"));
        sensor.x.reset();
        QVERIFY(suggest.forChannel("xyz", sensor, true).empty());
    }
};

QTEST_MAIN(TestImport)
#include "test_import.moc"
