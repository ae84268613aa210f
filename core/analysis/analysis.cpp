#include "core/analysis/analysis.h"

#include "core/analysis/codec.h"
#include "core/analysis/detect_setup.h"
#include "core/analysis/dma_placer.h"
#include "core/analysis/event_assembly.h"
#include "core/analysis/leak_tasks.h"
#include "core/analysis/logger_events.h"
#include "core/analysis/pressure_bands.h"
#include "core/analysis/rate_trial.h"
#include "core/analysis/repair_match.h"
#include "core/analysis/scope.h"
#include "core/analysis/stages.h"
#include "core/analysis/surrogate.h"
#include "core/calibration/logger_watch.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <tuple>

namespace ms::analysis {

namespace {

constexpr std::int64_t blockDays = 56;
constexpr std::size_t placingTasks = 12; ///< fixed, so that the tasks do not depend on the number of workers

Error cancelled() { return {ErrorCode::cancelled, "The analysis was stopped", {}, {}, {}, {}}; }

TimeSpan wholeDays(TimeSpan span) {
    constexpr std::int64_t day = 86'400'000;
    const auto floor = [](std::int64_t ms) { return (ms >= 0 ? ms : ms - day + 1) / day * day; };
    return {Instant{floor(span.from.ms)}, Instant{floor(span.to.ms + day - 1)}};
}

TimeSpan spanFor(const Data& data, const Options& options) {
    TimeSpan span = spanOf(data);
    if (options.period.to.valid() && span.to.valid()) span.to = std::min(span.to, options.period.to);
    return span;
}

std::shared_ptr<const ModelFrame> frameOf(const Data& data) {
    if (data.frame) return data.frame;
    if (data.network) return std::make_shared<const ModelFrame>(makeFrame(data));
    auto frame = std::make_shared<ModelFrame>();
    frame->balances = detection::findBalances(nullptr, sensorsOf(data));
    return frame;
}

/// The pipes of a zone that no model knows: GIS pipes, all of them (zones have no outline).
std::vector<localisation::Candidate> gisCandidates(const Data& data) {
    std::vector<localisation::Candidate> pipes;
    for (const auto& p : data.gisPipes)
        if (p.length_m > 0) pipes.push_back({LinkIndex{}, p.id, p.length_m});
    return pipes;
}

constexpr std::size_t eventsPerZone = 1'000'000;

/// Tells the partial events of a run apart until collect() numbers them: negative, the same for an event in every stage.
std::int64_t provisionalId(std::size_t zone, std::size_t number) { return -1 - static_cast<std::int64_t>(zone * eventsPerZone + number); }

Result<TaskOutput> runDetect(const Task& task, const Data& data, const Options& options, EventSink& sink, std::stop_token stop) {
    const auto known = frameOf(data);
    const ModelFrame& frame = *known;
    auto input = decodeDetect(task.input);
    if (!input) return input.error();
    const std::size_t number = input->zone;
    if (number >= frame.balances.zones.size()) return Error{ErrorCode::internal, "No such zone", {}, task.input, {}, {}};
    const auto repairs = noticesOf(data, frame.balances, input->hints);
    const detection::TrackerOptions tracker = trackerOptions(data, options);
    const detection::Balance& balance = frame.balances.zones[number];
    if (!input->again) // why it is a zone of meters alone, and places no event
        for (const Diagnostic& d : frame.balances.diagnostics)
            if (d.code == "balance.no-piece" && d.element == balance.zone) sink.diagnostic(d);
    const std::string blind = meterLeftOut(balance, data, options);
    auto track = blind.empty() ? detection::trackZone(balance, data.network.get(), metersOf(data), repairs, tracker, sink, stop)
                               : Result<detection::ZoneTrack>(Error{ErrorCode::notFound, "Its meter " + blind + " is left out", {}, {}, {}, {}});
    if (!track) {
        if (track.error().code == ErrorCode::cancelled) return track.error();
        // A zone without a usable balance is said, not fatal: the other zones go on.
        Diagnostic d;
        d.code = "analysis.zone-skipped";
        d.message = track.error().message;
        d.element = task.subject;
        d.kept = "the other zones are analysed";
        sink.diagnostic(d);
        detection::ZoneTrack empty;
        empty.zone = frame.balances.zones[number].zone;
        return TaskOutput{encodeTrack(empty), {}, {}};
    }
    TaskOutput output;
    for (std::size_t i = 0; i < track->events.size(); ++i) {
        const auto& e = track->events[i];
        if (e.states.empty() || e.states.back().withdrawn) continue;
        output.events.push_back(detection::toEvent(e));
        output.events.back().id = provisionalId(number, i);
    }
    sink.partial(output.events);
    output.bytes = encodeTrack(*track);
    output.bands = balanceBands(*track);
    return output;
}

Result<TaskOutput> runExpect(const Task& task, const Data& data, EventSink& sink, std::stop_token stop) {
    ByteReader in(task.input);
    TimeSpan span;
    span.from.ms = in.i64();
    span.to.ms = in.i64();
    if (in.failed() || !data.network) return Error{ErrorCode::internal, "A task without its span", {}, {}, {}, {}};
    auto expectation = expectBlock(*frameOf(data), data, span, sink, stop);
    if (!expectation) return expectation.error();
    if (expectation->unsolved > 0) {
        Diagnostic d;
        d.code = "analysis.unsolved";
        d.message = "The model did not converge in " + std::to_string(expectation->unsolved) + " hours";
        d.element = task.subject;
        d.kept = "these hours have no expected pressures";
        sink.diagnostic(d);
    }
    return TaskOutput{encodeExpectation(*expectation), {}, {}};
}

Result<TaskOutput> runPlace(const Task& task, const Data& data, const Options& options, bool final, EventSink& sink, std::stop_token stop) {
    auto input = decodeInput(task.input);
    if (!input) return input.error();
    Findings findings;
    for (const auto& text : input->texts)
        if (auto ok = addFindings(text, findings); !ok) return ok.error();
    const auto known = frameOf(data);
    const ModelFrame& frame = *known;
    if (findings.tracks.size() != frame.balances.zones.size()) return Error{ErrorCode::internal, "The zones of two stages differ", {}, {}, {}, {}};
    const Expectation expectation = joinBlocks(findings.blocks);
    std::optional<EventPlacer> placer;
    std::optional<DmaPlacer> quick;
    const DmaGround ground = data.network ? groundOfModel(data, frame.balances) : groundOfGis(data, frame.balances);
    if (ground.network) {
        DmaPlacingOptions placing;
        if (!final) placing.solvedAgain = 0;
        quick.emplace(ground, data, findings.tracks, placing);
    }
    if (data.network && !expectation.records.empty()) {
        auto model = hydraulics::HydraulicModel::make(data.network);
        if (!model) return model.error();
        PlacingOptions placing;
        if (!final) placing.solvedAgain = 0; // a first look: linear is enough
        placer.emplace(frame, data, expectation, findings.tracks, findings.placements, findings.charts, std::move(model).value(), placing);
    }
    AnnouncingOptions announcing = announcingOf(data, options);
    // Where customers are metered, waiting makes an area small; on a DMA's few loggers it only loses water, and bursts end before they are told.
    const bool customers =
        std::any_of(data.sensors.begin(), data.sensors.end(), [](const SensorData& s) { return s.sensor.quantity == Quantity::demand; });
    if (!customers) {
        announcing.patience_d = announcing.widePatience_d = announcing.sharper = 0;
        announcing.movedMost = 1;
    }
    TaskOutput output;
    std::vector<PlacedEvent> placements;
    const auto total = static_cast<std::int64_t>(input->events.size());
    for (std::int64_t done = 0; done < total; ++done) {
        const auto [zone, number] = input->events[static_cast<std::size_t>(done)];
        if (zone >= findings.tracks.size() || number >= findings.tracks[zone].events.size())
            return Error{ErrorCode::internal, "No such event", {}, {}, {}, {}};
        const auto& tracked = findings.tracks[zone].events[number];
        PlacedEvent placed{zone, number, {}};
        std::vector<PlacedState> states;
        for (std::size_t s = 0; s < tracked.states.size(); ++s) {
            if (stop.stop_requested()) return cancelled();
            PlacedState state;
            state.state = s;
            const bool flows = tracked.states[s].flow_m3s.value > 0;
            if (!states.empty() && (!flows || (states.back().placement.informed && placeSettled(tracked, tracked.states[s])))) {
                // Over, or old: it is where it was last thought to be.
                state.placement = states.back().placement;
            } else if (flows && !tracked.states[s].withdrawn && ((quick && quick->suits(zone)) || (placer && placer->hasModel(zone)))) {
                auto placement = quick && quick->suits(zone) ? quick->place(zone, number, s) : placer->place(zone, number, s);
                if (!placement) return placement.error();
                state.placement = std::move(placement).value();
                placed.revisions.push_back(sparse(tracked.states[s].at, state.placement.probability));
            }
            states.push_back(std::move(state));
        }
        if (final) {
            std::vector<localisation::Candidate> candidates;
            if (ground.network && !ground.zones[zone].candidates.empty())
                candidates = ground.zones[zone].candidates;
            else
                candidates = data.network ? localisation::candidatePipes(*data.network, frame.balances.zones[zone].links) : gisCandidates(data);
            double length = 0;
            for (const auto& c : candidates) length += c.length_m;
            std::vector<detection::Evidence> evidence;
            for (auto it = states.rbegin(); it != states.rend() && evidence.empty(); ++it) evidence = pressureEvidence(it->placement, data);
            auto event = assembleEvent(tracked, states, candidates, length, evidence, options.live, announcing);
            if (event) {
                event->id = provisionalId(zone, number);
                sink.partial({*event});
                output.events.push_back(std::move(*event));
            }
        }
        placements.push_back(std::move(placed));
        sink.progress(task.kind, done + 1, total);
    }
    output.bytes = final ? std::string(1, static_cast<char>(Payload::events)) : encodePlacements(placements);
    return output;
}

/// Pressure loggers of a zone that are broken.
Result<TaskOutput> runLoggers(const Task& task, const Data& data, const Options& options, EventSink& sink, std::stop_token stop) {
    if (stop.stop_requested()) return cancelled();
    auto input = decodeInput(task.input);
    if (!input) return input.error();
    if (input->events.size() != 1 || input->texts.size() != 1) return Error{ErrorCode::internal, "A task without its zone", {}, {}, {}, {}};
    Findings findings;
    if (auto ok = addFindings(input->texts.front(), findings); !ok) return ok.error();
    const auto known = frameOf(data);
    const ModelFrame& frame = *known;
    const std::size_t zone = input->events.front().first;
    if (zone >= frame.balances.zones.size()) return Error{ErrorCode::internal, "No such zone", {}, {}, {}, {}};
    std::vector<calibration::LoggerReadings> loggers;
    for (const std::size_t s : frame.balances.zones[zone].pressures()) loggers.push_back({s, &data.sensors[s].readings});
    TaskOutput output;
    output.events = loggerEvents(calibration::watchLoggers(loggers), findings.tracks.front(), frame.balances.zones[zone].zone, data, options);
    const auto checked = crossCheckedLoggers(frame.balances.zones[zone], data);
    std::vector<const series::Readings*> readings;
    for (const std::size_t s : checked) readings.push_back(&data.sensors[s].readings);
    const auto cross =
        crossCheckEvents(quality::watchForward(readings, {}, stop), checked, frame.balances.zones[zone].zone, output.events, data, options);
    output.events.insert(output.events.end(), cross.begin(), cross.end());
    for (std::size_t i = 0; i < output.events.size(); ++i) output.events[i].id = provisionalId(zone, eventsPerZone / 2 + i);
    sink.partial(output.events);
    sink.progress(task.kind, 1, 1);
    output.bytes = std::string(1, static_cast<char>(Payload::events));
    return output;
}

using EventList = std::vector<std::pair<std::size_t, std::size_t>>; ///< (zone, position in its track)

/// The events of tracks that a placing stage is about, zone by zone. A first look at where they are ("locate") serves other events of a zone watched
/// by the hour and tells which repair mended which event; elsewhere nobody asks for it.
EventList eventsOf(const std::vector<detection::ZoneTrack>& tracks, const Data& data, const ModelFrame& frame, bool firstLook) {
    EventList events;
    const bool repaired = !repairsOnPipes(data).empty();
    for (std::size_t z = 0; z < tracks.size(); ++z) {
        if (firstLook && !repaired && isQuick(frame.balances.zones[z], data)) continue;
        for (std::size_t e = 0; e < tracks[z].events.size(); ++e) events.emplace_back(z, e);
    }
    return events;
}

/// Placing tasks: the events dealt out, each with the texts all need. Events of one zone lie together, because what the model says of a zone is
/// worked out once a task. `charted`: the zones whose loggers show leaks.
std::vector<Task> placingStage(const std::string& kind, const std::vector<std::string>& texts, const EventList& events,
                               const std::vector<std::string>& tracks, const ModelFrame& frame, const std::vector<bool>& wanted,
                               const std::vector<std::size_t>& charted, bool again) {
    const std::size_t count = std::min(events.size(), placingTasks);
    std::vector<Task> tasks;
    for (std::size_t i = 0; i < count; ++i) {
        PlacingInput input;
        input.again = again;
        input.texts = texts;
        input.events.assign(events.begin() + static_cast<std::ptrdiff_t>(i * events.size() / count),
                            events.begin() + static_cast<std::ptrdiff_t>((i + 1) * events.size() / count));
        Task task;
        task.kind = kind;
        task.subject = input.events.size() == 1 ? "1 event" : std::to_string(input.events.size()) + " events";
        task.cost = static_cast<double>(input.events.size());
        task.input = encodeInput(input);
        for (const auto& [z, event] : input.events)
            if (const std::string& zone = frame.balances.zones[z].zone; task.zones.empty() || task.zones.back() != zone) task.zones.push_back(zone);
        tasks.push_back(std::move(task));
    }
    for (const std::size_t z : charted) {
        const std::string& zone = frame.balances.zones[z].zone;
        const std::string subject = "leaks of zone " + zone;
        if (kind == "localise")
            tasks.push_back({"follow", subject, encodeInput({again, texts, {{z, 0}}}), 2, {zone}});
        else if (!again) // the second time they are there
            tasks.insert(tasks.begin(), {"chart", subject, encodeInput({again, texts, {{z, 0}}}), 100, {zone}});
    }
    if (kind == "localise") // the last stage
        for (std::size_t z = 0; z < tracks.size() && z < frame.balances.zones.size(); ++z)
            if (wanted[z] && !frame.balances.zones[z].pressures().empty())
                tasks.push_back({"loggers",
                                 "loggers of zone " + frame.balances.zones[z].zone,
                                 encodeInput({again, {tracks[z]}, {{z, 0}}}),
                                 2,
                                 {frame.balances.zones[z].zone}});
    return tasks;
}

} // namespace

void prepare(Data& data) {
    data.frame.reset();
    data.frame = frameOf(data);
}

std::size_t zoneCount(const Data& data) { return frameOf(data)->balances.zones.size(); }

bool placesEvents(const Data& data) {
    const auto frame = frameOf(data);
    return (data.network ? groundOfModel(data, frame->balances) : groundOfGis(data, frame->balances)).network != nullptr;
}

double usualFalseAlarms(bool customersMetered) { return customersMetered ? detection::kUsualRateMetered : detection::kUsualRate; }

Result<void> Options::validate() const {
    const auto wrong = [](std::string message) { return Error{ErrorCode::invalidInput, std::move(message), "options", {}, {}, {}}; };
    if (period.from.valid() && period.to.valid() && period.to <= period.from) return wrong("The period ends before it begins");
    const auto wrongRate = [](double rate) { return !(rate > 0) || rate > 7; };
    if ((falseAlarmsPerZoneWeek != 0 && wrongRate(falseAlarmsPerZoneWeek)) || std::any_of(trialRates.begin(), trialRates.end(), wrongRate))
        return wrong("False alarms a zone and week must be above 0 and at most 7");
    if (!(areaLevel > 0) || areaLevel >= 1) return wrong("The level of an area must lie between 0 and 1");
    return {};
}

Result<std::vector<Task>> firstStage(const Data& data, const Options& options) {
    if (auto ok = options.validate(); !ok) return ok.error();
    const TimeSpan span = spanFor(data, options);
    if (!span.from.valid()) return Error{ErrorCode::notFound, "There are no readings to analyse", {}, {}, {}, "Import some first."};
    const auto known = frameOf(data);
    const ModelFrame& frame = *known;
    if (frame.balances.zones.empty())
        return Error{ErrorCode::notFound,
                     "No zone has an inflow that is measured",
                     {},
                     {},
                     {},
                     "Assign the flow meters to links of the network, or give them a zone."};
    const auto wanted = wantedZones(frame.balances, options);
    if (!wanted) return wanted.error();
    const double cost = std::max(1.0, (span.to - span.from).days() / 14);
    if (!options.trialRates.empty()) return trialStage(frame.balances, *wanted, options, cost);
    std::vector<Task> tasks;
    for (std::size_t z = 0; z < frame.balances.zones.size(); ++z)
        if (const std::string& zone = frame.balances.zones[z].zone; (*wanted)[z])
            tasks.push_back({"detect", "zone " + zone, encodeDetect({z, false, {}, {}}), cost, {zone}});
    if (frame.usable()) {
        const TimeSpan all = wholeDays(span);
        for (Instant from = all.from; from < all.to; from = from + days(blockDays)) {
            const Instant to = std::min(from + days(blockDays), all.to);
            ByteWriter input;
            input.i64(from.ms);
            input.i64(to.ms);
            tasks.push_back(
                {"expect", "pressures from " + toIso(from).substr(0, 10), input.take(), (to - from).days() / 7, namesOf(*wanted, frame.balances)});
        }
    }
    return tasks;
}

Result<std::vector<Task>> nextStage(const Data& data, const Options& options, const std::vector<Task>& done, const std::vector<TaskOutput>& outputs) {
    std::vector<Task> none;
    if (done.empty() || done.size() != outputs.size()) return none;
    const auto knownFrame = frameOf(data);
    const ModelFrame& frame = *knownFrame;
    const auto wanted = wantedZones(frame.balances, options);
    if (!wanted) return wanted.error();
    const bool first = std::any_of(done.begin(), done.end(), [](const Task& t) { return t.kind == "detect"; });
    if (first) {
        std::vector<std::string> texts;
        std::vector<Expectation> blocks;
        std::vector<detection::ZoneTrack> thinned;
        std::vector<std::string> tracks; // of every zone: those that nobody asked for saw nothing
        for (const auto& balance : frame.balances.zones) {
            detection::ZoneTrack unseen;
            unseen.zone = balance.zone;
            thinned.push_back(unseen);
            tracks.push_back(encodeTrack(unseen));
        }
        for (std::size_t i = 0; i < done.size(); ++i) {
            Findings findings;
            if (auto ok = addFindings(outputs[i].bytes, findings); !ok) return ok.error();
            if (done[i].kind != "detect") {
                for (auto& block : findings.blocks) blocks.push_back(std::move(block));
                continue;
            }
            auto input = decodeDetect(done[i].input);
            if (!input) return input.error();
            if (input->zone >= tracks.size()) return Error{ErrorCode::internal, "No such zone", {}, {}, {}, {}};
            thinned[input->zone] = thin(findings.tracks.front());
            tracks[input->zone] = encodeTrack(thinned[input->zone]);
        }
        texts = tracks;
        bool again = false;
        if (!blocks.empty()) texts.push_back(encodeExpectation(joinBlocks(blocks)));
        for (const Task& t : done) {
            if (t.kind != "detect") continue;
            auto input = decodeDetect(t.input);
            if (!input) return input.error();
            again = again || input->again;
            texts.insert(texts.end(), input->carried.begin(), input->carried.end());
        }
        const EventList looked = eventsOf(thinned, data, frame, true);
        const bool modelled = texts.size() > tracks.size();
        const auto charted = modelled ? chartedZones(frame, data, *wanted) : std::vector<std::size_t>{};
        const bool look = modelled && (!looked.empty() || !charted.empty());
        return placingStage(look ? "locate" : "localise", texts, look ? looked : eventsOf(thinned, data, frame, false), tracks, frame, *wanted,
                            charted, again);
    }
    if (done.front().kind == "locate" || done.front().kind == "chart") {
        auto input = decodeInput(done.front().input);
        if (!input) return input.error();
        const std::vector<std::string> tracks(
            input->texts.begin(), input->texts.begin() + static_cast<std::ptrdiff_t>(std::min(input->texts.size(), frame.balances.zones.size())));
        Findings findings;
        for (const auto& text : tracks)
            if (auto ok = addFindings(text, findings); !ok) return ok.error();
        if (!input->again) { // the places tell which repair mended which event: detect once more with that
            for (const TaskOutput& o : outputs)
                if (auto ok = addFindings(o.bytes, findings); !ok) return ok.error();
            const auto hints = matchRepairs(frame, data, findings.tracks, findings.placements);
            if (!hints.empty() && input->texts.size() > tracks.size()) {
                std::vector<std::string> carried(input->texts.begin() + static_cast<std::ptrdiff_t>(tracks.size()), input->texts.end());
                for (std::size_t i = 0; i < done.size(); ++i)
                    if (done[i].kind == "chart") carried.push_back(outputs[i].bytes);
                std::vector<Task> tasks;
                for (std::size_t z = 0; z < tracks.size(); ++z) {
                    if (!(*wanted)[z]) continue;
                    const std::string& zone = frame.balances.zones[z].zone;
                    const bool carries = tasks.empty(); // what all need
                    tasks.push_back({"detect", "zone " + zone + ", repairs placed",
                                     encodeDetect({z, true, hints, carries ? carried : std::vector<std::string>()}), 10,
                                     carries ? namesOf(*wanted, frame.balances) : std::vector<std::string>{zone}});
                }
                return tasks;
            }
        }
        for (const TaskOutput& o : outputs) input->texts.push_back(o.bytes);
        return placingStage("localise", input->texts, eventsOf(findings.tracks, data, frame, false), tracks, frame, *wanted,
                            chartedZones(frame, data, *wanted), true);
    }
    return none;
}

Result<std::vector<std::size_t>> readingsNeeded(const Task& task, const Data& data) {
    std::set<std::size_t> zones;
    if (task.kind == "detect") {
        auto input = decodeDetect(task.input);
        if (!input) return input.error();
        zones.insert(input->zone);
    } else {
        auto input = decodeInput(task.input);
        if (!input) return input.error();
        for (const auto& event : input->events) zones.insert(event.first);
    }
    const auto frame = frameOf(data);
    std::set<std::size_t> sensors;
    for (const std::size_t z : zones) {
        if (z >= frame->balances.zones.size()) return Error{ErrorCode::internal, "No such zone", {}, {}, {}, {}};
        const detection::Balance& balance = frame->balances.zones[z];
        for (const auto& flow : balance.flows) sensors.insert(flow.sensor);
        for (const auto& tank : balance.tanks) sensors.insert(tank.sensor);
        sensors.insert(balance.demands.begin(), balance.demands.end());
        for (const std::size_t s : balance.pressures()) sensors.insert(s);
    }
    return std::vector<std::size_t>(sensors.begin(), sensors.end());
}

Result<TaskOutput> run(const Task& task, const Data& data, const Options& options, EventSink& sink, std::stop_token stop) {
    if (stop.stop_requested()) return cancelled();
    if (task.kind == "detect") return runDetect(task, data, options, sink, stop);
    if (task.kind == "try") return runTrial(task, data, frameOf(data)->balances, options, sink, stop);
    if (task.kind == "expect") return runExpect(task, data, sink, stop);
    if (task.kind == "locate") return runPlace(task, data, options, false, sink, stop);
    if (task.kind == "chart") return runChart(task, data, *frameOf(data), sink, stop);
    if (task.kind == "follow") return runFollow(task, data, *frameOf(data), options, provisionalId, sink, stop);
    if (task.kind == "loggers") return runLoggers(task, data, options, sink, stop);
    if (task.kind == "localise") return runPlace(task, data, options, true, sink, stop);
    return Error{ErrorCode::internal, "Unknown kind of task", {}, task.kind, {}, {}};
}

std::vector<detection::Event> collect(const std::vector<TaskOutput>& outputs) {
    std::vector<detection::Event> events;
    for (const TaskOutput& o : outputs) events.insert(events.end(), o.events.begin(), o.events.end());
    std::stable_sort(events.begin(), events.end(), [](const auto& a, const auto& b) {
        return std::tie(a.detectedAt, a.zone, a.startedAt) < std::tie(b.detectedAt, b.zone, b.startedAt);
    });
    std::int64_t id = 0;
    for (auto& e : events) e.id = ++id;
    return events;
}

std::vector<ExpectedBand> bands(const std::vector<TaskOutput>& outputs) {
    Findings findings;
    std::vector<ExpectedBand> result;
    for (const TaskOutput& o : outputs) {
        result.insert(result.end(), o.bands.begin(), o.bands.end());
        if (auto ok = addFindings(o.bytes, findings); !ok) continue; // texts without bands are passed over
    }
    const auto pressures = pressureBands(findings.blocks);
    result.insert(result.end(), pressures.begin(), pressures.end());
    return result;
}

} // namespace ms::analysis
