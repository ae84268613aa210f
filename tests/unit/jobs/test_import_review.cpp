#include "core/jobs/import_review.h"
#include "core/jobs/import_undo.h"
#include "core/project/project_file.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace ms;
using namespace ms::jobs;
using Trouble = ingest::ChannelGuess::Trouble;

namespace {

template <typename T>
T must(Result<T> result) {
    if (!result.ok()) qFatal("%s", result.error().toString().c_str());
    return std::move(result).value();
}

constexpr int kPatience_ms = 240'000;

} // namespace

/// Review, correction, commit and undo of an import with real workers, without a window.
class TestImportReview final : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_number = 0;

    QString newProject() {
        const QString path = m_dir.filePath(QStringLiteral("p%1.mainsight").arg(++m_number));
        must(project::ProjectFile::create(path, {"", "Europe/London", ""}));
        return path;
    }

    void write(const QString& name, const QByteArray& text) {
        QVERIFY(QDir(m_dir.path()).mkpath(QFileInfo(m_dir.filePath(name)).path()));
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    }

    static QByteArray hours(const QByteArray& header, double base) {
        QByteArray text = "Date,Time," + header + "\n";
        for (int i = 0; i < 48; ++i)
            text += QByteArray::number(25 + i / 24) + "/05/2024," + QByteArray::number(i % 24).rightJustified(2, '0') + ":00:00," +
                    QByteArray::number(base + 0.1 * (i % 7), 'f', 2) + "\n";
        return text;
    }

    void writeFolder() {
        write(QStringLiteral("in/a.csv"), hours("Pressure m", 40));
        write(QStringLiteral("in/b.csv"), hours("Pressure", 4));
        write(QStringLiteral("in/notes.txt"), "no readings\nat all\n");
        write(QStringLiteral("in/repairs.csv"), "job,pipe,completed\nJ1,P7,2024-05-20 10:00\n");
    }

    static int indexOf(const ImportReview& review, const char* name) {
        for (std::size_t i = 0; i < review.files().size(); ++i)
            if (QFileInfo(review.files()[i].path).fileName() == QLatin1String(name)) return static_cast<int>(i);
        return -1;
    }

    static const ReviewedFile& named(const ImportReview& review, const char* name) {
        return review.files().at(static_cast<std::size_t>(indexOf(review, name)));
    }

    static void wait(ImportReview& review) { QTRY_VERIFY_WITH_TIMEOUT(!review.reading(), kPatience_ms); }

    static QString contentOf(const QString& path) {
        auto p = must(project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly));
        QString text = QStringLiteral("%1 imports, %2 repairs;").arg(must(p->imports()).size()).arg(must(p->repairs()).size());
        for (const auto& s : must(p->sensors())) {
            text += QStringLiteral(" %1@%2").arg(QString::fromStdString(s.sensor.name), QString::fromStdString(s.sensor.element));
            for (const double v : must(p->readings(s.sensor.name, {})).values) text += QStringLiteral(" %1").arg(v, 0, 'g', 17);
        }
        return text;
    }

    template <typename Run>
    static RunOutcome finish(Run& run) {
        QSignalSpy spy(&run, &Run::finished);
        run.start();
        if (spy.isEmpty()) spy.wait(kPatience_ms);
        return spy.isEmpty() ? RunOutcome::failed : spy.at(0).at(0).value<RunOutcome>();
    }

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<RunOutcome>(); }

    void filesAreReadAndNothingGoesIn() {
        const QString project = newProject(), before = contentOf(project);
        writeFolder();
        ImportReview review(project, {});
        review.add({m_dir.filePath(QStringLiteral("in"))});
        QVERIFY(review.reading());
        wait(review);
        QCOMPARE(review.files().size(), std::size_t{4});
        QVERIFY(named(review, "a.csv").usable());
        QCOMPARE(named(review, "a.csv").summary.report.values, std::int64_t{48});
        QCOMPARE(named(review, "a.csv").summary.sensors.size(), std::size_t{1});
        QVERIFY(!named(review, "b.csv").usable());
        QCOMPARE(named(review, "b.csv").summary.report.guesses.at(0).trouble, Trouble::noUnit);
        QVERIFY(!named(review, "notes.txt").usable());
        QCOMPARE(named(review, "repairs.csv").repairs.size(), std::size_t{1});
        QCOMPARE(contentOf(project), before);
    }

    void correctionsReadAgainOnlyWhatTheyChange() {
        writeFolder();
        ImportReview review(newProject(), {});
        review.add({m_dir.filePath(QStringLiteral("in"))});
        wait(review);
        const int a = indexOf(review, "a.csv"), b = indexOf(review, "b.csv");
        const auto keyOf = [&](int i) { return ingest::channelKey(review.files()[static_cast<std::size_t>(i)].summary.report.guesses.at(0)); };
        auto rows = review.channel(a, keyOf(a)).rows;
        rows.at(0).sensor.element = "J7";
        rows.at(0).sensor.name = "Mill Lane";
        review.correct({{a, keyOf(a), rows}});
        QVERIFY(!review.reading()); // a place changes no value
        rows = review.channel(b, keyOf(b)).rows;
        rows.at(0).sensor.unit = "bar";
        review.correct({{b, keyOf(b), rows}});
        QVERIFY(review.reading());
        wait(review);
        QVERIFY(named(review, "b.csv").usable());
        QVERIFY(named(review, "b.csv").summary.sensors.at(0).low > 35);
        const auto request = review.commitRequest();
        QCOMPARE(request.parts.size(), std::size_t{2});
        QCOMPARE(request.repairs.size(), std::size_t{1});
        ImportCommit commit(request);
        QCOMPARE(finish(commit), RunOutcome::done);
        const QString content = contentOf(request.projectPath);
        QVERIFY2(content.contains(QLatin1String("Mill Lane@J7")), qPrintable(content.left(300)));
        QVERIFY(content.startsWith(QLatin1String("2 imports, 1 repairs")));
    }

    void aCommitIsTakenBackAndDoneAgain() {
        const QString project = newProject(), empty = contentOf(project);
        writeFolder();
        ImportReview review(project, {});
        review.add({m_dir.filePath(QStringLiteral("in"))});
        wait(review);
        ImportCommit commit(review.commitRequest());
        QCOMPARE(finish(commit), RunOutcome::done);
        QVERIFY(commit.step() > 0);
        const QString full = contentOf(project);
        QVERIFY(full != empty);
        ImportUndo undo(project, commit.step(), true);
        QCOMPARE(finish(undo), RunOutcome::done);
        QCOMPARE(contentOf(project), empty);
        ImportUndo redo(project, commit.step(), false);
        QCOMPARE(finish(redo), RunOutcome::done);
        QCOMPARE(contentOf(project), full);
        // The same once more changes nothing and leaves nothing to take back.
        ImportCommit again(review.commitRequest());
        QCOMPARE(finish(again), RunOutcome::done);
        QCOMPARE(again.step(), std::int64_t{0});
        QCOMPARE(contentOf(project), full);
    }

    void aCancelledCommitLeavesNothing() {
        const QString project = newProject(), empty = contentOf(project);
        writeFolder();
        ImportReview review(project, {});
        review.add({m_dir.filePath(QStringLiteral("in"))});
        wait(review);
        ImportCommit commit(review.commitRequest());
        QSignalSpy spy(&commit, &ImportCommit::finished);
        commit.start();
        commit.cancel();
        QVERIFY(!spy.isEmpty() || spy.wait(kPatience_ms));
        if (spy.at(0).at(0).value<RunOutcome>() == RunOutcome::cancelled) QCOMPARE(contentOf(project), empty);
        ImportCommit later(review.commitRequest()); // what was read is still there
        QCOMPARE(finish(later), RunOutcome::done);
        QVERIFY(contentOf(project) != empty);
    }

    void aPreviewComes() {
        writeFolder();
        ImportReview review(newProject(), {});
        review.add({m_dir.filePath(QStringLiteral("in/a.csv"))});
        wait(review);
        ingest::FilePreview seen;
        connect(&review, &ImportReview::previewReady, this, [&](int, const ingest::FilePreview& preview) { seen = preview; });
        review.requestPreview(0, {});
        QTRY_VERIFY_WITH_TIMEOUT(!seen.lines.empty(), kPatience_ms);
        QVERIFY(seen.lines.at(1).time.has_value());
        QVERIFY(!seen.low.empty());
    }

    void stoppedReadingStopsAtOnce() {
        for (int i = 0; i < 30; ++i) write(QStringLiteral("many/l%1.csv").arg(i), hours("Pressure m", 30));
        ImportReview review(newProject(), {});
        review.add({m_dir.filePath(QStringLiteral("many"))});
        QTRY_VERIFY_WITH_TIMEOUT(!review.files().empty(), kPatience_ms);
        review.cancel();
        QVERIFY(!review.reading());
        for (const auto& f : review.files()) QVERIFY(f.state == ReviewedFile::State::notRead || f.state == ReviewedFile::State::read);
        review.readAgain();
        wait(review);
        for (const auto& f : review.files()) QVERIFY(f.usable());
    }
};

QTEST_MAIN(TestImportReview)
#include "test_import_review.moc"
