#include "ui/panels/overview_strip.h"

#include "ui/session/core_words.h"

#include <QDateTime>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace ms::panels {

namespace {
constexpr int kStripHead = 22, kStripLane = 15, kStripAxis = 16, kStripMargin = 10, kStripReach = 5;
} // namespace

OverviewStrip::OverviewStrip(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("Overview of the whole time"));
    setObjectName(QStringLiteral("overviewStrip"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    const auto redraw = [this] {
        updateSummary();
        update();
    };
    for (const auto signal : {&session::Session::eventsChanged, &session::Session::notesChanged, &session::Session::repairsChanged,
                              &session::Session::sensorsChanged, &session::Session::infoChanged})
        connect(&session, signal, this, redraw);
    connect(&session.timeCursor(), &session::TimeCursor::visibleChanged, this, redraw);
    connect(&session.timeCursor(), &session::TimeCursor::extentChanged, this, redraw);
    connect(&session.timeCursor(), &session::TimeCursor::instantChanged, this, redraw);
    connect(&session.selection(), &session::Selection::eventChanged, this, redraw);
    connect(&session.filter(), &session::FilterState::changed, this, redraw);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, redraw);
    updateSummary();
}

QSize OverviewStrip::sizeHint() const { return {600, kStripHead + 3 * kStripLane + kStripAxis + 4}; }
QSize OverviewStrip::minimumSizeHint() const { return {200, sizeHint().height()}; }
int OverviewStrip::labelWidth() const { return fontMetrics().horizontalAdvance(tr("repairs")) + 2 * kStripMargin; }
int OverviewStrip::laneY(int lane) const { return kStripHead + lane * kStripLane + kStripLane / 2; }

TimeSpan OverviewStrip::shown() const {
    auto span = m_session.timeCursor().extent();
    if (!session::isValid(span)) return {};
    const auto margin = std::max<std::int64_t>(span.length().ms / 100, 3'600'000);
    return {{span.from.ms - margin}, {span.to.ms + margin}};
}

double OverviewStrip::xOf(Instant t) const {
    const auto span = shown();
    if (!session::isValid(span)) return 0;
    const double width = this->width() - labelWidth() - kStripMargin;
    return labelWidth() + width * static_cast<double>((t - span.from).ms) / static_cast<double>(span.length().ms);
}

Instant OverviewStrip::instantAt(double x) const {
    const auto span = shown();
    if (!session::isValid(span)) return {};
    const double width = std::max(1, this->width() - labelWidth() - kStripMargin);
    return {span.from.ms + std::llround((x - labelWidth()) / width * static_cast<double>(span.length().ms))};
}

OverviewStrip::Drag OverviewStrip::dragAt(QPointF at) const {
    const auto visible = m_session.timeCursor().visible();
    if (!session::isValid(visible)) return Drag::none;
    const double left = xOf(visible.from), right = xOf(visible.to);
    if (std::abs(at.x() - left) <= kStripReach) return Drag::left;
    if (std::abs(at.x() - right) <= kStripReach) return Drag::right;
    if (at.x() > left && at.x() < right) return Drag::move;
    return Drag::draw;
}

std::int64_t OverviewStrip::eventAt(QPointF at) const {
    if (std::abs(at.y() - laneY(0)) > kStripLane / 2.0) return 0;
    std::int64_t found = 0;
    double nearest = kStripReach;
    for (const auto& e : *m_session.snapshot().events) {
        if (!m_session.filter().filter().accepts(e)) continue;
        const double from = xOf(e.startedAt), to = xOf(e.endedAt.value_or(e.detectedAt));
        const double apart = at.x() < from ? from - at.x() : at.x() > to ? at.x() - to : 0;
        if (apart < nearest) {
            nearest = apart;
            found = e.id;
        }
    }
    return found;
}

