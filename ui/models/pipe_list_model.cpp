#include "ui/models/pipe_list_model.h"

#include "ui/session/display_units.h"

#include <algorithm>
#include <unordered_map>

namespace ms::models {

PipeListModel::PipeListModel(QObject* parent) : QAbstractTableModel(parent) {}

void PipeListModel::setEvent(const detection::Event* event, const session::Snapshot& snapshot, std::size_t most) {
    beginResetModel();
    m_rows.clear();
    m_hidden = 0;
    if (event != nullptr) {
        const auto n = std::min(most, event->area.pipes.size());
        m_hidden = event->area.pipes.size() - n;
        std::unordered_map<std::string, const std::string*> streets;
        for (const auto& pipe : *snapshot.gisPipes)
            if (!pipe.street.empty()) streets[pipe.id] = &pipe.street;
        for (std::size_t i = 0; i < n; ++i) {
            const auto& pipe = event->area.pipes[i];
            const auto it = streets.find(pipe.id);
            m_rows.push_back({pipe, it == streets.end() ? QString() : QString::fromStdString(*it->second)});
        }
    }
    endResetModel();
}

int PipeListModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int PipeListModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant PipeListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Pipe: return QString::fromStdString(row.pipe.id);
        case Street: return row.street;
        case Length: return session::lengthText(row.pipe.length_m);
        case Probability: return session::percentText(row.pipe.probability);
        default: return {};
        }
    case Qt::TextAlignmentRole: return int((index.column() >= Length ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return tr("pipe %1, %2, %3 long")
            .arg(QString::fromStdString(row.pipe.id), session::percentText(row.pipe.probability), session::lengthText(row.pipe.length_m));
    case FractionRole: return m_rows.front().pipe.probability > 0 ? row.pipe.probability / m_rows.front().pipe.probability : 0.0;
    case PipeRole: return QString::fromStdString(row.pipe.id);
    case SortRole: return row.pipe.probability;
    default: return {};
    }
}

QVariant PipeListModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case Pipe: return tr("Pipe");
    case Street: return tr("Street");
    case Length: return tr("Length");
    case Probability: return tr("Probability");
    default: return {};
    }
}

} // namespace ms::models
