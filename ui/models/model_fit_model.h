#pragma once

#include "ui/session/session.h"

#include <QAbstractTableModel>

namespace ms::models {

/// Measured less modelled per sensor, before and after: a row a sensor, in the order of session::ModelFit, in the user's units.
class ModelFitModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Sensor, Before, After, Change, Spread, columnsInAll };

    explicit ModelFitModel(session::Session& session, QObject* parent = nullptr);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] std::string sensorAt(int row) const;
    [[nodiscard]] int rowOf(const std::string& sensor) const; ///< -1 = none

private:
    session::Session& m_session;
};

} // namespace ms::models
