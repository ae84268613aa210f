#pragma once

#include "ui/session/session.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace ms::models {

/// How far each sensor is behind the newest reading of all, the farthest first; those without a reading before them.
class LagModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Sensor, Zone, Newest, Behind, ColumnCount };

    explicit LagModel(session::Session& session, QObject* parent = nullptr);
    [[nodiscard]] const session::SensorView& sensor(int row) const { return (*m_sensors)[m_order[static_cast<std::size_t>(row)]]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void refresh();

    session::Session& m_session;
    std::shared_ptr<const std::vector<session::SensorView>> m_sensors; ///< what `m_order` numbers
    std::vector<std::size_t> m_order;
};

} // namespace ms::models
