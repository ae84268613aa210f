#pragma once

#include "core/detection/dismissals.h"
#include "ui/session/session.h"

#include <QString>

#include <utility>
#include <vector>

namespace ms::session {

/// The reasons for dismissing that are offered, in the window's language. What is typed instead is a reason too, only nothing is concluded from it.
[[nodiscard]] std::vector<std::pair<detection::DismissalReason, QString>> dismissalReasons();
/// The note that keeps a reason, and the kind of reason in such a note.
[[nodiscard]] QString dismissalNote(const QString& reason);
[[nodiscard]] detection::DismissalReason reasonIn(const QString& note);

/// What the dismissed events of the project have in common. Cost O(events + notes).
[[nodiscard]] std::vector<detection::Suggestion> suggestionsOf(const Session& session);
/// "Events of two zones began on Monday 3 March 2025, and all were dismissed: if it was no ordinary day, put it into the calendar."
[[nodiscard]] QString inWords(const detection::Suggestion& suggestion);

} // namespace ms::session
