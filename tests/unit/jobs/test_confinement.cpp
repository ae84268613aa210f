// What a worker can no longer do once it is confined. Each try is made in a process of its own, for there is no way back.
#include "core/jobs/worker_confinement.h"
#include "core/project/project_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <functional>

#ifdef __linux__
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace ms;

class TestConfinement : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
#ifndef __linux__
        QSKIP("only Linux confines workers");
#endif
    }
#ifdef __linux__
    void triesThatFail_data();
    void triesThatFail();
    void worksInItsFolder();
    void readsAProjectThatSomebodyHolds();
    void limitsFilesAndDescriptors();
#endif
};

#ifdef __linux__

namespace {

/// 0, or the errno of a call that answered `result`.
int errnoOf(long result) { return result >= 0 ? 0 : errno; }

/// Runs `act` in a process that is confined to `folder`; its answer (below 100), 100 when this system confines only in part, 101 when it died.
int confined(const QString& folder, const std::function<int()>& act) {
    const pid_t child = ::fork();
    if (child == 0) {
        const auto missing = jobs::platform::confine(folder.toStdString(), false);
        for (const std::string& sentence : missing) std::fprintf(stderr, "%s\n", sentence.c_str());
        ::_exit(missing.empty() ? act() : 100);
    }
    int status = 0;
    return child > 0 && ::waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : 101;
}

int write(const QByteArray& path, int flags) {
    const int file = ::open(path.constData(), flags | O_CLOEXEC, 0600);
    return file < 0 ? errno : ::write(file, "x", 1) == 1 ? 0 : errno;
}

#define RUN_CONFINED(answer, folder, act)                                                                                                            \
    const int answer = confined(folder, act);                                                                                                        \
    if (answer == 100) QSKIP("this kernel or build lacks Landlock or seccomp; what is missing is printed above")

} // namespace

void TestConfinement::triesThatFail_data() {
    QTest::addColumn<std::function<int(QByteArray)>>("act"); // gets a folder outside, in which "file" is
    QTest::addColumn<int>("expected");
    using Act = std::function<int(QByteArray)>;
    QTest::newRow("write a file") << Act([](const QByteArray& f) { return write(f + "/file", O_WRONLY); }) << EACCES;
    QTest::newRow("truncate a file") << Act([](const QByteArray& f) { return write(f + "/file", O_WRONLY | O_TRUNC); }) << EACCES;
    QTest::newRow("make a file") << Act([](const QByteArray& f) { return write(f + "/new", O_WRONLY | O_CREAT); }) << EACCES;
    QTest::newRow("through a link in its folder") << Act([](const QByteArray& f) { return write(f + "/../own/link", O_WRONLY); }) << EACCES;
    QTest::newRow("remove") << Act([](const QByteArray& f) { return errnoOf(::unlink((f + "/file").constData())); }) << EACCES;
    QTest::newRow("make a folder") << Act([](const QByteArray& f) { return errnoOf(::mkdir((f + "/made").constData(), 0700)); }) << EACCES;
    QTest::newRow("rename") << Act([](const QByteArray& f) { return errnoOf(::rename((f + "/file").constData(), (f + "/other").constData())); })
                            << EACCES;
    QTest::newRow("put a file outside") << Act([](const QByteArray& f) {
        if (const int made = write(f + "/../own/made", O_WRONLY | O_CREAT)) return made;
        const int moved = errnoOf(::rename((f + "/../own/made").constData(), (f + "/moved").constData()));
        return moved == EXDEV ? EACCES : moved; // what rename answers where a move is not allowed
    }) << EACCES;
    for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK})
        QTest::addRow("a socket of family %d", family)
            << Act([family](const QByteArray&) { return errnoOf(::socket(family, SOCK_STREAM, 0)); }) << EPERM;
    QTest::newRow("a program") << Act([](const QByteArray&) {
        ::execl("/bin/true", "true", nullptr);
        return errno;
    }) << EPERM;
}

void TestConfinement::triesThatFail() {
    QFETCH(std::function<int(QByteArray)>, act);
    QFETCH(int, expected);
    QTemporaryDir folder;
    const QDir root(folder.path());
    QVERIFY(root.mkdir("own") && root.mkdir("outside"));
    QFile file(root.filePath("outside/file"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("kept") == 4);
    file.close();
    QVERIFY(QFile::link(root.filePath("outside/file"), root.filePath("own/link")));
    RUN_CONFINED(answer, root.filePath("own"), [&] { return act(root.filePath("outside").toUtf8()); });
    QCOMPARE(answer, expected);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("kept"));
    QCOMPARE(QDir(root.filePath("outside")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{"file"});
}

void TestConfinement::worksInItsFolder() {
    QTemporaryDir folder;
    const QByteArray own = folder.path().toUtf8();
    RUN_CONFINED(answer, folder.path(), [&] {
        if (const int made = write(own + "/a", O_WRONLY | O_CREAT | O_TRUNC)) return made;
        if (::mkdir((own + "/deep").constData(), 0700) != 0) return errno;
        if (::rename((own + "/a").constData(), (own + "/deep/b").constData()) != 0) return errno;
        if (::open("/etc/passwd", O_RDONLY | O_CLOEXEC) < 0) return errno; // reading stays
        return write("/dev/null", O_WRONLY);
    });
    QCOMPARE(answer, 0);
    QVERIFY(QFile::exists(folder.filePath("deep/b")));
}

void TestConfinement::readsAProjectThatSomebodyHolds() {
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir("own"));
    const QString path = folder.filePath("p.mainsight");
    auto held = project::ProjectFile::create(path, {"held", "Europe/London", "EPSG:27700"});
    QVERIFY(held.ok());
    RUN_CONFINED(answer, folder.filePath("own"), [&] {
        auto file = project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly);
        if (!file.ok()) return 1;
        auto settings = (*file)->settings();
        if (!settings.ok() || settings->title != "held") return 2;
        return (*file)->setUiState("key", "value").ok() ? 3 : 0;
    });
    QCOMPARE(answer, 0);
}

void TestConfinement::limitsFilesAndDescriptors() {
    QTemporaryDir folder;
    RUN_CONFINED(answer, folder.path(), [&] {
        const int sparse = ::open((folder.path().toUtf8() + "/large").constData(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (sparse < 0 || ::ftruncate(sparse, off_t{1} << 37) == 0 || errno != EFBIG) return 1;
        int opened = 0;
        while (opened < 1000 && ::open("/dev/null", O_RDONLY | O_CLOEXEC) >= 0) ++opened;
        return opened < 256 && errno == EMFILE ? 0 : 2;
    });
    QCOMPARE(answer, 0);
}

#endif

QTEST_GUILESS_MAIN(TestConfinement)
#include "test_confinement.moc"
