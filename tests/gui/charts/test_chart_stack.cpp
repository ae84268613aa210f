#include "tests/gui/fixtures/towns.h"
#include "tests/gui/fixtures/wave_source.h"
#include "ui/charts/chart_pane.h"
#include "ui/charts/chart_stack.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QLineSeries>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace ms;

namespace {

void keep(QWidget& widget, const QString& name) {
    QDir().mkpath(QStringLiteral("screenshots"));
    QVERIFY(widget.grab().save(QStringLiteral("screenshots/") + name));
}

/// A session with a grid town, five sensors with eight weeks of readings every 15 minutes, a burst, a repair, a note and bands.
struct Fixture {
    session::Session session;
    network::Network net = fixtures::gridTown(10);
    detection::Event event;

    Fixture() {
        session.appearance().setPersistent(false);
        using fixtures::sensorAt;
        const std::vector<series::Sensor> sensors{sensorAt("PL60474", "N45", Quantity::pressure), sensorAt("PL61198", "N56", Quantity::pressure),
                                                  sensorAt("PL60803", "N12", Quantity::pressure), sensorAt("FM58904", "PU1", Quantity::flow)};
        event = fixtures::burstNear(net, {364500, 175500}, 12, sensors);
        event.startedAt = fixtures::waveBurst();
        event.detectedAt = event.startedAt + hours(6);
        event.startedCi = {event.startedAt - minutes(15), event.startedAt + minutes(15)};
        event.endedAt = event.startedAt + days(4);
        session::Snapshot snapshot;
        snapshot.info.settings.timezone = "Europe/London";
        snapshot.info.zone = *project::localZone("Europe/London");
        snapshot.network = std::make_shared<network::Network>(net);
        std::vector<project::SensorSummary> summaries;
        for (const auto& sensor : sensors) summaries.push_back({sensor, 5376, fixtures::waveSpan()});
        snapshot.sensors = std::make_shared<std::vector<session::SensorView>>(session::viewSensors(summaries, &net, {}));
        snapshot.events = std::make_shared<std::vector<detection::Event>>(std::vector<detection::Event>{event});
        std::vector<analysis::ExpectedBand> bands;
        for (const auto& sensor : sensors) bands.push_back(fixtures::waveBand(sensor.name, sensor.quantity));
        auto inflow = fixtures::waveBand("inflow A", Quantity::flow);
        bands.push_back(inflow);
        snapshot.bands = std::make_shared<std::vector<analysis::ExpectedBand>>(bands);
        snapshot.repairs = std::make_shared<std::vector<analysis::Repair>>(
            std::vector<analysis::Repair>{{"J1", "P5", {}, event.startedAt + days(4), {}, {}, "Garth Rise"}});
        snapshot.notes = std::make_shared<std::vector<project::Note>>(
            std::vector<project::Note>{{1, event.id, event.startedAt + hours(30), "ann", "crew on site", event.startedAt}});
        session.show(snapshot, fixtures::waveSource());
        session.timeCursor().setExtent(fixtures::waveSpan());
    }
};

/// Everything read, and the charts at rest: drawn well.
bool settle(session::Session& session) {
    const bool read = QTest::qWaitFor(
        [&] {
            QApplication::processEvents();
            return session.reader().pending() == 0;
        },
        5000);
    QTest::qWait(250);
    return read;
}

charts::ChartPane* pane(charts::ChartStack& stack, int i) {
    const auto panes = stack.findChildren<charts::ChartPane*>();
    return i < panes.size() ? panes[i] : nullptr;
}

void wheel(charts::ChartPane& pane, QPointF at, int steps) {
    QWheelEvent event(at, pane.viewport()->mapToGlobal(at), {}, {0, 120 * steps}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(pane.viewport(), &event);
}

void drag(charts::ChartPane& pane, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mousePress(pane.viewport(), Qt::LeftButton, modifiers, from);
    for (const QPoint& at : {(from + to) / 2, to}) {
        QMouseEvent move(QEvent::MouseMove, QPointF(at), pane.viewport()->mapToGlobal(QPointF(at)), Qt::NoButton, Qt::LeftButton, modifiers);
        QApplication::sendEvent(pane.viewport(), &move);
    }
    QTest::mouseRelease(pane.viewport(), Qt::LeftButton, modifiers, to);
}

} // namespace

class TestChartStack : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<Fixture> m_f;
    std::unique_ptr<charts::ChartStack> m_stack;

private Q_SLOTS:
    void init() {
        m_f = std::make_unique<Fixture>();
        m_stack = std::make_unique<charts::ChartStack>(&m_f->session);
        m_stack->resize(1000, 460);
        m_stack->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_stack.get()));
        m_f->session.selection().setEvent(m_f->event.id);
        m_stack->frameEvent();
        QVERIFY(settle(m_f->session));
    }

    void cleanup() {
        m_stack.reset();
        m_f.reset();
    }

    void followsTheEvent() {
        const auto charts = m_stack->charts();
        QVERIFY(charts.size() >= 3);
        QVERIFY(m_f->session.timeCursor().visible().length() < days(20));
        QVERIFY(m_stack->pointCount() > 300);
        QVERIFY(m_stack->accessibleDescription().contains(QStringLiteral("PL60474")));
        m_f->session.timeCursor().setInstant(m_f->event.startedAt + hours(20));
        keep(*m_stack, QStringLiteral("charts-event.png"));
    }

    void darkAndSelectedSensor() {
        m_f->session.selection().setSensors({"PL60803"});
        QVERIFY(settle(m_f->session));
        QCOMPARE(m_stack->charts().front().sensor, std::string("PL60803"));
        m_f->session.appearance().setThemeChoice(session::ThemeChoice::dark);
        keep(*m_stack, QStringLiteral("charts-dark.png"));
        m_f->session.appearance().setThemeChoice(session::ThemeChoice::light);
    }

    void neverMoreThanFourThousandPoints() {
        auto& time = m_f->session.timeCursor();
        for (const auto& length : {fixtures::waveSpan().length(), days(30), days(7), days(1), hours(3)}) {
            time.setVisible({fixtures::waveBurst() - length, fixtures::waveBurst() + length});
            QVERIFY(settle(m_f->session));
            QVERIFY2(m_stack->pointCount() <= 4000, qPrintable(QString::number(m_stack->pointCount())));
            QVERIFY(m_stack->pointCount() > 20);
        }
        m_stack->setCharts({{"PL60474", {}}});
        time.showAll();
        QVERIFY(settle(m_f->session));
        QVERIFY(m_stack->pointCount() <= 4000);
        QVERIFY(m_stack->pointCount() > 1000);
        keep(*m_stack, QStringLiteral("charts-all.png"));
    }

    void chartsOutOfViewLeaveTheirPointsToTheOthers() {
        m_stack->setCharts({{"PL60474", {}}, {"PL61198", {}}, {"PL60803", {}}, {"FM58904", {}}, {"PL60474", {"PL61198"}}, {"PL60474", {"PL60803"}}});
        m_stack->resize(1000, 900);
        m_f->session.timeCursor().showAll();
        QVERIFY(settle(m_f->session));
        const auto first = [this] {
            for (auto* p : m_stack->findChildren<charts::ChartPane*>())
                if (p->isVisible() && p->mapTo(m_stack.get(), QPoint(0, 0)).y() == 0) return p->pointCount();
            return 0;
        };
        const int amongSix = first();
        QVERIFY(amongSix > 0);
        m_stack->resize(1000, 220); // three of the six
        QVERIFY(settle(m_f->session));
        QVERIFY2(first() > amongSix * 3 / 2, qPrintable(QStringLiteral("%1, was %2").arg(first()).arg(amongSix)));
        QVERIFY(m_stack->pointCount() <= 4000);
        const auto* last = m_stack->findChildren<charts::ChartPane*>().back();
        QVERIFY(last->pointCount() > 0 && last->pointCount() <= 400); // still there for the read-out
    }

    void wheelKeepsTheInstantUnderTheMouse() {
        charts::ChartPane& p = *pane(*m_stack, 0);
        const QPointF at(400, 60);
        const Instant before = p.instantAt(at.x());
        const auto length = m_f->session.timeCursor().visible().length().ms;
        wheel(p, at, 2);
        QVERIFY(std::abs((p.instantAt(at.x()) - before).ms) < 3000);
        QVERIFY(m_f->session.timeCursor().visible().length().ms < length * 0.7);
        QCOMPARE(pane(*m_stack, 1)->instantAt(at.x()), p.instantAt(at.x())); // one axis for all
    }

    void draggingPansAndDoubleClickShowsAll() {
        charts::ChartPane& p = *pane(*m_stack, 0);
        const Instant before = p.instantAt(500);
        drag(p, {500, 60}, {380, 60});
        QVERIFY(std::abs((p.instantAt(380) - before).ms) < 5 * 60'000);
        QTest::mouseDClick(p.viewport(), Qt::LeftButton, {}, QPoint(500, 60));
        QCOMPARE(m_f->session.timeCursor().visible(), fixtures::waveSpan());
    }

    void clickSetsTheSharedCursorAndReadsOut() {
        charts::ChartPane& p = *pane(*m_stack, 1);
        QTest::mouseClick(p.viewport(), Qt::LeftButton, {}, QPoint(600, 50));
        const Instant at = m_f->session.timeCursor().instant();
        QVERIFY(std::abs((at - p.instantAt(600)).ms) < 1000);
        const QString text = p.readOut(at);
        QVERIFY2(text.contains(QStringLiteral("expected")), qPrintable(text));
        QVERIFY2(text.contains(p.title().contains(QStringLiteral("l/s")) ? QStringLiteral(" l/s") : QStringLiteral(" m,")), qPrintable(text));
        QTest::keyClick(m_stack.get(), Qt::Key_Right);
        QVERIFY(m_f->session.timeCursor().instant() > at);
    }

    // Bands are hourly: between two of their points the read-out says what the drawn line says, not the next point.
    void readOutLiesOnTheDrawnBand() {
        charts::ChartPane lone(nullptr);
        lone.setTitle(QStringLiteral("PL1"), Quantity::pressure);
        drawing::BandLines band;
        const double t0 = 1.7e12;
        band.low = {{{t0, 40.0}, {t0 + 3.6e6, 44.0}}};
        band.expected = {{{t0, 41.0}, {t0 + 3.6e6, 45.0}}};
        band.high = {{{t0, 42.0}, {t0 + 3.6e6, 46.0}}};
        lone.setBand(band);
        const QString text = lone.readOut(Instant{static_cast<std::int64_t>(t0 + 0.9e6)});
        QVERIFY2(text.contains(QStringLiteral("41.0")) && text.contains(QStringLiteral("43.0")), qPrintable(text));
    }

    /// Whatever height a chart had before: a label beside another value than its own is worse than none.
    void gridLinesStandWhereTheirValuesAre() {
        for (const int height : {500, 1000, 640}) {
            m_stack->resize(1000, height);
            QVERIFY(settle(m_f->session));
            auto* pane = m_stack->findChild<charts::ChartPane*>();
            const QImage image = pane->grab().toImage();
            const QRectF plot = pane->plotRect();
            const auto& scale = pane->scale();
            int lines = 0;
            for (double value = std::ceil(scale.low / scale.step) * scale.step; value <= scale.high; value += scale.step, ++lines) {
                const int row = qRound(plot.bottom() - (value - scale.low) / (scale.high - scale.low) * plot.height());
                int seen = 0;
                for (int x = qRound(plot.left()) + 1; x < plot.right(); ++x) seen += image.pixelColor(x, row) == m_f->session.theme().grid;
                QVERIFY2(seen > plot.width() / 4, qPrintable(QStringLiteral("%1 at a height of %2: %3 pixels").arg(value).arg(height).arg(seen)));
            }
            QVERIFY(lines >= 2);
        }
    }

    void readOutIsInTheUsersUnits() {
        m_stack->setCharts({{"FM58904", {}}});
        QVERIFY(settle(m_f->session));
        const Instant t = fixtures::waveBurst() - days(1);
        charts::ChartPane& p = *pane(*m_stack, static_cast<int>(m_stack->findChildren<charts::ChartPane*>().size()) - 1);
        QVERIFY2(p.readOut(t).contains(QStringLiteral("l/s")), qPrintable(p.readOut(t)));
        m_f->session.appearance().setUnits({QStringLiteral("m3/h"), QStringLiteral("bar")});
        QVERIFY(settle(m_f->session));
        QVERIFY2(p.readOut(t).contains(QStringLiteral("m³/h")), qPrintable(p.readOut(t)));
        QVERIFY(p.title().contains(QStringLiteral("m³/h")));
    }

    void brushingTellsTheSpan() {
        QSignalSpy brushed(m_stack.get(), &charts::ChartStack::spanBrushed);
        charts::ChartPane& p = *pane(*m_stack, 0);
        drag(p, {300, 60}, {500, 60}, Qt::ShiftModifier);
        QCOMPARE(brushed.count(), 1);
        const auto span = brushed[0][0].value<TimeSpan>();
        QVERIFY(std::abs((span.from - p.instantAt(300)).ms) < 1000 && std::abs((span.to - p.instantAt(500)).ms) < 1000);
        keep(*m_stack, QStringLiteral("charts-brushed.png"));
    }

    void gapsStayGaps() {
        m_stack->setCharts({{"PL60474", {}}});
        m_f->session.timeCursor().setVisible({fixtures::waveGap().from - hours(12), fixtures::waveGap().to + hours(12)});
        QVERIFY(settle(m_f->session));
        const Instant inside = fixtures::waveGap().from + hours(6);
        bool found = false;
        for (auto* p : m_stack->findChildren<charts::ChartPane*>())
            for (auto* s : p->chart()->series())
                if (auto* line = qobject_cast<QLineSeries*>(s); line && line->isVisible() && line->count() > 20) {
                    found = true;
                    for (int i = 1; i < line->count(); ++i) // no measured stretch spans the gap (the expected line may)
                        if (line->pen().style() == Qt::SolidLine)
                            QVERIFY(!(line->at(i - 1).x() < double(inside.ms) && line->at(i).x() > double(inside.ms)));
                }
        QVERIFY(found);
        keep(*m_stack, QStringLiteral("charts-gap.png"));
    }

    void clockChangeOnTheAxis() {
        m_f->session.timeCursor().setVisible({*instantFromIso("2024-10-26T18:00:00Z"), *instantFromIso("2024-10-27T08:00:00Z")});
        QVERIFY(settle(m_f->session));
        keep(*m_stack, QStringLiteral("charts-clock-change.png"));
    }

    void writesPngSvgCsv() {
        QTemporaryDir dir;
        QSignalSpy exported(m_stack.get(), &charts::ChartStack::exported);
        for (const char* suffix : {"png", "svg", "csv", "doc"}) m_stack->saveAs(dir.filePath(QStringLiteral("charts.") + QLatin1String(suffix)));
        QVERIFY(QTest::qWaitFor([&] { return exported.count() == 4; }, 5000));
        QVERIFY(QImage(dir.filePath(QStringLiteral("charts.png"))).width() >= 1000);
        QFile svg(dir.filePath(QStringLiteral("charts.svg"))), csv(dir.filePath(QStringLiteral("charts.csv")));
        QVERIFY(svg.open(QIODevice::ReadOnly) && csv.open(QIODevice::ReadOnly));
        QVERIFY(svg.readAll().contains("PL60474"));
        const auto lines = csv.readAll().split('\n');
        QVERIFY(lines[0].contains("PL60474 [m]") && lines[0].contains("FM58904 [l/s]"));
        QVERIFY(lines.size() > 500);
        QVERIFY(lines[1].contains("+01:00") || lines[1].contains("Z"));
        QVERIFY(!QFile::exists(dir.filePath(QStringLiteral("charts.doc"))));
        m_stack->copyImage();
        QCOMPARE(QApplication::clipboard()->image().size(), m_stack->image().size());
    }

    void emptySaysWhatToDo() {
        session::Session none;
        none.appearance().setPersistent(false);
        charts::ChartStack stack(&none);
        stack.resize(600, 300);
        QVERIFY(stack.spokenSummary().contains(QStringLiteral("No readings yet")));
        keep(stack, QStringLiteral("charts-empty.png"));
    }
};

Q_DECLARE_METATYPE(ms::TimeSpan)
QTEST_MAIN(TestChartStack)
#include "test_chart_stack.moc"
