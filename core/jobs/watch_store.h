#pragma once

#include "core/analysis/live_zones.h"
#include "core/base/result.h"
#include "core/detection/event.h"
#include "core/project/project_file.h"
#include "core/project/shared_project.h"

#include <QString>

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// What a live run reads from and writes to its project. Blocking: call off the window's thread.
namespace ms::jobs {

/// What is known when the watch begins.
struct Watched {
    bool pipes = false; ///< events can be placed
    std::set<std::string> sensors;
    std::unique_ptr<project::ZoneLocks> locks; ///< of a shared project: the zones that are followed
    std::int64_t revision = 0;                 ///< of a shared project, before anything else was read
    std::vector<detection::Event> events;
    std::map<std::string, std::string> marks; ///< how far each source was read
};
[[nodiscard]] Result<Watched> openWatched(const QString& projectPath, const std::vector<std::string>& zones); ///< empty = all

/// The events as the project has them, and of what nobody is to be told.
struct StoredEvents {
    std::vector<detection::Event> events;
    std::vector<project::Quiet> quiets;
};
/// Writes the events of the zones in place of those of before; gives them as stored.
[[nodiscard]] Result<StoredEvents> storeNews(const QString& projectPath, const std::vector<analysis::ZoneNews>& news);
[[nodiscard]] Result<StoredEvents> storedEvents(const QString& projectPath); ///< all

/// What is worth a word.
struct EventNews {
    std::vector<detection::Event> events;         ///< new, revised or ended
    std::vector<std::int64_t> revised, withdrawn; ///< what was told of them was not so: later or corrected readings say otherwise, or took them back
};

/// Tells which events are worth a word: those that were not there, and those of which more has been announced, that ended, or are called otherwise.
class EventMemory {
public:
    EventMemory() = default;
    explicit EventMemory(const std::vector<detection::Event>& known) { (void)news(known, nullptr); }

    /// `events`: all there are, or all of `zones`. Remembers them.
    [[nodiscard]] EventNews news(const std::vector<detection::Event>& events, const std::set<std::string>* zones);
    /// The same of events without numbers (by zone and detection): whether any is worth a word.
    [[nodiscard]] bool turned(const std::vector<detection::Event>& events);

private:
    struct Said {
        std::string zone;
        std::vector<std::pair<Instant, double>> told; ///< when, and how large; of what was announced
        detection::EventKind kind = detection::EventKind::burst;
        bool ended = false;
    };
    enum class Change { none, worthAWord, revised };
    /// What is other of an event than it was under `key`; remembers it.
    Change changeOf(const std::string& key, const detection::Event& event);
    std::map<std::string, Said> m_said;
};

} // namespace ms::jobs
