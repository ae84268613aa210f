#include "ui/export/export_map.h"
#include "ui/export/file_errors.h"
#include "ui/export/report_pages.h"
#include "ui/export/report_words.h"
#include "ui/export/say.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

namespace ms::exporting {
namespace {

class PdfSink final : public PageSink {
public:
    PdfSink(QIODevice& device, const PdfOptions& options) : m_pdf(&device) {
        m_pdf.setResolution(600);
        m_pdf.setPageSize(QPageSize(options.paper == Paper::a3 ? QPageSize::A3 : QPageSize::A4));
        m_pdf.setPageOrientation(options.landscape ? QPageLayout::Landscape : QPageLayout::Portrait);
        m_pdf.setPageMargins({0, 0, 0, 0});
    }
    void begin(const QString& creator, const QString& title) { // before the first page: they stand at the head of the file
        m_pdf.setCreator(creator);
        m_pdf.setTitle(title);
        m_painter.begin(&m_pdf);
        m_painter.scale(scale(), scale());
    }
    void end() { m_painter.end(); }
    [[nodiscard]] QSizeF page() const override { return QSizeF(m_pdf.pageLayout().fullRectPixels(m_pdf.resolution()).size()) / scale(); }
    [[nodiscard]] QPainter& painter() override { return m_painter; }
    void newPage() override { m_pdf.newPage(); }

private:
    [[nodiscard]] double scale() const { return m_pdf.resolution() / 96.0; }

    QPdfWriter m_pdf;
    QPainter m_painter;
};

class PictureSink final : public PageSink {
public:
    /// Asks `enough` to stop when it has `most` pages.
    PictureSink(QSizeF page, double scale, int most, std::stop_source enough)
        : m_page(page), m_scale(scale), m_most(most), m_enough(std::move(enough)) {
        begin();
    }
    [[nodiscard]] QSizeF page() const override { return m_page; }
    [[nodiscard]] QPainter& painter() override { return m_painter; }
    void newPage() override {
        keep();
        begin();
    }
    [[nodiscard]] std::vector<QImage> take() {
        keep();
        return std::move(m_pages);
    }

private:
    void begin() {
        m_image = QImage((m_page * m_scale).toSize(), QImage::Format_RGB32);
        m_image.fill(Qt::white);
        m_painter.begin(&m_image);
        m_painter.scale(m_scale, m_scale);
    }
    void keep() {
        m_painter.end();
        if (static_cast<int>(m_pages.size()) < m_most) m_pages.push_back(m_image);
        if (static_cast<int>(m_pages.size()) >= m_most) m_enough.request_stop();
    }

    QSizeF m_page;
    double m_scale;
    int m_most;
    std::stop_source m_enough;
    QImage m_image;
    QPainter m_painter;
    std::vector<QImage> m_pages;
};

PagePlan plan(const ReportContent& content, const PdfOptions& options) {
    QBuffer scratch;
    scratch.open(QIODevice::WriteOnly);
    PdfSink sink(scratch, options);
    sink.begin({}, {});
    PagePlan found = planReport(content, options, sink);
    sink.end();
    return found;
}

} // namespace

Result<int> exportPdf(const ReportContent& content, const PdfOptions& options, const QString& path, std::stop_token stop) {
    const PagePlan pages = plan(content, options);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return unwritable(path, file.errorString());
    PdfSink sink(file, options);
    sink.begin(say("Mainsight %1").arg(content.version),
               content.events.size() == 1 ? headline(content, content.events.front().event) : content.title);
    paintReport(content, options, sink, pages, stop);
    sink.end();
    if (stop.stop_requested()) return cancelledBefore(path);
    if (!file.commit()) return unwritable(path, file.errorString());
    return pages.pages;
}

std::vector<QImage> pagePictures(const ReportContent& content, const PdfOptions& options, int width, int most, std::stop_token stop) {
    const PagePlan pages = plan(content, options);
    QBuffer scratch;
    scratch.open(QIODevice::WriteOnly);
    const QSizeF paper = PdfSink(scratch, options).page();
    std::stop_source enough;
    const std::stop_callback forward(stop, [&enough] { enough.request_stop(); });
    PictureSink sink(paper, width / paper.width(), most, enough);
    paintReport(content, options, sink, pages, enough.get_token());
    return sink.take();
}

} // namespace ms::exporting
