#pragma once

#include "ui/session/session.h"

#include <QAbstractTableModel>

#include <vector>

namespace ms::models {

/// How far each sensor is from what a supposed burst would make it show: a row a sensor, the best explained first; columns: the sensor, nothing
/// having burst, the one being dragged, the pins. Values in the user's units; the least of a row is bold.
class WhatIfModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Sensor, Without, This, FirstPin };

    explicit WhatIfModel(session::Session& session, QObject* parent = nullptr);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] std::string sensorAt(int row) const;

private:
    struct Row {
        std::string sensor;
        Quantity quantity = Quantity::pressure;
        double sigma = 0;
        std::vector<double> misfits; ///< without, this, pins; NaN where not known
    };
    void refresh();

    session::Session& m_session;
    std::vector<Row> m_rows;
    int m_columns = FirstPin;
};

} // namespace ms::models
