#include "ui/models/project_tree_model.h"

#include "ui/session/core_words.h"
#include "ui/session/display_units.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <map>

namespace ms::models {

using session::Health;
using session::SensorView;

QString healthGlyph(Health health) {
    switch (health) {
    case Health::good: return QStringLiteral("●");
    case Health::late: return QStringLiteral("◔");
    case Health::suspect: return QStringLiteral("▲");
    case Health::faulty: return QStringLiteral("■");
    case Health::silent: return QStringLiteral("○");
    }
    return {};
}

QString healthWord(const SensorView& sensor) {
    const auto tr = [](const char* text) { return ProjectTreeModel::tr(text); };
    switch (sensor.health) {
    case Health::good: return tr("ok");
    case Health::late:
        return tr("late %1").arg(session::spanText(sensor.lag > hours(1) ? hours((sensor.lag.ms + 1'800'000) / 3'600'000) : sensor.lag));
    case Health::suspect: return tr("suspect");
    case Health::faulty: return tr("faulty");
    case Health::silent: return sensor.count == 0 ? tr("no data") : tr("silent %1").arg(session::spanText(sensor.lag));
    }
    return {};
}

namespace {
int severity(Health health) {
    switch (health) {
    case Health::good: return 1;
    case Health::late: return 0;
    case Health::suspect: return 2;
    case Health::faulty: return 3;
    case Health::silent: return 2;
    }
    return 0;
}
QString count(std::size_t n) { return QLocale().toString(static_cast<qlonglong>(n)); }
} // namespace

struct ProjectTreeModel::Item {
    Kind kind = Kind::section;
    QString key, name, detail, glyph, toolTip, sensor, zone;
    int severity = 0;
    std::int64_t event = 0;
    Item* parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Item>> children;

