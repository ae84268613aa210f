#include "ui/drawing/map_painter.h"
#include "ui/drawing/text.h"
#include "ui/export/export_map.h"
#include "ui/export/plates.h"
#include "ui/export/report_words.h"
#include "ui/export/say.h"

#include <QBuffer>
#include <QDateTime>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

#include <algorithm>
#include <cmath>

namespace ms::exporting {
namespace {

constexpr int textFlags = static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::AlignTop) | static_cast<int>(Qt::TextWordWrap);

/// A report being laid out: keeps the place on the page and begins new ones. Runs twice, first into the void to learn the number of pages.
class Report {
public:
    Report(const ReportContent& content, const PdfOptions& options, QPdfWriter& pdf, int pages)
        : m_content(content), m_options(options), m_pdf(pdf), m_pages(pages) {
        const double scale = pdf.resolution() / 96.0;
        const QRectF paper = pdf.pageLayout().fullRectPixels(pdf.resolution());
        m_page = QRectF(0, 0, paper.width() / scale, paper.height() / scale);
        m_body = m_page.adjusted(46, 40, -46, -52);
        m_painter.begin(&pdf);
        m_painter.scale(scale, scale);
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_y = m_body.top();
    }

    int paint() {
        if (m_content.events.empty()) {
            text(m_content.title.isEmpty() ? say("Network") : m_content.title, 22, true);
            text(say("There is no burst or leak to report."), 13, false);
            paintMap(m_painter, m_content, nullptr, QRectF(m_body.left(), m_y + 8, m_body.width(), m_body.bottom() - m_y - 8), true);
        }
        if (m_content.events.size() > 1) overviewPage();
        bool first = m_content.events.size() <= 1;
        for (const ReportEvent& report : m_content.events) {
            if (!first) newPage();
            first = false;
            mapPage(report);
            evidence(report);
            if (m_options.pipeTable) pipes(report.event);
            if (m_options.notes) notes(report);
        }
        if (m_options.runRecord) runRecord();
        footer();
        m_painter.end();
        return m_number;
    }

private:
    void newPage() {
        footer();
        m_pdf.newPage();
        ++m_number;
        m_y = m_body.top();
    }

    void footer() {
        const QFont font = drawing::textFont(10, false);
        m_painter.setFont(font);
        m_painter.setPen(drawing::printTheme().mutedText);
        const QRectF rect(m_body.left(), m_page.bottom() - 40, m_body.width(), 16);
        QStringList left;
        if (!m_content.company.isEmpty()) left += m_content.company;
        if (!m_content.title.isEmpty()) left += m_content.title;
        left += m_content.crs.isEmpty() ? say("no CRS") : m_content.crs;
        const QString middle = QFontMetricsF(font).elidedText(left.join(QStringLiteral("   ")), Qt::ElideMiddle, rect.width() * 0.5);
        m_painter.drawText(rect, static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::AlignVCenter), middle);
        m_painter.drawText(rect, static_cast<int>(Qt::AlignRight) | static_cast<int>(Qt::AlignVCenter),
                           say("Mainsight %1   page %2 of %3").arg(m_content.version).arg(m_number).arg(m_pages));
        m_painter.setPen(QPen(drawing::printTheme().border, 0.8));
        m_painter.drawLine(rect.topLeft() - QPointF(0, 4), rect.topRight() - QPointF(0, 4));
    }

    /// A paragraph in a column; returns the y below it.
    double paragraph(const QString& words, double pixels, bool bold, double x, double y, double width, const QColor& colour = Qt::black) {
        const QFont font = drawing::textFont(pixels, bold);
        m_painter.setFont(font);
        m_painter.setPen(colour);
        QRectF used;
        m_painter.drawText(QRectF(x, y, width, 1e5), textFlags, words, &used);
        return used.bottom();
    }

    /// A paragraph over the page's width, on a new page where there is no room.
    void text(const QString& words, double pixels, bool bold, double below = 4, double keepWith = 0) {
        const double height = measure(words, pixels, bold, m_body.width());
        if (m_y + height + keepWith > m_body.bottom()) newPage();
        m_y = paragraph(words, pixels, bold, m_body.left(), m_y, m_body.width()) + below;
    }

    double measure(const QString& words, double pixels, bool bold, double width) {
        m_painter.setFont(drawing::textFont(pixels, bold));
        return m_painter.boundingRect(QRectF(0, 0, width, 1e5), textFlags, words).height();
    }

