#include "tests/gui/fixtures/towns.h"
#include "tests/gui/fixtures/wave_source.h"
#include "ui/export/export_map.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace ms;

namespace {

/// What a tool prints; empty when it is missing or fails.
QString outputOf(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(30000) || process.exitCode() != 0) return {};
    return QString::fromUtf8(process.readAllStandardOutput());
}

bool isMissing(const QString& program) { return QStandardPaths::findExecutable(program).isEmpty(); }

QString kept(const QString& name) {
    QDir().mkpath(QStringLiteral("screenshots"));
    return QStringLiteral("screenshots/") + name;
}

/// A report of one burst in a town, with charts, notes and a run.
exporting::ReportContent townReport(int pipes = 22) {
    static const network::Network net = fixtures::gridTown(14);
    using fixtures::sensorAt;
    const std::vector<series::Sensor> sensors{sensorAt("PL60474", "N105", Quantity::pressure), sensorAt("PL61198", "N92", Quantity::pressure),
                                              sensorAt("PL60803", "N150", Quantity::pressure), sensorAt("FM58904", "PU1", Quantity::flow)};
    exporting::ReportContent content;
    content.title = QStringLiteral("Westvale");
    content.company = QStringLiteral("Vale Water");
    content.crs = QStringLiteral("EPSG:27700");
    content.zone = {"Europe/London", {{*instantFromIso("2024-03-31T01:00:00Z"), 3600}, {*instantFromIso("2024-10-27T01:00:00Z"), 0}}};
    content.map = std::make_shared<const drawing::MapContent>(drawing::buildMapContent(&net, {}, sensors));
    content.version = QStringLiteral("0.1.0");
    exporting::ReportEvent report;
    report.event = fixtures::burstNear(net, {364700, 175700}, pipes, sensors);
    report.event.startedAt = fixtures::waveBurst();
    report.event.detectedAt = fixtures::waveBurst() + hours(2);
    report.event.startedCi = {fixtures::waveBurst() - minutes(15), fixtures::waveBurst() + minutes(15)};
    const TimeSpan span{fixtures::waveBurst() - days(5), fixtures::waveBurst() + days(4)};
    fixtures::WaveSource source;
    for (const auto& sensor : {sensors[3], sensors[0], sensors[1]}) {
        const double factor = sensor.quantity == Quantity::flow ? 1000 : 1;
        report.charts.push_back({QString::fromStdString(sensor.name) + (factor > 1 ? QStringLiteral(" flow, l/s") : QStringLiteral(" pressure, m")),
                                 sensor.quantity, span, drawing::linesOf(*source.readings(sensor.name, span), span, factor),
                                 drawing::linesOf(fixtures::waveBand(sensor.name, sensor.quantity), span, 400, factor)});
    }
    report.notes.push_back(
        {1, report.event.id, report.event.startedAt, "Ann", "Crew found a wet footpath at Garth Rise 14.", report.event.startedAt + hours(30)});
    content.events.push_back(report);
    content.run.id = 3;
    content.run.finished = report.event.detectedAt;
    content.run.workers = 2;
    content.run.complete = true;
    content.run.optionsJson = "{\"areaLevel\":0.9,\"seed\":1}";
    content.imports.push_back({"loggers/PL60474.csv", "9f2c4e8811aa77dd", "wide csv", report.event.detectedAt, 5376, 0, 0, {}});
    return content;
}

} // namespace

class TestExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pdfHasTheWordsAndTheFonts() {
        const QString path = kept(QStringLiteral("report-a4.pdf"));
        const auto done = exporting::exportPdf(townReport(), {}, path);
        QVERIFY2(done.ok(), done.ok() ? "" : done.error().toString().c_str());
        if (isMissing(QStringLiteral("pdftotext"))) QSKIP("poppler-utils is missing");
        const QString text = outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
        for (const char* words :
             {"Burst in zone A near", "4.1 l/s", "97 %", "very likely", "Area of interest 90 %", "EPSG:27700", "Pipes, most probable first",
              "Garth Rise", "Crew found a wet footpath", "Run record", "page 1 of", "12 Oct 2024 04:15 BST", "Probability per pipe"})
            QVERIFY2(text.contains(QLatin1String(words)), words);
        const auto report = townReport();
        for (const auto& pipe : report.events[0].event.area.pipes) QVERIFY(text.contains(QString::fromStdString(pipe.id)));
        const QString fonts = outputOf(QStringLiteral("pdffonts"), {path});
        QVERIFY(!fonts.isEmpty());
        const QStringList rows = fonts.split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(2);
        QVERIFY(!rows.isEmpty());
        for (const QString& row : rows) QVERIFY2(row.contains(QStringLiteral(" yes ")), qPrintable(row));              // embedded
        QVERIFY(outputOf(QStringLiteral("pdfimages"), {QStringLiteral("-list"), path}).count(QLatin1Char('\n')) <= 2); // vector: no picture inside
    }

    void pdfPagesHoldEverything() {
        if (isMissing(QStringLiteral("pdftotext"))) QSKIP("poppler-utils is missing");
        for (const bool landscape : {false, true})
            for (const auto paper : {exporting::Paper::a4, exporting::Paper::a3}) {
                const QString path = kept(QStringLiteral("report-%1-%2.pdf")
                                              .arg(paper == exporting::Paper::a3 ? QStringLiteral("a3") : QStringLiteral("a4"),
                                                   landscape ? QStringLiteral("landscape") : QStringLiteral("portrait")));
                QVERIFY(exporting::exportPdf(townReport(70), {paper, landscape, true, true, true, true}, path).ok());
                // Every word's box lies on the page.
                const QString boxes = outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-bbox"), path, QStringLiteral("-")});
                double width = 0, height = 0;
                int words = 0;
                for (const QString& line : boxes.split(QLatin1Char('\n'))) {
                    const auto value = [&](const char* name) {
                        const QString key = QLatin1String(name) + QStringLiteral("=\"");
                        const auto at = line.indexOf(key);
                        return at < 0 ? 0.0 : line.mid(at + key.size(), line.indexOf(QLatin1Char('"'), at + key.size()) - at - key.size()).toDouble();
                    };
                    if (line.contains(QStringLiteral("<page "))) {
                        width = value("width");
                        height = value("height");
                        QCOMPARE(width > height, landscape);
                    } else if (line.contains(QStringLiteral("<word "))) {
                        ++words;
                        QVERIFY2(value("xMin") >= 0 && value("xMax") <= width + 0.5 && value("yMin") >= 0 && value("yMax") <= height + 0.5,
                                 qPrintable(line));
                    }
                }
                QVERIFY(words > 300);
            }
    }

    void manyEventsGetAnOverview() {
        auto content = townReport();
        for (int i = 0; i < 4; ++i) {
            content.events.push_back(content.events.front());
            content.events.back().event.id = 100 + i;
        }
        const QString path = kept(QStringLiteral("report-many.pdf"));
        QVERIFY(exporting::exportPdf(content, {}, path).ok());
        if (isMissing(QStringLiteral("pdftotext"))) QSKIP("poppler-utils is missing");
        const QString text = outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
        QVERIFY(text.contains(QStringLiteral("5 bursts and leaks")));
        QCOMPARE(text.count(QStringLiteral("Burst in zone A near")), 5);
    }

    void reportsWithoutEventsAreaOrPlacesStillStand() {
        QTemporaryDir dir;
        auto none = townReport();
        none.events.clear();
        QVERIFY(exporting::exportPdf(none, {}, dir.filePath(QStringLiteral("none.pdf"))).ok());
        auto whole = townReport();
        whole.events[0].event.area.wholeZone = true;
        whole.events[0].event.area.pipes.clear();
        whole.events[0].charts.clear();
        QVERIFY(exporting::exportPdf(whole, {}, dir.filePath(QStringLiteral("whole.pdf"))).ok());
        auto placeless = townReport();
        placeless.map = std::make_shared<const drawing::MapContent>();
        QVERIFY(exporting::exportPdf(placeless, {}, dir.filePath(QStringLiteral("placeless.pdf"))).ok());
        QVERIFY(exporting::exportPng(placeless, {}, dir.filePath(QStringLiteral("placeless.png"))).ok());
        QVERIFY(exporting::exportHtml(placeless, dir.filePath(QStringLiteral("placeless.html"))).ok());
    }

    void pngHasTheSizeAndResolutionAskedFor() {
        const QString path = kept(QStringLiteral("export-map.png"));
        QVERIFY(exporting::exportPng(townReport(), {1200, 800, 144, false}, path).ok());
        const QImage image(path);
        QCOMPARE(image.size(), QSize(1800, 1200));
        QVERIFY(std::abs(image.dotsPerMeterX() - 144 / 0.0254) < 2);
        // Strong is darker than weak, also without colour.
        int darkest = 255;
        for (int y = 400; y < 800; ++y)
            for (int x = 600; x < 1200; ++x) darkest = std::min(darkest, qGray(image.pixel(x, y)));
        QVERIFY(darkest < 60);
        QVERIFY(!exporting::exportPng(townReport(), {10, 800, 96, false}, path).ok());
    }

    void svgHoldsTextAndLines() {
        const QString path = kept(QStringLiteral("export-map.svg"));
        QVERIFY(exporting::exportSvg(townReport(), {}, path).ok());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("Area of interest 90 %"));
        QVERIFY(text.count("<polyline") + text.count("<path") > 200);
    }

    void htmlStandsAlone() {
        const QString path = kept(QStringLiteral("export-map.html"));
        const auto done = exporting::exportHtml(townReport(), path);
        QVERIFY2(done.ok(), done.ok() ? "" : done.error().toString().c_str());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QVERIFY(text.size() < 5'000'000);
        QString own = text;
        own.remove(QStringLiteral("http://www.w3.org/2000/svg")).remove(QStringLiteral("http://www.w3.org/1999/xlink"));
        QVERIFY(!own.contains(QStringLiteral("http://")) && !own.contains(QStringLiteral("https://"))); // no request to anybody
        for (const char* words : {"Burst in zone A near", "Garth Rise", "EPSG:27700", "<svg", "viewport"})
            QVERIFY2(text.contains(QLatin1String(words)), words);
    }

    void nothingHalfWritten() {
        const auto bad = exporting::exportPdf(townReport(), {}, QStringLiteral("/no/such/folder/report.pdf"));
        QVERIFY(!bad.ok());
        QCOMPARE(bad.error().code, ErrorCode::unwritable);
        QVERIFY(!exporting::exportPng(townReport(), {}, QStringLiteral("/no/such/folder/map.png")).ok());
        QVERIFY(!exporting::exportHtml(townReport(), QStringLiteral("/no/such/folder/map.html")).ok());
    }

    void lTown() {
        const auto net = fixtures::placesOf(MAINSIGHT_SHARED_DATA "/ltown/network.inp");
        if (!net) QSKIP("MAINSIGHT_SHARED_DATA is missing");
        auto content = townReport();
        std::vector<series::Sensor> sensors;
        for (const char* node : {"n229", "n215", "n288", "n296", "n188", "n332", "n342", "n410"})
            sensors.push_back(fixtures::sensorAt(node, node, Quantity::pressure));
        sensors.push_back(fixtures::sensorAt("p227", "p227", Quantity::flow));
        content.map = std::make_shared<const drawing::MapContent>(drawing::buildMapContent(&*net, {}, sensors));
        content.crs.clear();
        const auto charts = content.events[0].charts;
        content.events[0].event = fixtures::burstNear(*net, *net->node(net->findNode("n229")).position, 18, sensors);
        content.events[0].charts = charts;
        QVERIFY(exporting::exportPdf(content, {exporting::Paper::a4, true, true, true, true, true}, kept(QStringLiteral("report-ltown.pdf"))).ok());
        QVERIFY(exporting::exportHtml(content, kept(QStringLiteral("export-ltown.html"))).ok());
    }
};

QTEST_MAIN(TestExport)
#include "test_export.moc"
