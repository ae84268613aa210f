// Four charts over 10 million readings, 1200 x 700, offscreen: how long a frame takes while one pans and zooms the time axis.
// Limit: 16 ms of the window thread's CPU time a frame. MAINSIGHT_BENCH_FACTOR (default 1) loosens it on slow or crowded machines.
#include "tests/gui/fixtures/towns.h"
#include "ui/charts/chart_stack.h"
#include "ui/session/session.h"

#include <QApplication>
#include <QFile>
#include <QImage>
#include <QTest>

#include <time.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace ms;

namespace {

/// CPU time of this thread in ms: what the window's thread itself spends, whatever else the machine has to do.
double cpuMs() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return double(t.tv_sec) * 1e3 + double(t.tv_nsec) / 1e6;
}

double factor() {
    bool ok = false;
    const double f = qEnvironmentVariable("MAINSIGHT_BENCH_FACTOR").toDouble(&ok);
    return ok && f > 0 ? f : 1;
}

constexpr std::int64_t step = 60'000, count = 2'500'000; ///< a sensor: 4.75 years, every minute
const Instant start = *instantFromIso("2020-01-01T00:00:00Z");

/// 2.5 million readings a sensor in memory, with a pyramid of least and greatest values of 64 at a time.
class PyramidSource final : public session::SeriesSource {
public:
    PyramidSource() {
        m_values.resize(count);
        for (std::int64_t i = 0; i < count; ++i)
            m_values[std::size_t(i)] = 40 + std::sin(double(i % 1440) / 1440 * 6.283) + double((i * 2654435761) % 1000) / 2000.0;
        for (std::size_t at = 0; at < m_values.size(); at += 64) {
            const auto [low, high] =
                std::minmax_element(m_values.begin() + std::ptrdiff_t(at), m_values.begin() + std::ptrdiff_t(std::min(at + 64, m_values.size())));
            m_low.push_back(*low);
            m_high.push_back(*high);
        }
    }
    Result<series::Readings> readings(const std::string&, TimeSpan span) override {
        series::Readings out;
        const auto from = std::clamp<std::int64_t>((span.from - start).ms / step, 0, count),
                   to = std::clamp<std::int64_t>((span.to - start).ms / step, 0, count);
        for (std::int64_t i = from; i < to; ++i) {
            out.times_ms.push_back(start.ms + i * step);
            out.values.push_back(m_values[std::size_t(i)]);
            out.quality.push_back(0);
        }
        return out;
    }
    Result<project::Envelope> envelope(const std::string&, TimeSpan span, int columns) override {
        project::Envelope e{span.from, {std::max<std::int64_t>(step, span.length().ms / columns)}, {}, {}};
        for (int c = 0; c < columns; ++c) {
            double low = std::nan(""), high = low;
            const auto from = std::max<std::int64_t>(0, (span.from - start).ms / step + c * e.step.ms / step),
                       to = std::min(count, (span.from - start).ms / step + (c + 1) * e.step.ms / step);
            const bool fine = to - from < 256;
            for (std::int64_t i = from; i < to; i += fine ? 1 : 64) {
                const double l = fine ? m_values[std::size_t(i)] : m_low[std::size_t(i / 64)], h = fine ? l : m_high[std::size_t(i / 64)];
                low = std::isnan(low) ? l : std::min(low, l);
                high = std::isnan(high) ? h : std::max(high, h);
            }
            e.low.push_back(low);
            e.high.push_back(high);
        }
        return e;
    }

private:
    std::vector<double> m_values, m_low, m_high;
};

} // namespace

class BenchCharts : public QObject {
    Q_OBJECT

private:
    session::Session m_session;
    std::unique_ptr<charts::ChartStack> m_stack;
    QImage m_screen{1200, 700, QImage::Format_ARGB32_Premultiplied};

    double frame() {
        const double before = cpuMs();
        m_stack->render(&m_screen);
        return cpuMs() - before;
    }

