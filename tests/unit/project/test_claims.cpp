// Who may write a project: one window, or commands in turn. And what becomes of a project that is taken away while it is open.
#include "core/project/project_file.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <cstdio>

using namespace ms;
using project::ProjectFile;
using Mode = ProjectFile::Mode;

namespace {

/// The other process: opens the project, says how that went, and holds it until its input ends.
int hold(const QString& path, const QString& mode) {
    const auto file = ProjectFile::open(path, mode == QLatin1String("edit") ? Mode::edit : Mode::readWrite);
    std::puts(file.ok() ? "open" : file.error().toString().c_str());
    std::fflush(stdout);
    (void)std::getchar();
    return 0;
}

} // namespace

class TestClaims : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    QString m_path;

    void startOther(QProcess& other, const char* mode) const {
        other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold"), m_path, QLatin1String(mode)});
        QVERIFY(other.waitForStarted());
        QVERIFY(other.waitForReadyRead(30'000));
        QCOMPARE(other.readLine().trimmed(), QByteArray("open"));
    }
    QStringList locks() const { return QDir(m_dir.path()).entryList({QStringLiteral("*.lock")}, QDir::Files); }

private Q_SLOTS:
    void init() {
        m_path = m_dir.filePath(QStringLiteral("town.mainsight"));
        for (const QString& name : QDir(m_dir.path()).entryList(QDir::Files)) QFile::remove(m_dir.filePath(name));
        QVERIFY(ProjectFile::create(m_path, {"Town", "UTC", ""}).ok());
        QVERIFY(locks().isEmpty());
    }

    void aSecondWindowIsToldWhoHasIt() {
        QProcess other;
        startOther(other, "edit");
        for (const Mode mode : {Mode::edit, Mode::readWrite}) { // a command may not write beside a window either
            const auto second = ProjectFile::open(m_path, mode);
            QVERIFY(!second.ok());
            QCOMPARE(second.error().code, ErrorCode::busy);
            const QString said = QString::fromStdString(second.error().message);
            QVERIFY2(said.contains(QStringLiteral("process %1").arg(other.processId())) && said.contains(QStringLiteral("test_claims")),
                     qPrintable(said));
            QVERIFY(said.contains(QRegularExpression(QStringLiteral("since 20\\d\\d-\\d\\d-\\d\\dT"))));
        }
        QVERIFY(ProjectFile::open(m_path, Mode::readOnly).ok());
        other.closeWriteChannel();
        QVERIFY(other.waitForFinished());
        QVERIFY(ProjectFile::open(m_path, Mode::edit).ok());
        QVERIFY(locks().isEmpty());
    }

    void commandsTakeTurnsAndAWindowWaits() {
        QProcess other;
        startOther(other, "write");
        const auto alsoWriting = ProjectFile::open(m_path, Mode::readWrite);
        QVERIFY(alsoWriting.ok());
        QVERIFY((*alsoWriting)->setUiState("a", "b").ok());
        const auto window = ProjectFile::open(m_path, Mode::edit);
        QVERIFY(!window.ok());
        QCOMPARE(window.error().code, ErrorCode::busy);
        other.closeWriteChannel();
        QVERIFY(other.waitForFinished());
    }

    void oneProcessMayOpenItAsOftenAsItLikes() {
        const auto window = ProjectFile::open(m_path, Mode::edit), run = ProjectFile::open(m_path, Mode::readWrite),
                   again = ProjectFile::open(m_path, Mode::edit);
        QVERIFY(window.ok() && run.ok() && again.ok());
    }

    void whatAKilledProgramLeftIsTakenOver() {
        QProcess other;
        startOther(other, "edit");
        other.kill();
        QVERIFY(other.waitForFinished());
        QCOMPARE(locks().size(), 1);
        QVERIFY(ProjectFile::open(m_path, Mode::edit).ok());
        QVERIFY(locks().isEmpty());
    }

    void aFileThatIsTakenAwayIsSaid() {
        auto opened = ProjectFile::open(m_path, Mode::edit);
        QVERIFY(opened.ok());
        ProjectFile& file = **opened;
        QVERIFY(file.putNote({0, 0, {1}, "me", "before", {1}}).ok());
        const auto isSaid = [](const Result<void>& tried) {
            return !tried.ok() && tried.error().code == ErrorCode::unwritable &&
                   tried.error().message.find("removed or replaced") != std::string::npos && !tried.error().advice.empty();
        };
        const QString elsewhere = m_path + QStringLiteral(".elsewhere");
        {
            ProjectFile::Transaction begun(file);
            QVERIFY(begun.begin().ok());
            QVERIFY(file.putNote({0, 0, {2}, "me", "meanwhile", {2}}).ok());
            QVERIFY(QFile::rename(m_path, elsewhere));
            QVERIFY(isSaid(begun.commit()));
        }
        QVERIFY(isSaid(file.setUiState("a", "b")));
        QVERIFY(isSaid(file.setSettings({"Other", "UTC", ""})));
        QCOMPARE(file.settings()->title, std::string("Town")); // what is there can still be read
        QVERIFY(QFile::rename(elsewhere, m_path));
        QVERIFY(file.setUiState("a", "b").ok());
        QCOMPARE(file.notes()->size(), std::size_t{1});
    }

    void takenAwayAndSavedElsewhere() {
        auto opened = ProjectFile::open(m_path, Mode::edit);
        QVERIFY(opened.ok());
        QVERIFY((*opened)->putNote({0, 0, {1}, "me", "kept", {1}}).ok());
        for (const char* rest : {"", "-wal", "-shm"}) QFile::remove(m_path + QLatin1String(rest));
        const QString copy = m_dir.filePath(QStringLiteral("copy.mainsight"));
        QVERIFY((*opened)->copyTo(copy).ok());
        const auto saved = ProjectFile::open(copy, Mode::readOnly);
        QVERIFY(saved.ok());
        QCOMPARE((*saved)->notes()->size(), std::size_t{1});
    }
};

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.value(1) == QLatin1String("--hold")) return hold(words.value(2), words.value(3));
    TestClaims test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_claims.moc"
