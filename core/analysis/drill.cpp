#include "core/analysis/drill.h"

#include "core/detection/balance.h"
#include "core/ingest/table_reader.h"
#include "core/scenario/random.h"
#include "core/scenario/text_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <limits>
#include <set>
#include <sstream>

namespace ms::analysis {

namespace {

/// The usual logger of a quantity: as they hang in district meter areas.
struct UsualLogger {
    Quantity quantity;
    const char* unit;
    double resolution, noise, relativeNoise;
};
constexpr std::array<UsualLogger, 4> kLoggers{{{Quantity::pressure, "m", 0.1, 0.05, 0},
                                               {Quantity::flow, "l/s", 0.01, 0, 0.004},
                                               {Quantity::level, "m", 0.01, 0.003, 0},
                                               {Quantity::demand, "l/h", 1, 0, 0.01}}};

std::vector<scenario::SensorPlan> plansFor(const network::Network& network, const std::vector<series::Sensor>& sensors) {
    std::vector<scenario::SensorPlan> plans;
    std::set<std::pair<std::string, Quantity>> taken; // two loggers at one place say nothing more
    for (const series::Sensor& sensor : sensors) {
        const bool flow = sensor.quantity == Quantity::flow;
        const bool there = flow ? network.findLink(sensor.element).valid() : network.findNode(sensor.element).valid();
        const auto usual = std::find_if(kLoggers.begin(), kLoggers.end(), [&](const UsualLogger& u) { return u.quantity == sensor.quantity; });
        if (!there || usual == kLoggers.end() || !taken.emplace(sensor.element, sensor.quantity).second) continue;
        scenario::SensorPlan plan;
        plan.element = sensor.element;
        plan.quantity = sensor.quantity;
        plan.name = sensor.name;
        plan.zone = sensor.zone;
        plan.unit = usual->unit;
        plan.resolution = usual->resolution;
        plan.noise = usual->noise;
        plan.relativeNoise = usual->relativeNoise;
        plan.sign = sensor.sign;
        if (flow) plan.stamp = scenario::SensorPlan::Stamp::endOfMean;
        plans.push_back(std::move(plan));
    }
    return plans;
}

/// Pipes on which a burst could be seen: of the zones that have a measured inflow.
std::vector<LinkIndex> pipesOf(const network::Network& network, const detection::Balances& balances) {
    std::vector<LinkIndex> pipes;
    for (const auto& zone : balances.zones)
        for (const LinkIndex link : zone.links)
            if (network.link(link).kind == network::LinkKind::pipe && network.link(link).length_m > 0) pipes.push_back(link);
    return pipes;
}

/// Of a few bursts: with an even number the mean of the middle two, unlike series::median. NaN when none was found.
template <typename Value>
double medianOfFound(const std::vector<DrillResult>& results, Value valueOf) {
    std::vector<double> values;
    for (const DrillResult& r : results)
        if (r.delay) values.push_back(valueOf(r));
    if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

/// One column of a table as text, number or time; the first that cannot be read is told with its row.
class Rows {
public:
    Rows(const ingest::Table& table, LocalZone zone) : m_table(table), m_zone(std::move(zone)) {}
    int need(const char* name) {
        const int column = m_table.column({name});
        if (column < 0 && !m_error)
            m_error = Error{ErrorCode::invalidInput, std::string("there is no column '") + name + "'", m_table.path, {}, {1, 0}, {}};
        return column;
    }
    std::string text(const ingest::Table::Row& row, int column) const {
        return column < 0 ? std::string() : row.cells[static_cast<std::size_t>(column)];
    }
    double number(const ingest::Table::Row& row, int column, double otherwise = 0) {
        const std::string cell = text(row, column);
        if (cell.empty()) return otherwise;
        double value = 0;
        const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (code != std::errc() || end != cell.data() + cell.size()) return wrong(row, "this is no number", cell), otherwise;
        return value;
    }
    Instant time(const ingest::Table::Row& row, int column) {
        const std::string cell = text(row, column);
        const auto t = instantFromIso(cell, m_zone);
        if (!t) return wrong(row, "this is no time", cell), Instant{0};
        return *t;
    }
    const std::optional<Error>& error() const { return m_error; }

private:
    void wrong(const ingest::Table::Row& row, const char* what, const std::string& cell) {
        if (!m_error)
            m_error = Error{ErrorCode::invalidInput, what, m_table.path, cell, {row.line, 0}, "Times as 2024-05-06T10:15, numbers with a point"};
    }
    const ingest::Table& m_table;
    LocalZone m_zone;
    std::optional<Error> m_error;
};

} // namespace

Result<scenario::Spec> drillSpec(const network::Network& network, const std::vector<series::Sensor>& sensors, const DrillOptions& options) {
    if (options.bursts < 1 || options.bursts > 1000) return Error{ErrorCode::invalidInput, "A drill has 1 to 1,000 bursts", {}, {}, {}, {}};
    if (!(options.leastShare > 0) || options.leastShare > options.mostShare || options.mostShare > 3)
        return Error{ErrorCode::invalidInput, "The sizes of a drill's bursts must lie above 0 and at most at 3 times the inflow", {}, {}, {}, {}};
    scenario::Spec spec;
    spec.sensors = plansFor(network, sensors);
    if (spec.sensors.empty())
        return Error{
            ErrorCode::notFound, "No sensor stands at an element of the network", {}, {}, {}, "Assign the sensors to junctions and links first."};
    const detection::Balances balances = detection::findBalances(&network, sensors);
    const std::vector<LinkIndex> pipes = pipesOf(network, balances);
    if (pipes.empty())
        return Error{
            ErrorCode::notFound, "No zone of the network has an inflow that is measured", {}, {}, {}, "Assign its flow meters to links first."};
    spec.title = "drill";
    spec.seed = options.seed;
    spec.noise.classWhite = 0.03; // as in the sample town: of a district, not of a twin of L-TOWN
    spec.noise.nodeWhite = 0.25;
    spec.noise.season = 0.05;
    spec.habits = options.habits;
    spec.eventsFrom = options.start + options.history;

    std::vector<double> upTo; // lengths summed up
    for (const LinkIndex pipe : pipes) upTo.push_back((upTo.empty() ? 0 : upTo.back()) + network.link(pipe).length_m);
    scenario::Random place(options.seed, "places"), size(options.seed, "sizes"), when(options.seed, "times");
    Instant day = *spec.eventsFrom;
    for (int b = 0; b < options.bursts; ++b) {
        const double at = place.uniform(0, upTo.back());
        const auto chosen = static_cast<std::size_t>(std::upper_bound(upTo.begin(), upTo.end() - 1, at) - upTo.begin());
        scenario::Burst burst;
        burst.id = "D" + std::to_string(b + 1);
        burst.pipe = network.link(pipes[chosen]).id;
        burst.fraction = place.uniform(0.05, 0.95);
        burst.start = day + minutes(static_cast<std::int64_t>(when.uniform(0, 24 * 60)));
        burst.end = burst.start + options.open;
        burst.shareOfInflow = options.leastShare * std::pow(options.mostShare / options.leastShare, size.uniform());
        if (when.uniform() < options.growing) {
            burst.growth = scenario::Burst::Growth::area;
            burst.grows = minutes(static_cast<std::int64_t>(when.uniform(6 * 60, 48 * 60)));
        }
        burst.inRepairs = false; // a list of repairs would tell the answers
        spec.bursts.push_back(std::move(burst));
        day = day + options.open + options.between;
    }
    spec.parts = {{"", {options.start, day + days(1)}}};
    return spec;
}

Result<scenario::Outcome> makeDrill(const network::Network& network, const std::string& networkText, const std::vector<series::Sensor>& sensors,
                                    const DrillOptions& options, const std::string& folder, Sink& sink, std::stop_token stop) {
    const auto spec = drillSpec(network, sensors, options);
    if (!spec) return spec.error();
    const std::filesystem::path root(std::u8string(folder.begin(), folder.end()));
    std::error_code ignored;
    if (std::filesystem::exists(root / "truth", ignored))
        return Error{ErrorCode::invalidInput, "there is a drill in this folder already", folder, {}, {}, "Choose an empty folder"};
    auto outcome = scenario::generate(network, *spec, folder, {1, options.crs}, sink, stop);
    if (!outcome) return outcome.error();
    std::filesystem::remove(root / "repairs.csv", ignored); // empty: nobody knows of the bursts
    for (const auto& [name, text] :
         {std::pair<const char*, std::string>{"/network.inp", networkText}, {"/answers.csv", "zone,began,pipes,flow_lps\n"}}) {
        if (auto written = scenario::writeTextFile(folder + name, text); !written) return written.error();
        outcome->files.push_back(folder + name);
    }
    return outcome;
}

Result<std::vector<DrillBurst>> readDrill(const std::string& folder) {
    const auto table = ingest::readTable(folder + "/truth/bursts.csv");
    if (!table) return table.error();
    Rows rows(*table, {});
    const int id = rows.need("id"), zone = rows.need("zone"), pipe = rows.need("pipe"), start = rows.need("start"), end = rows.need("end"),
              flow = rows.need("mean_lps"), share = rows.need("share_of_mean_inflow"), x = rows.need("x"), y = rows.need("y");
    std::vector<DrillBurst> bursts;
    for (const auto& row : table->rows) {
        if (rows.error()) break;
        bursts.push_back({rows.text(row, id), rows.text(row, zone), rows.text(row, pipe), rows.number(row, x), rows.number(row, y),
                          rows.time(row, start), rows.time(row, end), rows.number(row, flow) / 1000, rows.number(row, share)});
    }
    if (rows.error()) return *rows.error();
    if (bursts.empty()) return Error{ErrorCode::invalidInput, "the drill has no bursts", table->path, {}, {}, {}};
    return bursts;
}

Result<std::vector<detection::Event>> readAnswers(const std::string& path, const network::Network& network, const LocalZone& zone) {
    const auto table = ingest::readTable(path);
    if (!table) return table.error();
    Rows rows(*table, zone);
    const int zoneColumn = rows.need("zone"), began = rows.need("began"), pipes = rows.need("pipes"), flow = table->column({"flow_lps"});
    double total = 0; // of the network: an answer does not say how long its zone is
    for (const auto& link : network.links)
        if (link.kind == network::LinkKind::pipe) total += link.length_m;
    std::vector<detection::Event> events;
    for (const auto& row : table->rows) {
        if (rows.error()) break;
        detection::Event event;
        event.zone = rows.text(row, zoneColumn);
        event.startedAt = event.detectedAt = rows.time(row, began);
        event.flow_m3s.value = rows.number(row, flow) / 1000;
        std::istringstream words(rows.text(row, pipes));
        for (std::string word; words >> word;) {
            const LinkIndex link = network.findLink(word);
            if (!link.valid())
                return Error{
                    ErrorCode::invalidInput, "there is no pipe of this id", path, word, {row.line, 0}, "Ids of the network, with blanks between"};
            event.area.pipes.push_back({word, 0, network.link(link).length_m});
            event.area.length_m += network.link(link).length_m;
        }
        for (auto& p : event.area.pipes) p.probability = 1.0 / static_cast<double>(event.area.pipes.size());
        event.area.wholeZone = event.area.pipes.empty();
        event.area.share = event.area.wholeZone || total <= 0 ? 1 : event.area.length_m / total;
        events.push_back(std::move(event));
    }
    if (rows.error()) return *rows.error();
    return events;
}

DrillScore scoreDrill(std::vector<DrillBurst> bursts, const std::vector<detection::Event>& events, const network::Network& network,
                      const std::vector<series::Sensor>& sensors, Duration early, double level) {
    const detection::Balances balances = detection::findBalances(&network, sensors);
    for (DrillBurst& burst : bursts)
        for (const auto& zone : balances.zones)
            if (const LinkIndex link = network.findLink(burst.pipe);
                link.valid() && std::find(zone.links.begin(), zone.links.end(), link) != zone.links.end())
                burst.zone = zone.zone;
    DrillScore score;
    if (bursts.empty()) return score;
    Instant first = bursts.front().start, last = bursts.front().end;
    for (const DrillBurst& burst : bursts) {
        first = std::min(first, burst.start), last = std::max(last, burst.end);
        DrillResult result;
        result.burst = burst;
        score.results.push_back(std::move(result));
    }
    score.zoneWeeks = (last - first).days() / 7 * static_cast<double>(std::max<std::size_t>(1, balances.zones.size()));
    std::vector<const detection::Event*> inOrder;
    for (const auto& event : events)
        if (event.kind == detection::EventKind::burst || event.kind == detection::EventKind::leak) inOrder.push_back(&event);
    std::stable_sort(inOrder.begin(), inOrder.end(), [](const auto* a, const auto* b) { return a->detectedAt < b->detectedAt; });
    for (const detection::Event* event : inOrder) {
        DrillResult* fits = nullptr;
        for (DrillResult& r : score.results)
            if (r.burst.zone == event->zone && event->detectedAt >= r.burst.start - early && event->detectedAt <= r.burst.end + hours(1) &&
                (fits == nullptr || r.burst.start > fits->burst.start))
                fits = &r;
        if (fits == nullptr) {
            if (event->detectedAt >= first - early && event->detectedAt <= last + days(1)) ++score.falseAlarms;
            continue;
        }
        if (fits->delay) continue; // told before
        fits->delay = std::max(Duration{0}, event->detectedAt - fits->burst.start);
        const detection::Area area = detection::narrowed(event->area, level);
        fits->areaShare = area.wholeZone ? 1 : area.share;
        const auto pipe = std::find_if(area.pipes.begin(), area.pipes.end(), [&](const auto& p) { return p.id == fits->burst.pipe; });
        if (pipe != area.pipes.end()) fits->rank = static_cast<int>(pipe - area.pipes.begin()) + 1;
        fits->held = area.wholeZone || fits->rank > 0;
        fits->needed = detection::massUpTo(event->area, fits->burst.pipe);
        if (fits->burst.flow_m3s > 0) fits->sizeError = event->flow_m3s.value / fits->burst.flow_m3s - 1;
    }
    return score;
}

detection::AreaTrust learnAreas(const DrillScore& score, const std::vector<detection::Event>& events, const std::vector<series::Repair>& repairs,
                                Instant at) {
    std::vector<double> ofDrill, ofRepaired;
    for (const DrillResult& r : score.results)
        if (r.delay && r.needed) ofDrill.push_back(*r.needed);
    constexpr double near_h = 6; // that flow has stopped is seen in readings, that the job is done is written later
    for (const detection::Event& event : events) {
        if (event.status != detection::EventStatus::repaired || !event.endedAt) continue;
        const auto repair = std::find_if(repairs.begin(), repairs.end(), [&](const series::Repair& r) {
            return !r.pipe.empty() && r.completed && std::abs((*r.completed - *event.endedAt).hours()) <= near_h;
        });
        const auto told = std::find_if(event.history.begin(), event.history.end(), [](const auto& r) { return r.announced; });
        if (repair == repairs.end() || told == event.history.end()) continue;
        if (const auto needed = detection::massUpTo(told->area, repair->pipe)) ofRepaired.push_back(*needed);
    }
    return detection::learned(std::move(ofDrill), ofRepaired, at);
}

int DrillScore::found() const {
    return static_cast<int>(std::count_if(results.begin(), results.end(), [](const DrillResult& r) { return r.delay.has_value(); }));
}

int DrillScore::held() const {
    return static_cast<int>(std::count_if(results.begin(), results.end(), [](const DrillResult& r) { return r.held; }));
}

double DrillScore::medianDelay_h() const {
    return medianOfFound(results, [](const DrillResult& r) { return r.delay->hours(); });
}

double DrillScore::medianAreaShare() const {
    return medianOfFound(results, [](const DrillResult& r) { return r.areaShare; });
}

double DrillScore::medianSizeError() const {
    return medianOfFound(results, [](const DrillResult& r) { return std::abs(r.sizeError); });
}

} // namespace ms::analysis
