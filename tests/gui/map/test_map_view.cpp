#include "tests/gui/fixtures/towns.h"
#include "ui/map/map_view.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QDir>
#include <QFontInfo>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QWheelEvent>

using namespace ms;

namespace {

/// Pictures are kept beside the test program, to be looked at.
void keep(QWidget& widget, const QString& name) {
    QDir().mkpath(QStringLiteral("screenshots"));
    QVERIFY(widget.grab().save(QStringLiteral("screenshots/") + name));
}

std::shared_ptr<const drawing::MapContent> share(drawing::MapContent content) {
    return std::make_shared<const drawing::MapContent>(std::move(content));
}

std::vector<series::Sensor> townSensors() {
    using fixtures::sensorAt;
    return {sensorAt("PL1", "N105", Quantity::pressure), sensorAt("PL2", "N92", Quantity::pressure), sensorAt("PL3", "N150", Quantity::pressure),
            sensorAt("FM1", "PU1", Quantity::flow), sensorAt("LT1", "T1", Quantity::level)};
}

void wheel(QWidget& widget, QPointF at, int steps) {
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, 120 * steps}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

void drag(QWidget& widget, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mousePress(&widget, Qt::LeftButton, modifiers, from);
    QTest::mouseMove(&widget, (from + to) / 2);
    QMouseEvent half(QEvent::MouseMove, QPointF((from + to) / 2), widget.mapToGlobal(QPointF((from + to) / 2)), Qt::NoButton, Qt::LeftButton,
                     modifiers);
    QApplication::sendEvent(&widget, &half);
    QMouseEvent move(QEvent::MouseMove, QPointF(to), widget.mapToGlobal(QPointF(to)), Qt::NoButton, Qt::LeftButton, modifiers);
    QApplication::sendEvent(&widget, &move);
    QTest::mouseRelease(&widget, Qt::LeftButton, modifiers, to);
}

QPoint pixelOf(const map::MapView& view, drawing::Point p) { return view.frame().toPicture(p).toPoint(); }

} // namespace

class TestMapView : public QObject {
    Q_OBJECT

private:
    network::Network m_net = fixtures::gridTown(14);
    detection::Event m_event = fixtures::burstNear(m_net, {364700, 175700}, 22, townSensors());
    std::unique_ptr<map::MapView> m_view;

private Q_SLOTS:
    void initTestCase() { QVERIFY2(QFontInfo(QApplication::font()).family().size() > 0, "no font: every glyph would be a box"); }

