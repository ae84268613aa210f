#include "core/ingest/repair_list.h"

#include "core/ingest/date_order.h"
#include "core/ingest/number_parser.h"
#include "core/ingest/table_reader.h"
#include "core/ingest/time_reader.h"

#include <array>
#include <cctype>
#include <optional>
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

/// Days as spreadsheets count them, where a cell was not formatted as a date.
bool isSerialDay(const std::string& text) {
    const auto v = coordinate(text);
    return v && text.find_first_of("/-:") == std::string::npos && *v > 25'000 && *v < 60'000;
}

/// "ST 6402 7668" -> easting, northing of the British National Grid (EPSG:27700). The letters name squares of 500 and 100 km, I left out.
std::optional<std::pair<double, double>> gridReference(const std::string& text) {
    std::string t;
    for (const char c : text)
        if (c != ' ') t += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    if (t.size() < 6 || t.size() > 12 || t.size() % 2 != 0) return std::nullopt;
    std::array<int, 2> letter{};
    for (std::size_t i = 0; i < 2; ++i) {
        if (t[i] < 'A' || t[i] > 'Z' || t[i] == 'I') return std::nullopt;
        letter[i] = t[i] - 'A' - (t[i] > 'I' ? 1 : 0);
    }
    const int east = (letter[0] - 2 + 25) % 5 * 5 + letter[1] % 5, north = 19 - letter[0] / 5 * 5 - letter[1] / 5;
    if (east > 7 || north < 0 || north > 13) return std::nullopt;
    const std::size_t digits = (t.size() - 2) / 2;
    double x = 0, y = 0, scale = 100'000;
    for (std::size_t i = 0; i < digits; ++i) {
        const char a = t[2 + i], b = t[2 + digits + i];
        if (a < '0' || a > '9' || b < '0' || b > '9') return std::nullopt;
        scale /= 10;
        x += (a - '0') * scale;
        y += (b - '0') * scale;
    }
    return std::pair{east * 100'000 + x + scale / 2, north * 100'000 + y + scale / 2}; // the middle of the square that it names
}

} // namespace

Result<RepairList> readRepairs(const std::string& path, const LocalZone& zone) {
    auto table = readTable(path, {"job", "reference", "pipe", "linkid", "asset", "reported", "raised", "completed", "repairtime", "repaired", "x",
                                  "easting", "y", "northing", "gridref", "street", "address", "location"});
    if (!table.ok()) return table.error();
    const int job = table->column({"job", "jobid", "jobnumber", "workorder", "wo", "reference", "ref", "id"}),
              pipe = table->column({"pipe", "linkid", "link", "asset", "assetid", "pipeid", "main"}),
              reported = table->column({"reported", "reporteddate", "datereported", "raised", "created", "start"}),
              completed =
                  table->column({"completed", "repairtime", "repaired", "completeddate", "datecompleted", "repairdate", "finished", "end", "closed"}),
              x = table->column({"x", "easting", "eastings", "xcoord"}), y = table->column({"y", "northing", "northings", "ycoord"}),
              grid = table->column({"gridref", "gridreference", "osgridref", "osgr", "ngr", "nationalgridreference"}),
              street = table->column({"street", "address", "location", "road"});
    if (completed < 0 && reported < 0)
        return Error{ErrorCode::invalidInput,
                     "no column of a repair list was recognised as its time",
                     path,
                     {},
                     {1, 0},
                     "name it reported, completed or repair_time"};
    RepairList list;
    std::set<std::string> known;
    std::vector<DateSeen> dates;
    for (const Table::Row& row : table->rows)
        for (const int c : {reported, completed})
            if (c >= 0 && !row.cells[static_cast<std::size_t>(c)].empty() && !isSerialDay(row.cells[static_cast<std::size_t>(c)]))
                if (const std::string date = dateOf(row.cells[static_cast<std::size_t>(c)]); known.insert(date).second)
                    dates.push_back({date, row.line});
    const auto order = decideDateOrder(dates, path, list.diagnostics);
    if (!order.ok()) return order.error();
    std::size_t byGrid = 0;
    for (const Table::Row& row : table->rows) {
        const auto text = [&row](int c) { return c < 0 ? std::string{} : row.cells[static_cast<std::size_t>(c)]; };
        const auto warn = [&](const std::string& what, const std::string& about, const char* kept) {
            list.diagnostics.push_back(
                {Severity::warning, "repairs.row", what, path, text(job), {row.line, 0}, about, kept, "correct the list and import it again"});
        };
        const auto time = [&](int c) -> std::optional<Instant> {
            if (text(c).empty()) return std::nullopt;
            const bool serial = isSerialDay(text(c));
            TimeReader reader({serial ? Clock::serialDays : Clock::text, order->order, text(c).find(',') == std::string::npos ? '.' : ','});
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
        if (!r.x && !text(grid).empty()) {
            if (const auto place = gridReference(text(grid))) {
                r.x = place->first;
                r.y = place->second;
                ++byGrid;
            } else {
                warn("unreadable grid reference", text(grid), "the job without its place");
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
    if (byGrid > 0)
        list.diagnostics.push_back({Severity::info,
                                    "repairs.grid-reference",
                                    std::to_string(byGrid) + " places are read from grid references of the British National Grid",
                                    path,
                                    {},
                                    {},
                                    {},
                                    "coordinates of EPSG:27700",
                                    "give x and y in the project's coordinate system where it is another"});
    return list;
}

} // namespace ms::ingest
