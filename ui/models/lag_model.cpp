#include "ui/models/lag_model.h"

#include "ui/models/project_tree_model.h"
#include "ui/models/roles.h"

#include <algorithm>
#include <numeric>

namespace ms::models {

LagModel::LagModel(session::Session& session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {
    for (const auto signal : {&session::Session::readingsChanged, &session::Session::sensorsChanged, &session::Session::infoChanged})
        connect(&session, signal, this, &LagModel::refresh);
    refresh();
}

void LagModel::refresh() {
    const auto sensors = m_session.snapshot().sensors;
    if (sensors == m_sensors) return;
    std::vector<std::size_t> order(sensors->size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&sensors](std::size_t a, std::size_t b) {
        const auto &left = (*sensors)[a], &right = (*sensors)[b];
        const bool leftNone = left.count == 0, rightNone = right.count == 0;
        return leftNone != rightNone ? leftNone : left.lag > right.lag;
    });
    if (m_sensors && m_sensors->size() == sensors->size() && order == m_order) { // the selection stays
        m_sensors = sensors;
        if (!m_order.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_sensors = sensors;
    m_order = std::move(order);
    endResetModel();
}

int LagModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_order.size()); }

int LagModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant LagModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::ToolTipRole && section == Behind) return tr("Behind the newest reading of all sensors");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Sensor: return tr("Sensor");
    case Zone: return tr("Zone");
    case Newest: return tr("Newest reading");
    case Behind: return tr("Behind");
    default: return {};
    }
}

QVariant LagModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto& s = sensor(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        switch (index.column()) {
        case Sensor: return QStringLiteral("%1 %2").arg(healthGlyph(s.health), QString::fromStdString(s.sensor.name));
        case Zone: return QString::fromStdString(s.sensor.zone);
        case Newest: return s.count == 0 ? tr("none yet") : session::longTime(s.span.to, m_session.zone());
        case Behind: return s.count == 0 ? QString() : session::spanText(s.lag);
        default: return {};
        }
    case SensorRole: return QString::fromStdString(s.sensor.name);
    case Qt::ForegroundRole:
        return index.column() == Behind && (s.health == session::Health::late || s.health == session::Health::silent)
                   ? QVariant(m_session.theme().warning)
                   : QVariant();
    default: return {};
    }
}

} // namespace ms::models
