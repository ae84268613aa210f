#pragma once

#include "ui/export/page_sink.h"

#include <QColor>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

namespace ms::exporting {

/// Puts paragraphs and tables one under the other and begins a new page where there is no room. Nothing is cut: what does not fit into a line goes on
/// in the next, what does not fit on a page goes on on the next. Logical pixels (1/96 inch).
class PageWriter {
public:
    /// `finishPage` is called before a page is left, and by finish(): for the footer.
    PageWriter(PageSink& sink, std::function<void(PageWriter&)> finishPage);

    [[nodiscard]] QPainter& painter() { return m_sink.painter(); }
    [[nodiscard]] const QRectF& page() const { return m_page; }
    [[nodiscard]] const QRectF& body() const { return m_body; }
    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] double y() const { return m_y; }
    [[nodiscard]] double room() const { return m_body.bottom() - m_y; }
    [[nodiscard]] bool atTop() const { return m_y <= m_body.top(); }
    void down(double by) { m_y += by; }
    void moveTo(double y) { m_y = y; }

    void newPage();
    void finish() { m_finishPage(*this); }
    /// A new page unless so much room is left.
    void need(double height) {
        if (room() < height && !atTop()) newPage();
    }

    struct Style {
        double pixels = 12;
        bool bold = false;
        QColor colour = Qt::black;
    };
    /// A paragraph over the page's width. `keepWith`: so much room must be left after it, or it begins the next page.
    void paragraph(const QString& words, const Style& style, double below = 4, double keepWith = 0);
    /// A paragraph in a column of this page; returns the y below it. For short texts.
    double column(const QString& words, const Style& style, double x, double y, double width);
    /// A table over the page's width, its head repeated on every page. `shares` of the width sum to 1; cells break into lines.
    void table(const QStringList& head, const std::vector<double>& shares, const std::vector<QStringList>& rows);

private:
    [[nodiscard]] QStringList broken(const QString& words, const Style& style, double width);
    void row(const std::vector<QStringList>& cells, const std::vector<double>& shares, bool head);

    PageSink& m_sink;
    std::function<void(PageWriter&)> m_finishPage;
    QRectF m_page, m_body;
    double m_y;
    int m_number = 1;
};

} // namespace ms::exporting
