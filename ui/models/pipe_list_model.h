#pragma once

#include "core/detection/event.h"
#include "ui/models/roles.h"
#include "ui/session/snapshot.h"

#include <QAbstractTableModel>

namespace ms::models {

/// The pipes an event may be on, most probable first: id, street, length, probability (with `FractionRole` for the bar).
class PipeListModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Pipe, Street, Length, Probability, ColumnCount };
    explicit PipeListModel(QObject* parent = nullptr);

    /// At most `most` pipes are listed; `hidden()` says how many more there are.
    void setEvent(const detection::Event* event, const session::Snapshot& snapshot, std::size_t most = 400);
    [[nodiscard]] std::size_t hidden() const { return m_hidden; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        detection::PipeProbability pipe;
        QString street;
    };
    std::vector<Row> m_rows;
    std::size_t m_hidden = 0;
};

} // namespace ms::models
