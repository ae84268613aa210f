#include "ui/export/export_map.h"
#include "ui/export/file_errors.h"
#include "ui/export/html_chart.h"
#include "ui/export/html_map.h"
#include "ui/export/report_words.h"
#include "ui/export/say.h"
#include "ui/session/core_words.h"

#include <QBuffer>
#include <QFile>
#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>
#include <QSaveFile>

#include <algorithm>

void initReportResources() { Q_INIT_RESOURCE(report); } // outside namespaces, as Qt wants it

namespace ms::exporting {
namespace {

QByteArray resource(const char* name) {
    initReportResources();
    QFile file(QStringLiteral(":/report/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString eventHtml(const ReportContent& content, const ReportEvent& report, std::size_t index, const Sections& sections) {
    const detection::Event& event = report.event;
    QString html =
        QStringLiteral("<section class=\"event\" data-event=\"%1\"><div class=\"number\">%2</div><h1>%3</h1><p class=\"why\">%4</p><dl>")
            .arg(index)
            .arg(say("Event %1").arg(event.id), headline(content, event).toHtmlEscaped(), session::inWords(event.why, content.units).toHtmlEscaped());
    for (const auto& [name, value] : facts(content, event))
        html += QStringLiteral("<dt>%1</dt><dd>%2</dd>").arg(name.toHtmlEscaped(), value.toHtmlEscaped());
    html += QStringLiteral("</dl>");
    if (sections.pipeTable && !event.area.pipes.empty()) {
        const bool streets = std::any_of(event.area.pipes.begin(), event.area.pipes.end(),
                                         [&content](const auto& pipe) { return !streetOf(content, pipe.id).isEmpty(); });
        html += QStringLiteral("<h2>%1</h2><table><tr><th>%2</th>%3<th class=\"n\">%4</th><th class=\"n\">%5</th></tr>")
                    .arg(say("Pipes, most probable first"), say("Pipe"), streets ? QStringLiteral("<th>%1</th>").arg(say("Street")) : QString(),
                         say("Length"), say("Probability"));
        for (const detection::PipeProbability& pipe : event.area.pipes) {
            const auto found = content.map->findPipe(pipe.id);
            html += QStringLiteral("<tr%1><td>%2</td>%3<td class=\"n\">%4</td><td class=\"n\">%5</td></tr>")
                        .arg(found ? QStringLiteral(" tabindex=\"0\" data-pipe=\"%1\"").arg(*found) : QString(), fromUtf8(pipe.id).toHtmlEscaped(),
                             streets ? QStringLiteral("<td>%1</td>").arg(streetOf(content, pipe.id).toHtmlEscaped()) : QString(),
                             session::lengthText(pipe.length_m), session::percentText(pipe.probability).toHtmlEscaped());
        }
        html += QStringLiteral("</table>");
    }
    if (sections.charts && !report.charts.empty()) {
        html += QStringLiteral("<h2>%1</h2>").arg(say("Evidence"));
        for (const ReportChart& chart : report.charts) html += htmlChart(chart, event, content.zone);
        html += QStringLiteral("<p><small>%1</small></p>").arg(say("Times in %1.").arg(fromUtf8(content.zone.name)).toHtmlEscaped());
    }
    if (sections.notes && !report.notes.empty()) {
        html += QStringLiteral("<h2>%1</h2>").arg(say("Notes"));
        for (const project::Note& note : report.notes)
            html += QStringLiteral("<p><b>%1, %2</b><br>%3</p>")
                        .arg(fromUtf8(note.author).toHtmlEscaped(), session::longTime(note.written, content.zone),
                             fromUtf8(note.text).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
    }
    return html + QStringLiteral("</section>");
}

QString listHtml(const ReportContent& content) {
    QString html = QStringLiteral("<h1>%1</h1><table><tr><th>%2</th><th>%3</th><th>%4</th><th class=\"n\">%5</th><th class=\"n\">%6</th></tr>")
                       .arg(say("%1 bursts and leaks").arg(content.events.size()), say("Event"), say("Start"), say("Zone"), say("Size"), say("Area"));
    for (std::size_t i = 0; i < content.events.size(); ++i) {
        const detection::Event& e = content.events[i].event;
        html +=
            QStringLiteral("<tr tabindex=\"0\" data-go=\"%1\"><td>%2</td><td>%3</td><td>%4</td><td class=\"n\">%5</td><td class=\"n\">%6</td></tr>")
                .arg(i)
                .arg(e.id)
                .arg(session::longTime(e.startedAt, content.zone), fromUtf8(e.zone).toHtmlEscaped(),
                     content.units.value(Quantity::flow, e.flow_m3s.value),
                     e.area.wholeZone ? say("whole zone") : session::lengthText(e.area.length_m));
    }
    return html + QStringLiteral("</table>");
}

QString headHtml(const Letterhead& head) {
    if (head.company.isEmpty() && head.logo.isNull()) return {};
    QString html = QStringLiteral("<div class=\"head\"><span>%1</span>").arg(head.company.toHtmlEscaped());
    if (!head.logo.isNull()) {
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        const bool large = head.logo.width() > 480 || head.logo.height() > 120;
        (large ? head.logo.scaled(480, 120, Qt::KeepAspectRatio, Qt::SmoothTransformation) : head.logo).save(&buffer, "PNG");
        html += QStringLiteral("<img alt=\"\" src=\"data:image/png;base64,%1\">").arg(QString::fromLatin1(png.toBase64()));
    }
    return html + QStringLiteral("</div>");
}

QString recordHtml(const ReportContent& content) {
    QString html = QStringLiteral("<details><summary>%1</summary>").arg(say("Run record"));
    for (const QString& line : runLines(content)) html += QStringLiteral("<p>%1</p>").arg(line.toHtmlEscaped());
    return html + QStringLiteral("</details>");
}

/// Every @NAME@ of `text` by its value, in one pass: what a value brings with it is not looked at again.
QByteArray filled(const QByteArray& text, const QHash<QString, QByteArray>& values) {
    static const QRegularExpression place(QStringLiteral("@([A-Z]+)@"));
    const QString page = QString::fromUtf8(text);
    QByteArray out;
    qsizetype from = 0;
    for (auto it = place.globalMatch(page); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        out += QStringView(page).mid(from, match.capturedStart() - from).toUtf8();
        out += values.value(match.captured(1));
        from = match.capturedEnd();
    }
    return out + QStringView(page).mid(from).toUtf8();
}

} // namespace

Result<void> exportHtml(const ReportContent& content, const Sections& sections, const QString& path, std::stop_token stop) {
    QString body = content.events.size() > 1 ? listHtml(content) : QString();
    for (std::size_t i = 0; i < content.events.size(); ++i) {
        if (stop.stop_requested()) return cancelledBefore(path);
        body += eventHtml(content, content.events[i], i, sections);
    }
    if (content.events.empty())
        body = QStringLiteral("<section class=\"event\"><h1>%1</h1><p>%2</p></section>")
                   .arg(content.title.toHtmlEscaped(), say("There is no burst or leak to report."));
    const QString title = content.events.size() == 1 ? headline(content, content.events.front().event) : content.title;

    const QByteArray accent = content.letterhead.accent.name().toLatin1();
    static const QRegularExpression pictures(QStringLiteral("url\\(images/[^)]*\\)")); // files beside the page, which it does not have
    const QByteArray leafletCss = QString::fromUtf8(resource("leaflet.css")).replace(pictures, QStringLiteral("none")).toUtf8();
    // "</" must not stand in a script: a pipe may be called anything.
    const QByteArray json = QJsonDocument(htmlMap(content)).toJson(QJsonDocument::Compact).replace("</", "<\\/").replace("<!--", "<\\u0021--");
    const QByteArray out =
        filled(resource("page.html"), {{QStringLiteral("LANG"), QLocale().bcp47Name().toUtf8()},
                                       {QStringLiteral("TITLE"), title.toHtmlEscaped().toUtf8()},
                                       {QStringLiteral("LEAFLETCSS"), leafletCss},
                                       {QStringLiteral("CSS"), resource("page.css").replace("@ACCENT@", accent)},
                                       {QStringLiteral("LEAFLETJS"), resource("leaflet.js")},
                                       {QStringLiteral("JS"), resource("page.js")},
                                       {QStringLiteral("DATA"), json},
                                       {QStringLiteral("HEAD"), headHtml(content.letterhead).toUtf8()},
                                       {QStringLiteral("BODY"), body.toUtf8()},
                                       {QStringLiteral("RECORD"), sections.runRecord ? recordHtml(content).toUtf8() : QByteArray()}});
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(out) != out.size() || !file.commit()) return unwritable(path, file.errorString());
    return {};
}

} // namespace ms::exporting