    void judge(const char* what, std::vector<double> ms) {
        const auto worst = std::max_element(ms.begin(), ms.end()) - ms.begin();
        std::sort(ms.begin(), ms.end());
        qInfo("%s: median %.2f ms, 95 %% %.2f ms, worst %.2f ms (frame %d of %d), %d points", what, ms[ms.size() / 2], ms[ms.size() * 95 / 100],
              ms.back(), int(worst) + 1, int(ms.size()), m_stack->pointCount());
        QVERIFY(m_stack->pointCount() <= 4000);
        QVERIFY2(ms[ms.size() / 2] < 16 * factor(), "a frame takes longer than 16 ms");
    }

private Q_SLOTS:
    void initTestCase() {
        m_session.appearance().setPersistent(false);
        session::Snapshot snapshot;
        std::vector<session::SensorView> sensors(4);
        std::vector<charts::ChartSpec> specs;
        for (int i = 0; i < 4; ++i) {
            sensors[std::size_t(i)].sensor.name = "S" + std::to_string(i);
            specs.push_back({"S" + std::to_string(i), {}});
        }
        snapshot.sensors = std::make_shared<std::vector<session::SensorView>>(sensors);
        m_session.show(snapshot, [] { return Result<std::unique_ptr<session::SeriesSource>>(std::make_unique<PyramidSource>()); });
        m_session.timeCursor().setExtent({start, start + Duration{step} * count});
        m_stack = std::make_unique<charts::ChartStack>(&m_session);
        m_stack->resize(1200, 700);
        m_stack->setCharts(specs);
        m_stack->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_stack.get()));
        QVERIFY(QTest::qWaitFor([&] { return m_session.reader().pending() == 0 && m_stack->pointCount() > 1000; }, 20000));
        qInfo("first frame, fonts and all: %.1f ms", frame()); // part of opening, not of a pan
    }

    void pans_data() {
        QTest::addColumn<int>("days");
        for (const int d : {1500, 365, 30, 7, 1}) QTest::newRow(qPrintable(QStringLiteral("%1 days").arg(d))) << d;
    }
    void pans() {
        QFETCH(int, days);
        const Instant from = start + ms::days(100);
        m_session.timeCursor().setVisible({from, from + ms::days(days)});
        QVERIFY(QTest::qWaitFor([&] { return m_session.reader().pending() == 0; }, 20000));
        std::vector<double> times;
        for (int i = 0; i < 60; ++i) {
            const auto v = m_session.timeCursor().visible();
            const Duration by{v.length().ms / 80 * (i < 30 ? 1 : -1)};
            const double before = cpuMs();
            m_session.timeCursor().setVisible({v.from + by, v.to + by}); // what the window's thread does at a move of the mouse ...
            QCoreApplication::processEvents();                           // ... the data that have come in since ...
            const double spent = cpuMs() - before;
            times.push_back(spent + frame()); // ... and the frame
        }
        judge(qPrintable(QStringLiteral("pan of %1 days").arg(days)), times);
    }

    void zooms() {
        std::vector<double> times;
        m_session.timeCursor().showAll();
        for (int i = 0; i < 60; ++i) {
            const double before = cpuMs();
            m_session.timeCursor().zoom(i < 30 ? 0.8 : 1.25);
            QCoreApplication::processEvents();
            const double spent = cpuMs() - before;
            times.push_back(spent + frame());
        }
        judge("zoom", times);
    }

    void memory() {
        QFile status(QStringLiteral("/proc/self/status"));
        QVERIFY(status.open(QIODevice::ReadOnly));
        for (const QByteArray& line : status.readAll().split('\n'))
            if (line.startsWith("VmRSS:") || line.startsWith("VmHWM:"))
                qInfo("%s (20 MB of it are the readings of this program)", line.simplified().constData());
    }
};

QTEST_MAIN(BenchCharts)
#include "bench_charts.moc"
