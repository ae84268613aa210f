#include "tests/gui/export/report_fixture.h"
#include "ui/drawing/map_overlay.h"
#include "ui/export/html_chart.h"
#include "ui/export/report_words.h"

#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace ms;
using namespace fixture;

namespace {

/// Words of a PDF with their boxes, page by page, as pdftotext -bbox tells them.
struct Word {
    int page = 0;
    QRectF box;
    QString text;
};
struct Boxes {
    std::vector<QSizeF> pages;
    std::vector<Word> words;
};

Boxes boxesOf(const QString& pdf) {
    Boxes boxes;
    for (const QString& line : outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-bbox"), pdf, QStringLiteral("-")}).split(QLatin1Char('\n'))) {
        const auto value = [&](const char* name) {
            const QString key = QLatin1String(name) + QStringLiteral("=\"");
            const auto at = line.indexOf(key);
            return at < 0 ? 0.0 : line.mid(at + key.size(), line.indexOf(QLatin1Char('"'), at + key.size()) - at - key.size()).toDouble();
        };
        if (line.contains(QStringLiteral("<page "))) boxes.pages.push_back({value("width"), value("height")});
        if (line.contains(QStringLiteral("<word ")))
            boxes.words.push_back({static_cast<int>(boxes.pages.size()) - 1,
                                   QRectF(QPointF(value("xMin"), value("yMin")), QPointF(value("xMax"), value("yMax"))),
                                   line.section(QLatin1Char('>'), 1).section(QLatin1Char('<'), 0, 0)});
    }
    return boxes;
}

/// A page of a PDF as a grey picture.
QImage greyPage(const QString& pdf, int page) {
    QTemporaryDir dir;
    const QString stem = dir.filePath(QStringLiteral("page"));
    const QString number = QString::number(page);
    outputOf(QStringLiteral("pdftoppm"), {QStringLiteral("-gray"), QStringLiteral("-r"), QStringLiteral("100"), QStringLiteral("-f"), number,
                                          QStringLiteral("-l"), number, QStringLiteral("-singlefile"), pdf, stem});
    return QImage(stem + QStringLiteral(".pgm"));
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

    void theRunRecordCountsTheFilesItLeavesOut() {
        auto content = townReport();
        const auto file = content.imports.front();
        for (const std::size_t files : {1U, 33U, 35U, 36U, 37U, 38U, 39U, 60U})
            for (const char* inputs : {"", R"({"network":"1","pipes":"2","repairs":"3"})"}) { // these take lines of their own
                content.run.inputsJson = inputs;
                content.run.complete = *inputs == 0;
                content.imports.assign(files, file);
                std::size_t named = 0, more = 0;
                static const QRegularExpression rest(QStringLiteral("^and (\\d+) more files$"));
                for (const QString& line : exporting::runLines(content)) {
                    named += line.startsWith(QLatin1String("Data: ")) ? 1 : 0;
                    if (const auto match = rest.match(line); match.hasMatch()) more = match.captured(1).toULongLong();
                }
                QCOMPARE(named + more, files);
                QVERIFY(named <= 40);
            }
    }

    void theRunRecordNamesWhatWasChosen() {
        auto content = townReport();
        content.run.optionsJson = R"({"live":true,"zones":["DMA01","DMA02"],"without_sensors":["PL1"]})";
        QVERIFY(exporting::runLines(content).contains(QStringLiteral("Options: live true, without sensors PL1, zones DMA01 + DMA02")));
        content.run.complete = false;
        QVERIFY(exporting::runLines(content).contains(QStringLiteral("The run was cancelled: its results are partial.")));
    }

    void aChartsTitleMayHoldPercentSigns() {
        auto content = townReport();
        auto& report = content.events.front();
        report.charts.front().title = QStringLiteral("Tank 50 %3 <full> %5");
        const QString html = exporting::htmlChart(report.charts.front(), report.event, content.zone);
        QVERIFY(html.contains(QLatin1String("<figcaption>Tank 50 %3 &lt;full&gt; %5 <small>")));
        QVERIFY(html.contains(QLatin1String("viewBox=\"0 0 1000 400\"")));
    }

    void pdfPagesHoldEverything() {
        if (isMissing(QStringLiteral("pdftotext"))) QSKIP("poppler-utils is missing");
        for (const bool landscape : {false, true})
            for (const auto paper : {exporting::Paper::a4, exporting::Paper::a3}) {
                const QString path = kept(QStringLiteral("report-%1-%2.pdf")
                                              .arg(paper == exporting::Paper::a3 ? QStringLiteral("a3") : QStringLiteral("a4"),
                                                   landscape ? QStringLiteral("landscape") : QStringLiteral("portrait")));
                QVERIFY(exporting::exportPdf(townReport(70), {paper, landscape, {}}, path).ok());
                const Boxes boxes = boxesOf(path);
                QVERIFY(boxes.pages.size() >= 3);
                for (const QSizeF& page : boxes.pages) QCOMPARE(page.width() > page.height(), landscape);
                for (const Word& word : boxes.words) { // on the page, and within its margins
                    const QSizeF page = boxes.pages[static_cast<std::size_t>(word.page)];
                    QVERIFY2(QRectF(QPointF(0, 0), page).adjusted(20, 15, -20, -12).contains(word.box),
                             qPrintable(QStringLiteral("%1 on page %2").arg(word.text).arg(word.page + 1)));
                }
                for (std::size_t i = 0; i < boxes.words.size(); ++i) // no word lies on another, but for the halo's own
                    for (std::size_t k = i + 1; k < std::min(boxes.words.size(), i + 60); ++k) {
                        const Word &a = boxes.words[i], &b = boxes.words[k];
                        if (a.page != b.page) continue;
                        const QRectF both = a.box & b.box;
                        QVERIFY2(both.width() < 2 || both.height() < 0.45 * std::min(a.box.height(), b.box.height()),
                                 qPrintable(QStringLiteral("'%1' over '%2' on page %3").arg(a.text, b.text).arg(a.page + 1)));
                    }
                QVERIFY(boxes.words.size() > 300);
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
        // The overview says on which page each event begins, and there it does.
        const QStringList pages = text.split(QLatin1Char('\f'));
        const QRegularExpression row(QStringLiteral("^ *(\\d+) .* burst .* (\\d+)$"), QRegularExpression::MultilineOption);
        int rows = 0;
        for (auto it = row.globalMatch(pages.first()); it.hasNext();) {
            const auto match = it.next();
            const int page = match.captured(2).toInt();
            if (!pages.first().contains(QStringLiteral("Page")) || page < 2 || page > pages.size()) continue;
            QVERIFY2(pages[page - 1].contains(QStringLiteral("Event ") + match.captured(1)), qPrintable(match.captured(0)));
            ++rows;
        }
        QVERIFY(rows >= 4);
    }

    void paperListsNoHundredsOfPipes() {
        if (isMissing(QStringLiteral("pdftotext"))) QSKIP("poppler-utils is missing");
        const auto content = townReport(200);
        const auto& pipes = content.events[0].event.area.pipes;
        QVERIFY(pipes.size() > 100);
        double left = 0;
        for (std::size_t i = 60; i < pipes.size(); ++i) left += pipes[i].probability;
        const QString path = kept(QStringLiteral("report-wide-area.pdf"));
        QVERIFY(exporting::exportPdf(content, {}, path).ok());
        const QString text = outputOf(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
        QVERIFY(text.contains(QStringLiteral("%1 further pipes with %2 together").arg(pipes.size() - 60).arg(session::percentText(left))));
        const QRegularExpression row(QStringLiteral("^ *(\\d+) +P\\d+ .*%"), QRegularExpression::MultilineOption);
        QCOMPARE(text.count(row), 60);
    }

    void longTextsGoOnOnTheNextPage() {
        if (isMissing(QStringLiteral("pdftotext"))) QSKIP("poppler-utils is missing");
        auto content = townReport();
        QString words;
        for (int i = 0; i < 3000; ++i) words += QStringLiteral("word%1 ").arg(i);
        content.events[0].notes.front().text = words.toStdString() + std::string(400, 'x');
        const std::string street = "The Very Long Street Name of a Parish That Nobody Ever Abbreviates, Upper Part";
        content.letterhead.logo = QImage(300, 80, QImage::Format_RGB32);
        content.letterhead.logo.fill(Qt::darkGreen);
        const QString path = kept(QStringLiteral("report-long.pdf"));
        QVERIFY(exporting::exportPdf(content, {}, path).ok());
        const Boxes boxes = boxesOf(path);
        QSet<QString> found;
        for (const Word& word : boxes.words) {
            found.insert(word.text);
            const QSizeF page = boxes.pages[static_cast<std::size_t>(word.page)];
            QVERIFY2(QRectF(QPointF(0, 0), page).adjusted(20, 15, -20, -12).contains(word.box), qPrintable(word.text));
        }
        for (int i = 0; i < 3000; ++i) QVERIFY2(found.contains(QStringLiteral("word%1").arg(i)), qPrintable(QString::number(i)));
    }

    void printsWellInGrey() {
        if (isMissing(QStringLiteral("pdftoppm"))) QSKIP("poppler-utils is missing");
        const QString path = kept(QStringLiteral("report-grey.pdf"));
        QVERIFY(exporting::exportPdf(townReport(), {}, path).ok());
        const QImage page = greyPage(path, 1);
        QVERIFY(!page.isNull());
        page.save(kept(QStringLiteral("report-grey.png")));
        // The legend's swatches, from pale to dark, and the network paler than the palest thing that matters.
        const auto content = townReport();
        const drawing::MapOverlay overlay = drawing::buildOverlay(*content.map, &content.events[0].event);
        const drawing::ProbabilityScale scale(overlay, true);
        QVERIFY(scale.classes() >= 3);
        for (int i = 1; i < scale.classes(); ++i)
            QVERIFY2(qGray(scale.colour(i).rgb()) <= qGray(scale.colour(i - 1).rgb()) - 10, qPrintable(QString::number(i)));
        for (int i = 1; i < scale.classes(); ++i) QVERIFY(scale.width(i) > scale.width(i - 1)); // and thicker, where grey alone would not tell
        int dark = 0, light = 0;
        for (int y = 0; y < page.height(); ++y)
            for (int x = 0; x < page.width(); ++x) {
                const int grey = qGray(page.pixel(x, y));
                dark += grey < 70;
                light += grey > 240;
            }
        QVERIFY(dark > 3000);                                   // there is something black on it
        QVERIFY(light > page.width() * page.height() * 6 / 10); // on white, no grey wash
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
        QVERIFY(exporting::exportPng(placeless, {}, exporting::Picture::map, dir.filePath(QStringLiteral("placeless.png"))).ok());
        QVERIFY(exporting::exportHtml(placeless, {}, dir.filePath(QStringLiteral("placeless.html"))).ok());
    }

    void pngHasTheSizeAndResolutionAskedFor() {
        const QString path = kept(QStringLiteral("export-map.png"));
        QVERIFY(exporting::exportPng(townReport(), {1200, 800, 144, false}, exporting::Picture::map, path).ok());
        const QImage image(path);
        QCOMPARE(image.size(), QSize(1800, 1200));
        QVERIFY(std::abs(image.dotsPerMeterX() - 144 / 0.0254) < 2);
        // Strong is darker than weak, also without colour.
        int darkest = 255;
        for (int y = 400; y < 800; ++y)
            for (int x = 600; x < 1200; ++x) darkest = std::min(darkest, qGray(image.pixel(x, y)));
        QVERIFY(darkest < 60);
        QVERIFY(!exporting::exportPng(townReport(), {10, 800, 96, false}, exporting::Picture::map, path).ok());
    }

    void svgHoldsTextAndLines() {
        const QString path = kept(QStringLiteral("export-map.svg"));
        QVERIFY(exporting::exportSvg(townReport(), {}, exporting::Picture::map, path).ok());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.contains("Area of interest 90 %"));
        QVERIFY(text.count("<polyline") + text.count("<path") > 200);
        const QString charts = kept(QStringLiteral("export-charts.svg"));
        QVERIFY(exporting::exportSvg(townReport(), {}, exporting::Picture::charts, charts).ok());
        QFile second(charts);
        QVERIFY(second.open(QIODevice::ReadOnly));
        QVERIFY(second.readAll().contains("PL60474 pressure, m"));
        const QString picture = kept(QStringLiteral("export-charts.png"));
        QVERIFY(exporting::exportPng(townReport(), {900, 700, 96, false}, exporting::Picture::charts, picture).ok());
        QCOMPARE(QImage(picture).size(), QSize(900, 700));
    }

    void htmlStandsAlone() {
        const QString path = kept(QStringLiteral("export-map.html"));
        const auto done = exporting::exportHtml(townReport(), {}, path);
        QVERIFY2(done.ok(), done.ok() ? "" : done.error().toString().c_str());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        QVERIFY(text.size() < 5'000'000);
        QString own = text;
        own.remove(QRegularExpression(QStringLiteral("/\\*.*?\\*/"), QRegularExpression::DotMatchesEverythingOption)); // comments ask nobody
        own.remove(QStringLiteral("http://www.w3.org/2000/svg")).remove(QStringLiteral("http://www.w3.org/1999/xlink"));
        own.remove(QStringLiteral("https://leafletjs.com")); // Leaflet's name in its licence line, and a link that we switch off
        QVERIFY(!own.contains(QStringLiteral("https://")) && !own.contains(QStringLiteral("src=\"http")));
        QVERIFY(!own.contains(QStringLiteral("url(images")));
        QVERIFY(text.contains(QStringLiteral("Vladimir Agafonkin"))); // its copyright goes with it
        for (const char* words : {"Burst in zone A near", "Garth Rise", "EPSG:27700", "<svg", "viewport"})
            QVERIFY2(text.contains(QLatin1String(words)), words);
    }

    void nothingHalfWritten() {
        const auto bad = exporting::exportPdf(townReport(), {}, QStringLiteral("/no/such/folder/report.pdf"));
        QVERIFY(!bad.ok());
        QCOMPARE(bad.error().code, ErrorCode::unwritable);
        QVERIFY(!exporting::exportPng(townReport(), {}, exporting::Picture::map, QStringLiteral("/no/such/folder/map.png")).ok());
        QVERIFY(!exporting::exportHtml(townReport(), {}, QStringLiteral("/no/such/folder/map.html")).ok());
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
        QVERIFY(exporting::exportPdf(content, {exporting::Paper::a4, true, {}}, kept(QStringLiteral("report-ltown.pdf"))).ok());
        QVERIFY(exporting::exportHtml(content, {}, kept(QStringLiteral("export-ltown.html"))).ok());
    }
};

QTEST_MAIN(TestExport)
#include "test_export.moc"
