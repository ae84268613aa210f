#include "ui/panels/inspector_text.h"

#include "ui/models/event_table_model.h"
#include "ui/models/project_tree_model.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTextDocumentFragment>

#include <algorithm>
#include <cmath>

namespace ms::panels {

using detection::Event;
using detection::EventStatus;
using session::Theme;

namespace {

QString tr(const char* text) { return QCoreApplication::translate("ms::panels::Inspector", text); }
QString text(const std::string& s) { return QString::fromStdString(s); }
QString safe(const std::string& s) { return QString::fromStdString(s).toHtmlEscaped(); }
QString muted(const QString& html, const Theme& theme) {
    return QStringLiteral("<span style='color:%1'>%2</span>").arg(theme.mutedText.name(), html);
}
QString bold(const QString& html) { return QStringLiteral("<b>%1</b>").arg(html); }

QString capital(QString word) {
    if (!word.isEmpty()) word[0] = word[0].toUpper();
    return word;
}

} // namespace

QString plainText(const QString& html) { return QTextDocumentFragment::fromHtml(html).toPlainText(); }

QString titleOf(const Event& event, const session::Snapshot& snapshot) {
    QString title = capital(session::kindWord(event.kind));
    if (!event.zone.empty()) title = tr("%1 in %2").arg(title, text(event.zone));
    if (!models::hasSize(event.kind)) {
        if (event.evidence.empty()) return title;
        const auto strongest = std::max_element(event.evidence.begin(), event.evidence.end(),
                                                [](const auto& a, const auto& b) { return std::abs(a.z) < std::abs(b.z); });
        return tr("%1: %2").arg(title, text(strongest->sensor));
    }
    if (event.area.wholeZone || event.area.pipes.empty()) return title;
    const auto& best = event.area.pipes.front();
    const std::string street = snapshot.street(best.id);
    return street.empty() ? tr("%1 near pipe %2").arg(title, text(best.id)) : tr("%1 near %2").arg(title, text(street));
}

QString badgeHtml(const Event& event, const session::Snapshot& snapshot, const Theme& theme) {
    QString colour = theme.info.name();
    switch (event.status) {
    case EventStatus::open: colour = theme.warning.name(); break;
    case EventStatus::confirmed: colour = theme.bad.name(); break;
    case EventStatus::dismissed:
    case EventStatus::withdrawn: colour = theme.mutedText.name(); break;
    case EventStatus::repaired: colour = theme.good.name(); break;
    }
    QString html =
        QStringLiteral("<span style='color:%1'>%2 %3</span>").arg(colour, models::statusGlyph(event.status), session::statusWord(event.status));
    html += muted(QStringLiteral(" &nbsp;·&nbsp; ") + tr("event %1").arg(event.id), theme);
    if (snapshot.eventsPartial) html += muted(QStringLiteral(" &nbsp;·&nbsp; ") + tr("partial result"), theme);
    return html;
}

std::vector<std::pair<QString, QString>> factsOf(const Event& event, const LocalZone& zone, const session::DisplayUnits& units) {
    std::vector<std::pair<QString, QString>> facts;
    const auto interval = [](const QString& from, const QString& to) { return tr(" (%1 to %2)").arg(from, to); };
    if (models::hasSize(event.kind)) {
        QString size = bold(units.value(Quantity::flow, event.flow_m3s.value));
        if (event.flow_m3s.high > event.flow_m3s.low)
            size += interval(units.number(Quantity::flow, event.flow_m3s.low), units.number(Quantity::flow, event.flow_m3s.high));
        facts.emplace_back(tr("Size"), size);
        if (event.volume_m3 > 0) facts.emplace_back(event.endedAt ? tr("Lost") : tr("Lost so far"), bold(session::volumeText(event.volume_m3)));
    }
    QString start = bold(session::longTime(event.startedAt, zone));
    if (event.startedCi.first.valid() && event.startedCi.second.valid() && event.startedCi.first < event.startedCi.second) {
        const auto day = [&](Instant t) { return zone.toLocal(t).ms / 86'400'000; };
        const bool sameDay = day(event.startedCi.first) == day(event.startedAt) && day(event.startedCi.second) == day(event.startedAt);
        start += sameDay ? interval(session::clockTime(event.startedCi.first, zone), session::clockTime(event.startedCi.second, zone))
                         : interval(session::shortTime(event.startedCi.first, zone), session::shortTime(event.startedCi.second, zone));
    }
    facts.emplace_back(tr("Start"), start);
    if (event.detectedAt.valid()) {
        QString called = session::shortTime(event.detectedAt, zone);
        if (event.detectedAt > event.startedAt) called += tr(", %1 after the start").arg(session::spanText(event.detectedAt - event.startedAt));
        facts.emplace_back(tr("Called"), called);
    }
    if (event.endedAt)
        facts.emplace_back(tr("End"),
                           tr("%1, after %2").arg(session::longTime(*event.endedAt, zone), session::spanText(*event.endedAt - event.startedAt)));
    facts.emplace_back(tr("Confidence"), bold(session::percentText(event.confidence)));
    QStringList rivals;
    for (const auto& r : event.rivals)
        if (r.probability >= 0.005)
            rivals << QStringLiteral("%1 %2").arg(session::kindWord(r.kind), session::percentText(r.probability).toHtmlEscaped());
    if (!rivals.isEmpty()) facts.emplace_back(tr("Rivals"), rivals.join(QStringLiteral(", ")));
    return facts;
}

QString evidenceHtml(const Event& event, const session::Snapshot& snapshot, const session::DisplayUnits& units, const Theme& theme,
                     std::size_t most) {
    auto rows = event.evidence;
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return std::abs(a.z) > std::abs(b.z); });
    const auto n = std::min(most, rows.size());
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='1' width='100%'>");
    for (std::size_t i = 0; i < n; ++i) {
        const auto& e = rows[i];
        QString word;
        if (const auto* sensor = snapshot.sensor(e.sensor); sensor != nullptr && sensor->health != session::Health::good)
            word = QStringLiteral("%1 %2").arg(models::healthGlyph(sensor->health), models::healthWord(*sensor));
        else if (std::abs(e.z) < 2)
            word = tr("no change");
        html += QStringLiteral("<tr><td><a href='sensor:%1' style='color:%2;text-decoration:none'>%1</a></td><td align='right'><b>%3</b></td>"
                               "<td align='right'>&nbsp;&nbsp;%4&nbsp;&nbsp;</td><td>%5</td></tr>")
                    .arg(safe(e.sensor), theme.accent.name(), units.change(e.quantity, e.shift_si),
                         tr("%1 σ").arg(QLocale().toString(std::abs(e.z), 'f', 1)), muted(word.toHtmlEscaped(), theme));
    }
    html += QStringLiteral("</table>");
    if (const QString hint = session::pressureHint(event); !hint.isEmpty())
        html += QStringLiteral("<p style='margin:2px 0'>%1</p>").arg(muted(hint.toHtmlEscaped(), theme));
    if (rows.size() > n)
        html += QStringLiteral("<a href='evidence:all' style='color:%1'>%2</a>")
                    .arg(theme.accent.name(), tr("show all %1").arg(QLocale().toString(static_cast<qlonglong>(rows.size()))));
    else if (rows.size() > 6)
        html += QStringLiteral("<a href='evidence:few' style='color:%1'>%2</a>").arg(theme.accent.name(), tr("show fewer"));
    return html;
}

