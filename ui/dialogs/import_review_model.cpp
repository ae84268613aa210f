#include "ui/dialogs/import_review_model.h"

#include "ui/models/roles.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace ms::dialogs {

namespace {

constexpr int kBatch_ms = 60; ///< thousands of files are read in seconds: the view is told in batches
constexpr int kMostJoined = 3;
constexpr std::size_t kMostLookedAt = 100; ///< channels of a file, for what stands in its own row

QString qs(const std::string& s) { return QString::fromStdString(s); }

} // namespace

ImportReviewModel::ImportReviewModel(jobs::ImportReview& review, LocalZone zone, bool hasNetwork, QObject* parent)
    : QAbstractItemModel(parent), m_review(review), m_zone(std::move(zone)), m_hasNetwork(hasNetwork) {
    m_batch.setSingleShot(true);
    m_batch.setInterval(kBatch_ms);
    connect(&m_batch, &QTimer::timeout, this, &ImportReviewModel::takeChanges);
    connect(&review, &jobs::ImportReview::listChanged, this, &ImportReviewModel::takeList);
    connect(&review, &jobs::ImportReview::fileChanged, this, [this](int file) {
        m_changed.insert(file);
        if (!m_batch.isActive()) m_batch.start();
    });
    takeList();
}

void ImportReviewModel::takeList() {
    const auto& files = m_review.files();
    const bool grown = files.size() >= m_paths.size() &&
                       std::equal(m_paths.begin(), m_paths.end(), files.begin(), [](const QString& path, const auto& f) { return path == f.path; });
    if (grown && files.size() == m_paths.size()) return;
    const auto add = [&](std::size_t from) {
        for (std::size_t i = from; i < files.size(); ++i) {
            m_paths.push_back(files[i].path);
            m_children.push_back(childrenOf(static_cast<int>(i)));
        }
    };
    if (grown) {
        beginInsertRows({}, static_cast<int>(m_paths.size()), static_cast<int>(files.size()) - 1);
        add(m_paths.size());
        endInsertRows();
        return;
    }
    beginResetModel();
    m_paths.clear();
    m_children.clear();
    m_changed.clear();
    add(0);
    endResetModel();
}

void ImportReviewModel::takeChanges() {
    for (const int file : std::exchange(m_changed, {})) {
        if (file >= static_cast<int>(m_paths.size())) continue;
        const int now = childrenOf(file);
        int& shown = m_children[static_cast<std::size_t>(file)];
        const QModelIndex row = index(file, 0);
        if (now < shown) {
            beginRemoveRows(row, now, shown - 1);
            shown = now;
            endRemoveRows();
        } else if (now > shown) {
            beginInsertRows(row, shown, now - 1);
            shown = now;
            endInsertRows();
        }
        Q_EMIT dataChanged(row, index(file, ColumnCount - 1));
        if (shown > 0) Q_EMIT dataChanged(index(0, 0, row), index(shown - 1, ColumnCount - 1, row));
    }
}

int ImportReviewModel::childrenOf(int file) const {
    const auto n = static_cast<int>(channelsOf(m_review.files()[static_cast<std::size_t>(file)]).size());
    return n > 1 ? n : 0; // a file of one channel is that channel
}

int ImportReviewModel::fileOf(const QModelIndex& index) const {
    if (!index.isValid()) return -1;
    return index.internalId() == 0 ? index.row() : static_cast<int>(index.internalId()) - 1;
}

std::vector<ImportReviewModel::Place> ImportReviewModel::placesOf(const QModelIndex& index) const {
    std::vector<Place> places;
    const int file = fileOf(index);
    if (file < 0 || file >= static_cast<int>(m_review.files().size())) return places;
    const auto channels = channelsOf(m_review.files()[static_cast<std::size_t>(file)]);
    for (std::size_t i = 0; i < channels.size(); ++i)
        if (index.internalId() == 0 || static_cast<int>(i) == index.row())
            places.push_back({file, ingest::channelKey(*channels[i].guess), channels[i].sensor});
    return places;
}

QModelIndex ImportReviewModel::indexOf(const Place& place) const {
    if (place.file < 0 || place.file >= static_cast<int>(m_paths.size())) return {};
    const QModelIndex row = index(place.file, 0);
    const auto channels = channelsOf(m_review.files()[static_cast<std::size_t>(place.file)]);
    for (std::size_t i = 0; i < channels.size() && static_cast<int>(i) < rowCount(row); ++i)
        if (channels[i].sensor == place.sensor && ingest::channelKey(*channels[i].guess) == place.key) return index(static_cast<int>(i), 0, row);
    return row;
}