    double factList(const detection::Event& event, double x, double y, double width) {
        constexpr double label = 82;
        for (const auto& [name, value] : facts(m_content, event)) {
            const double a = paragraph(name, 12, true, x, y, label), b = paragraph(value, 12, false, x + label, y, width - label);
            y = std::max(a, b) + 3;
        }
        return y;
    }

    void overviewPage() {
        text(say("%1 bursts and leaks").arg(m_content.events.size()), 22, true, 2);
        if (!m_content.title.isEmpty()) text(m_content.title, 13, false, 8);
        const double tableHeight = std::min(0.45 * m_body.height(), 24.0 + 17.0 * static_cast<double>(m_content.events.size()));
        const double mapHeight = m_body.bottom() - m_y - tableHeight - 8;
        paintOverview(m_painter, m_content, QRectF(m_body.left(), m_y, m_body.width(), mapHeight));
        m_y += mapHeight + 10;
        table({say("No."), say("Start"), say("Zone"), say("Kind"), say("Size"), say("Area"), say("Confidence"), say("Status")},
              {0.06, 0.24, 0.12, 0.12, 0.13, 0.12, 0.11, 0.1}, [this] {
                  std::vector<QStringList> rows;
                  int number = 0;
                  for (const ReportEvent& report : m_content.events) {
                      const detection::Event& e = report.event;
                      rows.push_back({QString::number(++number), session::longTime(e.startedAt, m_content.zone), QString::fromStdString(e.zone),
                                      session::kindWord(e.kind), m_content.units.value(Quantity::flow, e.flow_m3s.value),
                                      e.area.wholeZone ? say("whole zone") : session::lengthText(e.area.length_m), session::percentText(e.confidence),
                                      session::statusWord(e.status)});
                  }
                  return rows;
              }());
    }

    void mapPage(const ReportEvent& report) {
        const detection::Event& event = report.event;
        text(headline(m_content, event), 22, true, 3);
        if (!event.why.empty()) text(QString::fromStdString(event.why), 13, false, 8);
        if (m_body.width() > m_body.height()) { // landscape: facts beside the map
            constexpr double column = 290;
            factList(event, m_body.right() - column, m_y, column);
            paintMap(m_painter, m_content, &event, QRectF(m_body.left(), m_y, m_body.width() - column - 18, m_body.bottom() - m_y), false);
        } else {
            m_y = factList(event, m_body.left(), m_y, m_body.width()) + 8;
            paintMap(m_painter, m_content, &event, QRectF(m_body.left(), m_y, m_body.width(), m_body.bottom() - m_y), false);
        }
        m_y = m_body.bottom();
    }

    void evidence(const ReportEvent& report) {
        if (!m_options.charts && report.event.evidence.empty()) return;
        newPage();
        text(say("Evidence"), 17, true, 6);
        if (m_options.charts && !report.charts.empty()) {
            const double each = std::clamp((m_body.height() * 0.62) / static_cast<double>(report.charts.size()), 90.0, 190.0);
            for (std::size_t i = 0; i < report.charts.size(); ++i) {
                if (m_y + each > m_body.bottom()) newPage();
                paintChart(m_painter, report.charts[i], report.event, m_content.zone, QRectF(m_body.left(), m_y, m_body.width(), each), true);
                m_y += each + 6;
            }
            text(say("Times in %1.").arg(QString::fromStdString(m_content.zone.name)), 10, false, 10);
        }
        std::vector<QStringList> rows;
        for (const detection::Evidence& e : report.event.evidence)
            rows.push_back({QString::fromStdString(e.sensor), session::quantityWord(e.quantity), m_content.units.change(e.quantity, e.shift_si),
                            QStringLiteral("%1 σ").arg(QLocale().toString(std::abs(e.z), 'f', 1))});
        if (!rows.empty()) table({say("Sensor"), say("Quantity"), say("Change"), say("Strength")}, {0.4, 0.2, 0.2, 0.2}, rows);
    }

