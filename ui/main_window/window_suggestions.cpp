#include "ui/main_window/main_window.h"

#include "ui/panels/message_bar.h"
#include "ui/session/suggestions.h"

#include <algorithm>

/// What dismissals suggest, and the way there. Nothing is changed before the user does it.
namespace ms::window {

using detection::Suggestion;

void MainWindow::tellSuggestion(const Suggestion& suggestion) {
    const auto show = [&](const QString& action, std::function<void()> act) {
        QStringList events;
        for (const auto id : suggestion.events) events << QString::number(id);
        m_messages->show(panels::MessageBar::Kind::info, session::inWords(suggestion), tr("Events %1").arg(events.join(QStringLiteral(", "))), action,
                         std::move(act));
    };
    switch (suggestion.kind) {
    case Suggestion::Kind::dayOff: show(tr("Calendar …"), [this, day = suggestion.day] { showCalendar(day); }); break;
    case Suggestion::Kind::quietHours: show(tr("Quiet times …"), [this] { showQuiet(); }); break;
    case Suggestion::Kind::instrument:
        show(tr("Flagged readings …"), [this, s = QString::fromStdString(suggestion.subject)] { showFlags(s); });
        break;
    case Suggestion::Kind::lowerRate: show(tr("Run analysis …"), [this, rate = suggestion.rate] { runAnalysis(rate); }); break;
    }
}

void MainWindow::tellSuggestionOf(qint64 event) {
    const auto all = session::suggestionsOf(m_session);
    const auto mine =
        std::find_if(all.begin(), all.end(), [event](const Suggestion& s) { return std::binary_search(s.events.begin(), s.events.end(), event); });
    if (mine != all.end()) tellSuggestion(*mine);
}

void MainWindow::tellSuggestions() {
    const auto all = session::suggestionsOf(m_session);
    for (const auto& suggestion : all) tellSuggestion(suggestion);
    if (all.empty())
        m_messages->show(panels::MessageBar::Kind::info,
                         tr("What was dismissed so far has nothing in common: no day, no hour, no sensor, and not more of it than was asked for."));
}

} // namespace ms::window