ingest::SensorMapRow ImportReviewModel::rowAt(const Place& place, bool* quantityKnown) const {
    auto channel = m_review.channel(place.file, place.key);
    if (quantityKnown) *quantityKnown = channel.quantityKnown;
    return place.sensor < channel.rows.size() ? channel.rows[place.sensor] : ingest::SensorMapRow{};
}

void ImportReviewModel::change(const std::vector<Place>& places, const Change& change) { correct(places, change, false); }

void ImportReviewModel::confirm(const std::vector<Place>& places, const Change& change) { correct(places, change, true); }

void ImportReviewModel::correct(const std::vector<Place>& places, const Change& change, bool evenUnchanged) {
    std::map<std::pair<int, std::string>, jobs::ImportReview::Correction> corrections; // a column may feed several sensors: all in one correction
    for (const Place& place : places) {
        auto& c = corrections[{place.file, place.key}];
        if (c.rows.empty()) {
            c.file = place.file;
            c.key = place.key;
            c.rows = m_review.channel(place.file, place.key).rows;
        }
        if (place.sensor < c.rows.size()) change(c.rows[place.sensor]);
    }
    std::vector<jobs::ImportReview::Correction> list;
    for (auto& [key, c] : corrections)
        if (evenUnchanged || c.rows != m_review.channel(c.file, c.key).rows) list.push_back(std::move(c));
    if (!list.empty()) m_review.correct(list);
}

void ImportReviewModel::reset(const std::vector<Place>& places) {
    std::vector<jobs::ImportReview::Correction> list;
    for (const Place& place : places)
        if (m_review.channel(place.file, place.key).corrected) list.push_back({place.file, place.key, {}});
    if (!list.empty()) m_review.correct(list);
}

QModelIndex ImportReviewModel::index(int row, int column, const QModelIndex& parent) const {
    if (row < 0 || column < 0 || column >= ColumnCount || row >= rowCount(parent)) return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex ImportReviewModel::parent(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == 0) return {};
    return createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr{0});
}

int ImportReviewModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return static_cast<int>(m_paths.size());
    return parent.internalId() == 0 && parent.column() == 0 ? m_children[static_cast<std::size_t>(parent.row())] : 0;
}

int ImportReviewModel::columnCount(const QModelIndex&) const { return ColumnCount; }

jobs::ImportReview::Channel ImportReviewModel::said(int file, const ReviewChannel& channel) const {
    return m_review.channel(file, ingest::channelKey(*channel.guess));
}

QString ImportReviewModel::channelText(int file, const ReviewChannel& channel, Column column) const {
    const auto& f = m_review.files()[static_cast<std::size_t>(file)];
    const auto now = said(file, channel);
    if (channel.sensor >= now.rows.size()) return {};
    const auto& row = now.rows[channel.sensor];
    const auto& s = row.sensor;
    const auto* figures = figuresOf(f, channel);
    const QLocale locale;
    switch (column) {
    case QuantityColumn: return now.quantityKnown && !row.leaveOut ? session::quantityWord(s.quantity) : QStringLiteral("–");
    case Unit:
        if (channel.guess->trouble == ingest::ChannelGuess::Trouble::noUnit && s.unit.empty()) return tr("missing");
        return s.unit.empty() ? QStringLiteral("–") : qs(s.unit);
    case Zone: return s.zone.empty() ? QStringLiteral("–") : qs(s.zone);
    case Element: return !s.element.empty() ? qs(s.element) : s.x && s.y ? tr("by coordinates") : QStringLiteral("–");
    case ClockColumn:
        if (!s.timezone.empty()) return qs(s.timezone);
        return channel.guess->trouble == ingest::ChannelGuess::Trouble::noQuantity ? QStringLiteral("–") : qs(channel.read().timezone);
    case Span: return figures && figures->values > 0 ? spanOf(figures->first_ms, figures->last_ms, m_zone) : QString();
    case Kept: return figures ? locale.toString(static_cast<qlonglong>(figures->values)) : QStringLiteral("0");
    default: return {};
    }
}

void ImportReviewModel::setHealth(std::function<QString(const std::string&)> health) {
    m_health = std::move(health);
    if (m_paths.empty()) return;
    for (int i = 0; i < static_cast<int>(m_paths.size()); ++i) m_changed.insert(i);
    m_batch.start();
}

QString ImportReviewModel::healthOf(int file, const ReviewChannel& channel) const {
    if (!m_health || !channel.taken()) return {};
    const auto now = said(file, channel);
    const std::string& name = channel.sensor < now.rows.size() && !now.rows[channel.sensor].sensor.name.empty() ? now.rows[channel.sensor].sensor.name
                                                                                                                : channel.read().name;
    return m_health(name);
}

