#include "core/analysis/rate_trial.h"

#include "core/analysis/detect_setup.h"
#include "core/analysis/scope.h"
#include "core/analysis/stages.h"
#include "core/base/bytes.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace ms::analysis {

namespace {

constexpr Duration kLearning = days(28), kBetween = days(10), kLasting = days(3), kInTime = days(3), kNear = days(1);
constexpr Duration kTried = days(280);                         ///< the last of a longer history: sizes are tried in it, alarms counted in all
constexpr int kPasses = static_cast<int>(kTriedShares.size()); ///< over the history, so that every size is tried at every place

/// A burst put into a history.
struct PutIn {
    Instant at;
    std::size_t size = 0; ///< in kTriedShares
};

bool isAlarm(const detection::TrackState& state) {
    return !state.withdrawn && (state.kind == detection::EventKind::burst || state.kind == detection::EventKind::leak);
}

bool told(const detection::TrackedEvent& event) { return std::any_of(event.states.begin(), event.states.end(), isAlarm); }

double meanOf(const series::TimeSeries& series) {
    double sum = 0;
    std::size_t count = 0;
    for (const double v : series.values)
        if (std::isfinite(v)) sum += v, ++count;
    return count > 0 ? sum / static_cast<double>(count) : 0;
}

/// Whether an event of the history's own begins or ends so near that a burst at `at` would be mixed up with it.
bool occupied(const detection::ZoneTrack& track, Instant at) {
    const auto near = [&](Instant t) { return t > at - kInTime && t < at + kInTime + kNear; };
    return std::any_of(track.events.begin(), track.events.end(), [&](const detection::TrackedEvent& e) {
        return told(e) && (near(e.states.back().startedAt) || (e.endedAt && near(*e.endedAt)));
    });
}

/// Where bursts go in: every kBetween where the history leaves room, otherwise as soon after as it does; sizes in turn, other ones in each pass.
std::vector<PutIn> placesIn(const detection::ZoneTrack& history, TimeSpan span, std::size_t zone, int pass) {
    std::vector<PutIn> bursts;
    std::size_t number = 0;
    for (Instant day = span.from; day + kLasting < span.to;) {
        const Instant at = day + hours(static_cast<std::int64_t>((number * 7 + zone * 5) % 24)); // at all hours
        if (occupied(history, at)) {
            day = day + hours(6);
            continue;
        }
        bursts.push_back({at, (number + static_cast<std::size_t>(pass)) % kTriedShares.size()});
        ++number;
        day = day + kBetween;
    }
    return bursts;
}

bool isFound(const detection::ZoneTrack& track, const PutIn& burst) {
    return std::any_of(track.events.begin(), track.events.end(), [&](const detection::TrackedEvent& e) {
        if (e.detectedAt < burst.at || e.detectedAt > burst.at + kInTime) return false;
        return std::any_of(e.states.begin(), e.states.end(), [&](const detection::TrackState& s) {
            return isAlarm(s) && s.at <= burst.at + kInTime && s.startedAt >= burst.at - kNear && s.startedAt <= burst.at + kNear;
        });
    });
}

/// The meter's readings with the bursts in them; `sign` is the meter's in the balance.
series::Readings withBursts(const series::Readings& measured, const std::vector<PutIn>& bursts, double sign, double mean_m3s) {
    series::Readings readings = measured;
    for (const PutIn& burst : bursts) {
        const auto first = std::lower_bound(readings.times_ms.begin(), readings.times_ms.end(), burst.at.ms) - readings.times_ms.begin();
        for (auto i = static_cast<std::size_t>(first); i < readings.size() && readings.times_ms[i] < (burst.at + kLasting).ms; ++i)
            readings.values[i] += sign * kTriedShares[burst.size] * mean_m3s;
    }
    return readings;
}

series::Readings since(const series::Readings& all, Instant from) {
    const auto first = std::lower_bound(all.times_ms.begin(), all.times_ms.end(), from.ms) - all.times_ms.begin();
    return {{all.times_ms.begin() + first, all.times_ms.end()},
            {all.values.begin() + first, all.values.end()},
            {all.quality.begin() + first, all.quality.end()}};
}

std::string encode(const RateTrial& trial) {
    ByteWriter out;
    out.u8(static_cast<std::uint8_t>(Payload::trial));
    out.f64(trial.rate);
    out.count(static_cast<std::size_t>(trial.zones));
    out.f64(trial.zoneWeeks);
    out.count(static_cast<std::size_t>(trial.alarms));
    out.f64(trial.meanInflow_m3s);
    for (std::size_t i = 0; i < kTriedShares.size(); ++i) {
        out.count(static_cast<std::size_t>(trial.put[i]));
        out.count(static_cast<std::size_t>(trial.found[i]));
    }
    return out.take();
}

} // namespace

