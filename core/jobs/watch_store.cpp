#include "core/jobs/watch_store.h"

#include "core/project/project_file.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ms::jobs {

using project::ProjectFile;

Result<Watched> openWatched(const QString& projectPath, const std::vector<std::string>& zones) {
    auto file = ProjectFile::open(projectPath, ProjectFile::Mode::readWrite); // of an older version it is brought up to date
    if (!file) return file.error();
    Watched out;
    if (project::isShared(projectPath)) {
        auto revision = project::sharedRevision(projectPath);
        if (!revision) return revision.error();
        out.revision = *revision;
    }
    auto setup = (*file)->analysisSetup();
    if (!setup) return setup.error();
    out.pipes = analysis::placesEvents(*setup);
    std::set<std::string> own(zones.begin(), zones.end());
    for (const auto& s : setup->sensors) {
        out.sensors.insert(s.sensor.name);
        if (zones.empty()) own.insert(s.sensor.zone);
    }
    if (project::isShared(projectPath)) {
        auto locks = project::ZoneLocks::take(projectPath, {own.begin(), own.end()});
        if (!locks) return locks.error();
        out.locks = std::move(*locks);
    }
    auto events = (*file)->events();
    if (!events) return events.error();
    out.events = std::move(*events);
    auto marks = (*file)->sourceMarks();
    if (!marks) return marks.error();
    out.marks = std::move(*marks);
    return out;
}

Result<StoredEvents> storeNews(const QString& projectPath, const std::vector<analysis::ZoneNews>& news) {
    auto file = ProjectFile::open(projectPath, ProjectFile::Mode::readWrite);
    if (!file) return file.error();
    std::vector<std::string> zones;
    std::vector<detection::Event> events;
    for (const auto& zone : news) {
        zones.push_back(zone.zone);
        events.insert(events.end(), zone.events.begin(), zone.events.end());
    }
    auto stored = (*file)->replaceZoneEvents(zones, events);
    if (!stored) return stored.error();
    auto quiets = (*file)->quiets();
    if (!quiets) return quiets.error();
    return StoredEvents{std::move(*stored), std::move(*quiets)};
}

Result<StoredEvents> storedEvents(const QString& projectPath) {
    auto file = ProjectFile::open(projectPath, ProjectFile::Mode::readOnly);
    if (!file) return file.error();
    auto events = (*file)->events();
    if (!events) return events.error();
    auto quiets = (*file)->quiets();
    if (!quiets) return quiets.error();
    return StoredEvents{std::move(*events), std::move(*quiets)};
}

namespace {

/// Whether what was told before still stands as it was told, more or less (5 % of the size).
bool stands(const std::vector<std::pair<Instant, double>>& before, const std::vector<std::pair<Instant, double>>& now) {
    return before.size() <= now.size() && std::equal(before.begin(), before.end(), now.begin(), [](const auto& a, const auto& b) {
               return a.first == b.first && std::abs(a.second - b.second) <= 0.05 * std::abs(a.second);
           });
}

} // namespace

EventMemory::Change EventMemory::changeOf(const std::string& key, const detection::Event& event) {
    Said now{event.zone, {}, event.kind, event.endedAt.has_value()};
    for (const auto& r : event.history)
        if (r.announced) now.told.emplace_back(r.at, r.flow_m3s.value);
    const auto [place, fresh] = m_said.try_emplace(key, now);
    const Said before = std::exchange(place->second, now);
    if (fresh) return Change::worthAWord;
    if (!stands(before.told, now.told)) return Change::revised;
    const bool same = before.told.size() == now.told.size() && before.kind == now.kind && before.ended == now.ended;
    return same ? Change::none : Change::worthAWord;
}

EventNews EventMemory::news(const std::vector<detection::Event>& events, const std::set<std::string>* zones) {
    EventNews out;
    std::set<std::string> there;
    for (const auto& e : events) {
        const Change change = changeOf(*there.insert(std::to_string(e.id)).first, e);
        if (change != Change::none) out.events.push_back(e);
        if (change == Change::revised) out.revised.push_back(e.id);
    }
    std::erase_if(m_said, [&](const auto& entry) {
        const auto& [key, said] = entry;
        const bool gone = there.count(key) == 0 && (zones == nullptr || zones->count(said.zone) > 0);
        if (gone) out.withdrawn.push_back(std::stoll(key));
        return gone;
    });
    return out;
}

bool EventMemory::turned(const std::vector<detection::Event>& events) {
    bool any = false;
    for (const auto& e : events) any = changeOf(e.zone + "|" + std::to_string(e.detectedAt.ms), e) != Change::none || any;
    return any;
}

} // namespace ms::jobs
