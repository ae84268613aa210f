#include "core/jobs/watch_store.h"

#include "core/project/project_file.h"

#include <algorithm>
#include <utility>

namespace ms::jobs {

using project::ProjectFile;

Result<Watched> openWatched(const QString& projectPath, const QStringList& folders) {
    auto file = ProjectFile::open(projectPath, ProjectFile::Mode::readWrite); // of an older version it is brought up to date
    if (!file) return file.error();
    Watched out;
    auto setup = (*file)->analysisSetup();
    if (!setup) return setup.error();
    out.pipes = analysis::placesEvents(*setup);
    for (const auto& s : setup->sensors) out.sensors.insert(s.sensor.name);
    auto events = (*file)->events();
    if (!events) return events.error();
    out.events = std::move(*events);
    auto marks = (*file)->sourceMarks();
    if (!marks) return marks.error();
    out.marks = std::move(*marks);
    for (const QString& folder : folders) {
        auto times = (*file)->importTimes(folder.toStdString());
        if (!times) return times.error();
        out.imported.push_back(std::move(*times));
    }
    return out;
}

Result<std::vector<detection::Event>> storeNews(const QString& projectPath, const std::vector<analysis::ZoneNews>& news) {
    auto file = ProjectFile::open(projectPath, ProjectFile::Mode::readWrite);
    if (!file) return file.error();
    std::vector<std::string> zones;
    std::vector<detection::Event> events;
    for (const auto& zone : news) {
        zones.push_back(zone.zone);
        events.insert(events.end(), zone.events.begin(), zone.events.end());
    }
    return (*file)->replaceZoneEvents(zones, events);
}

Result<std::vector<detection::Event>> storedEvents(const QString& projectPath) {
    auto file = ProjectFile::open(projectPath, ProjectFile::Mode::readOnly);
    if (!file) return file.error();
    return (*file)->events();
}

bool EventMemory::differs(const std::string& key, const detection::Event& event) {
    const auto announced = std::count_if(event.history.begin(), event.history.end(), [](const auto& r) { return r.announced; });
    const Said now{static_cast<std::size_t>(announced), event.kind, event.endedAt.has_value()};
    const auto [place, fresh] = m_said.try_emplace(key, now);
    return std::exchange(place->second, now) != now || fresh;
}

std::vector<detection::Event> EventMemory::news(const std::vector<detection::Event>& events) {
    std::vector<detection::Event> out;
    for (const auto& e : events)
        if (differs(std::to_string(e.id), e)) out.push_back(e);
    return out;
}

bool EventMemory::turned(const std::vector<detection::Event>& events) {
    bool any = false;
    for (const auto& e : events) any = differs(e.zone + "|" + std::to_string(e.detectedAt.ms), e) || any;
    return any;
}

} // namespace ms::jobs
