#include "ui/export/export_map.h"
#include "ui/export/file_errors.h"
#include "ui/export/plates.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace ms::exporting {
namespace {

Result<void> checkSize(const PictureOptions& o, const QString& path) {
    if (o.width >= 200 && o.height >= 150 && o.width <= 20000 && o.height <= 20000 && o.dpi >= 36 && o.dpi <= 1200 &&
        static_cast<double>(o.width) * o.height * o.dpi / 96 * o.dpi / 96 <= 4e8)
        return {};
    return Error{ErrorCode::invalidInput,
                 "This size or resolution cannot be drawn",
                 path.toStdString(),
                 {},
                 {},
                 "Choose 200 to 20,000 pixels a side, 36 to 1,200 dpi and at most 400 million pixels."};
}

void paint(QPainter& painter, const ReportContent& content, const PictureOptions& options, Picture what) {
    const QRectF rect(0, 0, options.width, options.height);
    if (what == Picture::map)
        paintMap(painter, content, content.events.empty() ? nullptr : &content.events.front().event, rect, options.wholeNetwork);
    else
        paintCharts(painter, content, rect);
}

} // namespace

Result<void> exportPng(const ReportContent& content, const PictureOptions& options, Picture what, const QString& path) {
    if (auto fine = checkSize(options, path); !fine) return fine;
    const double scale = options.dpi / 96.0;
    QImage image((QSizeF(options.width, options.height) * scale).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return Error{ErrorCode::limitExceeded, "There is not enough memory for a picture of this size", path.toStdString(), {}, {},
                     "Choose a smaller size."};
    image.setDotsPerMeterX(static_cast<int>(options.dpi / 0.0254));
    image.setDotsPerMeterY(static_cast<int>(options.dpi / 0.0254));
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paint(painter, content, options, what);
    painter.end();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !image.save(&file, "PNG") || !file.commit()) return unwritable(path, file.errorString());
    return {};
}

Result<void> exportSvg(const ReportContent& content, const PictureOptions& options, Picture what, const QString& path) {
    if (auto fine = checkSize(options, path); !fine) return fine;
    QBuffer buffer;
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setResolution(96);
    svg.setSize({options.width, options.height});
    svg.setViewBox(QRect(0, 0, options.width, options.height));
    svg.setTitle(content.title);
    QPainter painter(&svg);
    paint(painter, content, options, what);
    painter.end();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(buffer.data()) != buffer.size() || !file.commit()) return unwritable(path, file.errorString());
    return {};
}

} // namespace ms::exporting
