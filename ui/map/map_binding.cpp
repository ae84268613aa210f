#include "ui/map/map_binding.h"

#include "ui/map/map_view.h"
#include "ui/session/session.h"

#include <QtConcurrent/QtConcurrentRun>

namespace ms::map {

using session::Session;

MapBinding::MapBinding(Session& session, MapView& view) : QObject(&view), m_session(session), m_view(view) {
    connect(&session, &Session::networkChanged, this, &MapBinding::rebuild);
    connect(&session, &Session::sensorsChanged, this, &MapBinding::rebuild);
    connect(&session, &Session::opened, this, &MapBinding::rebuild);
    connect(&session, &Session::closed, this, &MapBinding::rebuild);
    connect(&session, &Session::infoChanged, this, &MapBinding::rebuild);
    connect(&session, &Session::eventsChanged, this, &MapBinding::showEvent);
    connect(&session, &Session::frameRequested, this, [this](qint64 event) {
        if (m_building.isRunning() || !m_view.content()) {
            m_flyWhenReady = event;
            return;
        }
        showEvent();
        if (m_view.overlay().event == event) m_view.flyToEvent();
    });
    connect(&session.selection(), &session::Selection::eventChanged, this, &MapBinding::showEvent);
    connect(&session.selection(), &session::Selection::changed, this, &MapBinding::showSelection);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, [this] { m_view.setTheme(m_session.theme()); });
    connect(&session.appearance(), &session::Appearance::unitsChanged, this, [this] { m_view.setUnits(m_session.units()); });
    connect(&view, &MapView::selectionEdited, this, &MapBinding::takeSelection);
    connect(&m_building, &QFutureWatcherBase::finished, this, [this] {
        if (!m_building.isCanceled() && m_building.future().resultCount() > 0) adopt(m_building.result());
    });
    view.setTheme(session.theme());
    view.setUnits(session.units());
    rebuild();
}

MapBinding::~MapBinding() { m_building.waitForFinished(); }

void MapBinding::rebuild() {
    const session::Snapshot& snapshot = m_session.snapshot();
    std::vector<series::Sensor> sensors;
    sensors.reserve(snapshot.sensors->size());
    for (const session::SensorView& view : *snapshot.sensors) {
        sensors.push_back(view.sensor);
        if (view.place) {
            sensors.back().x = view.place->x;
            sensors.back().y = view.place->y;
        }
    }
    auto build = [network = snapshot.network, gis = snapshot.gisPipes, sensors = std::move(sensors)] {
        return std::shared_ptr<const drawing::MapContent>(
            std::make_shared<drawing::MapContent>(drawing::buildMapContent(network.get(), *gis, sensors)));
    };
    const std::size_t links = (snapshot.network ? snapshot.network->links.size() : 0) + snapshot.gisPipes->size();
    if (links < 5000) {
        m_building.setFuture({}); // an older, larger build no longer matters
        adopt(build());
    } else
        m_building.setFuture(QtConcurrent::run(std::move(build)));
}

void MapBinding::adopt(std::shared_ptr<const drawing::MapContent> content) {
    m_view.setContent(std::move(content), QString::fromStdString(m_session.snapshot().info.settings.crs));
    showEvent();
    showSelection();
    if (m_flyWhenReady != 0 && m_view.overlay().event == m_flyWhenReady) m_view.flyToEvent();
    m_flyWhenReady = 0;
}

void MapBinding::showEvent() { m_view.setEvent(m_session.snapshot().event(m_session.selection().event())); }

void MapBinding::showSelection() {
    const auto& content = m_view.content();
    if (!content) return;
    std::set<std::uint32_t> pipes, nodes, sensors;
    for (const LinkIndex link : m_session.selection().links())
        if (const auto pipe = content->findLink(link)) pipes.insert(*pipe);
    for (const NodeIndex node : m_session.selection().nodes())
        if (const auto found = content->findNode(node)) nodes.insert(*found);
    for (const std::string& name : m_session.selection().sensors())
        if (const auto sensor = content->findSensor(name)) sensors.insert(*sensor);
    m_view.setSelectedPipes(std::move(pipes));
    m_view.setSelectedNodes(std::move(nodes));
    m_view.setSelectedSensors(std::move(sensors));
}

void MapBinding::takeSelection() {
    const auto& content = *m_view.content();
    std::set<LinkIndex> links;
    for (const std::uint32_t pipe : m_view.selectedPipes())
        if (content.pipes[pipe].link.valid()) links.insert(content.pipes[pipe].link);
    std::set<NodeIndex> nodes;
    for (const std::uint32_t node : m_view.selectedNodes()) nodes.insert(content.nodes[node].node);
    std::set<std::string> sensors;
    for (const std::uint32_t sensor : m_view.selectedSensors()) sensors.insert(content.sensors[sensor].name);
    // Copies first: each setter below makes showSelection() replace what the view has.
    m_session.selection().setLinks(std::move(links));
    m_session.selection().setNodes(std::move(nodes));
    m_session.selection().setSensors(std::move(sensors));
}

} // namespace ms::map
