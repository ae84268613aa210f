#include "ui/export/report_pages.h"

#include "ui/drawing/map_painter.h"
#include "ui/drawing/text.h"
#include "ui/export/page_writer.h"
#include "ui/export/plates.h"
#include "ui/export/report_words.h"
#include "ui/export/say.h"
#include "ui/session/core_words.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <span>

namespace ms::exporting {
namespace {

constexpr std::size_t kListedOfOne = 60, kListedOfMany = 30; ///< pipes on paper, of an event alone and of one of several
constexpr double kLeastMap = 330;                            ///< a map lower than this goes to a page of its own

class Report {
public:
    /// `plan` null: only to count.
    Report(const ReportContent& content, const PdfOptions& options, PageSink& sink, const PagePlan* plan, std::stop_token stop)
        : m_content(content), m_options(options), m_plan(plan), m_stop(std::move(stop)), m_out(sink, [this](PageWriter&) { footer(); }),
          m_accent(content.letterhead.accent) {}

    PagePlan paint() {
        PagePlan plan;
        letterhead();
        if (m_content.events.empty()) {
            m_out.paragraph(m_content.title.isEmpty() ? say("Network") : m_content.title, {22, true, m_accent});
            m_out.paragraph(say("There is no burst or leak to report."), {13, false, Qt::black}, 8);
            map(nullptr, {m_out.body().left(), m_out.y(), m_out.body().width(), m_out.room()});
            m_out.moveTo(m_out.body().bottom());
        }
        if (m_content.events.size() > 1) overviewPage();
        bool first = m_content.events.size() <= 1;
        for (const ReportEvent& report : m_content.events) {
            if (m_stop.stop_requested()) break;
            if (!first) m_out.newPage();
            first = false;
            plan.firstPage.push_back(m_out.number());
            mapPage(report);
            evidence(report);
            if (m_options.sections.pipeTable) pipes(report.event);
            if (m_options.sections.notes) notes(report);
        }
        if (m_options.sections.runRecord) runRecord();
        m_out.finish();
        plan.pages = m_out.number();
        return plan;
    }

private:
    [[nodiscard]] bool dry() const { return m_plan == nullptr; }

    void letterhead() {
        const Letterhead& head = m_content.letterhead;
        const QRectF& body = m_out.body();
        if (head.logo.isNull() && head.company.isEmpty()) return;
        constexpr double height = 34;
        double right = body.right();
        if (!head.logo.isNull()) {
            const QSizeF size = QSizeF(head.logo.size()).scaled(160, height, Qt::KeepAspectRatio);
            const QRectF place(right - size.width(), body.top() - 8, size.width(), size.height());
            m_out.painter().setRenderHint(QPainter::SmoothPixmapTransform);
            if (!dry()) m_out.painter().drawImage(place, head.logo);
            right = place.left() - 12;
        }
        m_out.column(head.company, {15, true, m_accent}, body.left(), body.top() + 2, right - body.left());
        m_out.down(height);
        m_out.painter().setPen(QPen(m_accent, 1.6));
        m_out.painter().drawLine(QPointF(body.left(), m_out.y()), QPointF(body.right(), m_out.y()));
        m_out.down(10);
    }

    void footer() {
        const QFont font = drawing::textFont(10, false);
        QPainter& painter = m_out.painter();
        painter.setFont(font);
        painter.setPen(drawing::printTheme().mutedText);
        const QRectF rect(m_out.body().left(), m_out.page().bottom() - 40, m_out.body().width(), 16);
        QStringList left;
        if (!m_content.letterhead.company.isEmpty()) left += m_content.letterhead.company;
        if (!m_content.title.isEmpty()) left += m_content.title;
        left += m_content.crs.isEmpty() ? say("no CRS") : m_content.crs;
        if (m_content.run.id != 0) left += say("analysis %1").arg(m_content.run.id);
        const QString middle = QFontMetricsF(font).elidedText(left.join(QStringLiteral("   ")), Qt::ElideMiddle, rect.width() * 0.68);
        painter.drawText(rect, static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::AlignVCenter), middle);
        painter.drawText(rect, static_cast<int>(Qt::AlignRight) | static_cast<int>(Qt::AlignVCenter),
                         say("Mainsight %1   page %2 of %3").arg(m_content.version).arg(m_out.number()).arg(dry() ? 0 : m_plan->pages));
        painter.setPen(QPen(drawing::printTheme().border, 0.8));
        painter.drawLine(rect.topLeft() - QPointF(0, 4), rect.topRight() - QPointF(0, 4));
    }

