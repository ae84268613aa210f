#include "app/cli/database_arguments.h"

#include <algorithm>

namespace ms::cli {
namespace {

std::vector<std::string> cutAtCommas(const std::string& text) {
    std::vector<std::string> pieces(1);
    for (const char c : text)
        if (c == ',')
            pieces.emplace_back();
        else if (c != ' ' || !pieces.back().empty())
            pieces.back() += c;
    return pieces;
}

} // namespace

std::vector<Option> databaseOptions() {
    return {{"postgres", "CONNECTION", "a PostgreSQL database: \"service=NAME\", or as libpq takes it, without a password (~/.pgpass has it)"},
            {"table", "TABLE,...", "its tables of readings, a row a reading: time, sensor, value"},
            {"query", "SQL", "or a query with these columns"},
            {"columns", "TIME,SENSOR,VALUE", "what they are called, where their names do not tell"}};
}

Result<std::vector<jobs::PostgresReadings>> databaseArguments(const Arguments& arguments) {
    const auto wrong = [](const std::string& what, const std::string& advice) { return Error{ErrorCode::invalidInput, what, {}, {}, {}, advice}; };
    std::vector<jobs::PostgresReadings> all;
    const bool table = arguments.has("table"), query = arguments.has("query");
    if (!arguments.has("postgres")) {
        if (table || query) return wrong("--table and --query need --postgres", "Say which database: --postgres \"service=NAME\"");
        return all;
    }
    if (!table && !query) return all; // the events go there
    jobs::PostgresReadings readings{arguments.value("postgres"), {}, arguments.value("query"), {}};
    if (arguments.has("columns")) {
        const auto names = cutAtCommas(arguments.value("columns"));
        if (names.size() != 3 || std::any_of(names.begin(), names.end(), [](const auto& n) { return n.empty(); }))
            return wrong("--columns names three columns", "Write --columns TIME,SENSOR,VALUE");
        std::copy(names.begin(), names.end(), readings.columns.begin());
    }
    if (query) all.push_back(readings);
    readings.query.clear();
    if (table)
        for (const std::string& name : cutAtCommas(arguments.value("table"))) {
            readings.table = name;
            if (name.empty()) return wrong("--table names an empty table", "Write --table TABLE,TABLE");
            all.push_back(readings);
        }
    return all;
}

} // namespace ms::cli
