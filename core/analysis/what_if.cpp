#include "core/analysis/what_if.h"

#include "core/analysis/model_state.h"
#include "core/hydraulics/solver.h"
#include "core/series/statistics.h"
#include "core/series/time_series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace ms::analysis {

namespace {

constexpr double kDischarge = 0.6, kGravity = 9.80665;
constexpr std::size_t kMostNumbers = 6'000'000; ///< of kept base states: nodes and links times instants

double kept(double v) { return std::isfinite(v) ? v : series::kNan; }

/// Root of the mean square of a - b where both are known; NaN when nowhere.
double rms(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    int n = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!std::isfinite(a[i]) || !std::isfinite(b[i])) continue;
        sum += (a[i] - b[i]) * (a[i] - b[i]);
        ++n;
    }
    return n > 0 ? std::sqrt(sum / n) : series::kNan;
}

double floorOf(Quantity q) { return q == Quantity::pressure || q == Quantity::level ? 0.02 : 0.00005; }

/// Expected at an instant by the analysis's band; NaN where it says nothing.
double bandAt(const ExpectedBand& band, Instant t) {
    if (band.step.ms <= 0) return series::kNan;
    const auto i = (t - band.start).ms / band.step.ms;
    return i < 0 || i >= static_cast<std::int64_t>(band.expected.size()) ? series::kNan
                                                                         : kept(static_cast<double>(band.expected[static_cast<std::size_t>(i)]));
}

/// Hour of the day on the wall clock, 0..23.
std::size_t hourOf(const LocalZone& zone, Instant t) {
    const std::int64_t day = days(1).ms, local = ((zone.toLocal(t).ms % day) + day) % day;
    return static_cast<std::size_t>(local / hours(1).ms);
}

/// What was usual at each hour of the day before the burst: upper median of the quiet days, of all where there are not three; NaN where nothing was
/// read.
std::array<double, 24> usualDay(const series::TimeSeries& hourly, Instant until, const LocalZone& zone, const std::vector<TimeSpan>& disturbed) {
    std::array<std::vector<double>, 24> quiet, all;
    for (Eigen::Index i = 0; i < hourly.size() && hourly.at(i) < until - hours(1); ++i) {
        if (!std::isfinite(hourly.values[i])) continue;
        const std::size_t h = hourOf(zone, hourly.at(i));
        all[h].push_back(hourly.values[i]);
        const bool loud = std::any_of(disturbed.begin(), disturbed.end(),
                                      [&](const TimeSpan& s) { return hourly.at(i) + hours(1) > s.from && hourly.at(i) < s.to; });
        if (!loud) quiet[h].push_back(hourly.values[i]);
    }
    std::array<double, 24> usual{};
    for (std::size_t h = 0; h < 24; ++h) usual[h] = series::median(quiet[h].size() >= 3 ? quiet[h] : all[h]);
    return usual;
}

} // namespace

struct WhatIf::Work {
    explicit Work(hydraulics::HydraulicModel m) : solver(std::move(m)) {}

    /// A sensor that the model can speak about.
    struct Watched {
        std::size_t sensor = 0;
        NodeIndex node; ///< a head here, or
        LinkIndex link; ///< a flow here
        double sign = 1;
        std::vector<double> measured, expected; ///< [instants]
        std::vector<bool> byBand;               ///< [instants] expected is a band's, which counts the burst's water as demand
        double sigma = 0, without = 0;
    };
    std::shared_ptr<const Data> data;
    ModelFrame frame;
    Drive drive;                ///< with the demand that is usual
    Eigen::MatrixXd asMeasured; ///< drive.values before that: what flowed in was all demand
    std::vector<TimeSpan> disturbed;
    Instant began; ///< when the burst is supposed to begin
    std::vector<Instant> instants;
    std::vector<Eigen::Index> columns; ///< of the drive, an instant each
    std::vector<Watched> watched;
    std::vector<hydraulics::HydraulicState> base; ///< [instants] without the burst
    std::vector<bool> solved;
    hydraulics::Solver solver;
    hydraulics::Conditions conditions;
    hydraulics::HydraulicState state;