    void heading(const QString& words, double keepWith) {
        if (!m_out.atTop()) m_out.down(12);
        m_out.paragraph(words, {17, true, m_accent}, 5, keepWith);
    }

    void map(const detection::Event* event, const QRectF& place) {
        if (!dry()) paintMap(m_out.painter(), m_content, event, place, event == nullptr);
    }

    double factList(const detection::Event& event, double x, double y, double width) {
        constexpr double label = 100;
        for (const auto& [name, value] : facts(m_content, event)) {
            const double a = m_out.column(name, {12, true, Qt::black}, x, y, label - 6);
            const double b = m_out.column(value, {12, false, Qt::black}, x + label, y, width - label);
            y = std::max(a, b) + 3;
        }
        return y;
    }

    void overviewPage() {
        m_out.paragraph(say("%1 bursts and leaks").arg(m_content.events.size()), {22, true, m_accent}, 2);
        if (!m_content.title.isEmpty()) m_out.paragraph(m_content.title, {13, false, Qt::black}, 6);
        const double table = std::min(0.45 * m_out.body().height(), 40.0 + 17.0 * static_cast<double>(m_content.events.size()));
        const QRectF place(m_out.body().left(), m_out.y(), m_out.body().width(), m_out.room() - table);
        if (!dry()) paintOverview(m_out.painter(), m_content, place);
        m_out.moveTo(place.bottom() + 8);
        std::vector<QStringList> rows;
        for (std::size_t i = 0; i < m_content.events.size(); ++i) {
            const detection::Event& e = m_content.events[i].event;
            rows.push_back({QString::number(e.id), session::longTime(e.startedAt, m_content.zone), QString::fromStdString(e.zone),
                            session::kindWord(e.kind), m_content.units.value(Quantity::flow, e.flow_m3s.value),
                            e.area.wholeZone ? say("whole zone") : session::lengthText(e.area.length_m), session::percentText(e.confidence),
                            session::statusWord(e.status), dry() ? QStringLiteral("000") : QString::number(m_plan->firstPage[i])});
        }
        m_out.table({say("Event"), say("Start"), say("Zone"), say("Kind"), say("Size"), say("Area"), say("Confidence"), say("Status"), say("Page")},
                    {0.075, 0.225, 0.11, 0.08, 0.105, 0.115, 0.115, 0.105, 0.07}, rows);
    }

    void mapPage(const ReportEvent& report) {
        const detection::Event& event = report.event;
        const QRectF& body = m_out.body();
        m_out.paragraph(say("Event %1").arg(event.id), {12, true, drawing::printTheme().mutedText}, 0);
        m_out.paragraph(headline(m_content, event), {22, true, m_accent}, 1);
        if (!event.why.empty()) m_out.paragraph(session::inWords(event.why, m_content.units), {13, false, Qt::black}, 6);
        if (body.width() > body.height()) { // landscape: facts beside the map
            constexpr double column = 290;
            m_out.need(kLeastMap);
            const double below = factList(event, body.right() - column, m_out.y(), column);
            map(&event, {body.left(), m_out.y(), body.width() - column - 18, m_out.room()});
            m_out.moveTo(std::max(below, body.bottom()));
        } else {
            m_out.moveTo(factList(event, body.left(), m_out.y(), body.width()) + 8);
            m_out.need(kLeastMap);
            map(&event, {body.left(), m_out.y(), body.width(), m_out.room()});
            m_out.moveTo(body.bottom());
        }
    }

