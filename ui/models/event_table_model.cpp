#include "ui/models/event_table_model.h"

#include "ui/session/core_words.h"

#include <algorithm>
#include <cmath>

namespace ms::models {

using detection::Event;
using detection::EventKind;
using detection::EventStatus;

bool hasSize(EventKind kind) { return kind != EventKind::sensorFault && kind != EventKind::meterFault; }

QString kindGlyph(EventKind kind) {
    switch (kind) {
    case EventKind::burst: return QStringLiteral("◆");
    case EventKind::leak: return QStringLiteral("◇");
    case EventKind::sensorFault: return QStringLiteral("■");
    case EventKind::meterFault: return QStringLiteral("□");
    case EventKind::operation: return QStringLiteral("▷");
    case EventKind::demand: return QStringLiteral("○");
    }
    return {};
}

QString statusGlyph(EventStatus status) {
    switch (status) {
    case EventStatus::open: return QStringLiteral("●");
    case EventStatus::confirmed: return QStringLiteral("✓");
    case EventStatus::dismissed: return QStringLiteral("✕");
    case EventStatus::repaired: return QStringLiteral("◼");
    case EventStatus::withdrawn: return QStringLiteral("○");
    }
    return {};
}

QString areaText(const Event& event) {
    if (!hasSize(event.kind)) return QStringLiteral("–");
    if (event.area.wholeZone) return EventTableModel::tr("whole zone");
    if (event.area.pipes.empty()) return QStringLiteral("–");
    return session::lengthText(event.area.length_m);
}

QString sizeText(const Event& event, const session::DisplayUnits& units) {
    if (!hasSize(event.kind)) return QStringLiteral("–");
    const double half = (event.flow_m3s.high - event.flow_m3s.low) / 2;
    const QString value = units.number(Quantity::flow, event.flow_m3s.value);
    if (!(half > 0) || !std::isfinite(half)) return value;
    return QStringLiteral("%1 ± %2").arg(value, units.number(Quantity::flow, half));
}

EventTableModel::EventTableModel(QObject* parent) : QAbstractTableModel(parent), m_events(std::make_shared<std::vector<Event>>()) {}

void EventTableModel::setEvents(Events events) {
    if (!events) events = std::make_shared<std::vector<Event>>();
    const auto old = m_events;
    const bool sameIds = old->size() == events->size() &&
                         std::equal(old->begin(), old->end(), events->begin(), [](const Event& a, const Event& b) { return a.id == b.id; });
    const bool grown = events->size() > old->size() &&
                       std::equal(old->begin(), old->end(), events->begin(), [](const Event& a, const Event& b) { return a.id == b.id; });
    if (sameIds) {
        m_events = std::move(events);
        for (std::size_t i = 0; i < m_events->size(); ++i)
            if (!((*m_events)[i] == (*old)[i])) {
                const int row = static_cast<int>(i);
                Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
            }
    } else if (grown) {
        beginInsertRows({}, static_cast<int>(old->size()), static_cast<int>(events->size()) - 1);
        m_events = std::move(events);
        endInsertRows();
        if (!old->empty()) Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(old->size()) - 1, ColumnCount - 1));
    } else {
        beginResetModel();
        m_events = std::move(events);
        endResetModel();
    }
}

void EventTableModel::setContext(const LocalZone& zone, const session::DisplayUnits& units) {
    if (zone == m_zone && units == m_units) return;
    m_zone = zone;
    m_units = units;
    if (!m_events->empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

const Event* EventTableModel::at(int row) const { return row >= 0 && row < rowCount() ? &(*m_events)[static_cast<std::size_t>(row)] : nullptr; }

int EventTableModel::rowOf(std::int64_t id) const {
    const auto it = std::find_if(m_events->begin(), m_events->end(), [id](const Event& e) { return e.id == id; });
    return it == m_events->end() ? -1 : static_cast<int>(it - m_events->begin());
}

int EventTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_events->size()); }
int EventTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant EventTableModel::text(const Event& e, int column) const {
    switch (column) {
    case Start: return session::shortTime(e.startedAt, m_zone);
    case Zone: return QString::fromStdString(e.zone);
    case Kind: return QStringLiteral("%1 %2").arg(kindGlyph(e.kind), session::kindWord(e.kind));
    case Size: return sizeText(e, m_units);
    case Area: return areaText(e);
    case Confidence: return session::percentText(e.confidence);
    case Status: return QStringLiteral("%1 %2").arg(statusGlyph(e.status), session::statusWord(e.status));
    default: return {};
    }
}

QVariant EventTableModel::sortKey(const Event& e, int column) {
    switch (column) {
    case Start: return QVariant::fromValue<qlonglong>(e.startedAt.ms);
    case Zone: return QString::fromStdString(e.zone);
    case Kind: return static_cast<int>(e.kind);
    case Size: return hasSize(e.kind) ? e.flow_m3s.value : -1.0;
    case Area: return !hasSize(e.kind) ? -1.0 : e.area.wholeZone ? 1e12 : e.area.length_m;
    case Confidence: return e.confidence;
    case Status: return static_cast<int>(e.status);
    default: return {};
    }
}

