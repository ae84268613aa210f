#include "core/jobs/import_run.h"
#include "core/project/project_file.h"
#include "core/project/shared_project.h"
#include "tests/gui/window/shown_town.h"
#include "tests/unit/jobs/company.h"
#include "tests/unit/jobs/postgres_server.h"
#include "ui/dialogs/database_dialog.h"
#include "ui/dialogs/launcher_field.h"
#include "ui/dialogs/watch_dialog.h"
#include "ui/panels/watch_panel.h"
#include "ui/session/live_watch.h"
#include "ui/session/usual_folder.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTranslator>

#include <algorithm>

using namespace ms;

/// The sources of a watch in the window: databases named, tested and followed beside folders, the launcher of the workers, a shared project.
class SourcesTest : public QObject {
    Q_OBJECT

    static constexpr int kPatience_ms = 120'000;
    QTemporaryDir m_dir;
    std::unique_ptr<tests::PostgresServer> m_server;

    template <typename T>
    static T* in(QWidget& parent, const char* name) {
        return parent.findChild<T*>(QLatin1String(name));
    }
    jobs::PostgresReadings readings() const { return {m_server->connection().toStdString(), "scada.reading", {}, {}}; }
    QString company() {
        const QString project = m_dir.filePath(QStringLiteral("town.mainsight")), map = m_dir.filePath(QStringLiteral("sensors.csv")),
                      history = m_dir.filePath(QStringLiteral("history.csv"));
        [&] { QVERIFY(project::ProjectFile::create(project, {}).ok()); }();
        jobs::made::write(map, jobs::made::company().sensors);
        jobs::made::write(history, jobs::made::rowsOf(0, jobs::made::kHistory));
        jobs::made::importInto(project, {history}, map);
        return project;
    }

private Q_SLOTS:
    void initTestCase() {
        m_server = std::make_unique<tests::PostgresServer>();
        m_server->ask("CREATE SCHEMA scada");
        m_server->ask("CREATE TABLE scada.reading (ts timestamptz, tag text, val double precision)");
        m_server->ask("INSERT INTO scada.reading VALUES ('2025-01-01', 'Hill_F', 3.5), ('2025-01-02', 'Hill_F', 4)");
    }