void OverviewStrip::drawAxis(QPainter& p) const {
    const auto& t = m_session.theme();
    const auto span = shown();
    const auto& zone = m_session.zone();
    const int bottom = kStripHead + 3 * kStripLane;
    const double perTick = 80.0 / std::max(1, width() - labelWidth() - kStripMargin) * span.length().days(); // days that a label needs
    const auto local = zone.toLocal(span.from);
    auto date = QDateTime::fromMSecsSinceEpoch(local.ms, Qt::UTC).date();
    // Ticks at the first of 1, 2, 3, 6 or 12 months, or at days where the whole is short.
    int months = 0, days = 0;
    if (perTick > 20)
        months = perTick <= 31 ? 1 : perTick <= 61 ? 2 : perTick <= 92 ? 3 : perTick <= 184 ? 6 : 12;
    else
        days = perTick <= 1 ? 1 : perTick <= 2 ? 2 : perTick <= 7 ? 7 : 14;
    if (months > 0)
        date = QDate(date.year(), ((date.month() - 1) / months) * months + 1, 1);
    else if (days >= 7)
        date = date.addDays(1 - date.dayOfWeek());
    const QLocale locale;
    double lastEnd = -1e9;
    for (int guard = 0; guard < 400; ++guard) {
        const auto midnight = zone.fromLocal(instantFromUtc({date.year(), date.month(), date.day(), 0, 0, 0, 0}));
        const Instant at = midnight.empty() ? Instant{} : midnight.front();
        if (at.valid() && at > span.to) break;
        if (at.valid() && at >= span.from) {
            const double x = xOf(at);
            p.setPen(t.grid);
            p.drawLine(QPointF(x, kStripHead), QPointF(x, bottom + 3));
            const QString label = months > 0 ? (date.month() == 1 || months >= 12 ? locale.toString(date, QStringLiteral("yyyy"))
                                                                                  : locale.toString(date, QStringLiteral("MMM")))
                                             : locale.toString(date, QStringLiteral("d MMM"));
            const int labelWidthHere = fontMetrics().horizontalAdvance(label);
            if (x > lastEnd && x + labelWidthHere < width() - 2) {
                p.setPen(t.mutedText);
                p.drawText(QPointF(x + 3, bottom + fontMetrics().ascent() + 1), label);
                lastEnd = x + labelWidthHere + 10;
            }
        }
        date = months > 0 ? date.addMonths(months) : date.addDays(days);
    }
}

void OverviewStrip::drawMarks(QPainter& p) const {
    const auto& t = m_session.theme();
    const auto& s = m_session.snapshot();
    p.setPen(Qt::NoPen);
    const QColor burst = t.series[1], other = t.series[5];
    for (const bool selected : {false, true}) {
        for (const auto& e : *s.events) {
            if ((e.id == m_session.selection().event()) != selected || !m_session.filter().filter().accepts(e)) continue;
            const bool leak = e.kind == detection::EventKind::burst || e.kind == detection::EventKind::leak;
            const double from = xOf(e.startedAt), to = std::max(from + 4, xOf(e.endedAt.value_or(e.detectedAt)));
            QColor colour = leak ? burst : other;
            if (detection::setAside(e.status)) colour.setAlpha(90);
            const QRectF bar(from, laneY(0) - 5, to - from, 10);
            // Bursts and leaks full, all else hollow: the lane is read without colours as well.
            if (leak) {
                p.fillRect(bar, colour);
            } else {
                p.setPen(QPen(colour, 1.5));
                p.drawRect(bar.adjusted(1, 1, -1, -1));
                p.setPen(Qt::NoPen);
            }
            if (selected) {
                p.setPen(QPen(t.text, 1.5));
                p.setBrush(Qt::NoBrush);
                p.drawRect(bar.adjusted(-2, -2, 2, 2));
                p.setPen(Qt::NoPen);
            }
        }
    }
    for (const auto& r : *s.repairs) {
        const auto at = r.completed ? r.completed : r.reported;
        if (at) p.fillRect(QRectF(xOf(*at) - 1.5, laneY(1) - 5, 3, 10), t.series[0]);
    }
    for (const auto& n : *s.notes)
        if (n.at.valid()) p.fillRect(QRectF(xOf(n.at) - 1.5, laneY(2) - 5, 3, 10), t.series[3]);
}