QString EventTableModel::toolTip(const Event& e, int column) const {
    switch (column) {
    case Start:
        return tr("Began %1 (%2 to %3), called %4")
            .arg(session::longTime(e.startedAt, m_zone), session::shortTime(e.startedCi.first, m_zone),
                 session::shortTime(e.startedCi.second, m_zone), session::shortTime(e.detectedAt, m_zone));
    case Size:
        if (!hasSize(e.kind)) break;
        return tr("%1, with 90 % between %2 and %3")
            .arg(m_units.value(Quantity::flow, e.flow_m3s.value), m_units.number(Quantity::flow, e.flow_m3s.low),
                 m_units.value(Quantity::flow, e.flow_m3s.high));
    case Area:
        if (!hasSize(e.kind)) break;
        return tr("%1 of pipes hold the burst with %2; %3 of the zone")
            .arg(session::lengthText(e.area.length_m), session::percentText(e.area.level), session::percentText(e.area.share));
    default: break;
    }
    return session::inWords(e.why, m_units);
}

QVariant EventTableModel::data(const QModelIndex& index, int role) const {
    const auto* e = index.isValid() ? at(index.row()) : nullptr;
    if (e == nullptr) return {};
    switch (role) {
    case Qt::DisplayRole: return text(*e, index.column());
    case Qt::ToolTipRole: return toolTip(*e, index.column());
    case Qt::TextAlignmentRole:
        if (index.column() == Size || index.column() == Area || index.column() == Confidence) return int(Qt::AlignRight | Qt::AlignVCenter);
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                                            text(*e, index.column()).toString());
    case SortRole: return sortKey(*e, index.column());
    case EventIdRole: return QVariant::fromValue<qlonglong>(e->id);
    case SeverityRole: {
        const bool settled = detection::setAside(e->status) || e->status == EventStatus::repaired;
        return settled ? -1 : 0;
    }
    default: return {};
    }
}

QVariant EventTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Size || section == Area || section == Confidence ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Start) return tr("Begin, in %1").arg(QString::fromStdString(m_zone.name));
    if (role == Qt::ToolTipRole && section == Confidence) return tr("Confidence that it is what the kind says");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Start: return tr("Start");
    case Zone: return tr("Zone");
    case Kind: return tr("Kind");
    case Size: return m_units.unit(Quantity::flow);
    case Area: return tr("Area");
    case Confidence: return tr("Conf.");
    case Status: return tr("Status");
    default: return {};
    }
}

EventFilterModel::EventFilterModel(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(SortRole);
    setDynamicSortFilter(true);
}

void EventFilterModel::setFilter(const session::EventFilter& filter) {
    m_filter = filter;
    invalidateFilter();
}

void EventFilterModel::setGrouping(int column) {
    if (column == m_grouping) return;
    m_grouping = column;
    invalidate();
    if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {GroupStartRole});
}

QVariant EventFilterModel::data(const QModelIndex& at, int role) const {
    if (role != GroupStartRole || !at.isValid()) return QSortFilterProxyModel::data(at, role);
    if (m_grouping < 0 || at.row() == 0) return false;
    return index(at.row() - 1, m_grouping).data(SortRole) != index(at.row(), m_grouping).data(SortRole);
}

std::int64_t EventFilterModel::idAt(int row) const { return row < 0 || row >= rowCount() ? 0 : index(row, 0).data(EventIdRole).toLongLong(); }

int EventFilterModel::rowOf(std::int64_t id) const {
    const auto* source = qobject_cast<const EventTableModel*>(sourceModel());
    const int row = source != nullptr ? source->rowOf(id) : -1;
    return row < 0 ? -1 : mapFromSource(source->index(row, 0)).row();
}

bool EventFilterModel::filterAcceptsRow(int row, const QModelIndex&) const {
    const auto* source = qobject_cast<const EventTableModel*>(sourceModel());
    const auto* event = source != nullptr ? source->at(row) : nullptr;
    return event != nullptr && m_filter.accepts(*event);
}

bool EventFilterModel::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    if (m_grouping >= 0 && left.column() != m_grouping) { // the groups ascend, whichever way the rows within are sorted
        const auto g = left.siblingAtColumn(m_grouping).data(SortRole), h = right.siblingAtColumn(m_grouping).data(SortRole);
        const int order = g.typeId() == QMetaType::QString ? QString::localeAwareCompare(g.toString(), h.toString())
                                                           : (g.toDouble() < h.toDouble()   ? -1
                                                              : g.toDouble() > h.toDouble() ? 1
                                                                                            : 0);
        if (order != 0) return (order < 0) == (sortOrder() == Qt::AscendingOrder);
    }
    const auto a = left.data(SortRole), b = right.data(SortRole);
    if (a.typeId() == QMetaType::QString) {
        const int order = QString::localeAwareCompare(a.toString(), b.toString());
        if (order != 0) return order < 0;
    } else if (a.typeId() == QMetaType::LongLong) {
        if (a != b) return a.toLongLong() < b.toLongLong();
    } else if (a.toDouble() < b.toDouble() || a.toDouble() > b.toDouble()) {
        return a.toDouble() < b.toDouble();
    }
    const auto* source = qobject_cast<const EventTableModel*>(sourceModel()); // equal: the older first, so that the order is always the same
    return source->at(left.row())->startedAt < source->at(right.row())->startedAt;
}

} // namespace ms::models
