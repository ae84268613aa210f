// Any bytes as JSON that comes back from outside: a run record, events, the options of a run, a scenario's specification. The first byte picks which.
#include "app/cli/scenario_spec.h"
#include "core/jobs/run_record_file.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace ms;

void exerciseRecord(std::string_view bytes) {
    const auto [which, rest] = test::choose(bytes, 4);
    const std::string json(rest);
    switch (which) {
    case 0: (void)jobs::readRunRecord(json).ok(); break;
    case 1: {
        const auto events = project::eventsFromJson(json);
        if (!events.ok()) break;
        const auto again = project::eventsFromJson(project::eventsToJson(*events, {}));
        test::demand(again.ok() && again->size() == events->size());
        break;
    }
    case 2: {
        const auto options = jobs::optionsFromJson(json);
        if (!options.ok()) break;
        (void)options->validate().ok();
        test::demand(jobs::optionsFromJson(jobs::optionsToJson(*options)).ok());
        break;
    }
    default: (void)cli::scenarioFromJson(QByteArray::fromStdString(json), "spec.json").ok(); break;
    }
}

std::vector<std::string> recordSeeds() {
    analysis::Options options;
    options.period = {{1'704'067'200'000}, {1'704'153'600'000}};
    options.zones = {"A"};
    options.withoutSensors = {"P1"};
    detection::Event event;
    event.id = 7;
    event.zone = "A";
    event.detectedAt = event.startedAt = event.startedCi.first = event.startedCi.second = {1'704'067'200'000};
    event.endedAt = Instant{1'704'153'600'000};
    event.flow_m3s = {0.004, 0.003, 0.005};
    event.confidence = 0.97;
    event.why = "the inflow rose";
    event.evidence = {{"P1", Quantity::pressure, -0.3, -8.2}};
    event.rivals = {{detection::EventKind::demand, 0.02}};
    event.area = {0.9, 812, 0.02, false, {{"p123", 0.2, 55}}};
    event.history = {{event.detectedAt, true, event.flow_m3s, event.area}};
    return {'\x01' + project::eventsToJson({event, event}, {"X", {{{0}, 0}, {{1'711'846'800'000}, 3600}}}), '\x02' + jobs::optionsToJson(options),
            std::string(1, '\0') + R"({"mainsight_run_record":1,"version":"0.1","options":)" + jobs::optionsToJson(options) +
                R"(,"inputs":{"network":"00"},"results":{"events":1,"checksum":"00"}})"};
}

const test::FuzzTargetEntry kRecord({"record", exerciseRecord, recordSeeds});

} // namespace
