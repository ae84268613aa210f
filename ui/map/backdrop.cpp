#include "ui/map/backdrop.h"

#include "core/ingest/raster.h"

#include <QFileInfo>
#include <QPainter>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>
#include <cmath>
#include <optional>

namespace ms::map {
namespace {

constexpr int squareSize = 512; ///< pixels
constexpr std::size_t mostSquares = 96;

double steppedUp(double scale) { return std::exp2(std::ceil(2 * std::log2(scale) - 1e-9) / 2); }

} // namespace

/// Touched by the pool's one thread alone, but for `stop`.
struct Backdrop::Reader {
    std::string source, crs, cache;
    std::atomic<bool> stop = false;
    std::shared_ptr<ingest::RasterSource> open;

    Result<QImage> read(double scale, Key key) {
        if (!open) {
            auto made = ingest::openRaster(source, crs, cache);
            if (!made.ok()) return made.error();
            open = std::move(*made);
        }
        const double side = squareSize / scale;
        const double x0 = key.first * side, y1 = -key.second * side;
        const auto raster = open->read(x0, y1 - side, x0 + side, y1, squareSize, squareSize, stop);
        if (!raster.ok()) return raster.error();
        const QImage seen(raster->rgba.data(), raster->width, raster->height, raster->width * 4, QImage::Format_RGBA8888);
        return seen.convertToFormat(QImage::Format_ARGB32_Premultiplied); // a copy: the bytes go with the raster
    }
};

Backdrop::Backdrop(QObject* parent) : QObject(parent) { m_pool.setMaxThreadCount(1); }

Backdrop::~Backdrop() {
    letGo();
    m_pool.waitForDone();
}

void Backdrop::letGo() {
    ++*m_generation; // what waits ends at once
    m_pool.clear();
    if (m_reader) m_reader->stop = true;
    m_reader.reset();
    m_ordered.clear();
    m_now = m_before = {};
}

void Backdrop::setChoice(const BackdropChoice& choice, const QString& crs) {
    const bool same = choice.source == m_choice.source && crs == m_crs;
    m_choice = choice;
    m_crs = crs;
    if (!same) {
        letGo();
        ++m_choices;
        if (active()) {
            m_reader = std::make_shared<Reader>();
            m_reader->source = choice.source.toStdString();
            m_reader->crs = crs.toStdString();
            m_reader->cache = (QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/background")).toStdString();
        }
    }
    Q_EMIT arrived();
}

QString Backdrop::credit() const {
    if (!active()) return {};
    if (ingest::isTileAddress(m_choice.source.toStdString())) return tr("Background: %1").arg(QUrl(m_choice.source).host());
    return tr("Background: %1").arg(QFileInfo(m_choice.source).fileName());
}

void Backdrop::draw(QPainter& painter, const drawing::MapFrame& frame, const QRectF& picture, bool ask) {
    if (!active() || !(frame.pixelsPerUnit > 0)) return;
    const double scale = steppedUp(frame.pixelsPerUnit * painter.device()->devicePixelRatioF());
    if (ask && m_now.scale != scale) {
        ++*m_generation;
        m_pool.clear();
        m_ordered.clear();
        if (!m_now.tiles.empty()) m_before = std::move(m_now);
        m_now = {};
        m_now.scale = scale;
    }
    painter.save();
    painter.setOpacity(m_choice.strength);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const drawing::Box seen = frame.toMap(picture);
    const double side = squareSize / scale;
    bool missing = m_now.scale != scale;
    if (!missing) {
        std::vector<Key> wanted;
        for (int row = static_cast<int>(std::floor(-seen.y1 / side)); row <= static_cast<int>(std::floor(-seen.y0 / side)); ++row)
            for (int column = static_cast<int>(std::floor(seen.x0 / side)); column <= static_cast<int>(std::floor(seen.x1 / side)); ++column)
                if (!m_now.tiles.contains({column, row})) wanted.push_back({column, row});
        missing = !wanted.empty();
        const double ci = (seen.x0 + seen.x1) / 2 / side - 0.5, cj = -(seen.y0 + seen.y1) / 2 / side - 0.5;
        std::sort(wanted.begin(), wanted.end(),
                  [&](Key a, Key b) { return std::hypot(a.first - ci, a.second - cj) < std::hypot(b.first - ci, b.second - cj); });
        if (ask)
            for (const Key& key : wanted) order(scale, key);
    }
    // One or the other: both over each other would be seen through each other.
    drawLayer(painter, missing && m_before.scale > 0 ? m_before : m_now, frame, picture);
    painter.restore();
}

void Backdrop::drawLayer(QPainter& painter, const Layer& layer, const drawing::MapFrame& frame, const QRectF& picture) const {
    if (!(layer.scale > 0)) return;
    const double side = squareSize / layer.scale;
    for (const auto& [key, image] : layer.tiles) {
        const QPointF corner = frame.toPicture({key.first * side, -key.second * side});
        const QPointF opposite = frame.toPicture({(key.first + 1) * side, -(key.second + 1) * side});
        // Whole pixels at the seams, so that neighbours neither overlap nor leave a line.
        const QRectF target(QPointF(std::round(corner.x()), std::round(corner.y())), QPointF(std::round(opposite.x()), std::round(opposite.y())));
        if (target.intersects(picture)) painter.drawImage(target, image);
    }
}

void Backdrop::order(double scale, Key key) {
    if (!m_reader || !m_ordered.insert(key).second) return;
    m_pool.start([this, reader = m_reader, current = m_generation, generation = m_generation->load(), choice = m_choices, scale, key] {
        if (*current != generation) return;
        const auto image = reader->read(scale, key);
        if (!image.ok() && image.error().code == ErrorCode::cancelled) return;
        QMetaObject::invokeMethod(
            this,
            [this, image, generation, choice, scale, key] {
                if (image.ok())
                    receive(generation, scale, key, *image);
                else
                    fail(choice, image.error());
            },
            Qt::QueuedConnection);
    });
}

void Backdrop::receive(quint64 generation, double scale, Key key, const QImage& image) {
    if (generation != *m_generation || scale != m_now.scale) return;
    m_ordered.erase(key);
    if (m_now.tiles.size() >= mostSquares) m_now.tiles.clear(); // rare: a long way panned at one scale
    m_now.tiles[key] = image;
    Q_EMIT arrived();
}

void Backdrop::fail(quint64 choice, const Error& error) {
    if (choice != m_choices || !active()) return;
    m_choice.source.clear();
    letGo();
    Q_EMIT problem(error);
    Q_EMIT arrived();
}

} // namespace ms::map
