#ifdef __linux__
#include "tests/unit/project/read_only_medium.h"
#endif
#include "ui/main_window/main_window.h"
#include "ui/panels/message_bar.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <memory>

using namespace ms;

namespace {

QString sample() { return QDir(QStringLiteral(MAINSIGHT_BIN_DIR)).absoluteFilePath(QStringLiteral("../share/mainsight/sample/westvale.mainsight")); }

void prepare() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("MainsightTest"));
    QCoreApplication::setApplicationName(QStringLiteral("MainsightKilledTest"));
}

/// The other process: opens the project, works in it for a while, says so and waits until it is killed.
int workUntilKilled(const QString& path) {
    session::Session session;
    session.appearance().setPersistent(false);
    window::MainWindow window(session, {});
    window.resize(1400, 900);
    window.resetLayout();
    window.show();
    QSignalSpy restored(&session, &session::Session::viewRestored);
    window.openProject(path);
    if (!QTest::qWaitFor([&] { return !restored.isEmpty() && window.settled(); }, 30000)) return 3;
    const auto id = session.snapshot().events->front().id;
    session.goToEvent(id);
    session.dismissEvent(id, QStringLiteral("known flushing"));
    session.addNote(id, session.snapshot().event(id)->startedAt, QStringLiteral("written before the kill"));
    session.filter().setText(QStringLiteral("zone:Hilltop"));
    window.setLayout(window::Layout::watch);
    QTest::qWait(3000); // the last seconds may be lost, what is older may not
    std::puts("ready");
    std::fflush(stdout);
    QTest::qWait(120'000);
    return 4;
}

/// The process that sees the project's medium as read-only: what the window says of it, and whether its events are there.
int openToRead(const QString& path) {
    session::Session session;
    session.appearance().setPersistent(false);
    window::MainWindow window(session, {});
    window.setPersistent(false);
    QSignalSpy opened(&session, &session::Session::opened);
    window.openProject(path);
    if (!opened.wait(30'000)) return 3;
    session.addNote(0, Instant{1}, QStringLiteral("written while reading"));
    if (!QTest::qWaitFor([&] { return !session.busy(); }, 30'000)) return 4;
    std::printf("%d %zu %s\n", session.snapshot().readOnly ? 1 : 0, session.snapshot().events->size(), qPrintable(window.messages().text()));
    return 0;
}

} // namespace

/// A window that is killed comes back with everything but the last seconds.
class TestKilled final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedWindowComesBack() {
        if (!QFileInfo::exists(sample())) QSKIP("the sample has not been built (target 'sample')");
        QSettings().clear();
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("killed.mainsight"));
        QVERIFY(QFile::copy(sample(), path));
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--work"), path});
        QVERIFY(other.waitForStarted());
        QVERIFY(QTest::qWaitFor([&] { return other.canReadLine() || other.state() == QProcess::NotRunning; }, 60000));
        QCOMPARE(other.readLine().trimmed(), QByteArray("ready"));
        { // meanwhile it is only read here, the bar says who has it, and nothing that is done here gets into the file
            session::Session reader;
            reader.appearance().setPersistent(false);
            window::MainWindow beside(reader, {});
            beside.setPersistent(false);
            QSignalSpy opened(&reader, &session::Session::opened);
            beside.openProject(path);
            QVERIFY(opened.wait(30'000));
            QVERIFY(reader.snapshot().readOnly);
            const QString said = beside.messages().text();
            QVERIFY2(said.contains(QStringLiteral("process %1").arg(other.processId())), qPrintable(said));
            QVERIFY(reader.addNote(0, Instant{1}, QStringLiteral("written while reading")));
            QTRY_VERIFY_WITH_TIMEOUT(!reader.busy(), 30'000);
            QCOMPARE(beside.messages().text(), said);
        }
        other.kill(); // SIGKILL: nothing is closed, nothing is said
        QVERIFY(other.waitForFinished());
        QCOMPARE(other.exitStatus(), QProcess::CrashExit);

        session::Session session;
        session.appearance().setPersistent(false);
        window::MainWindow window(session, {});
        window.resize(1400, 900);
        window.show();
        QSignalSpy restored(&session, &session::Session::viewRestored);
        window.reopenAfterKill();
        QTRY_VERIFY_WITH_TIMEOUT(!restored.isEmpty(), 30000);
        QCOMPARE(QFileInfo(session.path()).canonicalFilePath(), QFileInfo(path).canonicalFilePath());
        const auto& first = session.snapshot().events->front();
        QCOMPARE(first.status, detection::EventStatus::dismissed);
        QCOMPARE(session.selection().event(), first.id);
        QStringList notes;
        for (const auto& n : *session.snapshot().notes) notes << QString::fromStdString(n.text);
        QVERIFY2(notes.contains(QStringLiteral("written before the kill")), qPrintable(notes.join(QLatin1Char('|'))));
        QVERIFY(!notes.contains(QStringLiteral("written while reading")));
        QCOMPARE(session.filter().text(), QStringLiteral("zone:Hilltop"));
        QCOMPARE(window.currentLayout(), window::Layout::watch);
        QVERIFY2(window.messages().text().contains(QLatin1String("ended without being closed")), qPrintable(window.messages().text()));

        // Closed in order, it does not come back by itself.
        session.close();
        session::Session third;
        third.appearance().setPersistent(false);
        window::MainWindow fresh(third, {});
        fresh.reopenAfterKill();
        QCOMPARE(third.state(), session::Session::State::closed);
        QSettings().clear();
    }

#ifdef Q_OS_LINUX
    void onAReadOnlyMediumItIsOpenToBeRead() {
        if (!QFileInfo::exists(sample())) QSKIP("the sample has not been built (target 'sample')");
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("stick.mainsight"));
        QVERIFY(QFile::copy(sample(), path));
        const auto printed = tests::printedWhileReadOnly(path, {QStringLiteral("--read"), path});
        if (!printed) QSKIP("neither a read-only mount nor modes that count can be had");
        QVERIFY2(printed->startsWith("1 "), printed->constData());
        QVERIFY2(printed->split(' ').value(1).toInt() > 0, printed->constData());
        QVERIFY2(printed->contains("This project cannot be written: changes last only until it is closed."), printed->constData());
    }
#endif

    void whatIsLeftOfADamagedProjectIsSaved() {
        if (!QFileInfo::exists(sample())) QSKIP("the sample has not been built (target 'sample')");
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("cut.mainsight"));
        QVERIFY(QFile::copy(sample(), path));
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(QFile::resize(path, QFileInfo(path).size() * 3 / 5));
        session::Session session;
        session.appearance().setPersistent(false);
        window::MainWindow window(session, {});
        window.setPersistent(false);
        window.show();
        QSignalSpy failed(&session, &session::Session::openFailed), opened(&session, &session::Session::opened);
        window.openProject(path);
        QVERIFY(failed.wait(30'000));
        QVERIFY2(window.messages().text().contains(QStringLiteral("this project is damaged")), qPrintable(window.messages().text()));
        QPushButton* save = nullptr;
        for (QPushButton* button : window.messages().findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == QStringLiteral("Save what is left")) save = button;
        QVERIFY(save);
        save->click();
        QVERIFY(opened.wait(60'000));
        QVERIFY2(window.messages().text().startsWith(QStringLiteral("Saved but for this: ")), qPrintable(window.messages().text()));
        QVERIFY(QFileInfo::exists(path + QStringLiteral(".damaged")));
        QTRY_VERIFY_WITH_TIMEOUT(!session.busy(), 60'000);
    }
};

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    prepare();
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QLatin1String("--work")) return workUntilKilled(arguments[2]);
    if (arguments.size() == 3 && arguments[1] == QLatin1String("--read")) return openToRead(arguments[2]);
    TestKilled test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_killed.moc"
