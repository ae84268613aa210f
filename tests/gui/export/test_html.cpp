// The one-file HTML as its receiver meets it: opened from disk in Chromium, on a desk and on a phone.
#include "core/export/globe.h"
#include "tests/gui/export/browser.h"
#include "tests/gui/export/report_fixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace ms;
using namespace fixture;

namespace {

constexpr const char* kPopup = "[...document.querySelectorAll('.leaflet-popup-content')].pop()?.textContent ?? ''";

/// Two events of one town, names that try to be markup.
exporting::ReportContent trickyReport() {
    auto content = townReport();
    content.events.push_back(content.events.front());
    content.events.back().event.id = 8;
    content.events.back().event.area.pipes.resize(5);
    content.events.front().event.why = "Inflow </script><script>window.broken=1</script> rose & stayed <b>up</b>";
    content.events.front().notes.front().text = "<img src=x onerror=window.broken=1> @DATA@ @BODY@";
    auto map = std::make_shared<drawing::MapContent>(*content.map);
    for (auto& pipe : map->pipes) pipe.street += " </script><!--<i>x</i>";
    content.map = map;
    return content;
}

} // namespace

class TestHtml : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (Browser::program().isEmpty()) QSKIP("chromium is missing");
    }

    void worksOnDeskAndPhone_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<bool>("phone");
        QTest::newRow("desk") << 1400 << 900 << false;
        QTest::newRow("phone") << 390 << 844 << true;
    }

    void worksOnDeskAndPhone() {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(bool, phone);
        const QString path = QDir::current().absoluteFilePath(kept(QStringLiteral("page.html")));
        QVERIFY(exporting::exportHtml(townReport(), {}, path).ok());
        Browser browser(width, height, phone);
        QVERIFY(browser.ok());
        browser.open(path);
        QVERIFY(browser.loaded());
        QVERIFY(browser.evaluate(QStringLiteral("document.querySelectorAll('.event h1').length")).toInt() == 1);
        QCOMPARE(browser.evaluate(QStringLiteral("document.documentElement.scrollWidth")).toInt(), width); // nothing hangs out at the side
        QVERIFY(browser.evaluate(QStringLiteral("document.querySelectorAll('.plot svg').length")).toInt() == 3);
        // Letters can be read on the phone too.
        QVERIFY(browser.evaluate(QStringLiteral("Math.min(...[...document.querySelectorAll('.plot b')].map(b => b.getBoundingClientRect().height))"))
                    .toDouble() >= 11);

        // The likeliest pipe, picked on the map at its middle.
        const auto content = townReport();
        const QString likeliest = QString::fromStdString(content.events[0].event.area.pipes.front().id);
        const QString index = QStringLiteral("D.pipes.findIndex(p => p[0] === '%1')").arg(likeliest);
        const QJsonArray at =
            browser
                .evaluate(QStringLiteral(
                              "(() => { const p = map.latLngToContainerPoint(middle(%1)), r = document.getElementById('map').getBoundingClientRect();"
                              " return [p.x + r.left, p.y + r.top]; })()")
                              .arg(index))
                .toArray();
        QVERIFY(at[0].toDouble() > 0 && at[0].toDouble() < width);
        browser.click(at[0].toDouble(), at[1].toDouble());
        const QString popup = browser.evaluate(QLatin1String(kPopup)).toString();
        QVERIFY2(popup.contains(likeliest) && popup.contains(QStringLiteral("probability")) && popup.contains(QLatin1Char('%')), qPrintable(popup));
        const QByteArray png = browser.screenshot();
        QFile file(kept(QStringLiteral("page-%1.png").arg(width)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(png) > 20000);

        // A row of the table leads to its pipe.
        const QString second = QString::fromStdString(content.events[0].event.area.pipes[1].id);
        browser.evaluate(QStringLiteral("document.querySelectorAll('tr[data-pipe]')[1].click()"));
        QTest::qWait(100);
        QVERIFY(browser.evaluate(QLatin1String(kPopup)).toString().contains(second));
        // Layers can be taken away, zoom and buttons work.
        QVERIFY(browser.evaluate(QStringLiteral("document.querySelectorAll('.leaflet-control-layers-overlays input').length")).toInt() == 5);
        const double zoom = browser.evaluate(QStringLiteral("map.getZoom()")).toDouble();
        browser.evaluate(QStringLiteral("document.querySelector('.leaflet-control-zoom-in').click(); new Promise(r => setTimeout(r, 600))"));
        QVERIFY(browser.evaluate(QStringLiteral("map.getZoom()")).toDouble() > zoom);
        if (phone) {
            const double before = browser.evaluate(QStringLiteral("map.getZoom()")).toDouble();
            browser.pinch(width / 2.0, height * 0.3, 0.5);
            QVERIFY(browser.evaluate(QStringLiteral("map.getZoom()")).toDouble() < before);
        }
        browser.evaluate(QStringLiteral("document.querySelectorAll('.go button')[1].click(); new Promise(r => setTimeout(r, 600))"));
        QVERIFY(browser.evaluate(QStringLiteral("map.getBounds().contains(corners(D.box))")).toBool());

        QVERIFY2(browser.complaints().isEmpty(), qPrintable(browser.complaints().join(QLatin1Char('\n'))));
        for (const QString& url : browser.requests())
            QVERIFY2(url.startsWith(QStringLiteral("file://") + path) || url.startsWith(QStringLiteral("data:")), qPrintable(url));
    }

    void namesThatAreMarkupStayText() {
        const QString path = QDir::current().absoluteFilePath(kept(QStringLiteral("page-tricky.html")));
        QVERIFY(exporting::exportHtml(trickyReport(), {}, path).ok());
        Browser browser(1400, 900, false);
        QVERIFY(browser.ok());
        browser.open(path);
        QVERIFY(browser.evaluate(QStringLiteral("window.broken === undefined")).toBool());
        QVERIFY(browser.evaluate(QStringLiteral("document.body.innerText")).toString().contains(QStringLiteral("<script>window.broken=1</script>")));
        QVERIFY(browser.evaluate(QStringLiteral("document.body.textContent")).toString().contains(QStringLiteral("@DATA@ @BODY@")));
        // Several events: the second's heading chooses it.
        QCOMPARE(browser.evaluate(QStringLiteral("document.querySelectorAll('.event.on').length")).toInt(), 1);
        browser.evaluate(QStringLiteral("document.querySelectorAll('.event h1')[1].click()"));
        QCOMPARE(browser.evaluate(QStringLiteral("current().number")).toInt(), 8);
        browser.evaluate(QStringLiteral("document.querySelectorAll('.event.on tr[data-pipe]')[0].click()"));
        QTest::qWait(100);
        QVERIFY(browser.evaluate(QLatin1String(kPopup)).toString().contains(QStringLiteral("</script><!--<i>x</i>")));
        QVERIFY(browser.evaluate(QStringLiteral("window.broken === undefined")).toBool());
        QVERIFY2(browser.complaints().isEmpty(), qPrintable(browser.complaints().join(QLatin1Char('\n'))));
    }

    void placesAreRightToAMetre() {
        const QString path = QDir::current().absoluteFilePath(kept(QStringLiteral("page.html")));
        const auto content = townReport();
        QVERIFY(exporting::exportHtml(content, {}, path).ok());
        auto globe = output::Globe::of("EPSG:27700"); // itself compared with cs2cs in tests/unit/export
        QVERIFY(globe.ok());
        Browser browser(1400, 900, false);
        QVERIFY(browser.ok());
        browser.open(path);
        const QJsonArray middles = browser.evaluate(QStringLiteral("D.pipes.slice(0, 100).map((p, i) => middle(i))")).toArray();
        QCOMPARE(middles.size(), 100);
        double worst = 0;
        for (int i = 0; i < 100; ++i) {
            const auto place = globe->place(content.map->middleOf(static_cast<std::uint32_t>(i)));
            QVERIFY(place.has_value());
            const double north = (middles[i].toArray()[0].toDouble() - place->y) * 111'320,
                         east = (middles[i].toArray()[1].toDouble() - place->x) * 111'320 * std::cos(place->y * M_PI / 180);
            worst = std::max(worst, std::hypot(north, east));
        }
        QVERIFY2(worst < 0.5, qPrintable(QString::number(worst)));
    }

    void withoutACrsTheMapIsPlane() {
        auto content = townReport();
        content.crs.clear();
        const QString path = QDir::current().absoluteFilePath(kept(QStringLiteral("page-plane.html")));
        QVERIFY(exporting::exportHtml(content, {}, path).ok());
        Browser browser(1400, 900, false);
        QVERIFY(browser.ok());
        browser.open(path);
        QCOMPARE(browser.evaluate(QStringLiteral("D.geo")).toBool(), false);
        const QString scale = browser.evaluate(QStringLiteral("document.querySelector('.leaflet-control-scale-line').textContent")).toString();
        QVERIFY2(scale.endsWith(QStringLiteral(" m")), qPrintable(scale));
        // As long on the map as on the ground.
        const double metres =
            browser
                .evaluate(QStringLiteral("map.distance(map.containerPointToLatLng([0, 300]), "
                                         "map.containerPointToLatLng([document.querySelector('.leaflet-control-scale-line').offsetWidth, 300]))"))
                .toDouble();
        QVERIFY(std::abs(metres - scale.section(QLatin1Char(' '), 0, 0).toDouble()) < 0.05 * metres);
        QVERIFY2(browser.complaints().isEmpty(), qPrintable(browser.complaints().join(QLatin1Char('\n'))));
    }

    void placelessSaysSo() {
        auto content = townReport();
        content.map = std::make_shared<const drawing::MapContent>();
        const QString path = QDir::current().absoluteFilePath(kept(QStringLiteral("page-placeless.html")));
        QVERIFY(exporting::exportHtml(content, {}, path).ok());
        Browser browser(390, 844, true);
        QVERIFY(browser.ok());
        browser.open(path);
        QVERIFY(browser.evaluate(QStringLiteral("document.getElementById('map').textContent")).toString().contains(QStringLiteral("no map")));
        QVERIFY2(browser.complaints().isEmpty(), qPrintable(browser.complaints().join(QLatin1Char('\n'))));
    }
};

QTEST_MAIN(TestHtml)
#include "test_html.moc"
