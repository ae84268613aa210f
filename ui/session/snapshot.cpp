#include "ui/session/snapshot.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace ms::session {

Snapshot::Snapshot()
    : gisPipes(std::make_shared<std::vector<analysis::GisPipe>>()), sensors(std::make_shared<std::vector<SensorView>>()),
      events(std::make_shared<std::vector<detection::Event>>()), notes(std::make_shared<std::vector<project::Note>>()),
      quiets(std::make_shared<std::vector<project::Quiet>>()), repairs(std::make_shared<std::vector<analysis::Repair>>()),
      qualitySpans(std::make_shared<std::vector<project::QualitySpan>>()), bands(std::make_shared<std::vector<analysis::ExpectedBand>>()),
      imports(std::make_shared<std::vector<project::ImportRecord>>()), runs(std::make_shared<std::vector<project::RunRecord>>()),
      calibrations(std::make_shared<std::vector<calibration::Calibration>>()), networkDiagnostics(std::make_shared<Diagnostics>()) {}

const calibration::Calibration* Snapshot::calibration() const { return calibrations->empty() ? nullptr : &calibrations->back(); }

const detection::Event* Snapshot::event(std::int64_t id) const {
    const auto it = std::find_if(events->begin(), events->end(), [id](const auto& e) { return e.id == id; });
    return it == events->end() ? nullptr : &*it;
}

const SensorView* Snapshot::sensor(const std::string& name) const {
    const auto it = std::find_if(sensors->begin(), sensors->end(), [&](const auto& s) { return s.sensor.name == name; });
    return it == sensors->end() ? nullptr : &*it;
}

const analysis::ExpectedBand* Snapshot::band(const std::string& name) const {
    const auto it = std::find_if(bands->begin(), bands->end(), [&](const auto& b) { return b.sensor == name; });
    return it == bands->end() ? nullptr : &*it;
}

std::vector<std::string> Snapshot::zones() const {
    std::set<std::string> names;
    for (const auto& s : *sensors) names.insert(s.sensor.zone);
    for (const auto& e : *events) names.insert(e.zone);
    names.erase(std::string());
    return {names.begin(), names.end()};
}

TimeSpan Snapshot::span() const {
    TimeSpan all;
    for (const auto& s : *sensors) {
        if (s.count == 0 || !s.span.from.valid()) continue;
        if (!all.from.valid() || s.span.from < all.from) all.from = s.span.from;
        if (!all.to.valid() || s.span.to > all.to) all.to = s.span.to;
    }
    return all;
}

std::string Snapshot::street(const std::string& pipe) const {
    const auto it = std::find_if(gisPipes->begin(), gisPipes->end(), [&](const auto& p) { return p.id == pipe; });
    return it == gisPipes->end() ? std::string() : it->street;
}

namespace {

std::optional<network::Point> middleOf(const std::vector<network::Point>& line) {
    if (line.empty()) return std::nullopt;
    double length = 0;
    for (std::size_t i = 1; i < line.size(); ++i) length += std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    double left = length / 2;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const double piece = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
        if (piece >= left && piece > 0) {
            const double f = left / piece;
            return network::Point{line[i - 1].x + f * (line[i].x - line[i - 1].x), line[i - 1].y + f * (line[i].y - line[i - 1].y)};
        }
        left -= piece;
    }
    return line.front();
}

void place(SensorView& view, const network::Network& network) {
    const auto& s = view.sensor;
    // Ids of nodes and links are two name spaces: a flow is looked for among the links first, all else among the nodes.
    if (!s.element.empty()) {
        if (s.quantity == Quantity::flow) view.link = network.findLink(s.element);
        if (!view.link.valid()) view.node = network.findNode(s.element);
        if (!view.node.valid() && !view.link.valid()) view.link = network.findLink(s.element);
    }
    if (view.place) return;
    if (view.node.valid()) view.place = network.node(view.node).position;
    if (view.link.valid()) view.place = middleOf(network.line(view.link));
}

} // namespace

std::vector<SensorView> viewSensors(const std::vector<project::SensorSummary>& sensors, const network::Network* network,
                                    const std::vector<detection::Event>& events, const std::vector<project::QualitySpan>& spans) {
    std::map<std::string, const quality::Fault*> flagged; // the latest that is long enough to matter
    for (const auto& s : spans)
        if (s.active && !s.byUser && s.fault.to - s.fault.from >= hours(1)) flagged[s.sensor] = &s.fault;
    Instant newest;
    for (const auto& s : sensors)
        if (s.count > 0 && s.span.to.valid() && (!newest.valid() || s.span.to > newest)) newest = s.span.to;

    std::map<std::string, const detection::Event*> faults; // the latest that is still open
    for (const auto& e : events) {
        if (e.kind != detection::EventKind::sensorFault && e.kind != detection::EventKind::meterFault) continue;
        if (e.endedAt || detection::setAside(e.status) || e.status == detection::EventStatus::repaired) continue;
        if (e.evidence.empty()) continue;
        // The strongest evidence names the sensor at fault; the others only bear witness.
        const auto strongest =
            std::max_element(e.evidence.begin(), e.evidence.end(), [](const auto& a, const auto& b) { return std::abs(a.z) < std::abs(b.z); });
        faults[strongest->sensor] = &e;
    }

    std::vector<SensorView> views;
    views.reserve(sensors.size());
    for (const auto& s : sensors) {
        SensorView view;
        view.sensor = s.sensor;
        view.count = s.count;
        view.span = s.span;
        if (s.sensor.x && s.sensor.y) view.place = network::Point{*s.sensor.x, *s.sensor.y};
        if (network) place(view, *network);
        if (s.count > 0 && newest.valid()) view.lag = newest - s.span.to;
        if (s.count == 0)
            view.health = Health::silent;
        else if (view.lag > days(2))
            view.health = Health::silent;
        else if (view.lag > hours(2))
            view.health = Health::late;
        if (const auto fault = flagged.find(s.sensor.name); fault != flagged.end()) {
            view.faultReason = fault->second->reason;
            view.faultSpan = {fault->second->from, fault->second->to};
            if (view.health != Health::silent) view.health = s.span.to - fault->second->to < days(1) ? Health::faulty : Health::suspect;
        }
        if (const auto fault = faults.find(s.sensor.name); fault != faults.end() && view.health != Health::silent) {
            view.faultEvent = fault->second->id;
            view.health = fault->second->confidence >= 0.9 ? Health::faulty : Health::suspect;
        }
        views.push_back(std::move(view));
    }
    return views;
}

std::optional<double> Snapshot::falseAlarmsPerZoneWeek() const {
    if (runs->empty()) return {};
    const auto options = QJsonDocument::fromJson(QByteArray::fromStdString(runs->back().optionsJson)).object();
    for (const auto* key : {"falseAlarmsPerZoneWeek", "false_alarms_per_zone_week"})
        if (const auto value = options.value(QLatin1String(key)); value.isDouble() && value.toDouble() > 0) return value.toDouble();
    return usualFalseAlarms();
}

double Snapshot::usualFalseAlarms() const {
    return analysis::usualFalseAlarms(
        std::any_of(sensors->begin(), sensors->end(), [](const SensorView& s) { return s.sensor.quantity == Quantity::demand; }));
}

} // namespace ms::session
