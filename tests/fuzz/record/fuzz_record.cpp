// Any bytes as JSON that comes back from outside: a run record (which is held against a project), events, the options of a run, a scenario's
// specification. The first byte picks which.
#include "app/cli/scenario_spec.h"
#include "core/jobs/run_record_file.h"
#include "tests/fuzz/fuzz_target.h"

#include <QCoreApplication>

namespace {

using namespace ms;

detection::Event madeEvent() {
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
    return event;
}

analysis::Options madeOptions() {
    analysis::Options options;
    options.period = {{1'704'067'200'000}, {1'704'153'600'000}};
    options.zones = {"A"};
    options.withoutSensors = {"P1"};
    return options;
}

/// A project that has been analysed; one for all inputs, which only read it.
project::ProjectFile& analysedProject() {
    static const std::unique_ptr<project::ProjectFile> made = [] {
        static int count = 1;
        static char name[] = "fuzz_record", *words[] = {name, nullptr};
        static const QCoreApplication* application = QCoreApplication::instance() ? nullptr : new QCoreApplication(count, words);
        (void)application; // Qt finds its SQLite driver by it
        auto file = project::ProjectFile::create(QString::fromStdString((test::scratchFolder() / "analysed.mainsight").string()),
                                                 {"Town", "Europe/London", "EPSG:27700"});
        test::demand(file.ok());
        project::ProjectFile& p = **file;
        bool fine = p.setNetworkText("[JUNCTIONS]\n A 0 1\n[RESERVOIRS]\n R 50\n[PIPES]\n P1 R A 100 100 100\n", "net.inp").ok();
        fine = fine && p.setGisPipes({{"P1", {{0, 0}, {100, 0}}, 100, 0.1, "PE", "Road"}}).ok();
        fine = fine && p.putSensor({"P1", "A", Quantity::pressure, "m", "A", 1.0, 2.0, "UTC", 1}).ok();
        fine = fine && p.putRepairs({{"J1", "P1", Instant{1'704'067'200'000}, {}, 1.0, 2.0, "Road"}}).ok();
        fine = fine && p.addImport({"a.csv", "00", "wide", {1'704'067'200'000}, 200, 1, 0, {}, "{}"}).ok();
        fine = fine && p.replaceEvents({madeEvent()}, 1).ok();
        const auto inputs = jobs::inputsToJson(p);
        fine = fine && inputs.ok() &&
               p.addRun({0, {1'704'067'200'000}, {1'704'067'200'000}, "0.1", jobs::optionsToJson(madeOptions()), *inputs, 2, true}).ok();
        test::demand(fine);
        return std::move(*file);
    }();
    return *made;
}

void exerciseRecord(std::string_view bytes) {
    const auto [which, rest] = test::choose(bytes, 4);
    const std::string json(rest);
    switch (which) {
    case 0:
        if (const auto record = jobs::readRunRecord(json); record.ok()) test::demand(jobs::differingInputs(*record, analysedProject()).ok());
        break;
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
    const auto whole = jobs::runRecordJson(analysedProject());
    test::demand(whole.ok());
    return {std::string(1, '\0') + *whole, '\x01' + project::eventsToJson({madeEvent(), madeEvent()}, {"X", {{{0}, 0}, {{1'711'846'800'000}, 3600}}}),
            '\x02' + jobs::optionsToJson(madeOptions()),
            std::string(1, '\0') + R"({"mainsight_run_record":1,"version":"0.1","options":)" + jobs::optionsToJson(madeOptions()) +
                R"(,"inputs":{"network":"00","imports":[{"path":"b.csv","checksum":"1"}]},"results":{"events":1,"checksum":"00"}})"};
}

const test::FuzzTargetEntry kRecord({"record", exerciseRecord, recordSeeds});

} // namespace
