#include "core/detection/zone_series.h"

#include "core/series/statistics.h"
#include "core/series/time_series.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace ms::detection {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using series::kNan;

/// Marks the steps in which a meter gives nothing but the value it gave before (at least three readings in a row).
void markFrozen(const series::Readings& r, const ZoneSeries& grid, Eigen::Array<bool, Eigen::Dynamic, 1>& frozen) {
    std::size_t k = 0;
    while (k < r.size() && r.times_ms[k] < grid.start.ms) ++k;
    for (Index i = 0; i < grid.size(); ++i) {
        const std::int64_t end = grid.at(i + 1).ms;
        bool any = false, same = true;
        for (; k < r.size() && r.times_ms[k] < end; ++k) {
            any = true;
            same = same && k >= 2 && r.values[k] == r.values[k - 1] && r.values[k] == r.values[k - 2];
        }
        if (any && same) frozen[i] = true;
    }
}

/// Rate of a tank's volume over each step from the mean level near both edges; gaps stay NaN.
VectorXd storageRate(const TankTerm& tank, const series::Readings& levels, TimeSpan span, Duration step, Duration margin) {
    const Duration window{2 * margin.ms};
    const Index n = (span.length().ms + step.ms - 1) / step.ms;
    VectorXd edge = VectorXd::Constant(n + 1, kNan);
    std::size_t k = 0;
    for (Index i = 0; i <= n; ++i) {
        const std::int64_t from = (span.from + step * i - margin).ms, to = from + window.ms;
        double sum = 0, sumT = 0, sumTt = 0, sumTv = 0;
        int count = 0;
        while (k < levels.size() && levels.times_ms[k] < from) ++k;
        for (std::size_t j = k; j < levels.size() && levels.times_ms[j] <= to; ++j) {
            if ((levels.quality[j] & 0xDF) != 0 || !std::isfinite(levels.values[j])) continue;
            const double t = static_cast<double>(levels.times_ms[j] - from - margin.ms) / 1000.0;
            sum += levels.values[j];
            sumT += t;
            sumTt += t * t;
            sumTv += t * levels.values[j];
            ++count;
        }
        if (count == 0) continue;
        const double spread = sumTt - sumT * sumT / count;
        const double slope = spread > 0 ? (sumTv - sumT * sum / count) / spread : 0; // the window may lie askew around the edge
        edge[i] = sum / count - slope * sumT / count;
    }
    return (edge.tail(n) - edge.head(n)) * (tank.area_m2 / step.seconds());
}

/// Base demand by pattern: the classes a model knows.
std::map<int, double> baseByPattern(const network::Node& node) {
    std::map<int, double> base;
    for (const auto& d : node.demands)
        if (d.base_m3s > 0) base[d.pattern] += d.base_m3s;
    return base;
}

struct ClassTable {
    std::vector<std::size_t> sensors; ///< customer meters with a place in the model
    std::vector<int> patterns;        ///< columns
    MatrixXd base_m3s;                ///< meters x classes
    VectorXd unmetered_m3s;           ///< of the zone, by class
};

ClassTable classTable(const Balance& balance, const network::Network& net, const std::vector<Meter>& meters) {
    ClassTable t;
    std::vector<NodeIndex> nodes;
    std::map<int, int> metersOfClass;
    for (std::size_t i = 0; i < meters.size(); ++i) {
        if (meters[i].sensor->quantity != Quantity::demand) continue;
        const NodeIndex n = net.findNode(meters[i].sensor->element);
        if (!n.valid()) continue;
        const auto base = baseByPattern(net.node(n));
        if (base.empty()) continue;
        t.sensors.push_back(i);
        nodes.push_back(n);
        for (const auto& [pattern, value] : base) ++metersOfClass[pattern];
    }
    for (const auto& [pattern, count] : metersOfClass)
        if (count >= 5) t.patterns.push_back(pattern); // fewer meters tell nothing of a class
    const auto k = static_cast<Index>(t.patterns.size());
    auto column = [&](int pattern) { return std::find(t.patterns.begin(), t.patterns.end(), pattern) - t.patterns.begin(); };
    t.base_m3s = MatrixXd::Zero(static_cast<Index>(t.sensors.size()), k);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        for (const auto& [pattern, value] : baseByPattern(net.node(nodes[i])))
            if (const Index c = column(pattern); c < k) t.base_m3s(static_cast<Index>(i), c) += value;
    t.unmetered_m3s = VectorXd::Zero(k);
    for (NodeIndex n : balance.nodes) {
        const bool metered = std::find(nodes.begin(), nodes.end(), n) != nodes.end();
        if (metered) continue;
        for (const auto& [pattern, value] : baseByPattern(net.node(n)))
            if (const Index c = column(pattern); c < k) t.unmetered_m3s[c] += value;
    }
    return t;
}

