// Any bytes as a sensors.csv or a list of repairs. A map that was read is written and read back the same; its places are looked up in a network, and
// it goes to a worker and comes back.
#include "core/ingest/hints.h"
#include "core/ingest/repair_list.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace ms;

/// Two junctions with a pipe between them, and one without a place.
const network::Network& street() {
    static const network::Network made = [] {
        network::Network net;
        for (const char* id : {"J1", "J2", "J3"}) net.nodes.emplace_back().id = id;
        net.nodes[0].position = network::Point{0, 0};
        net.nodes[1].position = network::Point{100, 50};
        for (const int to : {1, 2}) {
            network::Link& link = net.links.emplace_back();
            link.id = "P" + std::to_string(to);
            link.from = NodeIndex{0};
            link.to = NodeIndex{to};
        }
        return net;
    }();
    return made;
}

void exerciseTables(std::string_view bytes) {
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
    ingest::Hints hints;
    hints.sensorMap = *rows;
    ingest::placeSensors(hints.sensorMap, street(), path, hints.diagnostics);
    const auto sent = ingest::decodeHints(ingest::encodeHints(hints));
    test::demand(sent.ok() && sent->sensorMap.size() == rows->size());
}

const test::FuzzTargetEntry kTables({"tables", exerciseTables, nullptr});

} // namespace
