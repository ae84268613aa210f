// Copies of the open project: whole in their place, or not there at all.
#include "core/project/project_file.h"
#include "tests/gui/window/made_town.h"
#include "ui/session/session.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <optional>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#endif

using namespace ms;
using session::Session;

class TestSessionCopy final : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Session> m_session;

    QString file(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    /// The first problem that saving there brings; nothing = it was copied.
    std::optional<Error> save(const QString& path, bool openIt = false) {
        QSignalSpy problems(m_session.get(), &Session::problem), copied(m_session.get(), &Session::copied);
        m_session->saveCopy(path, openIt);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(!problems.isEmpty() || !copied.isEmpty(), 20'000); }();
        if (problems.isEmpty()) return {};
        return problems.first().first().value<Error>();
    }
    QStringList others() const {
        QStringList names = QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
        names.erase(std::remove_if(names.begin(), names.end(), [](const QString& n) { return n.startsWith(QLatin1String("own.mainsight")); }),
                    names.end());
        return names;
    }
    static std::string titleOf(const QString& path) {
        auto opened = project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly);
        return opened.ok() ? (*opened)->settings()->title : opened.error().toString();
    }

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<Error>(); }
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        {
            auto made = project::ProjectFile::create(file("own.mainsight"), {"Own", "Europe/London", ""});
            QVERIFY(made.ok());
            series::Readings readings;
            for (int i = 0; i < 50'000; ++i) {
                readings.times_ms.push_back(1'704'067'200'000 + i * 60'000LL);
                readings.values.push_back((i * 7919LL % 100'003) / 1000.0);
                readings.quality.push_back(0);
            }
            QVERIFY((*made)->putSensor({"P1", "", Quantity::pressure, "m", "", {}, {}, "UTC", 1}).ok());
            QVERIFY((*made)->putReadings("P1", readings).ok());
        }
        m_session = std::make_unique<Session>();
        m_session->appearance().setPersistent(false);
        m_session->open(file("own.mainsight"));
        QTRY_VERIFY_WITH_TIMEOUT(m_session->state() == Session::State::open && !m_session->busy(), 20'000);
    }
    void cleanup() {
        m_session.reset();
        m_dir.reset();
    }

    void aCopyTakesThePlaceOfAnOlderOne() {
        QVERIFY(project::ProjectFile::create(file("there.mainsight"), {"Older", "UTC", ""}).ok());
        QVERIFY(!save(file("there.mainsight")));
        QCOMPARE(titleOf(file("there.mainsight")), std::string("Own"));
        QCOMPARE(m_session->path(), file("own.mainsight")); // not asked to go there
        QVERIFY(!save(file("second.mainsight"), true));
        QTRY_COMPARE_WITH_TIMEOUT(m_session->path(), file("second.mainsight"), 20'000);
    }

    void aFolderThatIsNotThereIsSaid() {
        const auto error = save(file("none/copy.mainsight"), true);
        QVERIFY(error.has_value());
        QCOMPARE(error->code, ErrorCode::unwritable);
        QCOMPARE(m_session->path(), file("own.mainsight"));
        QCOMPARE(m_session->state(), Session::State::open);
        QVERIFY(others().isEmpty());
    }

    /// The disk takes less than the copy needs: the older file stays, and nothing half-done beside it.
    void aFullDiskLeavesWhatWasThere() {
#ifdef Q_OS_UNIX
        QVERIFY(project::ProjectFile::create(file("there.mainsight"), {"Older", "UTC", ""}).ok());
        const QStringList before = others();
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit usual{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &usual), 0);
        rlimit small = usual;
        small.rlim_cur = 100'000;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto error = save(file("there.mainsight"));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &usual), 0);
        QVERIFY(error.has_value());
        QCOMPARE(error->code, ErrorCode::unwritable);
        QCOMPARE(others(), before);
        QCOMPARE(titleOf(file("there.mainsight")), std::string("Older"));
        QVERIFY(!save(file("there.mainsight"))); // room again
        QCOMPARE(titleOf(file("there.mainsight")), std::string("Own"));
#else
        QSKIP("no limit of a file's size here");
#endif
    }

    void whatIsInNoFileCannotBeCopied() {
        QSignalSpy problems(m_session.get(), &Session::problem);
        m_session->show(tests::madeTown(), tests::madeSource());
        m_session->saveCopy(file("copy.mainsight"), false);
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.first().first().value<Error>().code, ErrorCode::unsupported);
        QVERIFY(others().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSessionCopy)
#include "test_session_copy.moc"