QString areaHtml(const Event& event, std::size_t hidden, const Theme& theme) {
    if (event.area.pipes.empty() && !event.area.wholeZone) return muted(tr("Not localised yet."), theme);
    if (event.area.wholeZone) {
        const QString length = event.area.length_m > 0 ? tr(" (%1 of pipes)").arg(session::lengthText(event.area.length_m)) : QString();
        return tr("The evidence cannot tell one part of the zone from another: the area is the <b>whole zone</b>%1.").arg(length);
    }
    QString html = tr("<b>%1</b> to walk hold it with %2; that is %3 of the zone.")
                       .arg(session::lengthText(event.area.length_m), session::percentText(event.area.level),
                            session::percentText(event.area.share).toHtmlEscaped());
    if (hidden > 0)
        html += QStringLiteral(" <a href='pipes:all' style='color:%1'>%2</a>")
                    .arg(theme.accent.name(), tr("show all %1 pipes").arg(QLocale().toString(static_cast<qlonglong>(event.area.pipes.size()))));
    else if (event.area.pipes.size() > 12)
        html += QStringLiteral(" <a href='pipes:few' style='color:%1'>%2</a>").arg(theme.accent.name(), tr("show fewer pipes"));
    return html;
}

QString historyHtml(const Event& event, const LocalZone& zone, const session::DisplayUnits& units, const Theme& theme) {
    std::vector<const detection::Revision*> shown;
    for (const auto& r : event.history)
        if (r.announced || &r == &event.history.front() || &r == &event.history.back()) shown.push_back(&r);
    if (shown.size() < 2) return {};
    constexpr std::size_t most = 8;
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='1' width='100%'>");
    const std::size_t first = shown.size() > most ? shown.size() - most : 0;
    if (first > 0) html += QStringLiteral("<tr><td colspan='3'>%1</td></tr>").arg(muted(tr("%1 earlier notices").arg(first), theme));
    for (std::size_t i = first; i < shown.size(); ++i) {
        const auto& r = *shown[i];
        const QString area = r.area.wholeZone ? tr("whole zone") : r.area.pipes.empty() ? tr("no area yet") : session::lengthText(r.area.length_m);
        html += QStringLiteral("<tr><td>%1</td><td align='right'>%2</td><td align='right'>%3</td></tr>")
                    .arg(session::shortTime(r.at, zone), units.value(Quantity::flow, r.flow_m3s.value), area);
    }
    return html + QStringLiteral("</table>");
}

QString notesHtml(std::int64_t event, const session::Snapshot& snapshot, const Theme& theme) {
    QString html;
    for (const auto& n : *snapshot.notes) {
        if (n.event != event) continue;
        const QString who = n.author.empty() ? QString() : text(n.author).toHtmlEscaped() + QStringLiteral(", ");
        html += QStringLiteral("<p style='margin:0 0 6px 0'>%1<br>%2</p>")
                    .arg(safe(n.text).replace(QLatin1Char('\n'), QStringLiteral("<br>")),
                         muted(who + session::shortTime(n.written, snapshot.info.zone), theme) +
                             QStringLiteral(" &nbsp; <a href='note:%1' style='color:%2'>%3</a>").arg(n.id).arg(theme.accent.name(), tr("delete")));
    }
    return html;
}

} // namespace ms::panels
