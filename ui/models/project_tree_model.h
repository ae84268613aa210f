#pragma once

#include "ui/models/roles.h"
#include "ui/session/event_filter.h"
#include "ui/session/snapshot.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace ms::models {

/// The open project as a tree: data with its imports, network, zones with their sensors (health as glyph and word), repairs, runs.
class ProjectTreeModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum class Kind { section, data, network, zone, sensor, repair, run, fact };

    explicit ProjectTreeModel(QObject* parent = nullptr);
    ~ProjectTreeModel() override;

    /// Rebuilds the tree when anything it shows has changed; sections keep their names as keys (`ZoneRole`, `SensorRole`).
    void setSnapshot(const session::Snapshot& snapshot, const session::EventFilter& filter);
    [[nodiscard]] QModelIndex sensorIndex(const QString& name) const;
    /// A stable path of an item ("zones/DMA02"), for views that keep what was expanded over a rebuild.
    [[nodiscard]] QString key(const QModelIndex& index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Item;
    [[nodiscard]] const Item& item(const QModelIndex& index) const;
    void fill(Item& root, const session::Snapshot& snapshot, const session::EventFilter& filter) const;
    std::unique_ptr<Item> m_root;
    session::Snapshot m_snapshot; ///< what the items were made of
};

/// "● ok", "▲ drifts"... : glyph and word of a sensor's health.
[[nodiscard]] QString healthGlyph(session::Health health);
[[nodiscard]] QString healthWord(const session::SensorView& sensor);

} // namespace ms::models
