#include "ui/dialogs/print_report.h"

#include "core/project/project_file.h"

#include <QFutureWatcher>
#include <QPainter>
#include <QPrinter>
#include <QtConcurrent>

namespace ms::dialogs {

namespace {

constexpr int kDpi = 200;      ///< of the pages; enough for lines of a hair's breadth
constexpr int kMostPages = 60; ///< a page takes 15 MB while it waits

Result<int> printPages(const QString& project, const std::vector<std::int64_t>& events, const exporting::PieceOptions& options, QPrinter& printer,
                       std::stop_token stop) {
    auto file = project::ProjectFile::open(project, project::ProjectFile::Mode::readOnly);
    if (!file) return file.error();
    const auto material = exporting::readMaterial(**file, events, {true, true}, options, stop);
    if (!material) return material.error();
    const double wide_in = printer.pageLayout().fullRect(QPageLayout::Inch).width();
    const auto pages = exporting::pagePictures(material->report, options.pdf, static_cast<int>(wide_in * kDpi), kMostPages, stop);
    if (stop.stop_requested()) return Error{ErrorCode::cancelled, "Printing was cancelled", {}, {}, {}, {}};
    QPainter painter;
    if (!painter.begin(&printer)) return Error{ErrorCode::unwritable, "The printer takes nothing", printer.printerName().toStdString(), {}, {}, {}};
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (i > 0) printer.newPage();
        painter.drawImage(QRectF(painter.viewport()), pages[i]);
    }
    painter.end();
    return static_cast<int>(pages.size());
}

} // namespace

PrintReport::PrintReport(QObject* parent) : QObject(parent) {}

PrintReport::~PrintReport() {
    if (m_stop) m_stop->request_stop();
}

bool PrintReport::print(const QString& project, const std::vector<std::int64_t>& events, exporting::PieceOptions options,
                        std::shared_ptr<QPrinter> printer) {
    if (busy()) return false;
    printer->setFullPage(true);
    options.pdf.landscape = printer->pageLayout().orientation() == QPageLayout::Landscape;
    options.pdf.paper = printer->pageLayout().pageSize().id() == QPageSize::A3 ? exporting::Paper::a3 : exporting::Paper::a4;
    m_stop = std::make_shared<std::stop_source>();
    using Outcome = std::shared_ptr<Result<int>>;
    auto* watcher = new QFutureWatcher<Outcome>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_stop.reset();
        const Outcome outcome = watcher->result();
        if (*outcome)
            Q_EMIT printed(**outcome);
        else
            Q_EMIT failed(outcome->error());
    });
    watcher->setFuture(QtConcurrent::run([project, events, options, printer, stop = m_stop] {
        return std::make_shared<Result<int>>(printPages(project, events, options, *printer, stop->get_token()));
    }));
    return true;
}

} // namespace ms::dialogs
