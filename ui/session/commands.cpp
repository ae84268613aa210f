#include "ui/session/commands.h"

#include "ui/session/session.h"

#include <algorithm>
#include <utility>

namespace ms::session {

ChangeEventStatus::ChangeEventStatus(Session& session, std::int64_t event, detection::EventStatus status, const QString& text)
    : QUndoCommand(text), m_session(session), m_event(event), m_after(status) {
    if (const auto* e = session.snapshot().event(event)) m_before = e->status;
}

void ChangeEventStatus::redo() { set(m_after); }
void ChangeEventStatus::undo() { set(m_before); }

void ChangeEventStatus::set(detection::EventStatus status) {
    const auto* found = m_session.snapshot().event(m_event);
    if (found == nullptr) {
        setObsolete(true);
        return;
    }
    auto event = *found;
    event.status = status;
    m_session.applyEvent(event);
}

ChangeEvents::ChangeEvents(Session& session, std::vector<detection::Event> before, std::vector<detection::Event> after, const QString& text)
    : QUndoCommand(text), m_session(session), m_before(std::move(before)), m_after(std::move(after)) {}

void ChangeEvents::redo() { change(m_before, m_after); }
void ChangeEvents::undo() { change(m_after, m_before); }

void ChangeEvents::change(const std::vector<detection::Event>& from, const std::vector<detection::Event>& to) {
    std::vector<std::int64_t> gone;
    for (const auto& e : from) {
        if (m_session.snapshot().event(e.id) == nullptr) { // another run has found other events
            setObsolete(true);
            return;
        }
        if (std::none_of(to.begin(), to.end(), [&](const auto& o) { return o.id == e.id; })) gone.push_back(e.id);
    }
    m_session.applyEvents(to, gone);
}

AddNote::AddNote(Session& session, project::Note note, const QString& text) : QUndoCommand(text), m_session(session), m_note(std::move(note)) {}

void AddNote::redo() { m_session.insertNote(m_note); }
void AddNote::undo() { m_session.eraseNote(m_note.id); }

ChangeQuiet::ChangeQuiet(Session& session, project::Quiet quiet, bool add, const QString& text)
    : QUndoCommand(text), m_session(session), m_quiet(std::move(quiet)), m_add(add) {}

void ChangeQuiet::redo() { m_session.applyQuiet(m_quiet, m_add); }
void ChangeQuiet::undo() { m_session.applyQuiet(m_quiet, !m_add); }

ChangeCalibrations::ChangeCalibrations(Session& session, Layers before, Layers after, const QString& text)
    : QUndoCommand(text), m_session(session), m_before(std::move(before)), m_after(std::move(after)) {}

void ChangeCalibrations::redo() { m_session.applyCalibrations(m_after); }
void ChangeCalibrations::undo() { m_session.applyCalibrations(m_before); }

RemoveNote::RemoveNote(Session& session, project::Note note, const QString& text) : QUndoCommand(text), m_session(session), m_note(std::move(note)) {}

void RemoveNote::redo() { m_session.eraseNote(m_note.id); }
void RemoveNote::undo() { m_session.insertNote(m_note); }

SwitchSpan::SwitchSpan(std::function<void(bool)> apply, bool active, bool done, const QString& text)
    : QUndoCommand(text), m_apply(std::move(apply)), m_active(active), m_done(done) {}
void SwitchSpan::redo() {
    if (!m_done) m_apply(m_active);
    m_done = false;
}
void SwitchSpan::undo() { m_apply(!m_active); }

ImportStep::ImportStep(Session& session, std::int64_t step, const QString& text) : QUndoCommand(text), m_session(session), m_step(step) {}

void ImportStep::redo() {
    if (std::exchange(m_first, false)) return; // pushing is no doing: it is in
    m_session.swapImport(m_step, false);
}

void ImportStep::undo() { m_session.swapImport(m_step, true); }

} // namespace ms::session