void OverviewStrip::paintEvent(QPaintEvent*) {
    QPainter p(this);
    const auto& t = m_session.theme();
    p.fillRect(rect(), t.surface);
    p.setPen(t.border);
    p.drawLine(0, 0, width(), 0);
    QFont bold = font();
    bold.setBold(true);
    p.setFont(bold);
    p.setPen(t.text);
    const int titleWidth = QFontMetrics(bold).horizontalAdvance(tr("Overview"));
    p.drawText(QRect(kStripMargin, 2, width() - 2 * kStripMargin, kStripHead - 2), Qt::AlignLeft | Qt::AlignVCenter, tr("Overview"));
    p.setFont(font());
    p.setPen(t.mutedText);
    const auto extent = m_session.timeCursor().extent();
    if (!session::isValid(extent)) {
        p.drawText(QRect(kStripMargin + titleWidth + 12, 2, width(), kStripHead - 2), Qt::AlignLeft | Qt::AlignVCenter, tr("no measurements yet"));
        return;
    }
    p.drawText(QRect(kStripMargin + titleWidth + 12, 2, width(), kStripHead - 2), Qt::AlignLeft | Qt::AlignVCenter,
               QStringLiteral("%1 – %2").arg(session::dateOnly(extent.from, m_session.zone()), session::dateOnly(extent.to, m_session.zone())));
    const QString lanes[] = {tr("events"), tr("repairs"), tr("notes")};
    for (int lane = 0; lane < 3; ++lane)
        p.drawText(QRect(kStripMargin, laneY(lane) - kStripLane / 2, labelWidth(), kStripLane), Qt::AlignLeft | Qt::AlignVCenter, lanes[lane]);
    p.setClipRect(QRect(labelWidth() - 4, 0, width() - labelWidth() + 4, height()));
    drawAxis(p);
    const auto visible = m_session.timeCursor().visible();
    if (session::isValid(visible)) {
        QRectF brush(QPointF(xOf(visible.from), kStripHead - 2),
                     QPointF(std::max(xOf(visible.to), xOf(visible.from) + 3), kStripHead + 3 * kStripLane + 2));
        QColor fill = t.accent;
        fill.setAlpha(t.dark ? 50 : 30);
        p.fillRect(brush, fill);
        p.setPen(QPen(t.accent, 1));
        p.drawRect(brush);
    }
    drawMarks(p);
    if (const auto at = m_session.timeCursor().instant(); at.valid()) {
        p.setPen(QPen(t.cursor, 1));
        p.drawLine(QPointF(xOf(at), kStripHead - 2), QPointF(xOf(at), kStripHead + 3 * kStripLane + 2));
    }
    if (hasFocus()) {
        p.setClipping(false);
        p.setPen(QPen(t.accent, 1, Qt::DotLine));
        p.setBrush(Qt::NoBrush);
        p.drawRect(rect().adjusted(1, 1, -2, -2));
    }
}

void OverviewStrip::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || !session::isValid(shown())) return;
    m_pressed = event->position();
    m_moved = false;
    m_drag = dragAt(m_pressed);
    m_grabbed = instantAt(m_pressed.x());
    m_before = m_session.timeCursor().visible();
}

void OverviewStrip::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    if (!(event->buttons() & Qt::LeftButton) || m_drag == Drag::none) {
        const auto drag = dragAt(at);
        setCursor(eventAt(at) != 0                            ? Qt::PointingHandCursor
                  : drag == Drag::left || drag == Drag::right ? Qt::SizeHorCursor
                  : drag == Drag::move                        ? Qt::OpenHandCursor
                                                              : Qt::CrossCursor);
        return;
    }
    if (!m_moved && (at - m_pressed).manhattanLength() < 4) return;
    m_moved = true;
    const auto here = instantAt(at.x());
    auto& time = m_session.timeCursor();
    const auto by = here - m_grabbed;
    switch (m_drag) {
    case Drag::move: time.setVisible({m_before.from + by, m_before.to + by}); break;
    case Drag::left: time.setVisible({std::min(m_before.from + by, m_before.to - minutes(30)), m_before.to}); break;
    case Drag::right: time.setVisible({m_before.from, std::max(m_before.to + by, m_before.from + minutes(30))}); break;
    case Drag::draw: time.setVisible({std::min(m_grabbed, here), std::max(m_grabbed, here)}); break;
    case Drag::none: break;
    }
}