    void choose(Instant burstAt, Instant to, std::size_t most);
    void steadyScales(Instant burstAt);
    void watch(const std::vector<ExpectedBand>& bands, Instant burstAt);
    Result<void> solveBase(std::stop_token stop);
    Result<void> freeBands(std::stop_token stop);
    void fill(std::size_t instant, const Eigen::MatrixXd& values);
    void fill(std::size_t instant) { fill(instant, drive.values); }
    [[nodiscard]] double observed(const Watched& w, const hydraulics::HydraulicState& s) const {
        return w.node.valid() ? s.heads_m[w.node.at()] : w.sign * s.flows_m3s[w.link.at()];
    }
    [[nodiscard]] double meanPressure(const Hypothesis& h) const;
};

void WhatIf::Work::choose(Instant burstAt, Instant to, std::size_t most) {
    std::vector<Eigen::Index> all;
    for (Eigen::Index i = 0; i < drive.size(); ++i) {
        const Instant begin = drive.start + drive.step * i;
        if (begin >= burstAt && begin + drive.step <= to) all.push_back(i);
    }
    if (all.empty()) return;
    const std::size_t size = data->network->nodes.size() + data->network->links.size();
    most = std::clamp<std::size_t>(kMostNumbers / std::max<std::size_t>(size, 1), 8, std::max<std::size_t>(most, 8));
    const std::size_t stride = (all.size() + most - 1) / most;
    for (std::size_t i = 0; i < all.size(); i += stride) {
        columns.push_back(all[i]);
        instants.push_back(drive.start + drive.step * all[i] + Duration{drive.step.ms / 2});
    }
}

/// The zones' demand is scaled so that the model takes what flowed in. From the burst on that would count the burst's water as demand, so from there
/// on the scale of the same hour on the days before is taken.
void WhatIf::Work::steadyScales(Instant burstAt) {
    asMeasured = drive.values;
    for (std::size_t z = 0; z < frame.balances.zones.size(); ++z) {
        const Eigen::Index row = zoneRow(frame, z);
        series::TimeSeries scale{drive.start, drive.step, drive.values.row(row).transpose()};
        const auto usual = usualDay(scale, burstAt, data->zone, disturbed);
        for (Eigen::Index i = 0; i < drive.size(); ++i) {
            const double v = usual[hourOf(data->zone, scale.at(i))];
            if (scale.at(i) >= burstAt && std::isfinite(v)) drive.values(row, i) = v;
        }
    }
}

void WhatIf::Work::watch(const std::vector<ExpectedBand>& bands, Instant burstAt) {
    const auto& net = *data->network;
    for (std::size_t i = 0; i < data->sensors.size(); ++i) {
        const auto& sensor = data->sensors[i].sensor;
        Watched w;
        w.sensor = i;
        if (sensor.quantity == Quantity::pressure)
            w.node = net.findNode(sensor.element);
        else if (sensor.quantity == Quantity::flow)
            w.link = net.findLink(sensor.element);
        if (!w.node.valid() && !w.link.valid()) continue;
        const bool imposed = std::any_of(frame.pumps.begin(), frame.pumps.end(), [&](const auto& p) { return w.link.valid() && p.link == w.link; });
        if (imposed) continue;
        w.sign = sensor.zone.empty() ? sensor.sign : 1; // with a zone the sign says in or out of it, not along the link
        const TimeSpan span{drive.start, drive.start + drive.step * drive.size()};
        const auto hourly = series::resample(data->sensors[i].readings, span, drive.step, series::Resample::mean);
        const auto usual = usualDay(hourly, burstAt, data->zone, disturbed);
        const auto band = std::find_if(bands.begin(), bands.end(), [&](const auto& b) { return b.sensor == sensor.name; });
        const auto inBand = [&](Instant begin) { return band == bands.end() ? series::kNan : bandAt(*band, begin + Duration{drive.step.ms / 2}); };
        const auto expectedAt = [&](Instant begin) {
            const double v = inBand(begin);
            return std::isfinite(v) ? v : usual[hourOf(data->zone, begin)];
        };
        std::vector<double> apart;
        for (Eigen::Index k = 0; k < hourly.size() && hourly.at(k) < burstAt - hours(1); ++k)
            if (const double d = hourly.values[k] - expectedAt(hourly.at(k)); std::isfinite(d)) apart.push_back(std::abs(d));
        w.sigma = apart.empty() ? floorOf(sensor.quantity) : std::max(floorOf(sensor.quantity), 1.4826 * series::median(apart));
        for (const Eigen::Index k : columns) {
            w.measured.push_back(k < hourly.size() ? kept(hourly.values[k]) : series::kNan);
            w.expected.push_back(expectedAt(drive.start + drive.step * k));
            w.byBand.push_back(w.node.valid() && std::isfinite(inBand(drive.start + drive.step * k)));
        }
        watched.push_back(std::move(w));
    }
}

