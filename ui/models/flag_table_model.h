#pragma once

#include "ui/session/session.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace ms::models {

/// "stuck", "clock shifted" ...: what the checks call a fault, as the user reads it.
[[nodiscard]] QString faultWord(quality::FaultKind kind);

/// The spans of flagged readings of the open project, one a row; of one sensor or of all. Its first column is ticked where a span counts; ticking it
/// is an entry of the session's undo stack.
class FlagTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Counts, Sensor, Fault, From, Until, Why, ColumnCount };

    explicit FlagTableModel(session::Session& session, QObject* parent = nullptr);
    void setSensor(const QString& name); ///< empty = all
    [[nodiscard]] const project::QualitySpan& span(int row) const { return m_spans[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

private:
    void refresh();

    session::Session& m_session;
    std::string m_sensor;
    std::shared_ptr<const std::vector<project::QualitySpan>> m_all; ///< what `m_spans` was taken from
    std::vector<project::QualitySpan> m_spans;
};

} // namespace ms::models
