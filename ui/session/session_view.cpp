#include "ui/session/session.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdlib>

/// The part of Session that says what is looked at: the view of an event, the what-if that begins there, and what of it is kept in the project.
namespace ms::session {

namespace {

/// What the user should look at first: the surest burst that nobody has dealt with, else the latest event.
const detection::Event* firstToShow(const std::vector<detection::Event>& events) {
    const detection::Event* best = nullptr;
    for (const auto& e : events) {
        const bool real = (e.kind == detection::EventKind::burst || e.kind == detection::EventKind::leak) && e.status == detection::EventStatus::open;
        if (!real) continue;
        const auto rank = [](const detection::Event& v) {
            return v.confidence - (v.area.wholeZone ? 0.3 : 0.0) - (v.kind == detection::EventKind::leak ? 0.05 : 0.0);
        };
        if (best == nullptr || rank(e) > rank(*best)) best = &e;
    }
    return best != nullptr || events.empty() ? best : &events.back();
}

} // namespace

TimeSpan Session::frameOf(const detection::Event& event) const {
    const auto growth = std::max<std::int64_t>((event.detectedAt - event.startedAt).ms, 0);
    const auto before = std::max<std::int64_t>(days(4).ms, growth * 3 / 4);
    const auto after = std::max<std::int64_t>(days(2).ms + days(1).ms / 2, growth / 2);
    auto to = event.detectedAt.ms + after;
    const auto extent = m_time.extent();
    if (isValid(extent)) to = std::min(to, std::max(extent.to.ms, event.startedAt.ms + days(1).ms));
    return {{event.startedAt.ms - before}, {to}};
}

void Session::goToEvent(std::int64_t id) {
    const auto* event = m_snapshot.event(id);
    if (event == nullptr) return;
    m_selection.setEvent(id);
    m_time.setVisible(frameOf(*event));
    m_time.setInstant(event->startedAt);
    Q_EMIT frameRequested(id);
}

void Session::noteLookedAt() {
    if (const auto* selected = m_snapshot.event(m_selection.event())) m_lookedAt = *selected;
}

void Session::selectLookedAt() {
    if (!m_lookedAt) return;
    const detection::Event* match = nullptr;
    const auto apart = [this](const detection::Event& v) { return std::abs((v.startedAt - m_lookedAt->startedAt).ms); };
    for (const auto& e : *m_snapshot.events)
        if (e.zone == m_lookedAt->zone && apart(e) <= days(3).ms && (match == nullptr || apart(e) < apart(*match))) match = &e;
    m_selection.setEvent(match != nullptr ? match->id : 0);
}

bool Session::startWhatIf(LinkIndex pipe, double position) {
    if (m_state != State::open || !m_snapshot.network || !pipe.valid() || !isValid(m_time.extent())) return false;
    constexpr double usual_m3s = 0.003;
    const auto* event = m_snapshot.event(m_selection.event());
    const bool sized = event != nullptr && event->flow_m3s.value > 0;
    Instant at = event != nullptr ? event->startedAt : m_time.instant();
    if (!at.valid()) at = m_time.visible().from + Duration{m_time.visible().length().ms / 2};
    at = std::clamp(at, m_time.extent().from, std::max(m_time.extent().from, m_time.extent().to - hours(3)));
    // As far as the charts show it, but between a day and two weeks, and not beyond the event's end or the data.
    auto to = std::clamp(m_time.visible().to, at + days(1), at + days(14));
    if (event != nullptr && event->endedAt && *event->endedAt > at + hours(3)) to = std::min(to, *event->endedAt);
    to = std::min(to, m_time.extent().to);
    // A leak has grown until it was as large as is said: by its history, else until it was called.
    Duration grows{0};
    if (sized && event->kind == detection::EventKind::leak) {
        Instant grown = event->detectedAt;
        for (auto it = event->history.rbegin(); it != event->history.rend() && it->flow_m3s.value >= 0.9 * event->flow_m3s.value; ++it)
            grown = it->at;
        if (grown > at) grows = {(grown - at).ms / hours(1).ms * hours(1).ms};
    }
    m_whatIf.start(m_snapshot, pipe, position, sized ? event->flow_m3s.value : usual_m3s, at, to, grows);
    return true;
}

QString Session::uiState(const QString& key) const {
    const auto it = m_uiState.find(key);
    return it == m_uiState.end() ? QString() : it->second;
}

void Session::setUiState(const QString& key, const QString& value) {
    if (uiState(key) == value) return;
    m_uiState[key] = value;
    write([key, value](FileThread::Context& context) { return context.file->setUiState(key.toStdString(), value.toStdString()); });
}

void Session::storeView() {
    if (!m_files || m_snapshot.readOnly) return;
    QJsonObject view;
    view[QStringLiteral("event")] = static_cast<double>(m_selection.event());
    view[QStringLiteral("filter")] = m_filter.text();
    if (isValid(m_time.visible())) {
        view[QStringLiteral("from")] = static_cast<double>(m_time.visible().from.ms);
        view[QStringLiteral("to")] = static_cast<double>(m_time.visible().to.ms);
    }
    if (m_time.instant().valid()) view[QStringLiteral("at")] = static_cast<double>(m_time.instant().ms);
    setUiState(QLatin1String(viewKey), QString::fromUtf8(QJsonDocument(view).toJson(QJsonDocument::Compact)));
}

void Session::restoreView() {
    const auto view = QJsonDocument::fromJson(uiState(QLatin1String(viewKey)).toUtf8()).object();
    m_filter.setText(view.value(QLatin1String("filter")).toString());
    const auto id = static_cast<std::int64_t>(view.value(QLatin1String("event")).toDouble());
    if (m_snapshot.event(id) != nullptr) {
        goToEvent(id);
        const auto from = view.value(QLatin1String("from")), to = view.value(QLatin1String("to")), at = view.value(QLatin1String("at"));
        if (from.isDouble() && to.isDouble())
            m_time.setVisible({{static_cast<std::int64_t>(from.toDouble())}, {static_cast<std::int64_t>(to.toDouble())}});
        if (at.isDouble()) m_time.setInstant({static_cast<std::int64_t>(at.toDouble())});
    } else if (const auto* first = firstToShow(*m_snapshot.events)) {
        goToEvent(first->id);
    }
    Q_EMIT viewRestored();
}

} // namespace ms::session