void WhatIf::Work::fill(std::size_t instant, const Eigen::MatrixXd& values) {
    const Eigen::Index column = columns[instant];
    fillConditions(frame, *data->network, values.col(column), drive.customers.col(column), conditions);
}

Result<void> WhatIf::Work::solveBase(std::stop_token stop) {
    base.resize(instants.size());
    solved.assign(instants.size(), false);
    const hydraulics::HydraulicState* guess = nullptr;
    for (std::size_t i = 0; i < instants.size(); ++i) {
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "The what-if was cancelled", {}, {}, {}, {}};
        fill(i);
        conditions.outflows.clear();
        auto report = solver.solve(conditions, base[i], guess);
        if (!report) return report.error();
        solved[i] = report->converged;
        if (solved[i]) guess = &base[i];
    }
    if (guess == nullptr)
        return Error{ErrorCode::invalidInput, "The model does not converge at any instant of this span", {}, {}, {}, "Try another span of time"};
    return {};
}

/// From what was expected given the measured inflow to what was expected without the burst.
Result<void> WhatIf::Work::freeBands(std::stop_token stop) {
    for (std::size_t i = 0; i < instants.size(); ++i) {
        const bool needed = std::any_of(watched.begin(), watched.end(), [&](const Watched& w) { return w.byBand[i]; });
        if (!needed || !solved[i]) continue;
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "The what-if was cancelled", {}, {}, {}, {}};
        fill(i, asMeasured);
        conditions.outflows.clear();
        auto report = solver.solve(conditions, state, &base[i]);
        if (!report) return report.error();
        for (auto& w : watched)
            if (w.byBand[i]) w.expected[i] = report->converged ? w.expected[i] + observed(w, base[i]) - observed(w, state) : series::kNan;
    }
    for (auto& w : watched) w.without = rms(w.measured, w.expected);
    return {};
}

double WhatIf::Work::meanPressure(const Hypothesis& h) const {
    const auto& net = *data->network;
    const auto& link = net.link(h.pipe);
    const double z = (1 - h.position) * net.node(link.from).elevation_m + h.position * net.node(link.to).elevation_m;
    double sum = 0;
    int n = 0;
    for (std::size_t i = 0; i < base.size(); ++i) {
        if (!solved[i]) continue;
        const double head = (1 - h.position) * base[i].heads_m[link.from.at()] + h.position * base[i].heads_m[link.to.at()];
        if (!std::isfinite(head)) continue;
        sum += head - z;
        ++n;
    }
    return n > 0 ? sum / n : series::kNan;
}

WhatIf::WhatIf(std::unique_ptr<Work> work) : m_work(std::move(work)) {}
WhatIf::~WhatIf() = default;
WhatIf::WhatIf(WhatIf&&) noexcept = default;
WhatIf& WhatIf::operator=(WhatIf&&) noexcept = default;

const std::vector<Instant>& WhatIf::instants() const { return m_work->instants; }
const Data& WhatIf::data() const { return *m_work->data; }

Result<WhatIf> WhatIf::make(std::shared_ptr<const Data> data, const std::vector<ExpectedBand>& bands, Instant burstAt, Instant to,
                            const std::vector<TimeSpan>& disturbed, std::size_t most, std::stop_token stop) {
    if (!data || !data->network) return Error{ErrorCode::invalidInput, "Without a network there is no model to ask", {}, {}, {}, {}};
    auto model = hydraulics::HydraulicModel::make(data->network);
    if (!model) return model.error();
    auto work = std::make_unique<Work>(std::move(*model));
    work->data = std::move(data);
    work->disturbed = disturbed;
    work->began = burstAt;
    work->frame = makeFrame(*work->data);
    const TimeSpan known = spanOf(*work->data);
    const std::int64_t hour = hours(1).ms;
    const Instant first{std::min(known.from.valid() ? known.from.ms : burstAt.ms, burstAt.ms) / hour * hour};
    if (to.ms - first.ms < hour) return Error{ErrorCode::invalidInput, "The span holds no whole hour", {}, {}, {}, "Take a longer one"};
    work->drive = makeDrive(work->frame, *work->data, {first, {to.ms / hour * hour}});
    work->choose(burstAt, to, most);
    if (work->instants.empty()) return Error{ErrorCode::invalidInput, "The span holds no whole hour", {}, {}, {}, "Take a longer one"};
    work->steadyScales(burstAt);
    if (stop.stop_requested()) return Error{ErrorCode::cancelled, "The what-if was cancelled", {}, {}, {}, {}};
    work->watch(bands, burstAt);
    if (auto done = work->solveBase(stop); !done) return done.error();
    if (auto done = work->freeBands(stop); !done) return done.error();
    return WhatIf(std::move(work));
}

