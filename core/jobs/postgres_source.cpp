#include "core/jobs/postgres_source.h"

#include "core/ingest/content_hash.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <sstream>

namespace ms::jobs {
namespace {

using project::Postgres;

constexpr std::int64_t kDay_ms = 86'400'000, kHour_ms = 3'600'000;
constexpr int kRecent_s = 7 * 86'400, kQueryRecent_s = 2 * 3'600;
constexpr std::uint64_t kMostTransactions = 2'000'000'000; ///< between two looks: beyond, their numbers come round
constexpr std::size_t kRowsKept = 4'000'000;               ///< hashes, 32 MB

std::int64_t steadyNow_ms() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::string quoted(const std::string& name) {
    std::string out = "\"";
    for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

std::string textLiteral(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
    return out + "'";
}

enum class TimeKind { instant, local, number, none };

TimeKind timeKind(std::uint32_t type) { // numbers of pg_type, the same in every database
    switch (type) {
    case 1184: return TimeKind::instant; // timestamptz
    case 1114:
    case 1082: return TimeKind::local; // timestamp, date
    case 20:
    case 21:
    case 23:
    case 700:
    case 701:
    case 1700: return TimeKind::number;
    default: return TimeKind::none;
    }
}

std::uint64_t toNumber(const std::string& text) {
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Error wrongColumns(const std::string& what, const std::vector<Postgres::Column>& columns, const std::string& name) {
    std::string have;
    for (const auto& c : columns) have += (have.empty() ? "" : ", ") + c.name;
    return {ErrorCode::invalidInput, what + "; it has: " + have, name, {}, {}, "Name them: --columns TIME,SENSOR,VALUE"};
}

/// A connection as the project may know it: who reads is nobody's business.
std::string withoutUser(const std::string& connection) {
    if (const auto scheme = connection.find("://"); scheme != std::string::npos) {
        const auto begin = scheme + 3, at = connection.find('@', begin);
        return at == std::string::npos ? connection : connection.substr(0, begin) + connection.substr(at + 1);
    }
    std::istringstream words(connection);
    std::string out;
    for (std::string word; words >> word;)
        if (word.rfind("user=", 0) != 0) out += (out.empty() ? "" : " ") + word;
    return out;
}

/// The first row of one column, or nothing.
std::string cell(const std::vector<Postgres::Row>& rows, std::size_t column = 0) {
    return rows.empty() || column >= rows.front().size() ? std::string() : rows.front()[column].value_or("");
}

} // namespace

/// How the rows are asked for; found out once a connection.
struct PostgresSource::Shape {
    std::string from; ///< what stands behind FROM
    std::string time, sensor, value;
    std::array<std::string, 3> names; ///< of these columns
    TimeKind kind = TimeKind::instant;
    std::string timeType;
    bool exact = false; ///< rows tell which transaction wrote them
    std::string place;  ///< exact: which database and table
};

PostgresSource::PostgresSource(PostgresReadings readings, QString folder, std::string mark)
    : m_readings(std::move(readings)), m_folder(std::move(folder)) {
    std::istringstream words(mark);
    std::string kind;
    Progress known;
    words >> kind;
    if (kind == "table" && words >> known.place >> known.deep) m_known = known;
    if (kind == "query" && std::getline(words >> std::ws, known.newest) && !known.newest.empty()) m_known = known;
}

PostgresSource::~PostgresSource() = default;

std::string PostgresSource::nameOf(const PostgresReadings& r) {
    return withoutUser(r.connection) + " " + (r.table.empty() ? "(" + r.query + ")" : r.table);
}

std::string PostgresSource::name() const { return nameOf(m_readings); }

Result<void> PostgresSource::connect(const std::stop_token& stop) {
    if (m_connection && m_connection->usable()) return {};
    m_shape.reset();
    auto made = project::connectPostgres(m_readings.connection, stop);
    if (!made.ok()) return made.error();
    m_connection = std::move(*made);
    // Text that is the same whoever runs the server.
    auto set = m_connection->ask("SELECT set_config('datestyle', 'ISO', false), set_config('timezone', 'UTC', false), "
                                 "set_config('client_encoding', 'UTF8', false), set_config('extra_float_digits', '1', false)",
                                 {}, stop);
    if (!set.ok()) return set.error();
    return {};
}

Result<void> PostgresSource::ready(const std::stop_token& stop) {
    if (auto there = connect(stop); !there.ok() || m_shape) return there;
    auto shape = shapeOf();
    if (!shape.ok()) {
        m_connection.reset();
        return shape.error();
    }
    m_shape = std::make_unique<Shape>(std::move(*shape));
    return {};
}

PostgresPreview PostgresSource::preview(std::stop_token stop) {
    constexpr const char* kRows = " LIMIT 20";
    PostgresPreview preview;
    const auto end = [&preview](const Error& error) {
        preview.problem = error;
        return preview;
    };
    m_columns.clear();
    if (auto there = connect(stop); !there.ok()) return end(there.error());
    preview.address = m_connection->address();
    auto shape = ready(stop);
    for (const auto& column : m_columns) preview.columns.push_back(column.name);
    if (!shape.ok()) return end(shape.error());
    const Shape& s = *m_shape;
    preview.chosen = s.names;
    auto rows = m_connection->ask("SELECT " + s.time + "::text, " + s.sensor + "::text, " + s.value + "::text FROM " + s.from + kRows, {}, stop);
    if (!rows.ok()) return end(rows.error());
    for (const auto& row : *rows) {
        auto& texts = preview.rows.emplace_back();
        for (std::size_t k = 0; k < texts.size() && k < row.size(); ++k) texts[k] = row[k].value_or("");
    }
    return preview;
}

Result<PostgresSource::Shape> PostgresSource::shapeOf() {
    Shape shape;
    if (m_readings.table.empty()) {
        std::string query = m_readings.query;
        while (!query.empty() && (query.back() == ';' || query.back() == ' ' || query.back() == '\n')) query.pop_back();
        shape.from = "(" + query + ") AS readings";
    } else {
        // to_regclass() reads the name as SQL would (quotes, schemas, the search path) and gives back the one that cannot be mistaken.
        auto found = m_connection->ask("SELECT c.oid::regclass::text, c.relkind, d.oid::text || '.' || c.oid::text FROM pg_class c, pg_database d "
                                       "WHERE c.oid = to_regclass($1) AND d.datname = current_database()",
                                       {m_readings.table});
        if (!found.ok()) return found.error();
        if (found->empty())
            return Error{ErrorCode::notFound,
                         "there is no such table",
                         m_connection->address(),
                         m_readings.table,
                         {},
                         "Name it as in SQL, with its schema: --table scada.reading"};
        shape.from = cell(*found) + " AS readings";
        const std::string kind = cell(*found, 1);
        shape.exact = kind == "r" || kind == "p";
        shape.place = cell(*found, 2);
    }
    auto columns = m_connection->columnsOf("SELECT * FROM " + shape.from);
    if (!columns.ok()) return columns.error();
    m_columns = *columns;
    const std::array<std::array<const char*, 7>, 3> usual{{{"time", "timestamp", "ts", "t", "datetime", "measured_at", "at"},
                                                           {"sensor", "tag", "point", "channel", "name", "sensor_id", "id"},
                                                           {"value", "reading", "val", "v", "measurement", "number", "y"}}};
    const std::array<const char*, 3> what{"no column of it is the time", "no column of it names the sensor", "no column of it is the value"};
    const std::array<std::string*, 3> into{&shape.time, &shape.sensor, &shape.value};
    for (std::size_t k = 0; k < 3; ++k) {
        const auto take = [&](const std::string& name) {
            const auto at = std::find_if(columns->begin(), columns->end(), [&](const auto& c) { return c.name == name; });
            if (at == columns->end()) return false;
            *into[k] = "readings." + quoted(name);
            shape.names[k] = name;
            if (k == 0) shape.kind = timeKind(at->type);
            return true;
        };
        const std::string& named = m_readings.columns[k];
        const bool found = named.empty() ? std::any_of(usual[k].begin(), usual[k].end(), take) : take(named);
        if (!found) return wrongColumns(named.empty() ? what[k] : "there is no column " + named, *columns, name());
    }
    if (shape.kind == TimeKind::none) return wrongColumns("its time is neither a timestamp nor a number", *columns, name());
    shape.timeType = shape.kind == TimeKind::instant ? "timestamptz" : shape.kind == TimeKind::local ? "timestamp" : "numeric";
    return shape;
}

Result<std::vector<WatchSource::Found>> PostgresSource::look(bool, std::stop_token stop) {
    if (auto there = ready(stop); !there.ok()) return there.error();
    auto begun = m_connection->ask("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", {}, stop);
    if (!begun.ok()) return begun.error();
    auto found = lookAt(stop);
    if (auto ended = m_connection->ask("ROLLBACK"); !ended.ok()) m_connection.reset();
    return found;
}

Result<bool> PostgresSource::begin(const std::stop_token& stop) {
    const Shape& s = *m_shape;
    const std::int64_t now_ms = steadyNow_ms();
    m_found = {};
    m_found.place = s.place;
    if (s.exact) {
        auto at = m_connection->ask("SELECT pg_snapshot_xmin(pg_current_snapshot())::text", {}, stop);
        if (!at.ok()) return at.error();
        m_found.recent = toNumber(cell(*at));
        // Another table of the same name, or a server that was put back to an earlier day: nothing that is known holds any more.
        if (m_known && (m_known->place != s.place || m_known->deep > m_found.recent || m_found.recent - m_known->deep > kMostTransactions))
            m_known.reset();
    }
    auto newest = m_connection->ask("SELECT max(" + s.time + ")::text FROM " + s.from, {}, stop);
    if (!newest.ok()) return newest.error();
    m_found.newest = cell(*newest);
    const bool deep = !m_known || m_known->deepAt_ms < 0 || now_ms - m_known->deepAt_ms >= (s.exact ? kDay_ms : kHour_ms);
    m_found.deepAt_ms = deep ? now_ms : m_known->deepAt_ms;
    m_found.deep = deep ? m_found.recent : m_known->deep;
    return deep;
}

std::string PostgresSource::conditionOf(bool deep) const {
    const Shape& s = *m_shape;
    std::string condition = s.value + " IS NOT NULL";
    if (!m_known) return condition;
    // Written by a transaction that was not over at the look before: as young as the oldest of those, or younger. Rows of long ago may look so, too;
    // they change nothing.
    if (s.exact) {
        const std::uint64_t since = deep ? m_known->deep : m_known->recent;
        condition += " AND age(readings.xmin) <= age('" + std::to_string(since & 0xFFFFFFFFULL) + "'::xid)";
        if (deep) return condition;
    }
    if (m_known->newest.empty()) return condition;
    const int back_s = deep || s.exact ? kRecent_s : kQueryRecent_s;
    // A row from the future must not hide those of today.
    std::string bound = textLiteral(m_known->newest) + "::" + s.timeType;
    if (s.kind == TimeKind::number) {
        const std::int64_t unit = std::atof(m_known->newest.c_str()) > 1e11 ? 1000 : 1;
        bound = "least(" + bound + ", (extract(epoch FROM now()) + 86400) * " + std::to_string(unit) + ") - " + std::to_string(back_s * unit);
    } else {
        bound = "least(" + bound + ", now()::" + s.timeType + " + interval '1 day') - interval '" + std::to_string(back_s) + " seconds'";
    }
    return condition + " AND " + s.time + " > " + bound;
}

Result<std::size_t> PostgresSource::fetch(const QString& path, const std::string& condition, const std::stop_token& stop) {
    const Shape& s = *m_shape;
    QFile file(path);
    const auto full = [&] {
        return Error{ErrorCode::unwritable, "the rows cannot be kept: " + file.errorString().toStdString(), path.toStdString(), {}, {},
                     "Make room there"};
    };
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate)) return full();
    std::size_t fresh = 0;
    std::string buffer = "time,sensor,value\n";
    const auto flush = [&] {
        const bool written = file.write(buffer.data(), static_cast<qint64>(buffer.size())) == static_cast<qint64>(buffer.size());
        buffer.clear();
        return written && file.flush();
    };
    auto copied = m_connection->copyOut(
        "COPY (SELECT " + s.time + ", " + s.sensor + ", " + s.value + " FROM " + s.from + " WHERE " + condition + ") TO STDOUT WITH (FORMAT csv)",
        [&](std::string_view row) -> Result<void> {
            const std::uint64_t hash = ingest::contentHash(row);
            if (m_found.rows.size() < kRowsKept) m_found.rows.push_back(hash);
            if (m_known && std::binary_search(m_known->rows.begin(), m_known->rows.end(), hash)) return {};
            ++fresh;
            buffer += row;
            if (buffer.size() > (std::size_t{1} << 20) && !flush()) return full();
            return {};
        },
        stop);
    if (!copied.ok()) return copied.error();
    if (!flush()) return full();
    if (m_found.rows.size() == kRowsKept) m_found.rows.clear(); // not all are known: what comes twice is read twice
    std::sort(m_found.rows.begin(), m_found.rows.end());
    return fresh;
}

Result<std::vector<WatchSource::Found>> PostgresSource::lookAt(const std::stop_token& stop) {
    const Instant arrived{QDateTime::currentMSecsSinceEpoch()};
    if (!m_piece.isEmpty()) QFile::remove(m_piece); // found before, and not taken
    auto deep = begin(stop);
    if (!deep.ok()) return deep.error();
    m_piece = QDir(m_folder).filePath(QStringLiteral("rows-%1-%2.csv").arg(reinterpret_cast<quintptr>(this)).arg(++m_number));
    auto fresh = fetch(m_piece, conditionOf(*deep), stop);
    if (fresh.ok() && *fresh > 0) {
        const std::string mark = m_shape->exact ? "table " + m_found.place + " " + std::to_string(m_found.deep) : "query " + m_found.newest;
        return std::vector<Found>{{m_piece, name(), mark, arrived, true}};
    }
    QFile::remove(m_piece);
    if (!fresh.ok()) return fresh.error();
    m_known = m_found;
    return std::vector<Found>{};
}

void PostgresSource::taken(const Found& found) {
    QFile::remove(found.path);
    m_known = m_found;
}

} // namespace ms::jobs
