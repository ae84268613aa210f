#pragma once

#include "core/detection/event.h"
#include "core/project/project_file.h"
#include "ui/session/session.h"

#include <QUndoCommand>

#include <functional>

/// What the undo stack holds: each a change of project data, done and undone through the session. A command whose event has gone (another run)
/// marks itself obsolete and drops out of the stack.
namespace ms::session {

class ChangeEventStatus final : public QUndoCommand {
public:
    ChangeEventStatus(Session& session, std::int64_t event, detection::EventStatus status, const QString& text);
    void redo() override;
    void undo() override;

private:
    void set(detection::EventStatus status);
    Session& m_session;
    std::int64_t m_event;
    detection::EventStatus m_before = detection::EventStatus::open, m_after;
};

/// Replaces events by others: a merge (two become one), a split (one becomes two), a repair that ends one.
class ChangeEvents final : public QUndoCommand {
public:
    ChangeEvents(Session& session, std::vector<detection::Event> before, std::vector<detection::Event> after, const QString& text);
    void redo() override;
    void undo() override;

private:
    void change(const std::vector<detection::Event>& from, const std::vector<detection::Event>& to);
    Session& m_session;
    std::vector<detection::Event> m_before, m_after;
};

class AddNote final : public QUndoCommand {
public:
    AddNote(Session& session, project::Note note, const QString& text); ///< note.id: a handle of the session, see Session::newNoteHandle
    void redo() override;
    void undo() override;

private:
    Session& m_session;
    project::Note m_note;
};

class RemoveNote final : public QUndoCommand {
public:
    RemoveNote(Session& session, project::Note note, const QString& text);
    void redo() override;
    void undo() override;

private:
    Session& m_session;
    project::Note m_note;
};

/// A quiet time that is added, or taken away.
class ChangeQuiet final : public QUndoCommand {
public:
    ChangeQuiet(Session& session, project::Quiet quiet, bool add, const QString& text);
    void redo() override;
    void undo() override;

private:
    Session& m_session;
    project::Quiet m_quiet;
    bool m_add;
};

/// Another value of one of the project's settings; the others stay as they are.
template <typename T>
class ChangeSetting final : public QUndoCommand {
public:
    ChangeSetting(Session& session, T project::Settings::*setting, T before, T after, const QString& text)
        : QUndoCommand(text), m_session(session), m_setting(setting), m_before(std::move(before)), m_after(std::move(after)) {}
    void redo() override { apply(m_after); }
    void undo() override { apply(m_before); }

private:
    void apply(const T& value) {
        project::Settings settings = m_session.snapshot().info.settings;
        settings.*m_setting = value;
        m_session.applySettings(settings);
    }
    Session& m_session;
    T project::Settings::*m_setting;
    T m_before, m_after;
};

/// Other layers over the model than before.
class ChangeCalibrations final : public QUndoCommand {
public:
    using Layers = std::vector<calibration::Calibration>;
    ChangeCalibrations(Session& session, Layers before, Layers after, const QString& text);
    void redo() override;
    void undo() override;

private:
    Session& m_session;
    Layers m_before, m_after;
};

/// Makes a span of flagged readings count, or not.
class SwitchSpan final : public QUndoCommand {
public:
    /// `done` = it is so already: the first redo has nothing to do.
    SwitchSpan(std::function<void(bool)> apply, bool active, bool done, const QString& text);
    void redo() override;
    void undo() override;

private:
    std::function<void(bool)> m_apply;
    bool m_active, m_done;
};

/// A whole import: undone and done again on another thread (jobs::ImportUndo). While that goes on, or when it fails, the stack stays with the
/// project.
class ImportStep final : public QUndoCommand {
public:
    ImportStep(Session& session, std::int64_t step, const QString& text); ///< the import is in the project already
    void redo() override;
    void undo() override;

private:
    Session& m_session;
    std::int64_t m_step;
    bool m_first = true;
};

} // namespace ms::session
