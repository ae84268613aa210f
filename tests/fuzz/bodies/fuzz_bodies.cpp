// Any bytes as what the cells of a project and the requests and answers of workers hold. The first byte picks which.
#include "core/analysis/codec.h"
#include "core/ingest/chunk_codec.h"
#include "core/ingest/file_sniff.h"
#include "core/ingest/hints.h"
#include "core/ingest/parsed_file.h"
#include "core/ingest/parsed_summary.h"
#include "core/ingest/preview.h"
#include "core/jobs/analysis_protocol.h"
#include "core/jobs/follow_protocol.h"
#include "core/jobs/import_service.h"
#include "core/wire/values.h"
#include "tests/fuzz/fuzz_target.h"

#include <array>

namespace {

using namespace ms;

/// What was read is written and read again with the same bytes.
template <typename T>
void roundTrip(std::string_view bytes) {
    const auto value = wire::fromBytes<T>(bytes, "value");
    if (!value.ok()) return;
    const std::string written = wire::toBytes(*value);
    const auto again = wire::fromBytes<T>(written, "value");
    test::demand(again.ok() && wire::toBytes(*again) == written);
}

void readParsed(std::string_view bytes) {
    auto reader = ingest::ParsedFileReader::open(test::scratchFile("parsed", bytes));
    while (reader.ok() && !reader->atEnd())
        if (!reader->next().ok()) return;
}

constexpr std::array<void (*)(std::string_view), 20> kReaders{
    [](std::string_view b) { (void)ingest::decodeChunk(b).ok(); },
    [](std::string_view b) { (void)ingest::decodeChunk(b, true).ok(); },
    [](std::string_view b) { (void)ingest::decodeBins(b).ok(); },
    [](std::string_view b) { (void)ingest::decodeHints(std::string(b)).ok(); },
    [](std::string_view b) { (void)ingest::decodeTask(std::string(b)).ok(); },
    [](std::string_view b) { (void)ingest::decodeReport(b).ok(); },
    [](std::string_view b) { (void)ingest::decodeSniffed(std::string(b)).ok(); },
    [](std::string_view b) { (void)ingest::decodeSummaries(b).ok(); },
    [](std::string_view b) { (void)ingest::decodePreview(b).ok(); },
    readParsed,
    roundTrip<std::vector<detection::Event>>,
    roundTrip<std::vector<analysis::ExpectedBand>>,
    roundTrip<analysis::Task>,
    roundTrip<analysis::TaskOutput>,
    roundTrip<jobs::AnalysisRequest>,
    roundTrip<std::vector<jobs::PlannedTask>>,
    roundTrip<jobs::FollowRequest>,
    roundTrip<jobs::FollowAnswer>,
    roundTrip<jobs::ImportWork>,
    roundTrip<jobs::RepairsRead>,
};

void exerciseBodies(std::string_view bytes) {
    const auto [which, rest] = test::choose(bytes, kReaders.size());
    kReaders.at(which)(rest);
}

std::vector<std::string> bodySeeds() {
    std::vector<std::string> bodies(kReaders.size());
    std::vector<std::int64_t> times;
    std::vector<double> values;
    for (int i = 0; i < 96; ++i) {
        times.push_back(1'704'067'200'000 + 900'000LL * i);
        values.push_back(40 + 0.1 * (i % 7));
    }
    const std::vector<std::uint8_t> quality(times.size(), 0);
    ingest::ChunkEncoder encoder;
    const ingest::EncodedChunk chunk = encoder.encode({times, {}, {}, values, quality});
    bodies[0] = bodies[1] = chunk.data;
    bodies[2] = chunk.summary.bins;
    ingest::Hints hints;
    hints.zone = {"X", {{{0}, 0}}};
    hints.units = {{Quantity::flow, "l/s"}};
    hints.nodeIds = {"J1"};
    hints.known.push_back({"P1", "J1", Quantity::pressure, "m", "A", 1.0, 2.0, "UTC", 1});
    hints.sensorMap.push_back({"c", "f*.csv", hints.known.front(), 1, "near", 2, false, true});
    bodies[3] = ingest::encodeHints(hints);
    bodies[4] = ingest::encodeTask({{{"a.csv", 0, 100, "a"}}, 100});
    ingest::FileReport report;
    report.path = "a.csv";
    report.quarantine.push_back({3, "x", "unreadable time", "b"});
    report.evidence = {"day 25"};
    bodies[5] = ingest::encodeReport(report);
    const std::string csv = test::scratchFile("seed.csv", "time,P1 pressure m\n2024-01-01 00:00,41.5\n2024-01-01 00:15,41.6\n2024-01-01 00:30,x\n");
    NullSink sink;
    if (const auto sniffed = ingest::sniffFiles({csv}, hints, sink, {}); sniffed.ok()) bodies[6] = ingest::encodeSniffed(*sniffed);
    const std::string out = csv + ".out";
    if (ingest::importFiles({{{csv, 0, -1}}, 100}, hints, out, sink, {}).ok())
        if (const auto summaries = ingest::summariseParsed(out); summaries.ok()) bodies[7] = ingest::encodeSummaries(*summaries);
    ingest::PreviewWish wish;
    wish.path = csv;
    bodies[8] = ingest::encodePreview(ingest::previewFile(wish, hints));
    if (auto writer = ingest::ParsedFileWriter::create(out); writer.ok()) {
        writer->add(ingest::ParsedSensor{0, hints.known.front(), true});
        writer->add(ingest::ParsedChunk{0, chunk});
        writer->add(report);
        if (writer->finish().ok()) bodies[9] = test::readWhole(out);
    }
    detection::Event event;
    event.zone = "A";
    event.why = "rose";
    event.evidence = {{"P1", Quantity::pressure, -0.3, -8}};
    event.area.pipes = {{"p", 0.2, 55}};
    event.history = {{{1'704'067'200'000}, true, {1, 0, 2}, event.area}};
    bodies[10] = wire::toBytes(std::vector{event});
    analysis::ExpectedBand band;
    bodies[11] = wire::toBytes(std::vector{band});
    bodies[12] = wire::toBytes(analysis::Task{});
    analysis::TaskOutput output;
    output.events = {event};
    output.bytes = "next";
    bodies[13] = wire::toBytes(output);
    jobs::AnalysisRequest request;
    request.projectPath = "p.mainsight";
    request.options.zones = {"A"};
    request.stage = {{{"task", 1, 2}, {"out", 3, 4}}};
    bodies[14] = wire::toBytes(request);
    bodies[15] = wire::toBytes(std::vector<jobs::PlannedTask>{{"zone", "A", 2, {"A"}, {"task", 1, 2}}});
    jobs::FollowRequest follow;
    follow.part.projectPath = "p.mainsight";
    follow.changes = {{"P1", {1'704'067'200'000}}};
    bodies[16] = wire::toBytes(follow);
    bodies[17] = wire::toBytes(jobs::FollowAnswer{});
    jobs::ImportWork work;
    work.task = bodies[4];
    work.paths = {csv};
    bodies[18] = wire::toBytes(work);
    bodies[19] = wire::toBytes(jobs::RepairsRead{{{"J1", "p1", Instant{1}, Instant{2}, 1.0, 2.0, "Road"}}});
    for (std::size_t i = 0; i < bodies.size(); ++i) bodies[i].insert(bodies[i].begin(), static_cast<char>(i));
    return bodies;
}

const test::FuzzTargetEntry kBodies({"bodies", exerciseBodies, bodySeeds});

} // namespace
