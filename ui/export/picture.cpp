#include "ui/export/export_map.h"

#include "ui/export/plates.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace ms::exporting {
namespace {

Error unwritable(const QString& path, const QString& why) {
    return {ErrorCode::unwritable,
            "The file cannot be written: " + why.toStdString(),
            path.toStdString(),
            {},
            {},
            "Choose a folder in which you may write, and check the free space."};
}

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

const detection::Event* firstEvent(const ReportContent& content) { return content.events.empty() ? nullptr : &content.events.front().event; }

} // namespace

Result<void> exportPng(const ReportContent& content, const PictureOptions& options, const QString& path) {
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
    paintMap(painter, content, firstEvent(content), QRectF(0, 0, options.width, options.height), options.wholeNetwork);
    painter.end();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !image.save(&file, "PNG") || !file.commit()) return unwritable(path, file.errorString());
    return {};
}

Result<void> exportSvg(const ReportContent& content, const PictureOptions& options, const QString& path) {
    if (auto fine = checkSize(options, path); !fine) return fine;
    QBuffer buffer;
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setResolution(96);
    svg.setSize({options.width, options.height});
    svg.setViewBox(QRect(0, 0, options.width, options.height));
    svg.setTitle(content.title);
    QPainter painter(&svg);
    paintMap(painter, content, firstEvent(content), QRectF(0, 0, options.width, options.height), options.wholeNetwork);
    painter.end();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(buffer.data()) != buffer.size() || !file.commit()) return unwritable(path, file.errorString());
    return {};
}

} // namespace ms::exporting