Result<Prediction> WhatIf::predict(const Hypothesis& hypothesis, std::stop_token stop) {
    auto& w = *m_work;
    const auto& net = *w.data->network;
    if (!hypothesis.pipe.valid() || hypothesis.pipe.at() >= net.links.size() || net.link(hypothesis.pipe).kind != network::LinkKind::pipe)
        return Error{ErrorCode::invalidInput, "A hypothetical burst is on a pipe", {}, {}, {}, "Choose a pipe, not a pump or valve"};
    const auto& pipe = net.link(hypothesis.pipe);
    Prediction out;
    out.hypothesis = hypothesis;
    out.hypothesis.position = std::clamp(hypothesis.position, 0.02, 0.98);
    out.hypothesis.flow_m3s = std::max(0.0, hypothesis.flow_m3s);
    out.pressure_m = w.meanPressure(out.hypothesis);
    if (!std::isfinite(out.pressure_m)) return Error{ErrorCode::invalidInput, "This pipe is cut off from every source", pipe.id, {}, {}, {}};
    const double head = std::max(1.0, out.pressure_m);
    const double coefficient = out.hypothesis.flow_m3s / std::sqrt(head);
    out.hole_m = std::sqrt(4 / std::numbers::pi * out.hypothesis.flow_m3s / (kDischarge * std::sqrt(2 * kGravity * head)));
    if (const int zone = w.frame.zoneOf[pipe.from.at()] >= 0 ? w.frame.zoneOf[pipe.from.at()] : w.frame.zoneOf[pipe.to.at()]; zone >= 0)
        out.zone = w.frame.balances.zones[static_cast<std::size_t>(zone)].zone;

    for (const auto& watched : w.watched)
        out.sensors.push_back({watched.sensor, watched.measured, watched.expected, std::vector<double>(w.instants.size(), series::kNan),
                               watched.sigma, series::kNan, watched.without});
    out.outflow_m3s.assign(w.instants.size(), series::kNan);
    for (std::size_t i = 0; i < w.instants.size(); ++i) {
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "The what-if was cancelled", {}, {}, {}, {}};
        if (!w.solved[i]) {
            ++out.unsolved;
            continue;
        }
        w.fill(i);
        const double grown = hypothesis.grows.ms > 0 ? std::clamp((w.instants[i] - w.began).seconds() / hypothesis.grows.seconds(), 0.0, 1.0) : 1.0;
        w.conditions.outflows.assign(1, {hypothesis.pipe, {}, out.hypothesis.position, grown * coefficient, 0.5, 0});
        auto report = w.solver.solve(w.conditions, w.state, &w.base[i]);
        if (!report) return report.error();
        if (!report->converged) {
            ++out.unsolved;
            continue;
        }
        out.outflow_m3s[i] = w.state.outflows_m3s.front();
        for (std::size_t k = 0; k < w.watched.size(); ++k)
            out.sensors[k].predicted_si[i] = kept(w.watched[k].expected[i] + w.observed(w.watched[k], w.state) - w.observed(w.watched[k], w.base[i]));
    }
    double with = 0, without = 0;
    int n = 0;
    for (std::size_t k = 0; k < out.sensors.size(); ++k) {
        auto& s = out.sensors[k];
        s.misfit_si = rms(s.measured_si, s.predicted_si);
        if (!std::isfinite(s.misfit_si) || !std::isfinite(s.without_si)) continue;
        with += (s.misfit_si / s.sigma_si) * (s.misfit_si / s.sigma_si);
        without += (s.without_si / s.sigma_si) * (s.without_si / s.sigma_si);
        ++n;
    }
    out.misfit = n > 0 ? std::sqrt(with / n) : series::kNan;
    out.without = n > 0 ? std::sqrt(without / n) : series::kNan;
    return out;
}

} // namespace ms::analysis
