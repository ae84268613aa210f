#include "ui/models/model_fit_model.h"

#include <QFont>

#include <cmath>

namespace ms::models {

ModelFitModel::ModelFitModel(session::Session& session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {
    const auto again = [this] {
        beginResetModel();
        endResetModel();
    };
    connect(&session.modelFit(), &session::ModelFit::changed, this, again);
    connect(&session.appearance(), &session::Appearance::unitsChanged, this, again);
}

int ModelFitModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_session.modelFit().sensors().size());
}
int ModelFitModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columnsInAll; }

std::string ModelFitModel::sensorAt(int row) const {
    return row >= 0 && row < rowCount() ? m_session.modelFit().sensors()[static_cast<std::size_t>(row)].sensor : std::string();
}

int ModelFitModel::rowOf(const std::string& sensor) const {
    const auto* fit = m_session.modelFit().sensor(sensor);
    return fit ? static_cast<int>(fit - m_session.modelFit().sensors().data()) : -1;
}

QVariant ModelFitModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const auto& fit = m_session.modelFit().sensors()[static_cast<std::size_t>(index.row())];
    const auto& units = m_session.units();
    const auto shown = [&](double si) { return std::isfinite(si) ? units.change(fit.quantity, si) : QStringLiteral("–"); };
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Sensor: return QString::fromStdString(fit.sensor);
        case Before: return shown(fit.before_si);
        case After: return shown(fit.after_si);
        case Change: return shown(fit.change_si());
        case Spread: return std::isfinite(fit.spread_si) ? units.value(fit.quantity, fit.spread_si) : QStringLiteral("–");
        default: return {};
        }
    case Qt::TextAlignmentRole: return int((index.column() == Sensor ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2: %3")
            .arg(QString::fromStdString(fit.sensor), headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                 data(index, Qt::DisplayRole).toString());
    case Qt::FontRole: { // a change that three spreads do not explain
        QFont font;
        font.setBold(index.column() == Change && std::abs(fit.change_si()) > 3 * fit.spread_si);
        return font;
    }
    case Qt::ForegroundRole: return index.column() == Spread ? QVariant(m_session.theme().mutedText) : QVariant();
    default: return {};
    }
}

QVariant ModelFitModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole) return int((section == Sensor ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Before: return tr("Measured less modelled before, the median of the hours");
        case After: return tr("Measured less modelled after, the median of the hours");
        case Change: return tr("By how much it moved away from the model; bold beyond three spreads");
        case Spread: return tr("How far measured and modelled usually are apart, a standard deviation");
        default: return {};
        }
    }
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case Sensor: return tr("Sensor");
    case Before: return tr("Before");
    case After: return tr("After");
    case Change: return tr("Change");
    case Spread: return tr("Spread");
    default: return {};
    }
}

} // namespace ms::models
