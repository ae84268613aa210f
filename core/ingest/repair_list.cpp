#include "core/ingest/repair_list.h"

#include "core/ingest/date_order.h"
#include "core/ingest/number_parser.h"
#include "core/ingest/table_reader.h"
#include "core/ingest/time_reader.h"

#include <cctype>
#include <set>

namespace ms::ingest {
namespace {

std::string dateOf(const std::string& cell) {
    const std::size_t colon = cell.find(':');
    return colon == std::string::npos ? cell : cell.substr(0, cell.find_last_of(" T", colon));
}

std::optional<double> coordinate(const std::string& text) {
    for (const char mark : {'.', ','}) {
        const Cell cell = readCell(text, mark);
        if (cell.kind == CellKind::real) return cell.real;
        if (cell.kind != CellKind::decimal) continue;
        double power = 1;
        for (int i = 0; i < cell.decimal.decimals; ++i) power *= 10;
        return static_cast<double>(cell.decimal.mantissa) / power;
    }
    return std::nullopt;
}

} // namespace

Result<RepairList> readRepairs(const std::string& path, const LocalZone& zone) {
    auto table = readTable(path);
    if (!table.ok()) return table.error();
    const int job = table->column({"job", "jobid", "jobnumber", "workorder", "wo", "reference", "ref", "id"}),
              pipe = table->column({"pipe", "linkid", "link", "asset", "assetid", "pipeid", "main"}),
              reported = table->column({"reported", "reporteddate", "datereported", "raised", "created", "start"}),
              completed =
                  table->column({"completed", "repairtime", "repaired", "completeddate", "datecompleted", "repairdate", "finished", "end", "closed"}),
              x = table->column({"x", "easting", "eastings", "xcoord"}), y = table->column({"y", "northing", "northings", "ycoord"}),
              street = table->column({"street", "address", "location", "road"});
    if (completed < 0 && reported < 0)
        return Error{ErrorCode::invalidInput,
                     "no column of a repair list was recognised as its time",
                     path,
                     {},
                     {1, 0},
                     "name it reported, completed or repair_time"};
    RepairList list;
    std::set<std::string> dates;
    for (const Table::Row& row : table->rows)
        for (const int c : {reported, completed})
            if (c >= 0 && !row.cells[static_cast<std::size_t>(c)].empty()) dates.insert(dateOf(row.cells[static_cast<std::size_t>(c)]));
    const auto order = decideDateOrder({dates.begin(), dates.end()}, path, list.diagnostics);
    if (!order.ok()) return order.error();
    for (const Table::Row& row : table->rows) {
        const auto text = [&row](int c) { return c < 0 ? std::string{} : row.cells[static_cast<std::size_t>(c)]; };
        const auto warn = [&](const std::string& what, const std::string& about, const char* kept) {
            list.diagnostics.push_back(
                {Severity::warning, "repairs.row", what, path, text(job), {row.line, 0}, about, kept, "correct the list and import it again"});
        };
        const auto time = [&](int c) -> std::optional<Instant> {
            if (text(c).empty()) return std::nullopt;
            TimeReader reader({Clock::text, *order, '.'});
            Stamp stamp;
            if (!reader.read(text(c), stamp)) {
                warn("unreadable time", text(c), "the job without it");
                return std::nullopt;
            }
            ZoneCursor cursor(zone);
            return Instant{stamp.utc ? stamp.ms : cursor.toUtc(stamp.ms, std::numeric_limits<std::int64_t>::min())};
        };
        series::Repair r;
        r.job = text(job);
        r.pipe = text(pipe);
        r.street = text(street);
        r.reported = time(reported);
        r.completed = time(completed);
        if (!text(x).empty() && !text(y).empty()) {
            r.x = coordinate(text(x));
            r.y = coordinate(text(y));
            if (!r.x || !r.y) {
                r.x = r.y = std::nullopt;
                warn("unreadable coordinates", text(x) + ", " + text(y), "the job without its place");
            }
        }
        if (!r.reported && !r.completed && r.pipe.empty() && !r.x && r.street.empty()) {
            warn("a job with neither time nor place", {}, "nothing");
            continue;
        }
        if (r.reported && r.completed && *r.completed < *r.reported)
            warn("completed before it was reported", text(completed), "both times as they are");
        list.repairs.push_back(std::move(r));
    }
    return list;
}

} // namespace ms::ingest
