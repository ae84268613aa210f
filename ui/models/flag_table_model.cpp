#include "ui/models/flag_table_model.h"

#include "ui/models/roles.h"
#include "ui/session/core_words.h"

#include <algorithm>

namespace ms::models {

using quality::FaultKind;

QString faultWord(FaultKind kind) {
    switch (kind) {
    case FaultKind::stuck: return FlagTableModel::tr("stuck");
    case FaultKind::spike: return FlagTableModel::tr("spike");
    case FaultKind::outOfRange: return FlagTableModel::tr("out of range");
    case FaultKind::noise: return FlagTableModel::tr("noisy");
    case FaultKind::clockShift: return FlagTableModel::tr("clock shifted");
    case FaultKind::drift: return FlagTableModel::tr("drifts");
    case FaultKind::offset: return FlagTableModel::tr("offset");
    case FaultKind::excluded: return FlagTableModel::tr("left out");
    }
    return {};
}

FlagTableModel::FlagTableModel(session::Session& session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {
    for (const auto signal : {&session::Session::readingsChanged, &session::Session::sensorsChanged, &session::Session::infoChanged})
        connect(&session, signal, this, &FlagTableModel::refresh);
    refresh();
}

void FlagTableModel::setSensor(const QString& name) {
    m_sensor = name.toStdString();
    m_all.reset();
    refresh();
}

void FlagTableModel::refresh() {
    const auto all = m_session.snapshot().qualitySpans;
    if (all == m_all) return;
    m_all = all;
    std::vector<project::QualitySpan> spans;
    std::copy_if(all->begin(), all->end(), std::back_inserter(spans), [this](const auto& s) { return m_sensor.empty() || s.sensor == m_sensor; });
    const bool sameRows = spans.size() == m_spans.size() &&
                          std::equal(spans.begin(), spans.end(), m_spans.begin(), [](const auto& a, const auto& b) { return a.id == b.id; });
    if (sameRows) { // a tick alone must not take the selection away
        m_spans = std::move(spans);
        if (!m_spans.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_spans = std::move(spans);
    endResetModel();
}

int FlagTableModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_spans.size()); }

int FlagTableModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FlagTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case Counts: return tr("Flagged");
    case Sensor: return tr("Sensor");
    case Fault: return tr("Fault");
    case From: return tr("From");
    case Until: return tr("To");
    case Why: return tr("Why");
    default: return {};
    }
}

QVariant FlagTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto& s = span(index.row());
    const auto& zone = m_session.zone();
    switch (role) {
    case Qt::CheckStateRole: return index.column() == Counts ? QVariant(s.active ? Qt::Checked : Qt::Unchecked) : QVariant();
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        switch (index.column()) {
        case Sensor: return QString::fromStdString(s.sensor);
        case Fault: return QStringLiteral("%1 %2").arg(s.byUser ? QStringLiteral("○") : QStringLiteral("▲"), faultWord(s.fault.kind));
        case From: return session::longTime(s.fault.from, zone);
        case Until: return session::longTime(s.fault.to, zone);
        case Why:
            if (s.byUser) return s.fault.reason.empty() ? tr("by you") : tr("by you: %1").arg(QString::fromStdString(s.fault.reason));
            return session::inWords(s.fault.reason, m_session.units());
        default: return {};
        }
    case Qt::AccessibleTextRole:
        if (index.column() != Counts) return {};
        return s.active ? tr("flagged") : tr("taken for good");
    case SortRole:
        switch (index.column()) {
        case Counts: return s.active;
        case From: return static_cast<qlonglong>(s.fault.from.ms);
        case Until: return static_cast<qlonglong>(s.fault.to.ms);
        default: return data(index, Qt::DisplayRole);
        }
    case SensorRole: return QString::fromStdString(s.sensor);
    case Qt::ForegroundRole:
        if (!s.active) return m_session.theme().mutedText;
        return index.column() == Fault && !s.byUser ? QVariant(m_session.theme().warning) : QVariant();
    default: return {};
    }
}

Qt::ItemFlags FlagTableModel::flags(const QModelIndex& index) const {
    auto flags = QAbstractTableModel::flags(index);
    if (index.column() == Counts && m_session.editable()) flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool FlagTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || index.column() != Counts) return false;
    return m_session.setSpanActive(span(index.row()).id, value.toInt() == Qt::Checked);
}

} // namespace ms::models