/// Factors of one instant by weighted least squares; false when the meters at hand do not tell the classes apart.
bool classFactors(const MatrixXd& base, const VectorXd& scale, const VectorXd& readings, VectorXd& factors) {
    const Index m = base.rows(), k = base.cols();
    VectorXd weight(m);
    Index used = 0;
    for (Index i = 0; i < m; ++i) {
        weight[i] = std::isfinite(readings[i]) && scale[i] > 0 ? 1 / (scale[i] * scale[i]) : 0;
        used += weight[i] > 0;
    }
    if (used < 2 * k + 2) return false;
    const VectorXd b = readings.unaryExpr([](double v) { return std::isfinite(v) ? v : 0.0; });
    for (int round = 0; round < 3; ++round) {
        const MatrixXd wb = weight.asDiagonal() * base;
        const MatrixXd normal = base.transpose() * wb;
        const Eigen::LLT<MatrixXd> llt(normal);
        if (llt.info() != Eigen::Success) return false;
        factors = llt.solve(wb.transpose() * b);
        if (round == 2) break;
        for (Index i = 0; i < m; ++i) {
            if (weight[i] <= 0) continue;
            const double z = std::abs(b[i] - base.row(i).dot(factors)) / (0.3 * scale[i]);
            weight[i] = 1 / (scale[i] * scale[i]) * (z > 1.5 ? 1.5 / z : 1.0);
        }
    }
    return true;
}

void fillDrivers(const Balance& balance, const network::Network& net, const std::vector<Meter>& meters, TimeSpan span, ZoneSeries& out) {
    const ClassTable table = classTable(balance, net, meters);
    const Index m = static_cast<Index>(table.sensors.size()), k = static_cast<Index>(table.patterns.size()), n = out.size();
    if (k == 0 || m < 2 * k + 2 || table.unmetered_m3s.sum() <= 0) return;
    MatrixXd readings(m, n);
    for (Index i = 0; i < m; ++i) {
        const Meter& meter = meters[table.sensors[static_cast<std::size_t>(i)]];
        readings.row(i) = series::resample(*meter.readings, span, out.step, series::Resample::mean).values.transpose();
    }
    const VectorXd scale = table.base_m3s.rowwise().sum();
    out.drivers_m3s = MatrixXd::Constant(n, k, kNan);
    VectorXd factors(k);
    for (Index t = 0; t < n; ++t)
        if (classFactors(table.base_m3s, scale, readings.col(t), factors))
            out.drivers_m3s.row(t) = factors.cwiseProduct(table.unmetered_m3s).transpose();
    for (int p : table.patterns) out.classes.push_back(p >= 0 ? net.patterns[static_cast<std::size_t>(p)].id : "default");
    out.scaled = true;
    for (Index c = k; c-- > 0;) { // classes without unmetered demand drive nothing
        if (table.unmetered_m3s[c] > 0.005 * table.unmetered_m3s.sum()) continue;
        const Index rest = out.drivers_m3s.cols() - c - 1;
        MatrixXd kept(n, out.drivers_m3s.cols() - 1);
        kept.leftCols(c) = out.drivers_m3s.leftCols(c);
        kept.rightCols(rest) = out.drivers_m3s.rightCols(rest);
        out.drivers_m3s = std::move(kept);
        out.classes.erase(out.classes.begin() + c);
    }
}

/// Without a model: the middle of the meters' readings, each over its own running mean, so that only the common shape counts. A mean of less than a
/// day is that of some hours: nobody knows the shape yet.
void fillCommonDriver(const Balance& balance, const std::vector<Meter>& meters, TimeSpan span, ZoneSeries& out) {
    const auto day = static_cast<Index>(days(1).ms / out.step.ms);
    std::vector<VectorXd> shapes;
    for (std::size_t i = 0; i < meters.size(); ++i) {
        if (meters[i].sensor->quantity != Quantity::demand) continue;
        if (std::find(balance.demands.begin(), balance.demands.end(), i) != balance.demands.end()) continue;
        VectorXd v = series::resample(*meters[i].readings, span, out.step, series::Resample::mean).values;
        double sum = 0, mean = 0;
        Index count = 0;
        for (double& x : v) {
            if (!std::isfinite(x)) continue;
            sum += x;
            ++count;
            mean = sum / static_cast<double>(count); // of what was known by then
            x = mean > 0 && count >= day ? x / mean : kNan;
        }
        shapes.push_back(std::move(v));
    }
    if (shapes.size() < 10) return;
    out.drivers_m3s = MatrixXd::Constant(out.size(), 1, kNan);
    std::vector<double> at;
    for (Index t = 0; t < out.size(); ++t) {
        at.clear();
        for (const VectorXd& s : shapes)
            if (std::isfinite(s[t])) at.push_back(s[t]);
        if (at.size() < shapes.size() / 2) continue;
        std::sort(at.begin(), at.end());
        const std::size_t cut = at.size() / 10;
        double sum = 0;
        for (std::size_t i = cut; i < at.size() - cut; ++i) sum += at[i];
        out.drivers_m3s(t, 0) = sum / static_cast<double>(at.size() - 2 * cut);
    }
    out.classes = {"customer meters"};
}

} // namespace

