#include "ui/panels/task_lanes.h"

#include "ui/session/core_words.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace ms::panels {

namespace {
constexpr int kLane = 17, kAxis = 18, kBar = 12;

/// A round step of seconds so that about `most` ticks fit.
double tickStep(double span_s, int most) {
    for (const double step : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0})
        if (span_s / step <= most) return step;
    return span_s / most;
}

QString tickText(double s, double step) {
    if (s >= 60 || step >= 60) {
        const int whole = static_cast<int>(std::lround(s));
        return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    }
    return TaskLanes::tr("%1 s").arg(QLocale().toString(s, 'f', step < 1 ? 1 : 0));
}
} // namespace

TaskLanes::TaskLanes(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("Tasks by worker"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, qOverload<>(&QWidget::update));
}

void TaskLanes::setTraces(std::vector<jobs::TaskTrace> traces, double elapsed_s) {
    m_traces = std::move(traces);
    m_elapsed_s = elapsed_s;
    m_workers.clear();
    for (const auto& t : m_traces)
        if (!m_workers.contains(t.worker)) m_workers.append(t.worker);
    std::sort(m_workers.begin(), m_workers.end()); // a lane for each that worked, whatever the pool numbers them from
    const int lanes = static_cast<int>(m_workers.size());
    if (lanes != m_lanes) {
        m_lanes = lanes;
        updateGeometry();
    }
    const auto failed = std::count_if(m_traces.begin(), m_traces.end(), [](const auto& t) { return t.failed; });
    setAccessibleDescription(tr("%n task(s)", nullptr, static_cast<int>(m_traces.size())) + QStringLiteral(", ") +
                             tr("%n worker(s)", nullptr, m_lanes) + QStringLiteral(", ") + tr("%n failed", nullptr, static_cast<int>(failed)));
    update();
}

QSize TaskLanes::minimumSizeHint() const { return {200, std::min(m_lanes, 3) * kLane + kAxis}; }
QSize TaskLanes::sizeHint() const { return {600, m_lanes * kLane + kAxis}; }

double TaskLanes::span_s() const {
    double span = m_elapsed_s;
    for (const auto& t : m_traces) span = std::max({span, t.start_s, t.end_s});
    return std::max(span, 1.0);
}

int TaskLanes::labelWidth() const { return fontMetrics().horizontalAdvance(tr("worker %1").arg(88)) + 16; }

QRectF TaskLanes::barOf(const jobs::TaskTrace& t) const {
    const double width = this->width() - labelWidth() - 12;
    const double scale = width / span_s();
    const double end = t.end_s < 0 ? std::max(m_elapsed_s, t.start_s) : t.end_s;
    return {labelWidth() + t.start_s * scale, double(static_cast<int>(m_workers.indexOf(t.worker)) * kLane + (kLane - kBar) / 2),
            std::max(2.0, (end - t.start_s) * scale - 1), double(kBar)};
}

QString TaskLanes::nameOf(const jobs::TaskTrace& t) {
    if (!t.subject.isEmpty()) return session::inWords(t.subject.toStdString());
    return t.kind == QLatin1String("plan")      ? tr("reads the data and plans")
           : t.kind == QLatin1String("prepare") ? tr("reads the data")
           : t.kind == QLatin1String("collect") ? tr("collects the results")
                                                : session::inWords(t.kind.toStdString());
}

QColor TaskLanes::colourOf(const jobs::TaskTrace& t) const {
    const auto& lane = m_session.theme().laneTask;
    if (t.kind.startsWith(QLatin1String("expect")) || t.kind == QLatin1String("import")) return lane[0];
    if (t.kind.startsWith(QLatin1String("detect"))) return lane[1];
    return t.subject.isEmpty() ? m_session.theme().pipe : lane[2]; // what belongs to no zone and no event: planning, collecting
}

void TaskLanes::paintEvent(QPaintEvent*) {
    QPainter p(this);
    const auto& t = m_session.theme();
    p.fillRect(rect(), t.surface);
    if (m_lanes == 0) return;
    const int left = labelWidth();
    const double width = this->width() - left - 12;
    const double step = tickStep(span_s(), std::max(2, static_cast<int>(width / 90)));
    const int bottom = m_lanes * kLane;
    p.setPen(t.grid);
    for (double s = 0; s <= span_s() + 1e-9; s += step) {
        const int x = left + static_cast<int>(s / span_s() * width);
        p.setPen(t.grid);
        p.drawLine(x, 0, x, bottom);
        p.setPen(t.mutedText);
        p.drawText(QRect(x - 40, bottom, 80, kAxis), Qt::AlignHCenter | Qt::AlignVCenter, tickText(s, step));
    }
    p.setPen(t.mutedText);
    for (int lane = 0; lane < m_lanes; ++lane)
        p.drawText(QRect(10, lane * kLane, left - 14, kLane), Qt::AlignLeft | Qt::AlignVCenter, tr("worker %1").arg(lane + 1));
    QFont small = font();
    small.setPixelSize(10);
    p.setFont(small);
    const QFontMetrics metrics(small);
    for (const auto& trace : m_traces) {
        const QRectF bar = barOf(trace);
        p.fillRect(bar, colourOf(trace));
        if (trace.failed) { // a pattern and a frame: not by colour alone
            p.fillRect(bar, QBrush(t.text, Qt::BDiagPattern));
            p.setPen(t.bad);
            p.drawRect(bar.adjusted(0, 0, -1, -1));
        }
        if (trace.end_s < 0) {
            p.setPen(t.text);
            p.drawLine(bar.topRight(), bar.bottomRight());
        }
        const QString name = nameOf(trace);
        if (bar.width() > metrics.horizontalAdvance(name) + 8) {
            p.setPen(QColor(0x10151b));
            p.drawText(bar.adjusted(4, 0, -2, 0), Qt::AlignLeft | Qt::AlignVCenter, name);
        }
    }
}

bool TaskLanes::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QLocale locale;
    for (const auto& trace : m_traces) {
        if (!barOf(trace).adjusted(0, -3, 0, 3).contains(help->pos())) continue;
        QString text =
            trace.subject.isEmpty() ? nameOf(trace) : QStringLiteral("%1: %2").arg(session::inWords(trace.kind.toStdString()), nameOf(trace));
        if (trace.end_s >= 0)
            text += QStringLiteral("\n") + tr("%1 s, from %2 s to %3 s")
                                               .arg(locale.toString(trace.end_s - trace.start_s, 'f', 1), locale.toString(trace.start_s, 'f', 1),
                                                    locale.toString(trace.end_s, 'f', 1));
        else
            text += QStringLiteral("\n") + tr("running since %1 s").arg(locale.toString(trace.start_s, 'f', 1));
        if (trace.attempt > 1) text += QStringLiteral("\n") + tr("attempt %1").arg(trace.attempt);
        if (trace.failed) text += QStringLiteral("\n") + tr("failed");
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

} // namespace ms::panels
