#include "core/jobs/event_table.h"

#include "core/project/project_file.h"

namespace ms::jobs {

EventTable::EventTable(EventTablePlace place) : m_place(std::move(place)) {}
EventTable::~EventTable() = default;

Result<void> EventTable::put(const std::vector<detection::Event>& events, std::stop_token stop) {
    if (!m_connection || !m_connection->usable()) {
        auto made = project::connectPostgres(m_place.connection, stop);
        if (!made.ok()) return made.error();
        m_connection = std::move(*made);
        auto there = m_connection->ask("SET client_min_messages = warning", {}, stop);
        if (there.ok())
            there =
                m_connection->ask("CREATE TABLE IF NOT EXISTS " + m_place.table +
                                      " (project text NOT NULL, id bigint NOT NULL, zone text NOT NULL, kind text NOT NULL, status text NOT NULL, "
                                      "detected_at timestamptz, started_at timestamptz, ended_at timestamptz, flow_lps double precision, "
                                      "confidence double precision, why text, event jsonb NOT NULL, withdrawn boolean NOT NULL, "
                                      "written_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (project, id))",
                                  {}, stop);
        if (!there.ok()) {
            m_connection.reset();
            return there.error();
        }
    }
    if (auto begun = m_connection->ask("BEGIN", {}, stop); !begun.ok()) return begun.error();
    auto written = write(project::eventsToJson(events, {}), stop);
    auto ended = m_connection->ask(written.ok() ? "COMMIT" : "ROLLBACK");
    if (!ended.ok()) m_connection.reset();
    if (!written.ok()) return written;
    if (!ended.ok()) return ended.error();
    return {};
}

Result<void> EventTable::write(const std::string& json, const std::stop_token& stop) {
    const std::string& table = m_place.table;
    auto put = m_connection->ask(
        "INSERT INTO " + table +
            " AS t (project, id, zone, kind, status, detected_at, started_at, ended_at, flow_lps, confidence, why, event, withdrawn) "
            "SELECT $1, (e->>'id')::bigint, e->>'zone', e->>'kind', e->>'status', (e->>'detected_at')::timestamptz, "
            "(e->>'started_at')::timestamptz, (e->>'ended_at')::timestamptz, (e->>'flow_lps')::float8, (e->>'confidence')::float8, "
            "e->>'why', e, false FROM jsonb_array_elements($2::jsonb) AS e "
            "ON CONFLICT (project, id) DO UPDATE SET zone = excluded.zone, kind = excluded.kind, status = excluded.status, "
            "detected_at = excluded.detected_at, started_at = excluded.started_at, ended_at = excluded.ended_at, "
            "flow_lps = excluded.flow_lps, confidence = excluded.confidence, why = excluded.why, event = excluded.event, "
            "withdrawn = false, written_at = now() WHERE t.event IS DISTINCT FROM excluded.event OR t.withdrawn",
        {m_place.project, json}, stop);
    if (!put.ok()) return put.error();
    auto gone = m_connection->ask("UPDATE " + table +
                                      " SET withdrawn = true, written_at = now() WHERE project = $1 AND NOT withdrawn AND NOT EXISTS "
                                      "(SELECT 1 FROM jsonb_array_elements($2::jsonb) AS e WHERE (e->>'id')::bigint = id)",
                                  {m_place.project, json}, stop);
    if (!gone.ok()) return gone.error();
    return {};
}

} // namespace ms::jobs
