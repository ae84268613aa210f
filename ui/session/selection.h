#pragma once

#include "core/base/index.h"

#include <QObject>

#include <cstdint>
#include <set>
#include <string>

namespace ms::session {

/// What the user has selected: one event, any sensors, links and nodes. One object shared by map, charts, tables and inspector; a setter that
/// changes nothing says nothing, so views may set what they show without looping. GUI thread only.
class Selection final : public QObject {
    Q_OBJECT
public:
    explicit Selection(QObject* parent = nullptr);

    [[nodiscard]] std::int64_t event() const { return m_event; }                     ///< 0 = none
    [[nodiscard]] const std::set<std::string>& sensors() const { return m_sensors; } ///< names
    [[nodiscard]] const std::set<LinkIndex>& links() const { return m_links; }
    [[nodiscard]] const std::set<NodeIndex>& nodes() const { return m_nodes; }

    void setEvent(std::int64_t id);
    void setSensors(std::set<std::string> names);
    void toggleSensor(const std::string& name);
    void setLinks(std::set<LinkIndex> links);
    void setNodes(std::set<NodeIndex> nodes);
    void clear();

Q_SIGNALS:
    void eventChanged(qint64 id);
    void sensorsChanged();
    void linksChanged();
    void nodesChanged();
    void changed(); ///< after any of the above

private:
    std::int64_t m_event = 0;
    std::set<std::string> m_sensors;
    std::set<LinkIndex> m_links;
    std::set<NodeIndex> m_nodes;
};

} // namespace ms::session
