#include "ui/map/map_tiles.h"

#include "ui/drawing/map_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ms::map {
namespace {

constexpr int tileSize = 384; ///< logical pixels
constexpr std::size_t mostTiles = 160;

/// The frame of a picture whose top left corner lies `corner` scaled pixels from the north-west corner of the content.
drawing::MapFrame frameAt(const drawing::MapContent& content, double scale, QPointF corner) {
    return {{content.bounds.x0 + corner.x() / scale, content.bounds.y1 - corner.y() / scale}, scale, {0, 0}};
}

QImage paint(const drawing::MapContent& content, const session::Theme& theme, bool muted, bool clear, const drawing::PipeColours* colours,
             double scale, QPointF corner, QSize size, double ratio) {
    QImage image((QSizeF(size) * ratio).toSize(), clear ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32); // opaque: a tile is a copy
    image.setDevicePixelRatio(ratio);
    image.fill(clear ? QColor(Qt::transparent) : theme.mapBackground);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    drawing::drawPipes(painter, content, frameAt(content, scale, corner), QRectF(QPointF(0, 0), QSizeF(size)), theme, muted, colours);
    return image;
}

} // namespace

MapTiles::MapTiles(QObject* parent) : QObject(parent) { m_pool.setMaxThreadCount(std::clamp(QThread::idealThreadCount(), 1, 4)); }

MapTiles::~MapTiles() {
    ++*m_generation; // what waits ends at once
    m_pool.clear();
    m_pool.waitForDone();
}

void MapTiles::setContent(std::shared_ptr<const drawing::MapContent> content) {
    m_content = std::move(content);
    m_painted = 0;
    forget();
}

void MapTiles::setStyle(const session::Theme& theme, bool muted, std::shared_ptr<const drawing::PipeColours> colours, bool clear) {
    if (theme == m_theme && muted == m_muted && clear == m_clear && colours == m_colours) return;
    const bool onlyColours = theme == m_theme && muted == m_muted && clear == m_clear;
    m_theme = theme;
    m_muted = muted;
    m_clear = clear;
    m_colours = std::move(colours);
    Layer old = std::move(m_now);
    forget();
    if (onlyColours) m_before = std::move(old); // play must not flicker: stale colours for a moment rather than none
}

void MapTiles::setPixelRatio(double ratio) {
    if (ratio == m_ratio) return;
    m_ratio = ratio;
    forget();
}

void MapTiles::forget() {
    ++*m_generation;
    ++m_style;
    m_pool.clear();
    m_ordered.clear();
    m_now = m_before = {};
    m_overview = {};
}

void MapTiles::draw(QPainter& painter, const drawing::MapFrame& frame, const QRectF& picture, bool ask) {
    if (!m_content || m_content->empty()) return;
    if (m_overview.isNull()) paintOverview();
    if (ask && m_now.scale != frame.pixelsPerUnit) {
        ++*m_generation; // orders for the old scale are void
        m_pool.clear();
        m_ordered.clear();
        if (!m_now.tiles.empty()) m_before = std::move(m_now);
        m_now = {};
        m_now.scale = frame.pixelsPerUnit;
    }
    const QPointF origin = frame.toPicture({m_content->bounds.x0, m_content->bounds.y1});
    const bool exact = m_now.scale == frame.pixelsPerUnit;
    const int i0 = static_cast<int>(std::floor((picture.left() - origin.x()) / tileSize)),
              i1 = static_cast<int>(std::floor((picture.right() - origin.x()) / tileSize));
    const int j0 = static_cast<int>(std::floor((picture.top() - origin.y()) / tileSize)),
              j1 = static_cast<int>(std::floor((picture.bottom() - origin.y()) / tileSize));
    const double right = m_content->bounds.width() * frame.pixelsPerUnit, bottom = m_content->bounds.height() * frame.pixelsPerUnit;
    const auto holdsSomething = [&](int i, int j) {
        return (i + 1) * tileSize > -4 && (j + 1) * tileSize > -4 && i * tileSize < right + 4 && j * tileSize < bottom + 4;
    };
    bool missing = !exact;
    if (exact) {
        std::vector<Key> wanted;
        for (int j = j0; j <= j1; ++j)
            for (int i = i0; i <= i1; ++i)
                if (holdsSomething(i, j) && !m_now.tiles.contains({i, j})) wanted.push_back({i, j});
        missing = !wanted.empty();
        if (ask) {
            // From the middle outwards; then a ring around the view, so that panning finds its tiles ready.
            const double ci = (i0 + i1) / 2.0, cj = (j0 + j1) / 2.0;
            std::sort(wanted.begin(), wanted.end(),
                      [&](Key a, Key b) { return std::hypot(a.first - ci, a.second - cj) < std::hypot(b.first - ci, b.second - cj); });
            for (int j = j0 - 1; j <= j1 + 1; ++j)
                for (int i = i0 - 1; i <= i1 + 1; ++i)
                    if ((i < i0 || i > i1 || j < j0 || j > j1) && holdsSomething(i, j) && !m_now.tiles.contains({i, j})) wanted.push_back({i, j});
            for (const Key& key : wanted) order(m_now.scale, key);
        }
    }
    // From the top down, each only where nothing lies over it: stretching a picture costs by the pixel, and a frame has time for one of each.
    QRegion open(picture.toAlignedRect());
    if (missing && m_clear) { // what is see-through cannot lie over a stand-in: one or the other
        if (m_before.scale > 0) {
            drawLayer(painter, m_before, frame, open);
            return;
        }
        if (m_now.tiles.empty()) {
            drawOverview(painter, origin, frame, open);
            return;
        }
    }
    if (m_now.scale > 0) drawLayer(painter, m_now, frame, open);
    if (!missing || m_clear) return;
    if (m_before.scale > 0) drawLayer(painter, m_before, frame, open);
    drawOverview(painter, origin, frame, open);
}

