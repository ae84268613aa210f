#pragma once

#include "core/base/error.h"
#include "ui/drawing/map_frame.h"

#include <QImage>
#include <QObject>
#include <QString>
#include <QThreadPool>

#include <atomic>
#include <map>
#include <memory>
#include <set>
#include <utility>

class QPainter;

namespace ms::map {

/// What lies behind the map: nothing, a local file, or tiles from an address.
struct BackdropChoice {
    QString source;        ///< path or address; empty = nothing
    double strength = 0.6; ///< 0..1, how much of it is seen
    bool operator==(const BackdropChoice&) const = default;
};

/// The background as square pictures that one other thread reads and warps; a frame of the map only copies what is there. Scales are rounded up to
/// steps of the square root of 2, so that most turns of the wheel find their pictures ready. GUI thread only.
class Backdrop final : public QObject {
    Q_OBJECT
public:
    explicit Backdrop(QObject* parent = nullptr);
    ~Backdrop() override; ///< waits for what is being read; from an address at most its time-out

    void setChoice(const BackdropChoice& choice, const QString& crs);
    [[nodiscard]] const BackdropChoice& choice() const { return m_choice; }
    [[nodiscard]] bool active() const { return !m_choice.source.isEmpty(); }
    [[nodiscard]] QString credit() const; ///< where it comes from, for the corner of the map
    void draw(QPainter& painter, const drawing::MapFrame& frame, const QRectF& picture, bool ask);
    [[nodiscard]] int pending() const { return static_cast<int>(m_ordered.size()); }

Q_SIGNALS:
    void arrived();
    void problem(const ms::Error& error); ///< once a choice; the background is then off

private:
    using Key = std::pair<int, int>; ///< column from x = 0 to the right, row from y = 0 down, of squares of this layer
    struct Layer {
        double scale = 0; ///< pixels per map unit
        std::map<Key, QImage> tiles;
    };
    struct Reader; ///< of the other thread
    void drawLayer(QPainter& painter, const Layer& layer, const drawing::MapFrame& frame, const QRectF& picture) const;
    void order(double scale, Key key);
    void receive(quint64 generation, double scale, Key key, const QImage& image);
    void fail(quint64 choice, const Error& error);
    void letGo();

    BackdropChoice m_choice;
    QString m_crs;
    Layer m_now, m_before;
    std::set<Key> m_ordered;
    std::shared_ptr<Reader> m_reader;
    std::shared_ptr<std::atomic<quint64>> m_generation = std::make_shared<std::atomic<quint64>>(1); ///< of choice and scale
    quint64 m_choices = 0;
    QThreadPool m_pool; ///< one thread
};

} // namespace ms::map
