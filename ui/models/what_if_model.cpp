#include "ui/models/what_if_model.h"

#include <QFont>

#include <algorithm>
#include <cmath>

namespace ms::models {

WhatIfModel::WhatIfModel(session::Session& session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {
    connect(&session.whatIf(), &session::WhatIf::changed, this, &WhatIfModel::refresh);
    connect(&session.appearance(), &session::Appearance::unitsChanged, this, &WhatIfModel::refresh);
    refresh();
}

void WhatIfModel::refresh() {
    const auto& w = m_session.whatIf();
    std::vector<Row> rows;
    const auto* first = w.result() ? &*w.result() : w.pins().empty() ? nullptr : &w.pins().front();
    if (w.active() && first != nullptr) {
        for (std::size_t i = 0; i < first->names.size(); ++i) {
            const auto* view = m_session.snapshot().sensor(first->names[i]);
            const auto& p = first->prediction.sensors[i];
            if (view == nullptr || !std::isfinite(p.without_si)) continue;
            Row row{first->names[i], view->sensor.quantity, p.sigma_si, {p.without_si, w.result() ? p.misfit_si : std::nan("")}};
            for (const auto& pin : w.pins()) {
                const auto* s = pin.sensor(row.sensor);
                row.misfits.push_back(s != nullptr ? s->misfit_si : std::nan(""));
            }
            rows.push_back(std::move(row));
        }
        // What the burst must explain first: the order must not change while one drags, so it is that of the misfit without any.
        std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.misfits[0] / a.sigma > b.misfits[0] / b.sigma; });
    }
    const int columns = FirstPin + static_cast<int>(w.pins().size());
    const bool same = columns == m_columns && rows.size() == m_rows.size() &&
                      std::equal(rows.begin(), rows.end(), m_rows.begin(), [](const Row& a, const Row& b) { return a.sensor == b.sensor; });
    if (same) {
        m_rows = std::move(rows);
        if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columns - 1);
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    m_columns = columns;
    endResetModel();
}

int WhatIfModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
int WhatIfModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_columns; }
std::string WhatIfModel::sensorAt(int row) const {
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].sensor : std::string();
}

QVariant WhatIfModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto& units = m_session.units();
    if (index.column() == Sensor) {
        if (role == Qt::DisplayRole) return QString::fromStdString(row.sensor);
        if (role == Qt::ToolTipRole)
            return tr("%1 usually lies within %2 of what is expected").arg(QString::fromStdString(row.sensor), units.value(row.quantity, row.sigma));
        return {};
    }
    const double value = row.misfits[static_cast<std::size_t>(index.column() - 1)];
    switch (role) {
    case Qt::DisplayRole: return std::isfinite(value) ? units.value(row.quantity, value) : QStringLiteral("–");
    case Qt::TextAlignmentRole: return int(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2: %3")
            .arg(QString::fromStdString(row.sensor), headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                 data(index, Qt::DisplayRole).toString());
    case Qt::FontRole: {
        const bool least = std::isfinite(value) && std::none_of(row.misfits.begin(), row.misfits.end(), [&](double v) { return v < value; });
        QFont font;
        font.setBold(least);
        return font;
    }
    case Qt::ForegroundRole: return index.column() == Without ? QVariant(m_session.theme().mutedText) : QVariant();
    default: return {};
    }
}

QVariant WhatIfModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return int((section == Sensor ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    const auto& pins = m_session.whatIf().pins();
    const auto pin = static_cast<std::size_t>(section - FirstPin);
    if (role == Qt::ToolTipRole && section >= FirstPin && pin < pins.size())
        return tr("Pin %1: pipe %2, %3")
            .arg(section - FirstPin + 1)
            .arg(QString::fromStdString(pins[pin].pipe), m_session.units().value(Quantity::flow, pins[pin].prediction.hypothesis.flow_m3s));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Sensor: return tr("Sensor");
    case Without: return tr("No burst");
    case This: return tr("This");
    default: return tr("Pin %1").arg(section - FirstPin + 1);
    }
}

} // namespace ms::models
