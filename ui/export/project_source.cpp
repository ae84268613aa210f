#include "ui/export/project_source.h"

#include "core/jobs/run_record_file.h"
#include "core/network/inp_reader.h"

#include <algorithm>
#include <cmath>

namespace ms::exporting {
namespace {

template <typename T>
Result<void> take(Result<T> from, T& to) {
    if (!from) return from.error();
    to = std::move(*from);
    return {};
}

Result<void> readNetwork(const project::ProjectFile& file, ProjectSource& source) {
    const auto text = file.networkText();
    if (!text) return text.error();
    if (text->empty()) return {};
    auto read = network::readInp(*text, "the project's network");
    if (!read) return read.error();
    source.network = std::make_shared<const network::Network>(std::move(read->network));
    return {};
}

} // namespace

const series::Sensor* ProjectSource::sensor(const std::string& name) const {
    const auto it = std::find_if(sensors.begin(), sensors.end(), [&](const series::Sensor& s) { return s.name == name; });
    return it == sensors.end() ? nullptr : &*it;
}

const analysis::ExpectedBand* ProjectSource::band(const std::string& name) const {
    const auto it = std::find_if(bands.begin(), bands.end(), [&](const analysis::ExpectedBand& b) { return b.sensor == name; });
    return it == bands.end() ? nullptr : &*it;
}

Result<std::vector<detection::Event>> ProjectSource::pick(const std::vector<std::int64_t>& ids) const {
    std::vector<detection::Event> picked;
    if (ids.empty()) {
        for (const detection::Event& event : events) {
            const bool loss = event.kind == detection::EventKind::burst || event.kind == detection::EventKind::leak;
            if (loss && !detection::setAside(event.status)) picked.push_back(event);
        }
        return picked;
    }
    for (const std::int64_t id : ids) {
        const auto it = std::find_if(events.begin(), events.end(), [id](const detection::Event& e) { return e.id == id; });
        if (it == events.end())
            return Error{
                ErrorCode::notFound, "the project has no event " + std::to_string(id), {}, {}, {}, "mainsight-cli events PROJECT lists them"};
        picked.push_back(*it);
    }
    return picked;
}

Result<ProjectSource> readSource(const project::ProjectFile& file) {
    ProjectSource source;
    if (auto done = take(file.settings(), source.settings); !done) return done.error();
    if (auto done = take(project::localZone(source.settings.timezone), source.zone); !done) return done.error();
    if (auto done = readNetwork(file, source); !done) return done.error();
    if (auto done = take(file.gisPipes(), source.gisPipes); !done) return done.error();
    auto sensors = file.sensors();
    if (!sensors) return sensors.error();
    for (auto& summary : *sensors) source.sensors.push_back(std::move(summary.sensor));
    if (auto done = take(file.events(), source.events); !done) return done.error();
    if (auto done = take(file.notes(), source.notes); !done) return done.error();
    if (auto done = take(file.imports(), source.imports); !done) return done.error();
    if (auto done = take(file.bands(), source.bands); !done) return done.error();
    if (auto done = take(jobs::runOfEvents(file), source.run); !done) return done.error();
    source.balances = detection::findBalances(source.network.get(), source.sensors).zones;
    return source;
}

TimeSpan evidenceSpan(const detection::Event& event) {
    const std::int64_t growth = std::max<std::int64_t>(0, (event.detectedAt - event.startedAt).ms);
    const Duration before{std::max(days(5).ms, growth / 2)}, after{std::max(days(3).ms, growth / 4)};
    return {event.startedAt - before, std::max(event.detectedAt, event.startedAt) + after};
}

std::vector<const series::Sensor*> loudest(const ProjectSource& source, const detection::Event& event, std::size_t most) {
    std::vector<detection::Evidence> evidence = event.evidence;
    std::stable_sort(evidence.begin(), evidence.end(), [](const auto& a, const auto& b) { return std::abs(a.z) > std::abs(b.z); });
    std::vector<const series::Sensor*> sensors;
    for (const detection::Evidence& e : evidence) {
        if (sensors.size() >= most) break;
        const series::Sensor* sensor = source.sensor(e.sensor);
        if (sensor && std::find(sensors.begin(), sensors.end(), sensor) == sensors.end()) sensors.push_back(sensor);
    }
    return sensors;
}

} // namespace ms::exporting
