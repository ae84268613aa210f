#include "tests/gui/window/made_town.h"

#include <cmath>
#include <random>

namespace ms::tests {

namespace {

constexpr int kColumns = 16, kRows = 11;
constexpr double kPi = 3.14159265358979;

double unit(std::uint64_t seed) { // splitmix64 to [0, 1)
    seed += 0x9E3779B97F4A7C15ULL;
    seed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    seed = (seed ^ (seed >> 27)) * 0x94D049BB133111EBULL;
    return static_cast<double>((seed ^ (seed >> 31)) >> 11) / 9007199254740992.0;
}

std::string nodeId(int c, int r) { return "J" + std::to_string(100 * (r + 1) + c); }

std::shared_ptr<const network::Network> madeNetwork() {
    auto net = std::make_shared<network::Network>();
    net->title = "Westvale";
    for (int r = 0; r < kRows; ++r)
        for (int c = 0; c < kColumns; ++c) {
            network::Node node;
            node.id = nodeId(c, r);
            const auto seed = static_cast<std::uint64_t>(r * 100 + c);
            node.position = network::Point{364'000 + 130.0 * c + 70 * (unit(seed) - 0.5), 175'200 + 120.0 * r + 70 * (unit(seed + 5000) - 0.5)};
            node.elevation_m = 40 + 20 * unit(seed + 9000);
            node.demands.push_back({0.00007, -1, {}});
            net->nodes.push_back(node);
        }
    int number = 1;
    const auto pipe = [&](int a, int b) {
        network::Link link;
        link.id = "P" + std::to_string(1000 + number);
        link.from = NodeIndex(a);
        link.to = NodeIndex(b);
        const auto &p = *net->nodes[static_cast<std::size_t>(a)].position, &q = *net->nodes[static_cast<std::size_t>(b)].position;
        link.length_m = std::hypot(p.x - q.x, p.y - q.y);
        link.diameter_m = number % 7 == 0 ? 0.2 : 0.1;
        link.roughness = 120;
        net->links.push_back(link);
        ++number;
    };
    for (int r = 0; r < kRows; ++r)
        for (int c = 0; c < kColumns; ++c) {
            const auto seed = static_cast<std::uint64_t>(r * 100 + c);
            if (c + 1 < kColumns && (r == 0 || unit(seed + 100) < 0.72)) pipe(r * kColumns + c, r * kColumns + c + 1);
            if (r + 1 < kRows && (c == 0 || unit(seed + 20'000) < 0.78)) pipe(r * kColumns + c, (r + 1) * kColumns + c);
        }
    // What feeds it: without a source there would be nothing to solve.
    network::Node source;
    source.id = "R1";
    source.kind = network::NodeKind::reservoir;
    source.elevation_m = 110;
    source.position = network::Point{363'850, 175'120};
    net->nodes.push_back(source);
    pipe(kColumns * kRows, 0);
    net->links.back().id = "MAIN";
    net->links.back().diameter_m = 0.25;
    net->buildIndex();
    return net;
}

Instant at(int day, int hour, int minute = 0) { return Instant{kTownStart} + days(day) + hours(hour) + minutes(minute); }

struct Made {
    const char* name;
    const char* element;
    Quantity quantity;
    const char* zone;
    double base, swing, drop; ///< drop while the burst of day 40 runs
};
constexpr Made kSensors[] = {
    {"FM58904", "P1001", Quantity::flow, "DMA02", 0.0121, 0.0052, -0.0041}, {"PL60474", "J808", Quantity::pressure, "DMA02", 41, -3, 0.55},
    {"PL61198", "J710", Quantity::pressure, "DMA02", 38, -3.4, 0.62},       {"PL60803", "J413", Quantity::pressure, "DMA02", 44, -2.6, 0.31},
    {"PL59345", "J503", Quantity::pressure, "DMA01", 36, -2.2, 0.05},       {"PL60078", "J206", Quantity::pressure, "DMA01", 47, -2.9, 0.0}};

double expectedAt(const Made& m, Instant t) {
    const double day = static_cast<double>(t.ms % 86'400'000) / 86'400'000.0;
    const double shape = 0.5 - 0.42 * std::cos(2 * kPi * (day - 0.13)) - 0.3 * std::cos(4 * kPi * (day - 0.06));
    return m.base + m.swing * shape;
}

double valueAt(const Made& m, Instant t) {
    const double noise = (unit(static_cast<std::uint64_t>(t.ms) + static_cast<std::uint64_t>(m.name[3]) * 77) - 0.5) * std::abs(m.swing) * 0.18;
    double value = expectedAt(m, t) + noise;
    if (t >= at(40, 4, 15) && t < at(46, 11)) value -= m.drop;
    return value;
}

detection::Event event(std::int64_t id, detection::EventKind kind, const char* zone, Instant start, Instant called) {
    detection::Event e;
    e.id = id;
    e.kind = kind;
    e.zone = zone;
    e.startedAt = start;
    e.startedCi = {start - minutes(15), start + minutes(15)};
    e.detectedAt = called;
    return e;
}

void area(detection::Event& e, const network::Network& net, double x, double y, std::size_t count) {
    std::vector<std::pair<double, std::size_t>> near;
    for (std::size_t i = 0; i < net.links.size(); ++i) {
        const auto line = net.line(LinkIndex(static_cast<std::int64_t>(i)));
        near.emplace_back(std::hypot(line.front().x - x, line.front().y - y), i);
    }
    std::sort(near.begin(), near.end());
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += std::exp(-0.13 * static_cast<double>(i));
    for (std::size_t i = 0; i < count; ++i) {
        const auto& link = net.links[near[i].second];
        e.area.pipes.push_back({link.id, 0.9 * std::exp(-0.13 * static_cast<double>(i)) / sum, link.length_m});
        e.area.length_m += link.length_m;
    }
    e.area.level = 0.9;
    e.area.share = 0.07;
}

std::vector<detection::Event> madeEvents(const network::Network& net) {
    using detection::EventKind;
    std::vector<detection::Event> events;
    auto a = event(1, EventKind::burst, "DMA01", at(6, 23, 45), at(7, 1));
    a.flow_m3s = {0.0098, 0.0092, 0.0104};
    a.confidence = 0.99;
    a.status = detection::EventStatus::repaired;
    a.endedAt = at(11, 14);
    a.volume_m3 = 3890;
    a.why = "Inflow rose by 9.8 l/s at 23:45 and stayed; two loggers fell together.";
    a.evidence = {{"PL59345", Quantity::pressure, -0.8, -14}};
    area(a, net, 364'450, 175'500, 9);
    events.push_back(a);
    auto b = event(2, EventKind::operation, "DMA02", at(19, 14), at(19, 15));
    b.flow_m3s = {0.006, 0.0051, 0.0069};
    b.confidence = 0.93;
    b.status = detection::EventStatus::dismissed;
    b.endedAt = at(19, 16);
    b.why = "A flushing: the inflow rose for two hours and fell back as suddenly.";
    b.evidence = {{"FM58904", Quantity::flow, 0.006, 22}};
    events.push_back(b);
    auto c = event(3, EventKind::leak, "DMA01", at(24, 2, 30), at(29, 8));
    c.startedCi = {at(22, 0), at(26, 12)};
    c.flow_m3s = {0.0012, 0.0007, 0.0017};
    c.confidence = 0.81;
    c.area.wholeZone = true;
    c.area.length_m = 11'200;
    c.why = "The night flow of DMA01 grew slowly; no logger moved by more than its scatter.";
    c.evidence = {{"PL59345", Quantity::pressure, -0.02, -0.9}};
    events.push_back(c);
    auto d = event(4, EventKind::sensorFault, "DMA01", at(33, 6), at(33, 12));
    d.confidence = 0.96;
    d.status = detection::EventStatus::confirmed;
    d.why = "PL60078 drifts away from its neighbours by 0.8 m.";
    d.evidence = {{"PL60078", Quantity::pressure, 0.8, 9}};
    events.push_back(d);
    auto e = event(5, EventKind::burst, "DMA02", at(40, 4, 15), at(40, 4, 45));
    e.flow_m3s = {0.0041, 0.0034, 0.0048};
    e.volume_m3 = 1240;
    e.confidence = 0.97;
    e.why = "Inflow rose by 4.1 l/s at 04:15 on 10 June and stayed; three loggers east of the inlet fell by 0.3 to 0.6 m in proportion.";
    e.rivals = {{EventKind::demand, 0.02}, {EventKind::meterFault, 0.01}};
    e.evidence = {{"PL61198", Quantity::pressure, -0.62, -12}, {"PL60474", Quantity::pressure, -0.55, -11},
                  {"PL60803", Quantity::pressure, -0.31, -6},  {"FM58904", Quantity::flow, 0.0041, 15},
                  {"PL59345", Quantity::pressure, -0.05, -1},  {"PL60078", Quantity::pressure, 0.01, 0.2}};
    area(e, net, 365'200, 176'000, 24);
    e.history = {{at(40, 4, 45), true, {0.0038, 0.0025, 0.0052}, {}}, {at(40, 8), true, {0.0041, 0.0034, 0.0048}, e.area}};
    e.history.front().area.wholeZone = true;
    events.push_back(e);
    return events;
}

class MadeSource final : public session::SeriesSource {
public:
    Result<series::Readings> readings(const std::string& sensor, TimeSpan span) override {
        const auto* made = find(sensor);
        if (made == nullptr) return Error{ErrorCode::notFound, "No such sensor", sensor, {}, {}, {}};
        series::Readings r;
        const std::int64_t step = 900'000, last = kTownStart + days(kTownDays).ms;
        for (auto t = std::max(kTownStart, (span.from.ms + step - 1) / step * step); t < std::min(span.to.ms, last); t += step) {
            r.times_ms.push_back(t);
            r.values.push_back(valueAt(*made, Instant{t}));
            r.quality.push_back(0);
        }
        return r;
    }
    Result<project::Envelope> envelope(const std::string& sensor, TimeSpan span, int columns) override {
        auto all = readings(sensor, span);
        if (!all) return all.error();
        project::Envelope e;
        e.start = span.from;
        e.step = {std::max<std::int64_t>(1, span.length().ms / columns)};
        e.low.assign(static_cast<std::size_t>(columns), std::nan(""));
        e.high = e.low;
        for (std::size_t i = 0; i < all->size(); ++i) {
            const auto at = static_cast<std::size_t>((all->times_ms[i] - span.from.ms) / e.step.ms);
            if (at >= e.low.size()) continue;
            e.low[at] = std::isnan(e.low[at]) ? all->values[i] : std::min(e.low[at], all->values[i]);
            e.high[at] = std::isnan(e.high[at]) ? all->values[i] : std::max(e.high[at], all->values[i]);
        }
        return e;
    }

private:
    static const Made* find(const std::string& name) {
        for (const auto& m : kSensors)
            if (name == m.name) return &m;
        return nullptr;
    }
};

} // namespace

session::Snapshot madeTown() {
    session::Snapshot s;
    s.info.settings = {"Westvale", "Europe/London", "EPSG:27700"};
    s.info.zone.name = "Europe/London";
    s.info.zone.transitions = {{Instant{1'711'846'800'000}, 3600}, {Instant{1'729'990'800'000}, 0}};
    const auto net = madeNetwork();
    s.network = net;
    s.events = std::make_shared<const std::vector<detection::Event>>(madeEvents(*net));
    std::vector<project::SensorSummary> sensors;
    for (const auto& m : kSensors) {
        series::Sensor sensor;
        sensor.name = m.name;
        sensor.element = m.element;
        sensor.quantity = m.quantity;
        sensor.zone = m.zone;
        sensor.unit = m.quantity == Quantity::flow ? "l/s" : "m";
        const auto end = Instant{kTownStart} + days(kTownDays) - (sensor.name == "PL59345" ? hours(5) : minutes(15));
        sensors.push_back({sensor, kTownDays * 96, {Instant{kTownStart}, end}});
    }
    s.sensors = std::make_shared<const std::vector<session::SensorView>>(session::viewSensors(sensors, net.get(), *s.events));
    std::vector<analysis::ExpectedBand> bands;
    for (const auto& m : kSensors) {
        analysis::ExpectedBand band;
        band.sensor = m.name;
        band.start = Instant{kTownStart};
        band.step = minutes(15);
        for (int i = 0; i < kTownDays * 96; ++i) {
            const double v = expectedAt(m, band.start + band.step * i), half = std::abs(m.swing) * 0.16;
            band.expected.push_back(static_cast<float>(v));
            band.low.push_back(static_cast<float>(v - half));
            band.high.push_back(static_cast<float>(v + half));
        }
        bands.push_back(std::move(band));
    }
    s.bands = std::make_shared<const std::vector<analysis::ExpectedBand>>(std::move(bands));
    s.notes = std::make_shared<const std::vector<project::Note>>(
        std::vector<project::Note>{{1, 5, at(40, 4, 15), "Ana", "Crew sent to Garth Rise, nothing seen on the surface.", at(40, 9)}});
    series::Repair repair;
    repair.job = "J-2231";
    repair.pipe = "P1040";
    repair.completed = at(11, 14);
    repair.street = "Lark Crescent";
    s.repairs = std::make_shared<const std::vector<analysis::Repair>>(std::vector<analysis::Repair>{repair});
    project::RunRecord run;
    run.id = 1;
    run.started = at(55, 8);
    run.finished = at(55, 8, 3);
    run.version = "0.1.0";
    run.optionsJson = R"({"falseAlarmsPerZoneWeek":0.05})";
    run.workers = 2;
    run.complete = true;
    s.runs = std::make_shared<const std::vector<project::RunRecord>>(std::vector<project::RunRecord>{run});
    return s;
}

session::SeriesSourceFactory madeSource() {
    return []() -> Result<std::unique_ptr<session::SeriesSource>> { return std::unique_ptr<session::SeriesSource>(std::make_unique<MadeSource>()); };
}

} // namespace ms::tests