QString ImportReviewModel::joined(int file, Column column) const {
    QStringList texts;
    auto channels = channelsOf(m_review.files()[static_cast<std::size_t>(file)]);
    if (channels.size() > kMostLookedAt) channels.resize(kMostLookedAt);
    for (const auto& channel : channels) {
        const QString text = channelText(file, channel, column);
        if (texts.contains(text)) continue;
        if (texts.size() == kMostJoined) {
            texts << QStringLiteral("…");
            break;
        }
        texts << text;
    }
    if (texts.size() > 1) texts.removeAll(QStringLiteral("–"));
    return texts.join(QStringLiteral(", "));
}

QString ImportReviewModel::text(const QModelIndex& index) const {
    const int file = fileOf(index);
    const auto& f = m_review.files()[static_cast<std::size_t>(file)];
    const auto column = static_cast<Column>(index.column());
    const bool read = f.state == jobs::ReviewedFile::State::read;
    const QLocale locale;
    if (index.internalId() != 0) {
        const auto channels = channelsOf(f);
        if (index.row() >= static_cast<int>(channels.size())) return {};
        const auto& channel = channels[static_cast<std::size_t>(index.row())];
        switch (column) {
        case File: {
            const auto now = said(file, channel);
            const QString name = channel.sensor < now.rows.size() ? qs(now.rows[channel.sensor].sensor.name) : QString();
            const QString header = channel.guess->header.empty() ? QFileInfo(f.path).completeBaseName() : qs(channel.guess->header);
            return name.isEmpty() || name == header ? header : QStringLiteral("%1 → %2").arg(header, name);
        }
        case StateColumn:
            if (const QString health = healthOf(file, channel); !health.isEmpty()) return health;
            return verdictOn(channel, said(file, channel).rows, m_hasNetwork).line();
        default: return channelText(file, channel, column);
        }
    }
    switch (column) {
    case File: return QFileInfo(f.path).fileName();
    case StateColumn: {
        const auto verdict = verdictOn(f);
        if (const auto channels = channelsOf(f); read && m_health && channels.size() == 1)
            if (const QString health = healthOf(file, channels[0]); !health.isEmpty()) return health;
        // What is said about the one channel is said in the file's row, where the file itself is well.
        if (const auto channels = channelsOf(f); read && verdict.severity <= 1 && channels.size() == 1)
            return verdictOn(channels[0], said(file, channels[0]).rows, m_hasNetwork).line();
        return verdict.line();
    }
    case Format: return read || !f.summary.report.format.empty() ? formatText(f) : QString();
    case Channels: return read && !f.isRepairs ? locale.toString(static_cast<qlonglong>(channelsOf(f).size())) : QString();
    case Kept:
        if (!read) return {};
        return locale.toString(f.isRepairs  ? static_cast<qlonglong>(f.repairs.size())
                               : f.usable() ? static_cast<qlonglong>(f.summary.report.values)
                                            : 0);
    case Quarantined: return read && !f.isRepairs ? locale.toString(static_cast<qlonglong>(f.summary.report.quarantined)) : QString();
    case Span: {
        std::int64_t first = 0, last = 0;
        bool any = false;
        for (const auto& s : f.summary.sensors) {
            if (s.values == 0) continue;
            first = any ? std::min(first, s.first_ms) : s.first_ms;
            last = any ? std::max(last, s.last_ms) : s.last_ms;
            any = true;
        }
        return any ? spanOf(first, last, m_zone) : QString();
    }
    default: return read && !f.isRepairs ? joined(file, column) : QString();
    }
}

QVariant ImportReviewModel::data(const QModelIndex& index, int role) const {
    const int file = fileOf(index);
    if (file < 0 || file >= static_cast<int>(m_review.files().size())) return {};
    const auto& f = m_review.files()[static_cast<std::size_t>(file)];
    switch (role) {
    case Qt::DisplayRole: return text(index);
    case Qt::EditRole: {
        const auto places = placesOf(index);
        if (places.empty()) return {};
        if (index.column() == File) return qs(rowAt(places.front()).sensor.name);
        const QString shown = text(index);
        return shown == QStringLiteral("–") || shown == tr("missing") ? QString() : shown;
    }
    case Qt::ToolTipRole:
        if (index.column() == File && index.internalId() == 0) return QDir::toNativeSeparators(f.path);
        if (index.column() == StateColumn) {
            if (index.internalId() != 0) {
                const auto channels = channelsOf(f);
                if (index.row() >= static_cast<int>(channels.size())) return {};
                const auto& c = channels[static_cast<std::size_t>(index.row())];
                const auto v = verdictOn(c, said(file, c).rows, m_hasNetwork);
                return v.advice.isEmpty() ? v.text : v.text + QStringLiteral(". ") + v.advice;
            }
            const auto v = verdictOn(f);
            return v.advice.isEmpty() ? v.text : v.text + QStringLiteral(". ") + v.advice;
        }
        return text(index);
    case Qt::TextAlignmentRole:
        return int((index.column() == Channels || index.column() == Kept || index.column() == Quarantined ? Qt::AlignRight : Qt::AlignLeft) |
                   Qt::AlignVCenter);
    case models::SeverityRole: {
        if (index.column() != StateColumn) return {};
        const QChar glyph = text(index).isEmpty() ? QChar() : text(index).front();
        return glyph == QChar(0x25A0) ? 3 : glyph == QChar(0x25B2) ? 2 : glyph == QChar(0x25CF) ? 1 : 0;
    }
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(), text(index));
    default: return {};
    }
}

