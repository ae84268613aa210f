#pragma once

#include "core/jobs/import_run.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <vector>

namespace ms::dialogs {

/// The review table of an import: a row a file, filled in as the workers report.
class ImportTableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { File, Format, Channels, Unit, Values, Quarantined, Outcome, ColumnCount };
    enum class State { waiting, fine, partly, failed };
    explicit ImportTableModel(QObject* parent = nullptr);

    void setFiles(const QStringList& paths); ///< forgets the outcomes
    [[nodiscard]] QStringList files() const;
    void setUnits(const QString& text);                               ///< what is said about units, until a file's own are known
    void setOutcomes(const std::vector<jobs::FileOutcome>& outcomes); ///< matched by path; unknown paths become rows
    void markMissingUnit(const QString& file, const QString& columns);
    [[nodiscard]] State state(int row) const;
    [[nodiscard]] QString details() const; ///< for Copy details

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString path, unit;
        jobs::FileOutcome outcome;
        State state = State::waiting;
    };
    [[nodiscard]] QString outcomeText(const Row& row) const;
    std::vector<Row> m_rows;
    QString m_units;
};

} // namespace ms::dialogs
