#include "ui/dialogs/import_table_model.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace ms::dialogs {

ImportTableModel::ImportTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void ImportTableModel::setFiles(const QStringList& paths) {
    beginResetModel();
    m_rows.clear();
    for (const auto& path : paths) m_rows.push_back({path, {}, {}, State::waiting});
    endResetModel();
}

QStringList ImportTableModel::files() const {
    QStringList paths;
    for (const auto& row : m_rows) paths << row.path;
    return paths;
}

void ImportTableModel::setUnits(const QString& text) {
    m_units = text;
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, Unit), index(rowCount() - 1, Unit));
}

void ImportTableModel::setOutcomes(const std::vector<jobs::FileOutcome>& outcomes) {
    for (const auto& outcome : outcomes) {
        const QString path = QFileInfo(outcome.path).absoluteFilePath();
        auto it = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& r) { return QFileInfo(r.path).absoluteFilePath() == path; });
        if (it == m_rows.end()) {
            beginInsertRows({}, rowCount(), rowCount());
            m_rows.push_back({outcome.path, {}, {}, State::waiting});
            endInsertRows();
            it = m_rows.end() - 1;
        }
        it->outcome = outcome;
        it->state = !outcome.error.isEmpty() ? State::failed : outcome.quarantined > 0 ? State::partly : State::fine;
    }
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void ImportTableModel::markMissingUnit(const QString& file, const QString& columns) {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        auto& row = m_rows[i];
        if (row.path != file && QFileInfo(row.path).fileName() != QFileInfo(file).fileName()) continue;
        row.unit = tr("missing");
        row.state = State::failed;
        if (row.outcome.error.isEmpty()) row.outcome.error = tr("unit of %1 missing").arg(columns);
        const int r = static_cast<int>(i);
        Q_EMIT dataChanged(index(r, 0), index(r, ColumnCount - 1));
    }
}

ImportTableModel::State ImportTableModel::state(int row) const { return m_rows[static_cast<std::size_t>(row)].state; }

int ImportTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int ImportTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString ImportTableModel::outcomeText(const Row& row) const {
    const QLocale locale;
    switch (row.state) {
    case State::waiting: return QStringLiteral("◔ ") + tr("waiting");
    case State::failed: return QStringLiteral("■ ") + row.outcome.error;
    case State::fine:
    case State::partly: break;
    }
    const QString glyph = row.state == State::fine ? QStringLiteral("● ") : QStringLiteral("▲ ");
    if (row.outcome.values == 0 && row.outcome.unchanged > 0) return glyph + tr("nothing new");
    QString text = row.state == State::fine ? tr("read") : tr("read, some rows put aside");
    if (row.outcome.unchanged > 0) text += tr(", %1 known already").arg(locale.toString(row.outcome.unchanged));
    if (row.outcome.replaced > 0) text += tr(", %1 replaced").arg(locale.toString(row.outcome.replaced));
    return glyph + text;
}

QVariant ImportTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool known = row.state != State::waiting;
    const QLocale locale;
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case File: return QFileInfo(row.path).fileName();
        case Format: return row.outcome.format;
        case Channels: return known ? locale.toString(row.outcome.channels) : QString();
        case Unit: return row.unit.isEmpty() ? m_units : row.unit;
        case Values: return known ? locale.toString(row.outcome.values) : QString();
        case Quarantined: return known ? locale.toString(row.outcome.quarantined) : QString();
        case Outcome: return outcomeText(row);
        default: return {};
        }
    case Qt::ToolTipRole: return index.column() == File ? row.path : data(index, Qt::DisplayRole);
    case Qt::TextAlignmentRole:
        return int((index.column() == Channels || index.column() == Values || index.column() == Quarantined ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    default: return {};
    }
}

QVariant ImportTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case File: return tr("File");
    case Format: return tr("Format");
    case Channels: return tr("Channels");
    case Unit: return tr("Unit");
    case Values: return tr("Values");
    case Quarantined: return tr("Put aside");
    case Outcome: return tr("Result");
    default: return {};
    }
}

QString ImportTableModel::details() const {
    QStringList lines;
    for (const auto& row : m_rows)
        lines << QStringLiteral("%1\t%2\t%3\t%4\t%5\t%6")
                     .arg(row.path, row.outcome.format)
                     .arg(row.outcome.channels)
                     .arg(row.outcome.values)
                     .arg(row.outcome.quarantined)
                     .arg(outcomeText(row));
    return lines.join(QLatin1Char('\n'));
}

} // namespace ms::dialogs
