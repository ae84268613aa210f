#include "core/analysis/model_fit.h"

#include "core/analysis/model_state.h"
#include "core/calibration/zone_reach.h"
#include "core/series/statistics.h"
#include "core/series/time_series.h"

#include <algorithm>
#include <cmath>

namespace ms::analysis {

namespace {

constexpr Eigen::Index hoursPerMean = 3;
constexpr double kLeastQuietDays = 14, kInterval90 = 1.645;

/// [zones of the frame x hours] whether no event was open.
Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic> quietHours(const ModelFrame& frame, const std::vector<detection::Event>& events,
                                                              const Drive& drive) {
    Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic> quiet(static_cast<Eigen::Index>(frame.zones.size()), drive.size());
    quiet.setConstant(true);
    for (const auto& e : events) {
        if (e.kind == detection::EventKind::sensorFault) continue; // its readings are flagged
        for (std::size_t z = 0; z < frame.zones.size(); ++z) {
            if (frame.balances.zones[frame.zones[z].balance].zone != e.zone) continue;
            const Instant from = e.startedCi.first.valid() ? std::min(e.startedCi.first, e.startedAt) : e.startedAt;
            const Instant to = e.endedAt ? *e.endedAt + hours(2) : drive.start + drive.step * drive.size();
            for (Eigen::Index t = 0; t < drive.size(); ++t) {
                const Instant at = drive.start + drive.step * t;
                if (at + drive.step > from && at < to) quiet(static_cast<Eigen::Index>(z), t) = false;
            }
        }
    }
    return quiet;
}

/// The median day of a zone's scale and how well it is known: days remember each other.
calibration::Fitted scaleOf(const std::vector<double>& days) {
    std::vector<double> sorted = days; // median() reorders
    const double middle = series::median(sorted);
    double squares = 0, with = 0, n = 0;
    for (std::size_t i = 0; i < days.size(); ++i) {
        squares += (days[i] - middle) * (days[i] - middle);
        n += 1;
        if (i > 0) with += (days[i] - middle) * (days[i - 1] - middle);
    }
    const double r = squares > 0 ? std::clamp(with / squares, 0.0, 0.9) : 0;
    const double half = kInterval90 * std::sqrt(squares / std::max(n - 1, 1.0) * (1 + r) / (1 - r) / n);
    return {std::exp(middle), std::exp(middle - half), std::exp(middle + half)};
}

std::vector<calibration::DemandScale> demandScales(const ModelFrame& frame, const network::Network& net, const Drive& drive,
                                                   const Eigen::Array<bool, Eigen::Dynamic, Eigen::Dynamic>& quiet) {
    std::vector<calibration::DemandScale> scales;
    for (std::size_t z = 0; z < frame.zones.size(); ++z) {
        const auto& zone = frame.zones[z];
        if (!zone.scaled) continue;
        const Eigen::Index row = zoneRow(frame, zone.balance), perDay = days(1).ms / drive.step.ms;
        std::vector<double> logs;
        for (Eigen::Index day = 0; day + perDay <= drive.size(); day += perDay) {
            double sum = 0;
            Eigen::Index n = 0;
            for (Eigen::Index t = day; t < day + perDay; ++t)
                if (quiet(static_cast<Eigen::Index>(z), t) && drive.values(row, t) > 0) {
                    sum += drive.values(row, t);
                    ++n;
                }
            if (n * 2 >= perDay) logs.push_back(std::log(sum / static_cast<double>(n)));
        }
        if (logs.size() < 3) continue;
        calibration::DemandScale scale;
        scale.zone = frame.balances.zones[zone.balance].zone;
        scale.factor = scaleOf(logs);
        std::vector<bool> metered(net.nodes.size(), false);
        for (const auto& c : frame.customers) metered[c.node.at()] = true;
        for (const NodeIndex n : frame.balances.zones[zone.balance].nodes)
            if (!metered[n.at()] && !net.node(n).demands.empty()) scale.nodes.push_back(net.node(n).id);
        scales.push_back(std::move(scale));
    }
    return scales;
}

} // namespace

Result<void> ModelFitOptions::validate() const {
    if (weeks < 1 || weeks > 520) return Error{ErrorCode::invalidInput, "a calibration takes 1 to 520 weeks", "options", {}, {}, {}};
    return calibration.validate();
}

Result<calibration::Calibration> fitModel(const Data& data, const std::vector<detection::Event>& events, const ModelFitOptions& options, Sink& sink,
                                          std::stop_token stop) {
    if (auto ok = options.validate(); !ok) return ok.error();
    if (!data.network) return Error{ErrorCode::notFound, "the project has no model to calibrate", {}, {}, {}, "Make it with --network FILE.inp"};
    const ModelFrame frame = makeFrame(data);
    if (!frame.usable())
        return Error{
            ErrorCode::notFound, "no pressure logger with readings lies at a node of the model in a zone with metered inflow", {}, {}, {}, {}};
    TimeSpan span = spanOf(data);
    constexpr std::int64_t day = 86'400'000;
    const Instant end = options.until.valid() ? std::min(options.until, span.to) : span.to;
    span.to = Instant{end.ms / day * day}; // whole days
    span.from = std::max(Instant{(span.from.ms + day - 1) / day * day}, span.to - days(7) * options.weeks);
    if (span.to - span.from < days(3)) return Error{ErrorCode::notFound, "less than three days of readings to calibrate to", {}, {}, {}, {}};
    const Drive drive = makeDrive(frame, data, span);
    auto quiet = quietHours(frame, events, drive);
    for (std::size_t z = 0; z < frame.zones.size(); ++z) {
        const double quietDays = static_cast<double>(quiet.row(static_cast<Eigen::Index>(z)).count()) / 24;
        const double wholeDays = (span.to - span.from).days();
        if (quietDays >= std::min(kLeastQuietDays, 0.5 * wholeDays)) continue;
        quiet.row(static_cast<Eigen::Index>(z)).setConstant(true);
        Diagnostic d;
        d.severity = Severity::warning;
        d.code = "calibration.not-quiet";
        d.message = "events were open in this zone nearly all the time";
        d.element = frame.balances.zones[frame.zones[z].balance].zone;
        d.kept = "all of its time is taken; lasting leaks count as demand";
        sink.diagnostic(d);
    }

    calibration::CalibrationProblem problem;
    problem.network = data.network;
    problem.groups = calibration::roughnessGroups(*data.network);
    std::vector<Eigen::VectorXd> measured; // hourly heads, a logger each
    for (std::size_t z = 0; z < frame.zones.size(); ++z) {
        const auto& zone = frame.zones[z];
        problem.zones.push_back(frame.balances.zones[zone.balance].nodes);
        for (std::size_t r = 0; r < zone.pressures; ++r) {
            const auto& row = zone.rows[r];
            problem.loggers.push_back({data.sensors[row.sensor].sensor.name, row.node, static_cast<int>(z)});
            Eigen::VectorXd values = series::resample(data.sensors[row.sensor].readings, span, drive.step, series::Resample::mean).values;
            values.array() += data.network->node(row.node).elevation_m;
            for (Eigen::Index t = 0; t < values.size() && t < quiet.cols(); ++t)
                if (!quiet(static_cast<Eigen::Index>(z), t)) values[t] = series::kNan;
            measured.push_back(std::move(values));
        }
    }
    const auto meanOf = [](const auto& values) {
        double sum = 0, n = 0;
        for (const double v : values)
            if (std::isfinite(v)) {
                sum += v;
                n += 1;
            }
        return n >= 2 ? sum / n : series::kNan;
    };
    for (Eigen::Index t = 0; t + hoursPerMean <= drive.size(); t += hoursPerMean) {
        calibration::CalibrationInstant instant;
        instant.at = drive.start + drive.step * t;
        instant.heads_m.resize(static_cast<Eigen::Index>(measured.size()));
        for (std::size_t l = 0; l < measured.size(); ++l)
            instant.heads_m[static_cast<Eigen::Index>(l)] =
                t + hoursPerMean <= measured[l].size() ? meanOf(measured[l].segment(t, hoursPerMean)) : series::kNan;
        if (instant.heads_m.array().isNaN().all()) continue;
        const Eigen::VectorXd driven = drive.values.middleCols(t, hoursPerMean).rowwise().mean();
        const Eigen::VectorXd customers = drive.customers.middleCols(t, hoursPerMean).rowwise().mean();
        fillConditions(frame, *data.network, driven, customers, instant.conditions);
        problem.instants.push_back(std::move(instant));
    }
    auto result = calibration::calibrateModel(problem, options.calibration, sink, stop);
    if (!result) return result;
    result->demands = demandScales(frame, *data.network, drive, quiet);
    result->period = span;
    const network::Network model = calibration::calibrated(*data.network, *result);
    for (std::size_t z = 0; z < frame.zones.size(); ++z) {
        if (frame.zones[z].pressures == 0) continue;
        const auto& balance = frame.balances.zones[frame.zones[z].balance];
        const auto flow = calibration::leastFlow(model, problem, result->loggers, static_cast<int>(z), balance.links);
        if (!flow) return flow.error();
        result->reach.push_back({balance.zone, *flow});
    }
    return result;
}

bool mayUse(const calibration::Calibration& calibration, const Options& options) {
    return !options.live || (options.period.from.valid() && options.period.from >= calibration.period.to);
}

void layOver(const calibration::Calibration& calibration, Data& data) {
    if (data.network) data.network = std::make_shared<const network::Network>(calibration::calibrated(*data.network, calibration));
}

} // namespace ms::analysis
