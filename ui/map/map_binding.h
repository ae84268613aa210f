#pragma once

#include "core/base/error.h"
#include "ui/drawing/map_content.h"
#include "ui/drawing/pipe_colours.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>
#include <set>

namespace ms::session {
class Session;
}

namespace ms::map {

class MapView;
struct MapResidual;

/// Ties a map to the session: network and sensors in, selection both ways, theme and units. Large networks are indexed on another thread.
/// A child of the view. GUI thread only.
class MapBinding final : public QObject {
    Q_OBJECT
public:
    MapBinding(session::Session& session, MapView& view);
    ~MapBinding() override;
    void setColouring(drawing::PipeColouring colouring);
    [[nodiscard]] drawing::PipeColouring colouring() const { return m_colouring; }

Q_SIGNALS:
    void problem(const ms::Error& error);

private:
    void rebuild();
    void adopt(std::shared_ptr<const drawing::MapContent> content);
    void showEvent();
    void showSelection();
    void takeSelection();
    void showWhatIf();
    void showLoggerPlaces();
    [[nodiscard]] std::vector<MapResidual> residualsNow(bool& supposed) const; ///< `supposed`: against the what-if, not against what was expected
    void showResiduals();
    void showColours();

    session::Session& m_session;
    MapView& m_view;
    QFutureWatcher<std::shared_ptr<const drawing::MapContent>> m_building;
    drawing::PipeColouring m_colouring = drawing::PipeColouring::probability;
    qint64 m_flyWhenReady = 0; ///< event to fly to once the content is there
};

} // namespace ms::map
