#pragma once

#include "core/base/time.h"
#include "core/detection/event.h"
#include "ui/models/roles.h"
#include "ui/session/display_units.h"
#include "ui/session/event_filter.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <memory>
#include <vector>

namespace ms::models {

/// The events of a snapshot, one a row, as the user reads them: start, zone, kind, size, area, confidence, status. Rows that stay the same keep
/// their selection when a new snapshot is set while events stream in.
class EventTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Start, Zone, Kind, Size, Area, Confidence, Status, ColumnCount };
    using Events = std::shared_ptr<const std::vector<detection::Event>>;

    explicit EventTableModel(QObject* parent = nullptr);

    void setEvents(Events events);
    void setContext(const LocalZone& zone, const session::DisplayUnits& units);
    [[nodiscard]] const detection::Event* at(int row) const; ///< null out of range
    [[nodiscard]] int rowOf(std::int64_t id) const;          ///< -1 when there is none

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant text(const detection::Event& event, int column) const;
    [[nodiscard]] static QVariant sortKey(const detection::Event& event, int column);
    [[nodiscard]] QString toolTip(const detection::Event& event, int column) const;

    Events m_events;
    LocalZone m_zone;
    session::DisplayUnits m_units;
};

/// Sorts by meaning (not by text) and lets through what the shared filter accepts.
class EventFilterModel final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit EventFilterModel(QObject* parent = nullptr);
    void setFilter(const session::EventFilter& filter);
    /// Rows of one value of this column stay together (in ascending order of it), sorted within; -1 = no groups.
    void setGrouping(int column);
    [[nodiscard]] int grouping() const { return m_grouping; }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override; ///< GroupStartRole beside the source's
    [[nodiscard]] std::int64_t idAt(int row) const;                                                   ///< 0 out of range
    [[nodiscard]] int rowOf(std::int64_t id) const;                                                   ///< -1 when filtered out or unknown

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    session::EventFilter m_filter;
    int m_grouping = -1;
};

/// Glyph before the word of a kind and of a status, so that neither is told by colour alone.
[[nodiscard]] QString kindGlyph(detection::EventKind kind);
[[nodiscard]] QString statusGlyph(detection::EventStatus status);
/// "1.9 km", "whole zone", "–" where an area means nothing.
[[nodiscard]] QString areaText(const detection::Event& event);
/// "4.1 ± 0.7", or "–" where the kind has no size.
[[nodiscard]] QString sizeText(const detection::Event& event, const session::DisplayUnits& units);
[[nodiscard]] bool hasSize(detection::EventKind kind);

} // namespace ms::models