    void evidence(const ReportEvent& report) {
        const bool charts = m_options.sections.charts && !report.charts.empty();
        if (!charts && report.event.evidence.empty()) return;
        m_out.newPage();
        heading(say("Evidence"), 120);
        if (charts) {
            const double each = std::clamp((m_out.body().height() * 0.62) / static_cast<double>(report.charts.size()), 96.0, 190.0);
            for (const ReportChart& chart : report.charts) {
                m_out.need(each);
                if (!dry())
                    paintChart(m_out.painter(), chart, report.event, m_content.zone, {m_out.body().left(), m_out.y(), m_out.body().width(), each},
                               true);
                m_out.down(each + 6);
            }
            m_out.paragraph(say("Times in %1.").arg(QString::fromStdString(m_content.zone.name)), {10, false, drawing::printTheme().mutedText}, 8);
        }
        std::vector<QStringList> rows;
        for (const detection::Evidence& e : report.event.evidence)
            rows.push_back({QString::fromStdString(e.sensor), session::quantityWord(e.quantity), m_content.units.change(e.quantity, e.shift_si),
                            QStringLiteral("%1 σ").arg(QLocale().toString(std::abs(e.z), 'f', 1))});
        if (const QString hint = session::pressureHint(report.event); !hint.isEmpty())
            m_out.paragraph(hint, {10, false, drawing::printTheme().mutedText}, 8, 40);
        if (!rows.empty()) m_out.table({say("Sensor"), say("Quantity"), say("Change"), say("Strength")}, {0.4, 0.2, 0.2, 0.2}, rows);
    }

    void pipes(const detection::Event& event) {
        if (event.area.pipes.empty()) return;
        heading(say("Pipes, most probable first"), 60);
        std::vector<QStringList> rows;
        double sum = 0;
        int rank = 0;
        bool streets = false;
        // A whole zone's hundreds of pipes on paper help nobody: the workbook and the web page have them all.
        const std::size_t listed = std::min(event.area.pipes.size(), m_content.events.size() > 1 ? kListedOfMany : kListedOfOne);
        for (const detection::PipeProbability& pipe : std::span(event.area.pipes).first(listed)) {
            sum += pipe.probability;
            const auto found = m_content.map->findPipe(pipe.id);
            const double diameter = found ? m_content.map->pipes[*found].diameter_m * 1000 : 0;
            streets = streets || !streetOf(m_content, pipe.id).isEmpty();
            rows.push_back({QString::number(++rank), QString::fromStdString(pipe.id), streetOf(m_content, pipe.id),
                            session::lengthText(pipe.length_m),
                            diameter > 0 ? say("%1 mm").arg(QLocale().toString(diameter, 'f', 0)) : QStringLiteral("–"),
                            session::percentText(pipe.probability), session::percentText(std::min(sum, 1.0))});
        }
        QStringList heads{say("Rank"), say("Pipe"), say("Street"), say("Length"), say("Diameter"), say("Probability"), say("Together")};
        std::vector<double> shares{0.08, 0.17, 0.30, 0.11, 0.11, 0.12, 0.11};
        if (!streets) { // nobody knows them: no column
            heads.removeAt(2);
            for (QStringList& cells : rows) cells.removeAt(2);
            shares = {0.10, 0.34, 0.14, 0.14, 0.14, 0.14};
        }
        m_out.table(heads, shares, rows);
        if (const auto rest = event.area.pipes.size() - listed; rest > 0) {
            double left = 0;
            for (const detection::PipeProbability& pipe : std::span(event.area.pipes).subspan(listed)) left += pipe.probability;
            m_out.paragraph(say("%1 further pipes with %2 together are in the workbook and in the web page.")
                                .arg(QLocale().toString(static_cast<qlonglong>(rest)), session::percentText(std::min(left, 1.0))),
                            {11, false, drawing::printTheme().mutedText}, 6);
        }
    }

    void notes(const ReportEvent& report) {
        if (report.notes.empty()) return;
        heading(say("Notes"), 30);
        for (const project::Note& note : report.notes)
            m_out.paragraph(
                QStringLiteral("%1  %2: %3")
                    .arg(session::longTime(note.written, m_content.zone), QString::fromStdString(note.author), QString::fromStdString(note.text)),
                {12, false, Qt::black}, 4);
    }

    void runRecord() {
        heading(say("Run record"), 60);
        for (const QString& line : runLines(m_content)) m_out.paragraph(line, {11, false, Qt::black}, 2);
    }

    const ReportContent& m_content;
    const PdfOptions& m_options;
    const PagePlan* m_plan;
    std::stop_token m_stop;
    PageWriter m_out;
    QColor m_accent;
};

} // namespace

PagePlan planReport(const ReportContent& content, const PdfOptions& options, PageSink& sink) {
    return Report(content, options, sink, nullptr, {}).paint();
}

void paintReport(const ReportContent& content, const PdfOptions& options, PageSink& sink, const PagePlan& plan, std::stop_token stop) {
    (void)Report(content, options, sink, &plan, std::move(stop)).paint();
}

} // namespace ms::exporting