    void aDatabaseIsTested() {
        dialogs::DatabaseDialog dialog({});
        dialog.show();
        auto* test = in<QPushButton>(dialog, "testDatabase");
        auto* use = in<QPushButton>(dialog, "useDatabase");
        auto* answer = in<QLabel>(dialog, "databaseAnswer");
        auto* rows = in<QTableWidget>(dialog, "databaseRows");
        auto* table = in<QLineEdit>(dialog, "databaseTable");
        QVERIFY(!test->isEnabled() && !use->isEnabled()); // nothing is named yet
        for (auto* button : dialog.findChildren<QRadioButton*>())
            if (button->text().contains(QLatin1String("rver"))) button->setChecked(true);
        in<QLineEdit>(dialog, "databaseHost")->setText(m_server->connection().section(QLatin1Char(' '), 0, 0).section(QLatin1Char('='), 1));
        in<QLineEdit>(dialog, "databaseUser")->setText(QStringLiteral("mainsight"));
        in<QLineEdit>(dialog, "databaseName")->setText(QStringLiteral("postgres"));
        table->setText(QStringLiteral("scada.nothing"));
        test->click();
        QTRY_VERIFY_WITH_TIMEOUT(answer->text().contains(QLatin1String("there is no such table")), kPatience_ms);
        QVERIFY2(answer->text().startsWith(QLatin1String("Connected to postgresql://")), qPrintable(answer->text()));
        table->setText(QStringLiteral("scada.reading"));
        QVERIFY(!answer->text().contains(QLatin1String("no such"))); // it was about another table
        test->click();
        QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 2, kPatience_ms);
        QCOMPARE(rows->item(0, 1)->text(), QStringLiteral("Hill_F"));
        QVERIFY2(answer->text().contains(QLatin1String("Time is ts, sensor tag, value val")), qPrintable(answer->text()));
        QVERIFY(use->isEnabled());
        QCOMPARE(dialog.readings().table, std::string("scada.reading"));
        dialogs::DatabaseDialog again(dialog.readings()); // comes back as it was
        QVERIFY(again.readings() == dialog.readings());
        in<QLineEdit>(dialog, "databaseHost")->setText(QStringLiteral("postgresql://me:secret@db/water"));
        QVERIFY(!use->isEnabled());
        QVERIFY2(answer->text().contains(QLatin1String("pgpass")), qPrintable(answer->text()));
        in<QLineEdit>(dialog, "databaseHost")->setText(m_dir.path()); // nobody there
        test->click();
        QTRY_VERIFY_WITH_TIMEOUT(answer->text().contains(QLatin1String("cannot be reached")), kPatience_ms);
    }

    void aConnectionKeepsWhatHasNoField() {
        const auto through = [](const std::string& connection) {
            return dialogs::DatabaseDialog({connection, "scada.reading", {}, {}}).readings().connection;
        };
        QCOMPARE(through("host=db dbname=water sslmode=verify-full connect_timeout=5"),
                 std::string("host=db dbname=water connect_timeout=5 sslmode=verify-full"));
        QCOMPARE(through("service=scada sslmode=require user=reader"), std::string("service=scada sslmode=require user=reader"));
        QCOMPARE(through("host=db service=scada"), std::string("host=db service=scada"));
        QCOMPARE(through("dbname='my water' options='-c statement_timeout=5'"), std::string("dbname='my water' options='-c statement_timeout=5'"));
        QCOMPARE(through("host=db sslcert='' user=me"), std::string("host=db user=me sslcert=''"));
        QCOMPARE(through("host=db password=secret sslpassword=secret"), std::string("host=db")); // the project is no place for them
        QCOMPARE(through("postgresql://db/water?sslmode=require"), std::string("postgresql://db/water?sslmode=require"));
        // Named otherwise, it is not also named as before.
        dialogs::DatabaseDialog dialog({"service=scada sslmode=require", "scada.reading", {}, {}});
        for (auto* button : dialog.findChildren<QRadioButton*>())
            if (button->text().contains(QLatin1String("rver"))) button->setChecked(true);
        auto* use = in<QPushButton>(dialog, "useDatabase");
        QVERIFY(!use->isEnabled()); // which server is not said yet
        in<QLineEdit>(dialog, "databaseName")->setText(QStringLiteral("water"));
        QVERIFY(use->isEnabled());
        QCOMPARE(dialog.readings().connection, std::string("dbname=water sslmode=require"));
    }

    void sourcesAreListedAndKept() {
        session::WatchSources sources{{QStringLiteral("/data/in")}, {readings()}, 30};
        dialogs::WatchDialog dialog(sources);
        auto* list = in<QListWidget>(dialog, "watchSources");
        QCOMPARE(list->count(), 2);
        QVERIFY(list->item(1)->text().contains(QLatin1String("scada.reading")));
        QVERIFY(dialog.sources() == sources);
        QVERIFY(session::watchSourcesFromJson(session::toJson(sources)) == sources);
        list->setCurrentRow(0);
        in<QPushButton>(dialog, "removeSource")->click();
        QVERIFY(dialog.sources().folders.isEmpty());
        list->setCurrentRow(0);
        in<QPushButton>(dialog, "removeSource")->click();
        QVERIFY(!in<QPushButton>(dialog, "startWatch")->isEnabled());
        QCOMPARE(session::watchSourcesFromJson(QStringLiteral("{\"folder\": \"/old\", \"interval_s\": 5}")).folders,
                 QStringList{QStringLiteral("/old")});
        QVERIFY(session::watchSourcesFromJson(QStringLiteral("nonsense")).empty());
    }

    void aLauncherIsTested() {
        dialogs::LauncherField field;
        auto* answer = in<QLabel>(field, "launcherAnswer");
        auto* test = in<QPushButton>(field, "testLauncher");
        in<QLineEdit>(field, "launcher")->setText(QStringLiteral("/usr/bin/env"));
        test->click();
        QTRY_VERIFY_WITH_TIMEOUT(answer->text().contains(QLatin1String("answered after")), kPatience_ms);
        QVERIFY(test->isEnabled());
        in<QLineEdit>(field, "launcher")->setText(QStringLiteral("/usr/bin/false"));
        QVERIFY(answer->isHidden());
        test->click();
        QTRY_VERIFY_WITH_TIMEOUT(answer->text().startsWith(QLatin1String("No worker answered: ")) && answer->text().size() > 25, kPatience_ms);
        // What the workers' side says is said in the window's language too.
        struct Marking final : QTranslator {
            [[nodiscard]] bool isEmpty() const override { return false; }
            [[nodiscard]] QString translate(const char* context, const char* text, const char*, int) const override {
                return qstrcmp(context, "ms::session") == 0 ? QLatin1Char('!') + QString::fromUtf8(text) : QString();
            }
        } marking;
        QCoreApplication::installTranslator(&marking);
        test->click();
        QTRY_VERIFY_WITH_TIMEOUT(answer->text().startsWith(QLatin1String("No worker answered: !a worker ended")), kPatience_ms);
        QCoreApplication::removeTranslator(&marking);
    }

    void severalSourcesAreFollowedAtOnce() {
        session::Session session;
        window::MainWindow window(session, QString());
        tests::showForTest(session, window);
        window.openProject(company());
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), session::Session::State::open, kPatience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(window.settled(), kPatience_ms);
        window.setLayout(window::Layout::watch);
        const QString inbox = m_dir.filePath(QStringLiteral("inbox"));
        QVERIFY(QDir().mkpath(inbox));
        QVERIFY(session.watch().start(session.path(), {{inbox}, {readings()}, 1}, {}));
        auto* sources = window.findChild<QTableWidget*>(QStringLiteral("sourceTable"));
        QTRY_VERIFY_WITH_TIMEOUT(session.watch().lastLook().isValid(), kPatience_ms);
        QCOMPARE(sources->rowCount(), 2);
        QVERIFY(sources->isVisible());
        QVERIFY(window.findChild<panels::WatchPanel*>()->headline().contains(QLatin1String("2 source")));
        QTRY_COMPARE_WITH_TIMEOUT(sources->item(1, 4)->text(), QStringLiteral("1"), kPatience_ms); // the rows that were there
        jobs::made::write(inbox + QStringLiteral("/a.csv"), jobs::made::rowsOf(jobs::made::kHistory, jobs::made::kHistory + 10));
        QTRY_COMPARE_WITH_TIMEOUT(sources->item(0, 4)->text(), QStringLiteral("1"), kPatience_ms);
        QVERIFY(!sources->item(0, 3)->text().isEmpty());
        m_server->stop(SIGQUIT);
        QTRY_VERIFY_WITH_TIMEOUT(sources->item(1, 1)->text().contains(QLatin1String("away")), kPatience_ms);
        QVERIFY(sources->item(0, 1)->text().contains(QLatin1String("read")));
        m_server->start();
        QTRY_VERIFY_WITH_TIMEOUT(sources->item(1, 1)->text().contains(QLatin1String("read")), kPatience_ms);
        session.watch().stop();
        QTRY_VERIFY_WITH_TIMEOUT(!session.watch().active(), kPatience_ms);
        QVERIFY(!sources->isVisible());
    }

    void aSharedProjectShowsWhatOthersChange() {
        const QString shared = m_server->connection() + QStringLiteral("#town");
        {
            auto file = project::ProjectFile::open(m_dir.filePath(QStringLiteral("town.mainsight")), project::ProjectFile::Mode::readOnly);
            QVERIFY(file.ok() && (*file)->copyTo(shared).ok());
        }
        session::Session session;
        window::MainWindow window(session, QString());
        tests::showForTest(session, window);
        window.openProject(shared);
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), session::Session::State::open, kPatience_ms);
        QCOMPARE(session.snapshot().quiets->size(), std::size_t{0});
        auto other = project::ProjectFile::open(shared, project::ProjectFile::Mode::readWrite);
        QVERIFY(other.ok());
        QTest::qWait(500); // the first revision is known
        QVERIFY((*other)->putQuiet({0, "Hill", "", {Instant{0}, Instant{9}}, "works"}).ok());
        QTRY_COMPARE_WITH_TIMEOUT(session.snapshot().quiets->size(), std::size_t{1}, 4 * session::SharedFollow::kInterval_ms);
    }

    /// Behind the test above, which made the project.
    void aSharedProjectComesBackAfterAKillAndIsCalledByItsName() {
        const QString shared = m_server->connection() + QStringLiteral("#town");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_dir.filePath(QStringLiteral("settings")));
        QCoreApplication::setOrganizationName(QStringLiteral("MainsightTest"));
        QProcess gone;
        gone.start(QStringLiteral("true"), {});
        QVERIFY(gone.waitForStarted());
        const qint64 pid = gone.processId();
        QVERIFY(gone.waitForFinished());
        QSettings().setValue(QStringLiteral("open/path"), shared);
        QSettings().setValue(QStringLiteral("open/pid"), pid);

        session::Session session;
        session.appearance().setPersistent(false);
        window::MainWindow window(session, QString());
        window.show();
        window.reopenAfterKill();
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), session::Session::State::open, kPatience_ms);
        QCOMPARE(session.path(), shared);
        QCOMPARE(window.windowTitle(), QStringLiteral("town — Mainsight"));
        session.close();
        const auto buttons = window.findChildren<QPushButton*>();
        QVERIFY(std::any_of(buttons.begin(), buttons.end(), [&](auto* b) { return b->text() == QStringLiteral("town    shared"); }));
        const auto actions = window.findChildren<QAction*>();
        QVERIFY(std::any_of(actions.begin(), actions.end(), [&](auto* a) { return a->text() == QStringLiteral("town") && a->toolTip() == shared; }));

        // Files are asked for where the user's files are, whatever was open last.
        window.findChild<QAction*>(QStringLiteral("open"))->trigger();
        auto* dialog = window.findChild<QFileDialog*>();
        QVERIFY(dialog);
        QCOMPARE(dialog->directory().absolutePath(), QDir(session::usualFolder()).absolutePath());
        dialog->reject();
        QSettings().clear();
    }
};

QTEST_MAIN(SourcesTest)
#include "test_sources.moc"