    Item& add(Kind kindOf, QString keyOf, QString nameOf, QString detailOf = {}) {
        auto child = std::make_unique<Item>();
        child->kind = kindOf;
        child->key = std::move(keyOf);
        child->name = std::move(nameOf);
        child->detail = std::move(detailOf);
        child->parent = this;
        child->row = static_cast<int>(children.size());
        children.push_back(std::move(child));
        return *children.back();
    }
    [[nodiscard]] bool same(const Item& o) const {
        if (kind != o.kind || key != o.key || name != o.name || detail != o.detail || glyph != o.glyph || toolTip != o.toolTip ||
            severity != o.severity || event != o.event || children.size() != o.children.size())
            return false;
        return std::equal(children.begin(), children.end(), o.children.begin(), [](const auto& a, const auto& b) { return a->same(*b); });
    }
};

ProjectTreeModel::ProjectTreeModel(QObject* parent) : QAbstractItemModel(parent), m_root(std::make_unique<Item>()) {}
ProjectTreeModel::~ProjectTreeModel() = default;

void ProjectTreeModel::setSnapshot(const session::Snapshot& snapshot, const session::EventFilter& filter) {
    auto root = std::make_unique<Item>();
    if (!snapshot.info.path.isEmpty() || !snapshot.sensors->empty()) fill(*root, snapshot, filter);
    m_snapshot = snapshot;
    if (root->same(*m_root)) return;
    beginResetModel();
    m_root = std::move(root);
    endResetModel();
}

namespace {

QString sensorToolTip(const SensorView& view, const session::Snapshot& snapshot) {
    const auto& s = view.sensor;
    QStringList lines;
    lines << QStringLiteral("<b>%1</b> %2").arg(QString::fromStdString(s.name).toHtmlEscaped(), session::quantityWord(s.quantity));
    if (!s.element.empty()) lines << ProjectTreeModel::tr("at %1").arg(QString::fromStdString(s.element).toHtmlEscaped());
    if (!s.zone.empty()) lines << ProjectTreeModel::tr("zone %1").arg(QString::fromStdString(s.zone).toHtmlEscaped());
    if (view.count > 0)
        lines << ProjectTreeModel::tr("%1 readings, %2 to %3")
                     .arg(QLocale().toString(static_cast<qlonglong>(view.count)), session::dateOnly(view.span.from, snapshot.info.zone),
                          session::longTime(view.span.to, snapshot.info.zone));
    if (!view.place) lines << ProjectTreeModel::tr("Not on the map: neither coordinates nor a network element");
    if (!view.faultReason.empty())
        lines << ProjectTreeModel::tr("%1 to %2: %3")
                     .arg(session::longTime(view.faultSpan.from, snapshot.info.zone), session::longTime(view.faultSpan.to, snapshot.info.zone),
                          QString::fromStdString(view.faultReason).toHtmlEscaped());
    if (const auto* event = snapshot.event(view.faultEvent)) lines << session::inWords(event->why).toHtmlEscaped();
    return lines.join(QStringLiteral("<br>"));
}

/// The quantity stands beside the name only where it is not pressure, which most loggers measure, and not in the name already.
QString nameInTree(const series::Sensor& sensor) {
    const QString name = QString::fromStdString(sensor.name), word = session::quantityWord(sensor.quantity);
    if (sensor.quantity == Quantity::pressure || name.contains(word, Qt::CaseInsensitive)) return name;
    return QStringLiteral("%1 %2").arg(name, word);
}

QString networkText(const session::Snapshot& snapshot, double& length_m) {
    length_m = 0;
    if (snapshot.network) {
        for (const auto& link : snapshot.network->links)
            if (link.kind == network::LinkKind::pipe) length_m += link.length_m;
        return session::lengthText(length_m);
    }
    for (const auto& pipe : *snapshot.gisPipes) length_m += pipe.length_m;
    return snapshot.gisPipes->empty() ? ProjectTreeModel::tr("none") : session::lengthText(length_m);
}

} // namespace

void ProjectTreeModel::fill(Item& root, const session::Snapshot& s, const session::EventFilter& filter) const {
    std::int64_t values = 0;
    for (const auto& v : *s.sensors) values += v.count;
    auto& data = root.add(Kind::data, QStringLiteral("data"), tr("Data"),
                          s.sensors->empty() ? tr("none yet") : QLocale().toString(static_cast<qlonglong>(values)));
    std::map<QString, std::pair<std::int64_t, std::int64_t>> byPath, byFile; // the last import of a path counts
    std::map<QString, int> files;                                            // paths of one name
    for (const auto& record : *s.imports) byPath[QString::fromStdString(record.path)] = {record.values, record.quarantined};
    for (const auto& [path, numbers] : byPath) ++files[QFileInfo(path).fileName()];
    for (const auto& [path, numbers] : byPath) {
        const QString name = QFileInfo(path).fileName();
        byFile[files[name] > 1 ? path : name] = numbers; // a folder a day may hold the same names
    }
    constexpr std::size_t most = 200;
    for (const auto& [name, numbers] : byFile) {
        if (data.children.size() >= most) {
            data.add(Kind::fact, QStringLiteral("data/more"), tr("and %1 more").arg(count(byFile.size() - most)));
            break;
        }
        auto& item = data.add(Kind::fact, QStringLiteral("data/") + name, name, QLocale().toString(static_cast<qlonglong>(numbers.first)));
        if (numbers.second > 0) {
            item.glyph = QStringLiteral("▲");
            item.severity = 2;
            item.toolTip = tr("%1 rows were put aside").arg(QLocale().toString(static_cast<qlonglong>(numbers.second)));
        }
    }

    double length_m = 0;
    const QString length = networkText(s, length_m);
    auto& net = root.add(Kind::network, QStringLiteral("network"), tr("Network"), length);
    if (s.network) {
        std::size_t junctions = 0, tanks = 0, reservoirs = 0, pumps = 0, valves = 0;
        for (const auto& n : s.network->nodes) {
            junctions += n.kind == network::NodeKind::junction;
            tanks += n.kind == network::NodeKind::tank;
            reservoirs += n.kind == network::NodeKind::reservoir;
        }
        for (const auto& l : s.network->links) {
            pumps += l.kind == network::LinkKind::pump;
            valves += l.kind == network::LinkKind::valve;
        }
        net.add(Kind::fact, QStringLiteral("network/junctions"), tr("Junctions"), count(junctions));
        net.add(Kind::fact, QStringLiteral("network/pipes"), tr("Pipes"), count(s.network->links.size() - pumps - valves));
        if (pumps + valves > 0)
            net.add(Kind::fact, QStringLiteral("network/active"), tr("Pumps, valves"), QStringLiteral("%1, %2").arg(count(pumps), count(valves)));
        if (tanks + reservoirs > 0)
            net.add(Kind::fact, QStringLiteral("network/tanks"), tr("Tanks, reservoirs"),
                    QStringLiteral("%1, %2").arg(count(tanks), count(reservoirs)));
        if (!s.networkDiagnostics->empty()) {
            auto& odd = net.add(Kind::fact, QStringLiteral("network/remarks"), tr("Remarks"), count(s.networkDiagnostics->size()));
            odd.glyph = QStringLiteral("▲");
            odd.severity = 2;
            QStringList lines;
            for (const auto& d : *s.networkDiagnostics) {
                if (lines.size() == 12) break;
                lines << session::inWords(d).toHtmlEscaped();
            }
            odd.toolTip = lines.join(QStringLiteral("<br>"));
        }
    } else if (!s.gisPipes->empty()) {
        net.add(Kind::fact, QStringLiteral("network/pipes"), tr("GIS pipes"), count(s.gisPipes->size()));
    }

    std::map<std::string, std::vector<const SensorView*>> byZone;
    for (const auto& zone : s.zones()) byZone[zone];
    for (const auto& v : *s.sensors) byZone[v.sensor.zone].push_back(&v);
    auto& zones =
        root.add(Kind::section, QStringLiteral("zones"), tr("Zones and sensors"), s.sensors->empty() ? QString() : count(s.sensors->size()));
    // Sensors without a zone come last: they are what still wants doing, not what one looks for.
    std::vector<std::pair<std::string, std::vector<const SensorView*>>> ordered(byZone.begin(), byZone.end());
    if (!ordered.empty() && ordered.front().first.empty()) std::rotate(ordered.begin(), ordered.begin() + 1, ordered.end());
    for (const auto& [zone, sensors] : ordered) {
        const QString name = zone.empty() ? tr("without zone") : QString::fromStdString(zone);
        const auto open = std::count_if(s.events->begin(), s.events->end(), [&wanted = zone](const auto& e) {
            return e.zone == wanted && e.status == detection::EventStatus::open &&
                   (e.kind == detection::EventKind::burst || e.kind == detection::EventKind::leak);
        });
        auto& branch = zones.add(Kind::zone, QStringLiteral("zones/") + name, name, open > 0 ? tr("%1 open").arg(open) : QString());
        branch.toolTip = open > 0
                             ? tr("%1: %n open burst(s) or leak(s). Double click filters by this zone", nullptr, static_cast<int>(open)).arg(name)
                             : tr("Double click filters by this zone");
        branch.zone = QString::fromStdString(zone);
        branch.severity = open > 0 ? 2 : 0;
        for (const auto* v : sensors) {
            if (!filter.acceptsSensor(v->sensor.name, v->sensor.zone)) continue;
            auto& leaf = branch.add(Kind::sensor, branch.key + QLatin1Char('/') + QString::fromStdString(v->sensor.name), nameInTree(v->sensor),
                                    healthWord(*v));
            leaf.glyph = healthGlyph(v->health);
            leaf.severity = severity(v->health);
            leaf.sensor = QString::fromStdString(v->sensor.name);
            leaf.zone = branch.zone;
            leaf.event = v->faultEvent;
        }
    }

    auto& repairs = root.add(Kind::section, QStringLiteral("repairs"), tr("Repairs"), s.repairs->empty() ? tr("none") : count(s.repairs->size()));
    for (std::size_t i = 0; i < s.repairs->size() && i < most; ++i) {
        const auto& r = (*s.repairs)[i];
        const auto when = r.completed ? r.completed : r.reported;
        const QString what = QString::fromStdString(!r.pipe.empty() ? r.pipe : !r.street.empty() ? r.street : r.job);
        repairs.add(Kind::repair, QStringLiteral("repairs/%1").arg(i), what.isEmpty() ? tr("repair %1").arg(i + 1) : what,
                    when ? session::shortTime(*when, s.info.zone) : QString());
    }
    auto& runs = root.add(Kind::section, QStringLiteral("runs"), tr("Runs"), s.runs->empty() ? tr("none yet") : count(s.runs->size()));
    for (auto it = s.runs->rbegin(); it != s.runs->rend() && runs.children.size() < most; ++it) {
        auto& item = runs.add(Kind::run, QStringLiteral("runs/%1").arg(it->id), session::shortTime(it->started, s.info.zone),
                              it->complete ? tr("complete") : tr("partial"));
        item.glyph = it->complete ? QStringLiteral("●") : QStringLiteral("▲");
        item.severity = it->complete ? 0 : 2;
        item.toolTip =
            tr("Run %1 by Mainsight %2 with %n worker(s), %3", nullptr, it->workers)
                .arg(it->id)
                .arg(QString::fromStdString(it->version), it->finished.valid() ? session::spanText(it->finished - it->started) : tr("not finished"));
    }
}

const ProjectTreeModel::Item& ProjectTreeModel::item(const QModelIndex& index) const {
    return index.isValid() ? *static_cast<const Item*>(index.constInternalPointer()) : *m_root;
}

QString ProjectTreeModel::key(const QModelIndex& index) const { return index.isValid() ? item(index).key : QString(); }

QModelIndex ProjectTreeModel::sensorIndex(const QString& name) const {
    for (const auto& section : m_root->children)
        for (const auto& zone : section->children)
            for (const auto& leaf : zone->children)
                if (leaf->sensor == name) return createIndex(leaf->row, 0, leaf.get());
    return {};
}

QModelIndex ProjectTreeModel::index(int row, int column, const QModelIndex& parent) const {
    const auto& from = item(parent);
    if (row < 0 || column < 0 || column > 1 || static_cast<std::size_t>(row) >= from.children.size()) return {};
    return createIndex(row, column, from.children[static_cast<std::size_t>(row)].get());
}

QModelIndex ProjectTreeModel::parent(const QModelIndex& index) const {
    if (!index.isValid()) return {};
    auto* up = item(index).parent;
    return up == nullptr || up == m_root.get() ? QModelIndex() : createIndex(up->row, 0, up);
}

int ProjectTreeModel::rowCount(const QModelIndex& parent) const { return parent.column() > 0 ? 0 : static_cast<int>(item(parent).children.size()); }

int ProjectTreeModel::columnCount(const QModelIndex&) const { return 2; }

QVariant ProjectTreeModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto& i = item(index);
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == 1) return i.detail;
        return i.glyph.isEmpty() ? i.name : QStringLiteral("%1 %2").arg(i.glyph, i.name);
    case Qt::ToolTipRole:
        if (i.kind == Kind::sensor) // made when asked for: there may be thousands
            if (const auto* view = m_snapshot.sensor(i.sensor.toStdString())) return sensorToolTip(*view, m_snapshot);
        return i.toolTip.isEmpty() ? QVariant() : QVariant(i.toolTip);
    case Qt::AccessibleTextRole: return i.detail.isEmpty() ? i.name : QStringLiteral("%1, %2").arg(i.name, i.detail);
    case SensorRole: return i.sensor;
    case ZoneRole: return i.zone;
    case NodeKindRole: return static_cast<int>(i.kind);
    case EventIdRole: return QVariant::fromValue<qlonglong>(i.event);
    case SeverityRole: return i.severity;
    default: return {};
    }
}

} // namespace ms::models