void MapTiles::drawOverview(QPainter& painter, QPointF origin, const drawing::MapFrame& frame, const QRegion& open) const {
    if (m_overview.isNull()) return;
    const double stretch = frame.pixelsPerUnit / m_overviewScale;
    const QRectF whole(origin, m_overview.deviceIndependentSize() * stretch);
    for (const QRect& part : open) {
        const QRectF target = whole & QRectF(part);
        if (!target.isEmpty()) painter.drawImage(target, m_overview, QRectF((target.topLeft() - origin) / stretch, target.size() / stretch));
    }
}

void MapTiles::drawLayer(QPainter& painter, const Layer& layer, const drawing::MapFrame& frame, QRegion& open) const {
    const QPointF origin = frame.toPicture({m_content->bounds.x0, m_content->bounds.y1});
    const double stretch = frame.pixelsPerUnit / layer.scale, side = tileSize * stretch, f = m_ratio / stretch;
    for (const auto& [key, image] : layer.tiles) {
        const QPointF corner = origin + QPointF(key.first, key.second) * side;
        const QPoint from(static_cast<int>(std::lround(corner.x())), static_cast<int>(std::lround(corner.y()))),
            to(static_cast<int>(std::lround(corner.x() + side)), static_cast<int>(std::lround(corner.y() + side)));
        const QRect target(from, to - QPoint(1, 1));
        const QRegion seen = open & target;
        if (seen.isEmpty()) continue;
        if (stretch == 1)
            painter.drawImage(from, image); // whole pixels: a copy, and crisp
        else
            for (const QRect& part : seen)
                painter.drawImage(QRectF(part), image,
                                  QRectF((QPointF(part.topLeft()) - corner) * f, QSizeF(part.size()) * f) & QRectF(image.rect()));
        open -= target;
    }
}

void MapTiles::order(double scale, Key key) {
    if (!m_ordered.insert(key).second) return;
    const quint64 generation = *m_generation;
    m_pool.start([this, content = m_content, theme = m_theme, muted = m_muted, clear = m_clear, colours = m_colours, ratio = m_ratio,
                  current = m_generation, generation, scale, key] {
        if (*current != generation) return;
        const QImage image =
            paint(*content, theme, muted, clear, colours.get(), scale, QPointF(key.first, key.second) * tileSize, {tileSize, tileSize}, ratio);
        QMetaObject::invokeMethod(
            this, [this, generation, scale, key, image] { receive(generation, scale, key, image); }, Qt::QueuedConnection);
    });
}

void MapTiles::receive(quint64 generation, double scale, Key key, const QImage& image) {
    if (generation != *m_generation || scale != m_now.scale) return;
    m_ordered.erase(key);
    if (m_now.tiles.size() >= mostTiles) m_now.tiles.clear(); // rare: a long way panned at one scale
    m_now.tiles[key] = image;
    ++m_painted;
    Q_EMIT arrived();
}

void MapTiles::paintOverview() {
    const double longer = std::max(m_content->bounds.width(), m_content->bounds.height());
    if (!(longer > 0)) return;
    m_overviewScale = 1400 / longer;
    const QSize size(static_cast<int>(std::ceil(m_content->bounds.width() * m_overviewScale)) + 1,
                     static_cast<int>(std::ceil(m_content->bounds.height() * m_overviewScale)) + 1);
    m_overview = QImage(1, 1, QImage::Format_ARGB32_Premultiplied); // stands in while the real one is painted
    m_overview.fill(m_clear ? QColor(Qt::transparent) : m_theme.mapBackground);
    m_pool.start([this, content = m_content, theme = m_theme, muted = m_muted, clear = m_clear, colours = m_colours, style = m_style,
                  scale = m_overviewScale, size] {
        const QImage image = paint(*content, theme, muted, clear, colours.get(), scale, {0, 0}, size, 1);
        QMetaObject::invokeMethod(
            this,
            [this, style, image] {
                if (style != m_style) return;
                m_overview = image;
                Q_EMIT arrived();
            },
            Qt::QueuedConnection);
    });
}

} // namespace ms::map
