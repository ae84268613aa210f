#pragma once

#include "core/analysis/live_zones.h"
#include "core/base/result.h"
#include "core/detection/event.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

/// What a live run reads from and writes to its project. Blocking: call off the window's thread.
namespace ms::jobs {

/// What is known when the watch begins.
struct Watched {
    bool pipes = false; ///< events can be placed
    std::set<std::string> sensors;
    std::vector<detection::Event> events;
    std::map<std::string, std::string> marks;             ///< how far each source was read
    std::vector<std::map<std::string, Instant>> imported; ///< by folder: when each file was last taken in
};
[[nodiscard]] Result<Watched> openWatched(const QString& projectPath, const QStringList& folders);

/// Writes the events of the zones in place of those of before; gives them as stored.
[[nodiscard]] Result<std::vector<detection::Event>> storeNews(const QString& projectPath, const std::vector<analysis::ZoneNews>& news);
[[nodiscard]] Result<std::vector<detection::Event>> storedEvents(const QString& projectPath);

/// Tells which events are worth a word: those that were not there, and those of which more has been announced, that ended, or are called otherwise.
class EventMemory {
public:
    EventMemory() = default;
    explicit EventMemory(const std::vector<detection::Event>& known) { (void)news(known); }

    /// Of `events` those worth a word; remembers all.
    [[nodiscard]] std::vector<detection::Event> news(const std::vector<detection::Event>& events);
    /// The same of events without numbers (by zone and detection): whether any is worth a word.
    [[nodiscard]] bool turned(const std::vector<detection::Event>& events);

private:
    struct Said {
        std::size_t announced = 0;
        detection::EventKind kind = detection::EventKind::burst;
        bool ended = false;
        bool operator==(const Said&) const = default;
    };
    /// Whether an event is new under `key`, or other than it was; remembers it.
    bool differs(const std::string& key, const detection::Event& event);
    std::map<std::string, Said> m_said;
};

} // namespace ms::jobs