void OverviewStrip::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_drag == Drag::none) return;
    const bool moved = m_moved;
    m_drag = Drag::none;
    if (moved) return;
    auto& time = m_session.timeCursor();
    if (const auto id = eventAt(event->position()); id != 0) {
        m_session.goToEvent(id);
        return;
    }
    const auto at = instantAt(event->position().x());
    const auto half = Duration{time.visible().length().ms / 2};
    if (!time.visible().contains(at)) time.setVisible({at - half, at + half});
    time.setInstant(at);
}

void OverviewStrip::mouseDoubleClickEvent(QMouseEvent*) { m_session.timeCursor().showAll(); }

void OverviewStrip::wheelEvent(QWheelEvent* event) {
    const double turns = event->angleDelta().y() / 120.0;
    auto& time = m_session.timeCursor();
    const auto visible = time.visible();
    if (std::abs(turns) < 1e-6 || !session::isValid(visible)) return;
    const double factor = std::pow(0.8, turns);
    const auto at = instantAt(event->position().x());
    const Instant fixed = visible.contains(at) ? at : Instant{visible.from.ms + visible.length().ms / 2};
    const auto scaled = [&](Instant t) { return Instant{fixed.ms + std::llround(factor * static_cast<double>((t - fixed).ms))}; };
    time.setVisible({scaled(visible.from), scaled(visible.to)});
    event->accept();
}

void OverviewStrip::keyPressEvent(QKeyEvent* event) {
    auto& time = m_session.timeCursor();
    const auto visible = time.visible();
    if (session::isValid(visible)) {
        const Duration quarter{visible.length().ms / 4};
        switch (event->key()) {
        case Qt::Key_Left: time.setVisible({visible.from - quarter, visible.to - quarter}); return;
        case Qt::Key_Right: time.setVisible({visible.from + quarter, visible.to + quarter}); return;
        case Qt::Key_Plus: time.zoom(0.5); return;
        case Qt::Key_Minus: time.zoom(2); return;
        case Qt::Key_Home: time.showAll(); return;
        default: break;
        }
    }
    QWidget::keyPressEvent(event);
}

bool OverviewStrip::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto* e = m_session.snapshot().event(eventAt(help->pos()));
        if (e != nullptr)
            QToolTip::showText(
                help->globalPos(),
                QStringLiteral("%1, %2: %3")
                    .arg(session::shortTime(e->startedAt, m_session.zone()), session::kindWord(e->kind), session::inWords(e->why, m_session.units())),
                this);
        else
            QToolTip::showText(help->globalPos(), tr("Drag to choose what the charts show; double click for all"), this);
        return true;
    }
    return QWidget::event(event);
}

QString OverviewStrip::spokenSummary() const {
    const auto extent = m_session.timeCursor().extent();
    if (!session::isValid(extent)) return tr("No measurements yet");
    const auto visible = m_session.timeCursor().visible();
    const auto& s = m_session.snapshot();
    return tr("%1 to %2, of which %3 to %4 are shown in the charts. %5 events, %6 repairs, %7 notes.")
        .arg(session::dateOnly(extent.from, m_session.zone()), session::dateOnly(extent.to, m_session.zone()),
             session::shortTime(visible.from, m_session.zone()), session::shortTime(visible.to, m_session.zone()))
        .arg(s.events->size())
        .arg(s.repairs->size())
        .arg(s.notes->size());
}

void OverviewStrip::updateSummary() { setAccessibleDescription(spokenSummary()); }

} // namespace ms::panels
