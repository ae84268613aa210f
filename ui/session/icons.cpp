#include "ui/session/icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace ms::session {

namespace {

QByteArray coloured(const QString& name, const QColor& colour) {
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) return {};
    return file.readAll().replace("\"#000\"", '"' + colour.name().toLatin1() + '"');
}

void addPixmaps(QIcon& icon, const QByteArray& svg, QIcon::Mode mode) {
    QSvgRenderer renderer(svg);
    if (!renderer.isValid()) return;
    for (const int size : {16, 20, 24, 32, 40, 48, 64, 128}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        painter.end();
        icon.addPixmap(pixmap, mode);
    }
}

} // namespace

QIcon icon(const QString& name, const QColor& colour) {
    QIcon result;
    addPixmaps(result, coloured(name, colour), QIcon::Normal);
    QColor faint = colour;
    if (!result.isNull()) {
        faint = QColor::fromRgb((colour.red() + 2 * 128) / 3, (colour.green() + 2 * 128) / 3, (colour.blue() + 2 * 128) / 3);
        addPixmaps(result, coloured(name, faint), QIcon::Disabled);
    }
    return result;
}

QIcon icon(const QString& name, const Theme& theme) { return icon(name, theme.text); }

} // namespace ms::session
