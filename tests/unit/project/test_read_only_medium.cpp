// A project that lies where nothing can be written: on a medium that is read-only, or in a folder of somebody else.
#include "core/project/project_file.h"
#include "tests/unit/project/made_project.h"
#include "tests/unit/project/read_only_medium.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cstdio>

using namespace ms;
using namespace ms::project;
using namespace ms::tests;

namespace {

/// The process that sees the medium as read-only: a line for each way to open the project.
int tryToOpen(const QString& path) {
    for (const auto mode : {ProjectFile::Mode::edit, ProjectFile::Mode::readWrite, ProjectFile::Mode::readOnly}) {
        const auto file = ProjectFile::open(path, mode);
        if (!file.ok())
            std::printf("%d %s\n", static_cast<int>(file.error().code), file.error().toString().c_str());
        else
            std::printf("open %s %s\n", (*file)->readOnly() ? "to read" : "to write", must((*file)->settings()).title.c_str());
    }
    return 0;
}

} // namespace

class TestReadOnlyMedium : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    QString m_path;

    QList<QByteArray> tried() {
        const auto printed = printedWhileReadOnly(m_path, {QStringLiteral("--open"), m_path});
        return printed ? printed->trimmed().split('\n') : QList<QByteArray>();
    }

private Q_SLOTS:
    void init() {
        m_path = m_dir.filePath(QStringLiteral("quay.mainsight"));
        for (const char* rest : {"", "-wal", "-shm"}) QFile::remove(m_path + QLatin1String(rest));
        must(ProjectFile::create(m_path, {"Quay", "Europe/London", ""}));
    }

    void itOpensToBeRead() {
        const auto lines = tried();
        if (lines.isEmpty()) QSKIP("neither a read-only mount nor modes that count can be had");
        QCOMPARE(lines.size(), 3);
        const QByteArray refused =
            QByteArray::number(static_cast<int>(ErrorCode::unwritable)) + " " + m_path.toUtf8() + ": the project cannot be written where it lies";
        QVERIFY2(lines[0].startsWith(refused), lines[0].constData());
        QVERIFY2(lines[1].startsWith(refused), lines[1].constData());
        QCOMPARE(lines[2], QByteArray("open to read Quay"));
    }

    void lastChangesInItsLogAreNotPassedOver() {
        // As a program leaves it that was killed: the log holds what the file does not yet.
        auto file = must(ProjectFile::open(m_path, ProjectFile::Mode::readWrite));
        must(file->setSettings({"Quay renamed", "Europe/London", ""}));
        const QString folder = m_dir.filePath(QStringLiteral("stick"));
        QVERIFY(QDir().mkpath(folder));
        const QString left = folder + QStringLiteral("/quay.mainsight");
        for (const char* rest : {"", "-wal"}) QVERIFY(QFile::copy(m_path + QLatin1String(rest), left + QLatin1String(rest)));
        QVERIFY(QFileInfo(left + QStringLiteral("-wal")).size() > 0);
        file.reset();
        m_path = left;
        const auto lines = tried();
        if (lines.isEmpty()) QSKIP("neither a read-only mount nor modes that count can be had");
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[2].contains("-wal: the last changes of the project stand in a file beside it"), lines[2].constData());
        QVERIFY2(lines[2].contains("open the copy"), lines[2].constData());
        // What the sentence advises works.
        QCOMPARE(must(must(ProjectFile::open(m_path, ProjectFile::Mode::readOnly))->settings()).title, std::string("Quay renamed"));
    }
};

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == QLatin1String("--open")) return tryToOpen(arguments[2]);
    TestReadOnlyMedium test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_read_only_medium.moc"
