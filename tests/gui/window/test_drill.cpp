#include "core/project/project_file.h"
#include "tests/gui/window/shown_town.h"
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