Qt::ItemFlags ImportReviewModel::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    const bool editable = index.column() == File || (index.column() >= QuantityColumn && index.column() <= ClockColumn);
    const auto places = editable ? placesOf(index) : std::vector<Place>{};
    // A name belongs to one channel; the other fields may be set for a whole file.
    if (!places.empty() && (index.column() != File || places.size() == 1)) flags |= Qt::ItemIsEditable;
    return flags;
}

bool ImportReviewModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable)) return false;
    const std::string text = value.toString().trimmed().toStdString();
    if (value.toString() == data(index, Qt::EditRole).toString()) return false;
    std::optional<Quantity> quantity;
    std::optional<ms::Unit> unit;
    if (index.column() == QuantityColumn) {
        for (const auto q : {Quantity::pressure, Quantity::flow, Quantity::level, Quantity::demand})
            if (session::quantityWord(q).toStdString() == text || nameOf(q) == text) quantity = q;
        if (!quantity) return false;
    }
    if (index.column() == Unit && !text.empty()) {
        unit = unitFromString(text);
        if (!unit) return false;
    }
    const auto places = placesOf(index);
    std::vector<Place> sensible;
    for (const Place& place : places) {
        bool known = true;
        const auto row = rowAt(place, &known);
        // Nothing but quantity or unit can be said of what has no quantity: the row would guess one.
        if (!known && !quantity && !unit) continue;
        if (unit && known && (unit->quantity == Quantity::flow) != (row.sensor.quantity == Quantity::flow || row.sensor.quantity == Quantity::demand))
            continue;
        sensible.push_back(place);
    }
    if (sensible.empty()) return false;
    change(sensible, [&, column = index.column()](ingest::SensorMapRow& row) {
        switch (column) {
        case File: row.sensor.name = text; break;
        case QuantityColumn:
            row.sensor.quantity = *quantity;
            if (const auto old = unitFromString(row.sensor.unit);
                old && (old->quantity == Quantity::flow) != (*quantity == Quantity::flow || *quantity == Quantity::demand))
                row.sensor.unit.clear();
            row.leaveOut = false;
            break;
        case Unit:
            row.sensor.unit = text;
            if (unit && unit->quantity == Quantity::flow && row.sensor.quantity != Quantity::demand) row.sensor.quantity = Quantity::flow;
            row.leaveOut = false;
            break;
        case Zone: row.sensor.zone = text; break;
        case Element: row.sensor.element = text; break;
        case ClockColumn: row.sensor.timezone = text; break;
        default: break;
        }
    });
    return true;
}

QVariant ImportReviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Kept: return tr("Readings that would go in");
        case Quarantined: return tr("Rows and cells that would not: listed below with line and reason");
        case ClockColumn: return tr("The clock by which times without an offset are read");
        case Zone: return tr("The zone (DMA) that the sensor belongs to");
        case Element: return tr("The node or pipe of the network where the sensor stands");
        default: return {};
        }
    }
    if (role == Qt::TextAlignmentRole)
        return int((section == Channels || section == Kept || section == Quarantined ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case File: return tr("File");
    case Format: return tr("Format");
    case Channels: return tr("Channels");
    case QuantityColumn: return tr("Quantity");
    case Unit: return tr("Unit");
    case Zone: return tr("Zone");
    case Element: return tr("Place");
    case ClockColumn: return tr("Clock");
    case Span: return tr("From – to");
    case Kept: return tr("Kept");
    case Quarantined: return tr("Put aside");
    case StateColumn: return tr("State");
    default: return {};
    }
}

QString ImportReviewModel::details() const {
    QStringList lines;
    for (int file = 0; file < static_cast<int>(m_review.files().size()); ++file) {
        const auto& f = m_review.files()[static_cast<std::size_t>(file)];
        QStringList cells{f.path};
        for (int c = Format; c < ColumnCount; ++c) cells << text(index(file, c));
        lines << cells.join(QLatin1Char('\t'));
        for (const auto& evidence : evidenceLines(f)) lines << QStringLiteral("    ") + evidence;
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace ms::dialogs