    void pipes(const detection::Event& event) {
        if (event.area.pipes.empty()) return;
        m_y += 12;
        text(say("Pipes, most probable first"), 17, true, 6, 60);
        std::vector<QStringList> rows;
        double sum = 0;
        int rank = 0;
        for (const detection::PipeProbability& pipe : event.area.pipes) {
            sum += pipe.probability;
            const auto found = m_content.map->findPipe(pipe.id);
            const double diameter = found ? m_content.map->pipes[*found].diameter_m * 1000 : 0;
            rows.push_back({QString::number(++rank), QString::fromStdString(pipe.id), streetOf(m_content, pipe.id),
                            session::lengthText(pipe.length_m),
                            diameter > 0 ? say("%1 mm").arg(QLocale().toString(diameter, 'f', 0)) : QStringLiteral("–"),
                            session::percentText(pipe.probability), session::percentText(std::min(sum, 1.0))});
        }
        table({say("Rank"), say("Pipe"), say("Street"), say("Length"), say("Diameter"), say("Probability"), say("Together")},
              {0.08, 0.17, 0.31, 0.11, 0.11, 0.11, 0.11}, rows);
    }

    void notes(const ReportEvent& report) {
        if (report.notes.empty()) return;
        m_y += 12;
        text(say("Notes"), 17, true, 6, 30);
        for (const project::Note& note : report.notes)
            text(QStringLiteral("%1  %2: %3")
                     .arg(session::longTime(note.written, m_content.zone), QString::fromStdString(note.author), QString::fromStdString(note.text)),
                 12, false, 4);
    }

    void runRecord() {
        m_y += 12;
        text(say("Run record"), 17, true, 6, 60);
        for (const QString& line : runLines(m_content)) text(line, 11, false, 2);
    }

    /// A table over the page's width that goes on over pages, its head repeated. `shares` of the width sum to 1.
    void table(const QStringList& head, const std::vector<double>& shares, const std::vector<QStringList>& rows) {
        const session::Theme& theme = drawing::printTheme();
        constexpr double row = 17;
        const QFont plain = drawing::textFont(11, false), bold = drawing::textFont(11, true);
        const auto line = [&](const QStringList& cells, const QFont& font) {
            double x = m_body.left();
            m_painter.setFont(font);
            m_painter.setPen(theme.text);
            for (qsizetype i = 0; i < cells.size(); ++i) {
                const double width = shares[static_cast<std::size_t>(i)] * m_body.width();
                m_painter.drawText(QRectF(x, m_y, width - 6, row), static_cast<int>(Qt::AlignLeft) | static_cast<int>(Qt::AlignVCenter),
                                   QFontMetricsF(font).elidedText(cells[i], Qt::ElideRight, width - 6));
                x += width;
            }
            m_y += row;
            m_painter.setPen(QPen(theme.grid, 0.7));
            m_painter.drawLine(QPointF(m_body.left(), m_y), QPointF(m_body.right(), m_y));
        };
        if (m_y + 3 * row > m_body.bottom()) newPage();
        line(head, bold);
        for (const QStringList& cells : rows) {
            if (m_y + row > m_body.bottom()) {
                newPage();
                line(head, bold);
            }
            line(cells, plain);
        }
    }

    const ReportContent& m_content;
    const PdfOptions& m_options;
    QPdfWriter& m_pdf;
    int m_pages, m_number = 1;
    QPainter m_painter;
    QRectF m_page, m_body;
    double m_y = 0;
};

int write(const ReportContent& content, const PdfOptions& options, QIODevice& device, int pages) {
    QPdfWriter pdf(&device);
    pdf.setResolution(600);
    pdf.setPageSize(QPageSize(options.paper == Paper::a3 ? QPageSize::A3 : QPageSize::A4));
    pdf.setPageOrientation(options.landscape ? QPageLayout::Landscape : QPageLayout::Portrait);
    pdf.setPageMargins({0, 0, 0, 0});
    pdf.setCreator(say("Mainsight %1").arg(content.version));
    pdf.setTitle(content.events.size() == 1 ? headline(content, content.events.front().event) : content.title);
    return Report(content, options, pdf, pages).paint();
}

} // namespace

Result<void> exportPdf(const ReportContent& content, const PdfOptions& options, const QString& path) {
    QBuffer scratch;
    scratch.open(QIODevice::WriteOnly);
    const int pages = write(content, options, scratch, 0);
    QSaveFile file(path);
    const auto unwritable = [&] {
        return Error{ErrorCode::unwritable,
                     "The file cannot be written: " + file.errorString().toStdString(),
                     path.toStdString(),
                     {},
                     {},
                     "Choose a folder in which you may write, and check the free space."};
    };
    if (!file.open(QIODevice::WriteOnly)) return unwritable();
    write(content, options, file, pages);
    if (!file.commit()) return unwritable();
    return {};
}

} // namespace ms::exporting
