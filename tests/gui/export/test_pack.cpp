// A whole pack of the sample project, opened as each receiver opens it; and the dialog that makes it.
#include "core/project/project_file.h"
#include "tests/gui/export/report_fixture.h"
#include "tests/gui/fixtures/watchdog.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/export/pack.h"

#include <QCheckBox>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>
#include <array>
#include <set>

using namespace ms;
using namespace fixture;
using exporting::Piece;

namespace {

const QString kSample = QStringLiteral(MAINSIGHT_BIN_DIR "/../share/mainsight/sample/westvale.mainsight");

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestPack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QCoreApplication::setOrganizationName(QStringLiteral("MainsightTest"));
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
        if (!QFileInfo::exists(kSample)) QSKIP("the sample is not built here (sanitizer builds leave it out)");
        const auto file = project::ProjectFile::open(kSample, project::ProjectFile::Mode::readOnly);
        QVERIFY(file.ok());
        const auto events = (*file)->events();
        QVERIFY(events.ok());
        for (const auto& event : *events) {
            m_all.push_back(event.id);
            if (event.kind == detection::EventKind::burst && m_first == 0 && !event.area.pipes.empty()) {
                m_first = event.id;
                m_pipes = event.area.pipes.size();
            }
        }
        QVERIFY(m_first > 0);
    }

    void everyRecipientFindsWhatTheyOpen() {
        QTemporaryDir dir;
        const QString target = dir.filePath(QStringLiteral("pack"));
        int last = 0;
        const auto pack = exporting::writePack(request(), target, [&last](int done, int total) { last = done == total ? total : last; }, {});
        QVERIFY2(pack.ok(), pack.ok() ? "" : pack.error().toString().c_str());
        QVERIFY(last >= 12);
        QVERIFY2(pack->diagnostics.empty(), pack->diagnostics.empty() ? "" : pack->diagnostics.front().toString().c_str());
        const QStringList names = QDir(target).entryList(QDir::Files | QDir::Hidden);
        QCOMPARE(names.size(), static_cast<qsizetype>(pack->files.size()));
        for (const char* name : {"w.pdf", "w.html", "w.png", "w-charts.png", "w.svg", "w-charts.svg", "w.kmz", "w.gpkg", "w_pipes.shp", "w_pipes.prj",
                                 "w_pipes.cpg", "w_fields.csv", "w.geojson", "w.xlsx", "w.csv", "w_series.csv", "w.inp", "w-run.json"})
            QVERIFY2(names.contains(QLatin1String(name)), name);
        QCOMPARE(QDir(dir.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 1); // no workshop left
        const QJsonObject record = QJsonDocument::fromJson(bytesOf(target + QStringLiteral("/w-run.json"))).object();
        QVERIFY(record.value(QLatin1String("inputs")).toObject().value(QLatin1String("imports")).isArray());
        QVERIFY(!record.value(QLatin1String("results")).toObject().value(QLatin1String("checksum")).toString().isEmpty());
        QVERIFY(bytesOf(target + QStringLiteral("/w.html")).size() < 5'000'000);

        if (isMissing(QStringLiteral("ogrinfo"))) QSKIP("gdal-bin is missing");
        const auto layer = [&](const char* file, const char* name) {
            return outputOf(QStringLiteral("ogrinfo"), {QStringLiteral("-so"), target + QLatin1Char('/') + QLatin1String(file), QLatin1String(name)});
        };
        const QString count = QStringLiteral("Feature Count: %1\n").arg(m_pipes);
        for (const auto& [file, name, crs] : {std::array<const char*, 3>{"w.gpkg", "pipes", "ID[\"EPSG\",27700]"},
                                              {"w_pipes.shp", "w_pipes", "ID[\"EPSG\",27700]"},
                                              {"w.kmz", "pipes", "ID[\"EPSG\",4326]"}}) {
            const QString said = layer(file, name);
            QVERIFY2(said.contains(count), qPrintable(QLatin1String(file) + said));
            QVERIFY2(said.contains(QLatin1String(crs)), qPrintable(QLatin1String(file) + said));
        }
        const QString json = layer("w.geojson", "mainsight");
        QVERIFY2(json.contains(QStringLiteral("WGS 84")) && json.contains(QStringLiteral("Extent: (-2.")) &&
                     json.contains(QStringLiteral("run: String")),
                 qPrintable(json));
        QVERIFY(layer("w.gpkg", "pipes")
                    .contains(QStringLiteral("Extent: (359"))); // this event lies at easting 359,031; the town goes from 358,353 to 360,454
        QVERIFY(layer("w.gpkg", "layer_styles").contains(QStringLiteral("Feature Count: 5")));
        QVERIFY(layer("w.xlsx", "pipes").contains(count));
    }

    void aZipHoldsTheSame() {
        QTemporaryDir dir;
        const QString zip = dir.filePath(QStringLiteral("pack.zip"));
        auto small = request();
        small.pieces = {Piece::csv, Piece::record};
        const auto pack = exporting::writePack(small, zip, {}, {});
        QVERIFY2(pack.ok(), pack.ok() ? "" : pack.error().toString().c_str());
        QCOMPARE(QDir(dir.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList{QStringLiteral("pack.zip")});
        if (isMissing(QStringLiteral("ogrinfo"))) QSKIP("gdal-bin is missing");
        const QString said =
            outputOf(QStringLiteral("ogrinfo"), {QStringLiteral("-so"), QStringLiteral("/vsizip/%1/pack/w.csv").arg(zip), QStringLiteral("w")});
        QVERIFY2(said.contains(QStringLiteral("Feature Count: %1\n").arg(m_pipes)), qPrintable(said));
    }

    void theSameProjectGivesTheSameBytes() {
        QTemporaryDir dir;
        auto wanted = request();
        wanted.pieces = {Piece::html, Piece::png, Piece::svg, Piece::csv, Piece::inp, Piece::record, Piece::geojson};
        for (const char* name : {"a", "b"}) QVERIFY(exporting::writePack(wanted, dir.filePath(QLatin1String(name)), {}, {}).ok());
        for (const QString& name : QDir(dir.filePath(QStringLiteral("a"))).entryList(QDir::Files))
            QVERIFY2(bytesOf(dir.filePath(QStringLiteral("a/") + name)) == bytesOf(dir.filePath(QStringLiteral("b/") + name)), qPrintable(name));
    }

    void stoppedOrRefusedItLeavesWhatWasThere() {
        QTemporaryDir dir;
        const QString target = dir.filePath(QStringLiteral("pack"));
        std::stop_source stop;
        const auto stopped = exporting::writePack(
            request(), target, [&stop](int, int) { stop.request_stop(); }, stop.get_token());
        QVERIFY(!stopped.ok());
        QCOMPARE(stopped.error().code, ErrorCode::cancelled);
        QVERIFY(QDir(dir.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
        auto small = request();
        small.pieces = {Piece::record};
        const auto refused = exporting::writePack(small, QStringLiteral("/no/such/place/pack.zip"), {}, {});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::unwritable);
        small.events = {987654};
        QVERIFY(!exporting::writePack(small, target, {}, {}).ok());
    }

    void theDialogShowsPagesAndSizesBeforeItWrites() {
        session::Session session;
        session.appearance().setPersistent(false);
        QSignalSpy opened(&session, &session::Session::stateChanged);
        session.open(kSample);
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), session::Session::State::open, 20000);
        session.goToEvent(m_first);
        QTemporaryDir dir;
        dialogs::ExportDialog dialog(session, m_all);
        dialog.show();
        fixtures::Watchdog planning;
        auto* path = dialog.findChild<QLineEdit*>(QStringLiteral("target"));
        QVERIFY(path);
        path->setText(dir.filePath(QStringLiteral("pack")));
        for (auto* box : dialog.findChildren<QCheckBox*>())
            if (box->text() == QStringLiteral("GIS team") || box->text() == QStringLiteral("Field team")) box->setChecked(true);
        QTRY_VERIFY_WITH_TIMEOUT(dialog.job().ready(), 60000);
        planning.stop();
        QVERIFY2(!planning.heldUp(), qPrintable(planning.report()));
        auto* files = dialog.findChild<QTreeWidget*>();
        QVERIFY(files->topLevelItemCount() > 10);
        QSet<QString> listed;
        for (int i = 0; i < files->topLevelItemCount(); ++i) {
            listed.insert(files->topLevelItem(i)->text(0));
            QVERIFY(!files->topLevelItem(i)->text(1).isEmpty());
        }
        auto* pages = dialog.findChild<QListWidget*>();
        QVERIFY(pages->count() >= 2);
        QVERIFY(!QFileInfo::exists(path->text())); // nothing is written yet
        dialog.grab().save(kept(QStringLiteral("dialog.png")));

        fixtures::Watchdog writing;
        QSignalSpy written(&dialog, &dialogs::ExportDialog::written);
        for (auto* button : dialog.findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Write")) button->click();
        QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, 20000);
        const QStringList there = QDir(path->text()).entryList(QDir::Files);
        QCOMPARE(QSet<QString>(there.begin(), there.end()), listed);
        writing.stop();
        QVERIFY2(!writing.heldUp(), qPrintable(writing.report()));

        // What was ticked and how it looked is there the next time.
        dialogs::ExportDialog again(session, m_all);
        bool gis = false;
        for (auto* box : again.findChildren<QCheckBox*>()) gis = gis || (box->text() == QStringLiteral("GIS team") && box->isChecked());
        QVERIFY(gis);
    }

    void templatesAreKept() {
        dialogs::ExportLook look;
        look.findChild<QLineEdit*>(QStringLiteral("company"))->setText(QStringLiteral("Vale Water"));
        look.save();
        const dialogs::ExportLook again;
        QCOMPARE(again.options().letterhead.company, QStringLiteral("Vale Water"));
    }

private:
    exporting::PackRequest request() const {
        exporting::PackRequest r;
        r.project = kSample;
        r.events = {m_first};
        r.pieces.assign(std::begin(exporting::kPieces), std::end(exporting::kPieces));
        r.stem = QStringLiteral("w");
        return r;
    }

    QTemporaryDir m_settings;
    std::vector<std::int64_t> m_all;
    std::int64_t m_first = 0;
    std::size_t m_pipes = 0;
};

QTEST_MAIN(TestPack)
#include "test_pack.moc"
