#include "ui/session/commands.h"
#include "ui/session/session.h"
#include "ui/session/suggestions.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

/// The part of Session in which the user says what the findings are; each change an entry of the undo stack.
namespace ms::session {

using detection::Event;
using detection::EventStatus;

namespace {

QString userName() {
    const QString name = qEnvironmentVariable("USER");
    return name.isEmpty() ? qEnvironmentVariable("USERNAME") : name;
}

Instant now() { return {QDateTime::currentMSecsSinceEpoch()}; }

} // namespace

bool Session::confirmEvent(std::int64_t id) {
    const auto* event = m_snapshot.event(id);
    if (!editable() || event == nullptr || event->status == detection::EventStatus::confirmed) return false;
    m_undo.push(new ChangeEventStatus(*this, id, detection::EventStatus::confirmed, tr("Confirm event %1").arg(id)));
    return true;
}

bool Session::dismissEvent(std::int64_t id, const QString& reason) {
    const auto* event = m_snapshot.event(id);
    if (!editable() || event == nullptr || event->status == detection::EventStatus::dismissed) return false;
    const Instant at = event->startedAt;
    m_undo.beginMacro(tr("Dismiss event %1").arg(id));
    m_undo.push(new ChangeEventStatus(*this, id, detection::EventStatus::dismissed, {}));
    if (!reason.trimmed().isEmpty()) addNote(id, at, dismissalNote(reason.trimmed()));
    m_undo.endMacro();
    return true;
}

bool Session::reopenEvent(std::int64_t id) {
    const auto* event = m_snapshot.event(id);
    if (!editable() || event == nullptr || event->status == detection::EventStatus::open || event->status == detection::EventStatus::withdrawn)
        return false;
    m_undo.push(new ChangeEventStatus(*this, id, detection::EventStatus::open, tr("Reopen event %1").arg(id)));
    return true;
}

bool Session::addNote(std::int64_t event, Instant at, const QString& text) {
    if (!editable() || text.trimmed().isEmpty() || (event != 0 && m_snapshot.event(event) == nullptr)) return false;
    project::Note note;
    note.id = m_nextNote--;
    note.event = event;
    note.at = at;
    note.author = userName().toStdString();
    note.text = text.trimmed().toStdString();
    note.written = now();
    m_undo.push(new AddNote(*this, note, tr("Add note")));
    return true;
}

bool Session::removeNote(std::int64_t id) {
    const auto it = std::find_if(m_snapshot.notes->begin(), m_snapshot.notes->end(), [id](const auto& n) { return n.id == id; });
    if (!editable() || it == m_snapshot.notes->end()) return false;
    m_undo.push(new RemoveNote(*this, *it, tr("Delete note")));
    return true;
}

bool Session::addQuiet(project::Quiet quiet) {
    if (m_state != State::open || quiet.zone.empty() == quiet.sensor.empty() || !(quiet.span.from < quiet.span.to)) return false;
    quiet.id = 1;
    for (const auto& q : *m_snapshot.quiets) quiet.id = std::max(quiet.id, q.id + 1);
    const QString name = QString::fromStdString(quiet.zone.empty() ? quiet.sensor : quiet.zone);
    m_undo.push(new ChangeQuiet(*this, std::move(quiet), true, tr("Be quiet about %1").arg(name)));
    return true;
}

bool Session::removeQuiet(std::int64_t id) {
    const auto it = std::find_if(m_snapshot.quiets->begin(), m_snapshot.quiets->end(), [id](const auto& q) { return q.id == id; });
    if (it == m_snapshot.quiets->end()) return false;
    m_undo.push(new ChangeQuiet(*this, *it, false, tr("End quiet time")));
    return true;
}

bool Session::changeDaysOff(const detection::DaysOff& days, const QString& text) {
    if (!editable() || days == daysOff()) return false;
    m_undo.push(new ChangeSetting(*this, &project::Settings::daysOff, daysOff(), days, text));
    return true;
}

bool Session::changeAreaTrust(const detection::AreaTrust& trust, const QString& text) {
    if (!editable() || trust == areaTrust()) return false;
    m_undo.push(new ChangeSetting(*this, &project::Settings::areaTrust, areaTrust(), trust, text));
    return true;
}

void Session::applySettings(const project::Settings& settings) {
    m_snapshot.info.settings = settings;
    Q_EMIT infoChanged();
    write([settings](FileThread::Context& context) { return context.file->setSettings(settings); });
}

void Session::applyQuiet(const project::Quiet& quiet, bool there) {
    auto quiets = *m_snapshot.quiets;
    std::erase_if(quiets, [&](const auto& q) { return q.id == quiet.id; });
    if (there)
        quiets.insert(std::upper_bound(quiets.begin(), quiets.end(), quiet, [](const auto& a, const auto& b) { return a.span.from < b.span.from; }),
                      quiet);
    m_snapshot.quiets = std::make_shared<const std::vector<project::Quiet>>(std::move(quiets));
    Q_EMIT quietsChanged();
    write([quiet, there](FileThread::Context& context) -> Result<void> {
        if (!there) return context.file->removeQuiet(quiet.id);
        auto put = context.file->putQuiet(quiet);
        return put ? Result<void>() : put.error();
    });
}

bool Session::takeCalibration(const calibration::Calibration& layer) {
    auto layers = *m_snapshot.calibrations;
    layers.push_back(layer);
    return changeCalibrations(std::move(layers), tr("Calibrate the model"));
}

bool Session::dropCalibration() {
    auto layers = *m_snapshot.calibrations;
    if (layers.empty()) return false;
    layers.pop_back();
    return changeCalibrations(std::move(layers), tr("Take the last calibration away"));
}

bool Session::discardCalibrations() { return !m_snapshot.calibrations->empty() && changeCalibrations({}, tr("Discard all calibrations")); }

bool Session::changeCalibrations(std::vector<calibration::Calibration> layers, const QString& text) {
    if (!editable() || m_snapshot.readOnly) return false;
    m_undo.push(new ChangeCalibrations(*this, *m_snapshot.calibrations, std::move(layers), text));
    return true;
}

void Session::applyCalibrations(const std::vector<calibration::Calibration>& layers) {
    m_snapshot.calibrations = std::make_shared<const std::vector<calibration::Calibration>>(layers);
    Q_EMIT calibrationsChanged();
    write([layers](FileThread::Context& context) { return context.file->setCalibrations(layers); });
}

bool Session::linkRepair(std::int64_t id, std::size_t repair) {
    const auto* event = m_snapshot.event(id);
    if (!editable() || event == nullptr || repair >= m_snapshot.repairs->size()) return false;
    const auto& r = (*m_snapshot.repairs)[repair];
    Event after = *event;
    after.status = EventStatus::repaired;
    const auto done = r.completed ? r.completed : r.reported;
    if (done && *done > after.startedAt) after.endedAt = done;
    QStringList what;
    if (!r.job.empty()) what << tr("job %1").arg(QString::fromStdString(r.job));
    if (!r.pipe.empty()) what << tr("pipe %1").arg(QString::fromStdString(r.pipe));
    if (!r.street.empty()) what << QString::fromStdString(r.street);
    if (done) what << longTime(*done, zone());
    m_undo.beginMacro(tr("Link a repair to event %1").arg(id));
    m_undo.push(new ChangeEvents(*this, {*event}, {after}, {}));
    addNote(id, done.value_or(after.startedAt), tr("Repaired: %1").arg(what.join(QStringLiteral(", "))));
    m_undo.endMacro();
    return true;
}

bool Session::mergeEvents(std::int64_t kept, std::int64_t other) {
    const auto *a = m_snapshot.event(kept), *b = m_snapshot.event(other);
    if (!editable() || a == nullptr || b == nullptr || kept == other || a->zone != b->zone) return false;
    const Event &surer = b->confidence > a->confidence ? *b : *a, &earlier = b->startedAt < a->startedAt ? *b : *a;
    Event after = surer;
    after.id = a->id;
    after.status = a->status;
    after.startedAt = earlier.startedAt;
    after.startedCi = earlier.startedCi;
    after.detectedAt = std::min(a->detectedAt, b->detectedAt);
    // Over when both are; what it lost is what the two lost, which overlap only where both ran.
    if (a->endedAt && b->endedAt)
        after.endedAt = std::max(*a->endedAt, *b->endedAt);
    else
        after.endedAt.reset();
    after.volume_m3 = std::max(a->volume_m3, b->volume_m3);
    for (const auto& e : (&surer == a ? b : a)->evidence) {
        const auto it = std::find_if(after.evidence.begin(), after.evidence.end(), [&](const auto& o) { return o.sensor == e.sensor; });
        if (it == after.evidence.end()) after.evidence.push_back(e);
    }
    for (const auto& revision : (&surer == a ? b : a)->history) after.history.push_back(revision);
    std::stable_sort(after.history.begin(), after.history.end(), [](const auto& x, const auto& y) { return x.at < y.at; });
    std::vector<project::Note> moving;
    for (const auto& n : *m_snapshot.notes)
        if (n.event == other) moving.push_back(n);
    const std::vector<Event> before{*a, *b}; // the pointers go with the first change
    m_undo.beginMacro(tr("Merge event %1 into %2").arg(other).arg(kept));
    m_undo.push(new ChangeEvents(*this, before, {after}, {}));
    for (const auto& n : moving) {
        m_undo.push(new RemoveNote(*this, n, {}));
        project::Note moved = n;
        moved.id = m_nextNote--;
        moved.event = kept;
        m_undo.push(new AddNote(*this, moved, {}));
    }
    m_undo.endMacro();
    m_selection.setEvent(kept);
    return true;
}

bool Session::splitEvent(std::int64_t id, Instant at) {
    const auto* event = m_snapshot.event(id);
    if (!editable() || event == nullptr || !at.valid() || at <= event->startedAt) return false;
    const Instant end = event->endedAt.value_or(std::max(m_snapshot.span().to, event->detectedAt));
    if (at >= end) return false;
    std::int64_t greatest = 0;
    for (const auto& e : *m_snapshot.events) greatest = std::max(greatest, e.id);
    for (const auto& n : *m_snapshot.notes) greatest = std::max(greatest, n.event);
    Event first = *event, second = *event;
    const double share =
        static_cast<double>((at - event->startedAt).ms) / static_cast<double>(std::max<std::int64_t>((end - event->startedAt).ms, 1));
    first.endedAt = at;
    first.volume_m3 *= share;
    second.id = greatest + 1;
    second.startedAt = at;
    second.startedCi = {at, at};
    second.detectedAt = std::max(at, event->detectedAt);
    second.volume_m3 *= 1 - share;
    second.status = EventStatus::open;
    std::erase_if(first.history, [&](const auto& r) { return r.at >= at; });
    std::erase_if(second.history, [&](const auto& r) { return r.at < at; });
    second.why = "Split by hand from event " + std::to_string(id) + "." + (event->why.empty() ? "" : " " + event->why);
    m_undo.push(new ChangeEvents(*this, {*event}, {first, second}, tr("Split event %1").arg(id)));
    return true;
}

} // namespace ms::session