double RateTrial::shareFoundIn(double level) const {
    // Blocks of sizes whose counts are taken together, so that a larger burst is never found less often.
    struct Block {
        double logShare = 0;
        int put = 0, found = 0, sizes = 0;
        [[nodiscard]] double share() const { return static_cast<double>(found) / put; }
    };
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < kTriedShares.size(); ++i) {
        if (put[i] < 3) return -1;
        blocks.push_back({std::log(kTriedShares[i]), put[i], found[i], 1});
        while (blocks.size() > 1 && blocks[blocks.size() - 2].share() > blocks.back().share()) {
            const Block last = blocks.back();
            blocks.pop_back();
            Block& into = blocks.back();
            into.logShare = (into.logShare * into.sizes + last.logShare * last.sizes) / (into.sizes + last.sizes);
            into.put += last.put, into.found += last.found, into.sizes += last.sizes;
        }
    }
    if (blocks.front().share() >= level) return kTriedShares.front();
    for (std::size_t i = 1; i < blocks.size(); ++i) {
        const Block &below = blocks[i - 1], &above = blocks[i];
        if (above.share() < level) continue;
        const double part = (level - below.share()) / (above.share() - below.share());
        return std::exp(below.logShare + part * (above.logShare - below.logShare));
    }
    return std::numeric_limits<double>::infinity();
}

std::vector<Task> trialStage(const detection::Balances& balances, const std::vector<bool>& wanted, const Options& options, double cost) {
    std::vector<std::size_t> zones;
    for (std::size_t z = 0; z < balances.zones.size(); ++z)
        if (wanted[z]) zones.push_back(z);
    const std::size_t count = std::min(zones.size(), kTriedZones);
    std::vector<Task> tasks;
    for (const double rate : options.trialRates)
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t zone = zones[i * zones.size() / count];
            ByteWriter input;
            input.count(zone);
            input.f64(rate);
            tasks.push_back({"try", "zone " + balances.zones[zone].zone, input.take(), cost * (1 + kPasses), {balances.zones[zone].zone}});
        }
    return tasks;
}

