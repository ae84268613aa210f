#include "ui/session/selection.h"

namespace ms::session {

Selection::Selection(QObject* parent) : QObject(parent) {}

void Selection::setEvent(std::int64_t id) {
    if (m_event == id) return;
    m_event = id;
    Q_EMIT eventChanged(id);
    Q_EMIT changed();
}

void Selection::setSensors(std::set<std::string> names) {
    if (m_sensors == names) return;
    m_sensors = std::move(names);
    Q_EMIT sensorsChanged();
    Q_EMIT changed();
}

void Selection::toggleSensor(const std::string& name) {
    auto names = m_sensors;
    if (names.erase(name) == 0) names.insert(name);
    setSensors(std::move(names));
}

void Selection::setLinks(std::set<LinkIndex> links) {
    if (m_links == links) return;
    m_links = std::move(links);
    Q_EMIT linksChanged();
    Q_EMIT changed();
}

void Selection::setNodes(std::set<NodeIndex> nodes) {
    if (m_nodes == nodes) return;
    m_nodes = std::move(nodes);
    Q_EMIT nodesChanged();
    Q_EMIT changed();
}

void Selection::clear() {
    setEvent(0);
    setSensors({});
    setLinks({});
    setNodes({});
}

} // namespace ms::session
