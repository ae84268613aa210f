#include "ui/export/page_writer.h"

#include "ui/drawing/map_painter.h"
#include "ui/drawing/text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>
#include <utility>

namespace ms::exporting {
namespace {

constexpr double kCellLine = 14, kCellMargin = 3, kTablePixels = 11;

/// From the top of a line to the next line's; the letters' feet stay within.
double lineHeight(double pixels) { return pixels * 1.32; }

} // namespace

PageWriter::PageWriter(PageSink& sink, std::function<void(PageWriter&)> finishPage)
    : m_sink(sink), m_finishPage(std::move(finishPage)), m_page(QPointF(0, 0), sink.page()), m_body(m_page.adjusted(46, 40, -46, -52)),
      m_y(m_body.top()) {
    painter().setRenderHint(QPainter::Antialiasing);
}

void PageWriter::newPage() {
    finish();
    m_sink.newPage();
    painter().setRenderHint(QPainter::Antialiasing);
    ++m_number;
    m_y = m_body.top();
}

QStringList PageWriter::broken(const QString& words, const Style& style, double width) {
    QStringList lines;
    for (const QString& part : words.split(QLatin1Char('\n'))) {
        QTextLayout layout(part, drawing::textFont(style.pixels, style.bold), painter().device());
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            lines += part.mid(line.textStart(), line.textLength()).trimmed();
        }
        layout.endLayout(); // an empty part has had its one empty line
    }
    return lines;
}

void PageWriter::paragraph(const QString& words, const Style& style, double below, double keepWith) {
    const QStringList lines = broken(words, style, m_body.width());
    const double height = lineHeight(style.pixels);
    // Short paragraphs stay together; a long one begins here when a few lines of it fit.
    need(std::min<double>(static_cast<double>(lines.size()), 4) * height + keepWith);
    for (const QString& line : lines) {
        if (room() < height) newPage();
        painter().setFont(drawing::textFont(style.pixels, style.bold));
        painter().setPen(style.colour);
        painter().drawText(QPointF(m_body.left(), m_y + style.pixels), line);
        m_y += height;
    }
    m_y += below;
}

double PageWriter::column(const QString& words, const Style& style, double x, double y, double width) {
    painter().setFont(drawing::textFont(style.pixels, style.bold));
    painter().setPen(style.colour);
    for (const QString& line : broken(words, style, width)) {
        painter().drawText(QPointF(x, y + style.pixels), line);
        y += lineHeight(style.pixels);
    }
    return y;
}

void PageWriter::row(const std::vector<QStringList>& cells, const std::vector<double>& shares, bool head) {
    const session::Theme& theme = drawing::printTheme();
    double x = m_body.left();
    qsizetype most = 1;
    painter().setFont(drawing::textFont(kTablePixels, head));
    painter().setPen(theme.text);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        most = std::max(most, cells[i].size());
        for (qsizetype k = 0; k < cells[i].size(); ++k)
            painter().drawText(QPointF(x, m_y + kCellMargin + kTablePixels - 1 + kCellLine * static_cast<double>(k)), cells[i][k]);
        x += shares[i] * m_body.width();
    }
    m_y += 2 * kCellMargin + kCellLine * static_cast<double>(most) - 3;
    painter().setPen(QPen(head ? theme.border : theme.grid, 0.8));
    painter().drawLine(QPointF(m_body.left(), m_y), QPointF(m_body.right(), m_y));
}

void PageWriter::table(const QStringList& head, const std::vector<double>& shares, const std::vector<QStringList>& rows) {
    const auto cellsOf = [&](const QStringList& texts, bool bold) {
        std::vector<QStringList> cells;
        for (qsizetype i = 0; i < texts.size(); ++i)
            cells.push_back(broken(texts[i], {kTablePixels, bold, Qt::black}, shares[static_cast<std::size_t>(i)] * m_body.width() - 6));
        return cells;
    };
    const auto heightOf = [](const std::vector<QStringList>& cells) {
        qsizetype most = 1;
        for (const QStringList& cell : cells) most = std::max(most, cell.size());
        return 2 * kCellMargin + kCellLine * static_cast<double>(most);
    };
    const std::vector<QStringList> headCells = cellsOf(head, true);
    need(3 * heightOf(headCells));
    row(headCells, shares, true);
    for (const QStringList& texts : rows) {
        const std::vector<QStringList> cells = cellsOf(texts, false);
        if (room() < heightOf(cells)) {
            newPage();
            row(headCells, shares, true);
        }
        row(cells, shares, false);
    }
}

} // namespace ms::exporting