Result<TaskOutput> runTrial(const Task& task, const Data& data, const detection::Balances& balances, const Options& options, EventSink& sink,
                            std::stop_token stop) {
    ByteReader in(task.input);
    const auto zone = static_cast<std::size_t>(in.varint());
    const double rate = in.f64();
    if (in.failed() || zone >= balances.zones.size()) return Error{ErrorCode::internal, "No such zone", {}, {}, {}, {}};
    const detection::Balance& balance = balances.zones[zone];
    RateTrial trial;
    trial.rate = rate;
    const auto output = [&] { return TaskOutput{encode(trial), {}, {}}; };
    if (balance.flows.empty() || !meterLeftOut(balance, data, options).empty()) return output();

    detection::TrackerOptions tracker = trackerOptions(data, options);
    tracker.falseAlarmsPerZoneWeek = rate;
    auto meters = metersOf(data);
    const auto repairs = noticesOf(data, balances, {});
    NullSink quiet; // the sink hears of the passes, not of the steps of each
    const auto history = detection::trackZone(balance, data.network.get(), meters, repairs, tracker, quiet, stop);
    if (!history) return history.error().code == ErrorCode::cancelled ? Result<TaskOutput>(history.error()) : Result<TaskOutput>(output());
    sink.progress(task.kind, 1, 1 + kPasses);
    const TimeSpan span{options.period.from.valid() ? std::max(options.period.from, history->inflow_m3s.start) : history->inflow_m3s.start,
                        history->inflow_m3s.end()};
    trial.zones = 1;
    trial.zoneWeeks = span.length().days() / 7;
    trial.alarms = static_cast<int>(std::count_if(history->events.begin(), history->events.end(), told));
    trial.meanInflow_m3s = meanOf(history->inflow_m3s);
    if (trial.meanInflow_m3s <= 0) return output();

    Instant first = history->inflow_m3s.start;
    std::vector<series::Readings> recent;
    if (span.to - first > kTried) {
        first = span.to - kTried;
        recent.reserve(meters.size());
        for (auto& meter : meters) {
            recent.push_back(since(*meter.readings, first));
            meter.readings = &recent.back();
        }
    }
    first = std::max(span.from, first + kLearning);
    const detection::FlowTerm& inlet = balance.flows.front();
    detection::Balance flowsOnly = balance;
    flowsOnly.parts.clear();
    for (int pass = 0; pass < kPasses; ++pass) {
        const auto bursts = placesIn(*history, {first, span.to}, zone, pass);
        if (bursts.empty()) break;
        const auto readings = withBursts(*meters[inlet.sensor].readings, bursts, inlet.sign, trial.meanInflow_m3s);
        auto changed = meters;
        changed[inlet.sensor].readings = &readings;
        const auto track = detection::trackZone(flowsOnly, data.network.get(), changed, repairs, tracker, quiet, stop);
        if (!track) return track.error();
        for (const PutIn& burst : bursts) {
            ++trial.put[burst.size];
            trial.found[burst.size] += isFound(*track, burst) ? 1 : 0;
        }
        sink.progress(task.kind, 2 + pass, 1 + kPasses);
    }
    return output();
}

Result<RateTrial> readTrial(const TaskOutput& output) {
    ByteReader in(output.bytes);
    RateTrial trial;
    const bool ours = in.u8() == static_cast<std::uint8_t>(Payload::trial);
    trial.rate = in.f64();
    trial.zones = static_cast<int>(in.varint());
    trial.zoneWeeks = in.f64();
    trial.alarms = static_cast<int>(in.varint());
    trial.meanInflow_m3s = in.f64();
    for (std::size_t i = 0; i < kTriedShares.size(); ++i) {
        trial.put[i] = static_cast<int>(in.varint());
        trial.found[i] = static_cast<int>(in.varint());
    }
    if (!ours || in.failed() || !in.atEnd()) return Error{ErrorCode::internal, "The result of a trial cannot be read", {}, {}, {}, {}};
    return trial;
}

std::vector<RateTrial> sumTrials(const std::vector<RateTrial>& trials) {
    std::map<double, RateTrial> sums;
    for (const RateTrial& t : trials) {
        RateTrial& sum = sums[t.rate];
        sum.rate = t.rate;
        sum.meanInflow_m3s = sum.zones + t.zones > 0 ? (sum.meanInflow_m3s * sum.zones + t.meanInflow_m3s * t.zones) / (sum.zones + t.zones) : 0;
        sum.zones += t.zones;
        sum.zoneWeeks += t.zoneWeeks;
        sum.alarms += t.alarms;
        for (std::size_t i = 0; i < kTriedShares.size(); ++i) sum.put[i] += t.put[i], sum.found[i] += t.found[i];
    }
    std::vector<RateTrial> result;
    for (const auto& [rate, sum] : sums) result.push_back(sum);
    return result;
}

} // namespace ms::analysis
