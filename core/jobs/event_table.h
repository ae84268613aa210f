#pragma once

#include "core/base/result.h"
#include "core/detection/event.h"
#include "core/project/postgres.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace ms::jobs {

/// Where events are written beside the project, for those who watch elsewhere.
struct EventTablePlace {
    std::string connection; ///< see project::connectPostgres
    std::string table;      ///< as SQL names it; made when it is not there
    std::string project;    ///< what stands in the column of that name: several projects share a table
    bool operator==(const EventTablePlace&) const = default;
};

/// A table of events in a PostgreSQL database, a row an event, kept as the project has them: written again it changes nothing, and an event that
/// later readings took back is marked as withdrawn. Blocking: call off the window's thread.
class EventTable {
public:
    explicit EventTable(EventTablePlace place);
    ~EventTable();

    /// `events`: all of the project. In one transaction; connects anew when the server was away.
    [[nodiscard]] Result<void> put(const std::vector<detection::Event>& events, std::stop_token stop);

private:
    Result<void> write(const std::string& json, const std::stop_token& stop);

    EventTablePlace m_place;
    std::unique_ptr<project::Postgres> m_connection;
};

} // namespace ms::jobs
