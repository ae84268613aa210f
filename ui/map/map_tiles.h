#pragma once

#include "ui/drawing/map_content.h"
#include "ui/drawing/map_frame.h"
#include "ui/drawing/pipe_colours.h"
#include "ui/session/theme.h"

#include <QImage>
#include <QObject>
#include <QRegion>
#include <QThreadPool>

#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <utility>

class QPainter;

namespace ms::map {

/// The pipes of a large network as square pictures, painted by other threads and kept: a frame of the map only copies them. While the tiles of a
/// new scale are on their way, those of the scale before and a picture of the whole stand in, stretched. GUI thread only; the painting threads
/// share nothing but the immutable content.
class MapTiles final : public QObject {
    Q_OBJECT
public:
    explicit MapTiles(QObject* parent = nullptr);
    ~MapTiles() override; ///< waits for the tiles that are being painted

    /// Forgets every picture.
    void setContent(std::shared_ptr<const drawing::MapContent> content);
    /// Forgets them when something changes; with other colours the old tiles stand in until the new ones have been painted.
    /// `clear`: nothing is painted between the pipes, because a background lies behind.
    void setStyle(const session::Theme& theme, bool muted, std::shared_ptr<const drawing::PipeColours> colours = nullptr, bool clear = false);
    void setPixelRatio(double ratio);

    /// Draws what is at hand for the frame. `ask` orders the tiles that are missing (not during a flight).
    void draw(QPainter& painter, const drawing::MapFrame& frame, const QRectF& picture, bool ask);
    [[nodiscard]] int pending() const { return static_cast<int>(m_ordered.size()); }
    [[nodiscard]] int painted() const { return m_painted; } ///< since the content came; for tests

Q_SIGNALS:
    void arrived(); ///< a tile that the last draw asked for

private:
    using Key = std::pair<int, int>;
    struct Layer {
        double scale = 0; ///< pixels per map unit
        std::map<Key, QImage> tiles;
    };
    void order(double scale, Key key);
    void receive(quint64 generation, double scale, Key key, const QImage& image);
    void paintOverview();
    void drawOverview(QPainter& painter, QPointF origin, const drawing::MapFrame& frame, const QRegion& open) const;
    void drawLayer(QPainter& painter, const Layer& layer, const drawing::MapFrame& frame, QRegion& open) const; ///< takes what it covers off `open`
    void forget();

    std::shared_ptr<const drawing::MapContent> m_content;
    session::Theme m_theme;
    bool m_muted = false, m_clear = false;
    std::shared_ptr<const drawing::PipeColours> m_colours;
    double m_ratio = 1;
    Layer m_now, m_before;
    QImage m_overview;
    double m_overviewScale = 0;
    std::set<Key> m_ordered; ///< of the scale now
    std::shared_ptr<std::atomic<quint64>> m_generation = std::make_shared<std::atomic<quint64>>(1);
    quint64 m_style = 1; ///< changes with content and style, not with scale
    int m_painted = 0;
    QThreadPool m_pool;
};

} // namespace ms::map