Duration suitableStep(const Balance& balance, const std::vector<Meter>& meters) {
    const bool customers = std::any_of(meters.begin(), meters.end(), [](const Meter& m) { return m.sensor->quantity == Quantity::demand; });
    Duration step = customers || !balance.tanks.empty() ? hours(1) : minutes(15); // a level needs an hour to tell, customers an hour to agree
    for (const FlowTerm& f : balance.flows) step = std::max(step, series::typicalStep(*meters[f.sensor].readings));
    return step <= minutes(15) ? minutes(15) : step <= hours(1) ? hours(1) : step <= hours(4) ? hours(4) : hours(24);
}

TimeSpan coverage(const Balance& balance, const std::vector<Meter>& meters, Duration step) {
    TimeSpan span;
    for (const FlowTerm& f : balance.flows) {
        const series::Readings& r = *meters[f.sensor].readings;
        if (r.size() == 0) continue;
        const Instant from{r.times_ms.front() / step.ms * step.ms}, to{(r.times_ms.back() / step.ms + 1) * step.ms};
        span.from = span.from.valid() ? std::min(span.from, from) : from;
        span.to = span.to.valid() ? std::max(span.to, to) : to;
    }
    return span;
}

ZoneSeries assemble(const Balance& balance, const network::Network* network, const std::vector<Meter>& meters, TimeSpan span, Duration step) {
    ZoneSeries out;
    out.start = span.from;
    out.step = step;
    const Index n = span.to > span.from ? (span.length().ms + step.ms - 1) / step.ms : 0;
    out.known = n;
    out.inflow_m3s = VectorXd::Zero(n);
    auto onGrid = [&](std::size_t sensor) { return series::resample(*meters[sensor].readings, span, step, series::Resample::mean).values; };
    out.frozen = Eigen::Array<bool, Eigen::Dynamic, 1>::Constant(n, false);
    for (const FlowTerm& f : balance.flows) {
        out.inflow_m3s += f.sign * onGrid(f.sensor);
        markFrozen(*meters[f.sensor].readings, out, out.frozen);
    }
    for (const TankTerm& t : balance.tanks) {
        out.latency = Duration{step.ms / 4};
        out.inflow_m3s -= storageRate(t, *meters[t.sensor].readings, span, step, out.latency);
    }
    for (std::size_t d : balance.demands) { // a customer meter that is silent counts with its own mean so far, one of many must not blind the zone
        VectorXd v = onGrid(d);
        double sum = 0;
        Index count = 0;
        for (double& x : v) {
            if (std::isfinite(x)) {
                sum += x;
                ++count;
            } else if (count > 0) {
                x = sum / static_cast<double>(count);
            }
        }
        out.inflow_m3s -= v;
    }
    if (network != nullptr && !balance.nodes.empty()) fillDrivers(balance, *network, meters, span, out);
    if (out.drivers_m3s.size() == 0 && !balance.allMetered) fillCommonDriver(balance, meters, span, out);
    return out;
}

std::vector<Index> standingDays(const ZoneSeries& series, Index from, Index until, Index stepsPerDay) {
    std::vector<Index> steps;
    for (Index i = from, run = 0; i < until; ++i) {
        run = series.stands(i) ? run + 1 : 0;
        if (run < stepsPerDay) continue;
        if (run == stepsPerDay)
            for (Index k = std::max(from, i - run - 1); k < i; ++k) steps.push_back(k); // two readings were equal before it could be seen
        steps.push_back(i);
    }
    return steps;
}

void addRoom(ZoneSeries& series, Index steps) {
    const Index before = series.inflow_m3s.size();
    series.inflow_m3s.conservativeResize(before + steps);
    series.inflow_m3s.tail(steps).setConstant(kNan);
    series.frozen.conservativeResize(before + steps);
    series.frozen.tail(steps).setConstant(false);
}

void forgetBefore(ZoneSeries& series, Index step) {
    const Index left = series.size() - step;
    series.inflow_m3s = VectorXd(series.inflow_m3s.tail(left));
    series.frozen = Eigen::Array<bool, Eigen::Dynamic, 1>(series.frozen.tail(left));
    series.first = step;
}

void putNext(ZoneSeries& series, const ZoneSeries& next) {
    const Index at = series.known - series.first;
    series.inflow_m3s.segment(at, next.known) = next.inflow_m3s.head(next.known);
    series.frozen.segment(at, next.known) = next.frozen.head(next.known);
    series.known += next.known;
}

} // namespace ms::detection
