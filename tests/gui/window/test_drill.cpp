#include "core/project/project_file.h"
#include "tests/gui/window/shown_town.h"
#include "ui/dialogs/areas_dialog.h"
#include "ui/dialogs/drill_dialog.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace ms;

/// The burst drill in the window: made on the sample's network, handed out, scored.
class TestDrill : public QObject {
    Q_OBJECT

    const QString m_sample = QStringLiteral(MAINSIGHT_BIN_DIR "/../share/mainsight/sample/westvale.mainsight");
    QTemporaryDir m_folder;

    /// A dialog over the sample, opened from a copy.
    struct Scene {
        explicit Scene(const QString& project) {
            tests::showForTest(session, window);
            session.open(project);
            if (!QTest::qWaitFor([this] { return !session.path().isEmpty() && !session.snapshot().sensors->empty() && window.settled(); }, 30000))
                QTest::qFail("not opened", __FILE__, __LINE__);
            window.action(QStringLiteral("drill"))->trigger();
            dialog = window.findChild<dialogs::DrillDialog*>();
        }
        template <typename T>
        T* child(const char* name) {
            return dialog->findChild<T*>(QLatin1String(name));
        }
        session::Session session;
        window::MainWindow window{session, QString()};
        dialogs::DrillDialog* dialog = nullptr;
    };

    QString project() {
        const QString path = m_folder.filePath(QStringLiteral("town.mainsight"));
        if (!QFileInfo::exists(path)) QFile::copy(m_sample, path);
        return path;
    }

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        if (!QFileInfo::exists(m_sample)) QSKIP("the sample is not built here (sanitizer builds leave it out)");
    }

    void aDrillIsMadeAndScored() {
        Scene scene(project());
        QVERIFY(scene.dialog != nullptr && scene.dialog->isVisible());
        auto* make = scene.child<QPushButton>("makeDrill");
        auto* score = scene.child<QPushButton>("scoreDrill");
        QVERIFY(!make->isEnabled() && !score->isEnabled()); // no folder yet
        const QString out = m_folder.filePath(QStringLiteral("drill"));
        scene.dialog->setFolder(out);
        QVERIFY(make->isEnabled());
        score->click(); // nothing there: said, not scored
        QVERIFY(!scene.dialog->score());
        QVERIFY(scene.child<QLabel>("drillScore")->text().contains(QLatin1String("bursts.csv")));
        scene.dialog->findChild<QSpinBox*>()->setValue(2);
        make->click();
        QVERIFY(scene.dialog->making());
        QTRY_VERIFY_WITH_TIMEOUT(!scene.dialog->making(), 60000);
        QVERIFY2(scene.child<QLabel>("drillMade")->text().contains(out), qPrintable(scene.child<QLabel>("drillMade")->text()));
        for (const char* name : {"network.inp", "sensors.csv", "answers.csv", "loggers", "truth/bursts.csv"})
            QVERIFY2(QFileInfo::exists(out + QLatin1Char('/') + QLatin1String(name)), name);

        score->click();
        QVERIFY(scene.dialog->score());
        auto* table = scene.child<QTableWidget>("drillTable");
        QCOMPARE(table->rowCount(), 2);
        QCOMPARE(scene.dialog->score()->found(), 0); // the sample's events are of other weeks
        QCOMPARE(scene.dialog->score()->falseAlarms, 0);
        QCOMPARE(table->item(0, 4)->text(), QStringLiteral("missed"));
        table->selectRow(1); // on the map, too
        QCOMPARE(scene.session.selection().links().size(), std::size_t{1});
        QVERIFY(scene.dialog->grab().save(QStringLiteral(MAINSIGHT_BIN_DIR "/../artefacts/drill.png")));

        make->click(); // a drill is never written over
        QTRY_VERIFY_WITH_TIMEOUT(!scene.dialog->making(), 60000);
        QVERIFY(scene.child<QLabel>("drillMade")->text().contains(QLatin1String("already")));
    }

    void aDrillTeachesWhatAreasNeed() {
        Scene scene(project());
        scene.window.action(QStringLiteral("areas"))->trigger();
        auto* dialog = scene.window.findChild<dialogs::AreasDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto* learn = dialog->findChild<QPushButton*>(QStringLiteral("learnAreas"));
        auto* forget = dialog->findChild<QPushButton*>(QStringLiteral("forgetAreas"));
        auto* words = dialog->findChild<QLabel*>(QStringLiteral("areasWords"));
        auto* table = dialog->findChild<QTableWidget*>(QStringLiteral("areasTable"));
        QCOMPARE(table->item(2, 0)->text(), QStringLiteral("90 %"));
        const QString atItsWord = table->item(2, 1)->text();
        QCOMPARE(atItsWord, QLocale().toString(90.0, 'f', 1) + QStringLiteral(" %"));
        QVERIFY(!forget->isEnabled()); // nothing to forget
        dialog->findChild<QSpinBox*>()->setValue(12);

        learn->click(); // stopped, nothing has changed
        QVERIFY(dialog->learning());
        learn->click();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->learning(), 60000);
        QVERIFY2(words->text().contains(QLatin1String("Stopped")), qPrintable(words->text()));
        QVERIFY(scene.session.areaTrust().empty());

        learn->click();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->learning(), 240000);
        const auto learned = scene.session.areaTrust();
        QVERIFY2(!learned.empty(), qPrintable(words->text()));
        QVERIFY(learned.ofDrill <= 12);
        QVERIFY(words->text().contains(QStringLiteral("12")));
        QVERIFY(table->item(2, 1)->text() != atItsWord);
        QVERIFY(forget->isEnabled());
        QVERIFY(dialog->grab().save(QStringLiteral(MAINSIGHT_BIN_DIR "/../artefacts/areas.png")));
        const auto inFile = [&] {
            auto file = project::ProjectFile::open(project(), project::ProjectFile::Mode::readOnly);
            auto settings = file ? (*file)->settings() : Result<project::Settings>(file.error());
            return settings ? settings->areaTrust : detection::AreaTrust{};
        };
        QTRY_VERIFY(inFile() == learned);

        scene.session.undoStack().undo();
        QVERIFY(scene.session.areaTrust().empty());
        QCOMPARE(table->item(2, 1)->text(), atItsWord);
        QTRY_VERIFY(inFile().empty());
        scene.session.undoStack().redo();
        QVERIFY(scene.session.areaTrust() == learned);
        forget->click();
        QTRY_VERIFY(inFile().empty());
        QVERIFY(!forget->isEnabled());
    }

    void makingIsStopped() {
        Scene scene(project());
        scene.dialog->setFolder(m_folder.filePath(QStringLiteral("stopped")));
        scene.dialog->findChild<QSpinBox*>()->setValue(1000);
        auto* make = scene.child<QPushButton>("makeDrill");
        make->click();
        QVERIFY(scene.dialog->making());
        QTest::qWait(200);
        make->click();
        QTRY_VERIFY_WITH_TIMEOUT(!scene.dialog->making(), 5000);
        QVERIFY(scene.child<QLabel>("drillMade")->text().contains(QLatin1String("Stopped")));
    }
};

QTEST_MAIN(TestDrill)
#include "test_drill.moc"
