// Any bytes as a sensors.csv or a list of repairs. A map that was read is written and read back the same.
#include "core/ingest/hints.h"
#include "core/ingest/repair_list.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

void exerciseTables(std::string_view bytes) {
    using namespace ms;
    const auto [which, rest] = test::choose(bytes, 2);
    const std::string path = test::scratchFile("table.csv", rest);
    if (which == 1) {
        (void)ingest::readRepairs(path, {"X", {{{0}, 0}, {{1'711'846'800'000}, 3600}, {{1'729'990'800'000}, 0}}}).ok();
        return;
    }
    const auto rows = ingest::readSensorMap(path);
    if (!rows.ok()) return;
    const auto again = ingest::readSensorMap(test::scratchFile("again.csv", ingest::sensorMapText(*rows)));
    test::demand(rows->empty() || (again.ok() && again->size() == rows->size()));
}

const test::FuzzTargetEntry kTables({"tables", exerciseTables, nullptr});

} // namespace