    void init() {
        m_view = std::make_unique<map::MapView>(nullptr);
        m_view->resize(1000, 640);
        m_view->setContent(share(drawing::buildMapContent(&m_net, {}, townSensors())), QStringLiteral("EPSG:27700"));
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void showsEverythingAtFirst() {
        const drawing::Box seen = m_view->visibleBox();
        const drawing::Box& all = m_view->content()->bounds;
        QVERIFY(seen.x0 < all.x0 && seen.x1 > all.x1 && seen.y0 < all.y0 && seen.y1 > all.y1);
        keep(*m_view, QStringLiteral("map-town.png"));
    }

    void wheelKeepsThePointUnderTheCursor() {
        const QPointF cursor(333, 222);
        const auto before = m_view->frame().toMap(cursor);
        const double scale = m_view->frame().pixelsPerUnit;
        wheel(*m_view, cursor, 3);
        const auto after = m_view->frame().toMap(cursor);
        QVERIFY(m_view->frame().pixelsPerUnit > 1.9 * scale);
        QVERIFY(std::hypot(after.x - before.x, after.y - before.y) < 1e-6);
        wheel(*m_view, cursor, -3);
        QVERIFY(std::abs(m_view->frame().pixelsPerUnit / scale - 1) < 1e-9);
    }

    void draggingMovesThePlaceWithTheMouse() {
        const QPoint from(400, 300), to(520, 260);
        const auto place = m_view->frame().toMap(from);
        QSignalSpy changed(m_view.get(), &map::MapView::viewChanged);
        drag(*m_view, from, to);
        const auto now = m_view->frame().toMap(to);
        QVERIFY(std::hypot(now.x - place.x, now.y - place.y) < 1e-6);
        QCOMPARE(changed.count(), 1);
        QVERIFY(m_view->selectedPipes().empty()); // a drag is no click
    }

    void clickSelectsPipeSensorAndNode() {
        const auto& content = *m_view->content();
        QSignalSpy edited(m_view.get(), &map::MapView::selectionEdited);
        const auto pipe = *content.findPipe("P101");
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, pixelOf(*m_view, content.middleOf(pipe)));
        QCOMPARE(m_view->selectedPipes(), std::set<std::uint32_t>{pipe});
        const auto sensor = *content.findSensor("PL1");
        QTest::mouseClick(m_view.get(), Qt::LeftButton, Qt::ControlModifier, pixelOf(*m_view, content.sensors[sensor].at));
        QCOMPARE(m_view->selectedSensors(), std::set<std::uint32_t>{sensor});
        QCOMPARE(m_view->selectedPipes().size(), 1U); // Ctrl adds
        const auto node = *content.findNode("N40");
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, pixelOf(*m_view, content.nodes[node].at));
        QCOMPARE(m_view->selectedNodes(), std::set<std::uint32_t>{node});
        QVERIFY(m_view->selectedPipes().empty() && m_view->selectedSensors().empty());
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, QPoint(5, 5));
        QVERIFY(m_view->selectedNodes().empty());
        QCOMPARE(edited.count(), 4);
    }

    void rubberBandSelectsWhatItTouches() {
        const auto a = pixelOf(*m_view, {364360, 175360}), b = pixelOf(*m_view, {364740, 175740});
        drag(*m_view, a, b, Qt::ShiftModifier);
        const auto expected = m_view->content()->pipesIn(m_view->frame().toMap(QRectF(a, b).normalized()));
        QVERIFY(expected.size() > 10);
        QCOMPARE(m_view->selectedPipes(), std::set<std::uint32_t>(expected.begin(), expected.end()));
        keep(*m_view, QStringLiteral("map-rubber-band.png"));
    }

    void fliesToTheArea() {
        m_view->setEvent(&m_event);
        m_view->flyToEvent();
        m_view->finishFlight();
        const drawing::Box seen = m_view->visibleBox(), area = m_view->overlay().areaBounds;
        QVERIFY(seen.x0 < area.x0 && seen.x1 > area.x1 && seen.y0 < area.y0 && seen.y1 > area.y1);
        QVERIFY(seen.width() < 0.9 * m_view->content()->bounds.width() + 1000);
        QVERIFY(m_view->accessibleDescription().contains(QStringLiteral("Area of interest 90 %")));
        QVERIFY(m_view->accessibleDescription().contains(QStringLiteral("24 %")));
        keep(*m_view, QStringLiteral("map-event.png"));
        m_view->setTheme(session::darkTheme());
        keep(*m_view, QStringLiteral("map-event-dark.png"));
    }

    void keysMoveAndZoom() {
        const auto frame = m_view->frame();
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QVERIFY(m_view->frame().centre.x > frame.centre.x);
        QTest::keyClick(m_view.get(), Qt::Key_Plus);
        QVERIFY(m_view->frame().pixelsPerUnit > frame.pixelsPerUnit);
        QTest::keyClick(m_view.get(), Qt::Key_0);
        m_view->finishFlight();
        QVERIFY(std::abs(m_view->frame().pixelsPerUnit / frame.pixelsPerUnit - 1) < 1e-9);
    }

    void hoverTellsCoordinates() {
        QSignalSpy hovered(m_view.get(), &map::MapView::coordinatesHovered);
        QMouseEvent move(QEvent::MouseMove, QPointF(200, 100), m_view->mapToGlobal(QPointF(200, 100)), Qt::NoButton, Qt::NoButton, {});
        QApplication::sendEvent(m_view.get(), &move);
        QCOMPARE(hovered.count(), 1);
        const auto place = m_view->frame().toMap({200, 100});
        QCOMPARE(hovered[0][0].toDouble(), place.x);
        QCOMPARE(hovered[0][1].toDouble(), place.y);
    }

    void toolTipNamesThePipe() {
        m_view->setEvent(&m_event);
        const auto& content = *m_view->content();
        const auto pipe = *content.findPipe(m_event.area.pipes.front().id);
        const QPoint at = pixelOf(*m_view, content.middleOf(pipe));
        QHelpEvent help(QEvent::ToolTip, at, m_view->mapToGlobal(at));
        QApplication::sendEvent(m_view.get(), &help);
        QVERIFY(QToolTip::text().contains(QString::fromStdString(m_event.area.pipes.front().id)));
        QVERIFY(QToolTip::text().contains(QStringLiteral("24 %")));
        QVERIFY(QToolTip::text().contains(QStringLiteral("mm")));
    }

    void emptyAndPlacelessNetworksSayWhy() {
        m_view->setContent(nullptr);
        QVERIFY(m_view->spokenSummary().contains(QStringLiteral("empty")));
        keep(*m_view, QStringLiteral("map-empty.png"));
        auto net = m_net;
        for (auto& node : net.nodes) node.position.reset();
        m_view->setContent(share(drawing::buildMapContent(&net, {}, {})));
        keep(*m_view, QStringLiteral("map-no-coordinates.png"));
        wheel(*m_view, {100, 100}, 2); // nothing to zoom, nothing breaks
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, QPoint(50, 50));
        QVERIFY(m_view->selectedPipes().empty());
    }

    void hundredThousandPipesComeInTiles() {
        const auto net = fixtures::gridTown(226);
        m_view->setContent(share(drawing::buildMapContent(&net, {}, {})));
        QVERIFY(m_view->content()->pipes.size() > 97'000);
        QVERIFY(m_view->finishTiles());
        keep(*m_view, QStringLiteral("map-100000.png"));
        wheel(*m_view, {500, 320}, 12);
        QVERIFY(m_view->finishTiles());
        keep(*m_view, QStringLiteral("map-100000-near.png"));
    }

    void sharesTheSelectionOfTheSession() {
        session::Session session;
        session.appearance().setPersistent(false);
        map::MapView view(&session);
        view.resize(800, 600);
        session::Snapshot snapshot;
        snapshot.network = std::make_shared<network::Network>(m_net);
        std::vector<project::SensorSummary> summaries;
        for (const auto& sensor : townSensors()) summaries.push_back({sensor, 0, {}});
        snapshot.sensors = std::make_shared<std::vector<session::SensorView>>(session::viewSensors(summaries, &m_net, {}));
        snapshot.events = std::make_shared<std::vector<detection::Event>>(std::vector<detection::Event>{m_event});
        session.show(snapshot, nullptr);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QVERIFY(view.content() && view.content()->pipes.size() == m_net.links.size());
        session.selection().setEvent(m_event.id);
        QCOMPARE(view.overlay().event, m_event.id);
        session.selection().setLinks({m_net.findLink("P10")});
        QCOMPARE(view.selectedPipes(), std::set<std::uint32_t>{*view.content()->findPipe("P10")});
        const auto sensor = *view.content()->findSensor("PL2");
        QTest::mouseClick(&view, Qt::LeftButton, {}, pixelOf(view, view.content()->sensors[sensor].at));
        QCOMPARE(session.selection().sensors(), std::set<std::string>{"PL2"});
        QVERIFY(session.selection().links().empty());
        session.selection().setEvent(0);
        QCOMPARE(view.overlay().event, 0);
    }

    void lTown() {
        const auto net = fixtures::placesOf(MAINSIGHT_SHARED_DATA "/ltown/network.inp");
        if (!net) QSKIP("MAINSIGHT_SHARED_DATA is missing");
        std::vector<series::Sensor> sensors;
        for (const char* node :
             {"n1",   "n4",   "n31",  "n54",  "n105", "n114", "n163", "n188", "n215", "n229", "n288", "n296", "n332", "n342", "n410", "n415", "n429",
              "n458", "n469", "n495", "n506", "n516", "n519", "n549", "n613", "n636", "n644", "n679", "n722", "n726", "n740", "n752", "n769"})
            sensors.push_back(fixtures::sensorAt(node, node, Quantity::pressure));
        sensors.push_back(fixtures::sensorAt("p227", "p227", Quantity::flow));
        sensors.push_back(fixtures::sensorAt("p235", "p235", Quantity::flow));
        m_view->resize(1200, 700);
        m_view->setContent(share(drawing::buildMapContent(&*net, {}, sensors)));
        keep(*m_view, QStringLiteral("map-ltown.png"));
        const auto centre = *net->node(net->findNode("n229")).position;
        const auto event = fixtures::burstNear(*net, centre, 18, {sensors[9], sensors[8], sensors[10], sensors[7], sensors[33]});
        m_view->setEvent(&event);
        keep(*m_view, QStringLiteral("map-ltown-event-far.png"));
        m_view->flyToEvent();
        m_view->finishFlight();
        keep(*m_view, QStringLiteral("map-ltown-event.png"));
    }
};

QTEST_MAIN(TestMapView)
#include "test_map_view.moc"
