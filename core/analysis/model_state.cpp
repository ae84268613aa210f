#include "core/analysis/model_state.h"

#include "core/series/statistics.h"
#include "core/series/time_series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::analysis {

namespace {

/// Factor of a pattern at an instant; `demandMultiplier` is left to the model.
double patternFactor(const network::Network& net, int pattern, Instant local) {
    if (pattern < 0) pattern = net.options.defaultPattern;
    if (pattern < 0 || net.patterns[static_cast<std::size_t>(pattern)].factors.empty()) return 1;
    const auto& factors = net.patterns[static_cast<std::size_t>(pattern)].factors;
    const std::int64_t step = std::max<std::int64_t>(1, net.times.patternStep_s), length = step * static_cast<std::int64_t>(factors.size());
    std::int64_t time = local.ms / 1000 - net.times.startClock_s + net.times.patternStart_s;
    if (length % 604'800 == 0) time += 3 * 86'400; // 1970-01-01 was a Thursday: count from Monday
    time = ((time % length) + length) % length;
    // The mean over the hour that begins here.
    double sum = 0;
    int n = 0;
    for (std::int64_t s = 0; s < 3600; s += std::min<std::int64_t>(step, 3600), ++n)
        sum += factors[static_cast<std::size_t>(((time + s) / step) % static_cast<std::int64_t>(factors.size()))];
    return sum / n;
}

void carryOn(Eigen::Ref<Eigen::VectorXd> row, double first) {
    double last = first;
    for (double& v : row) {
        if (std::isfinite(v))
            last = v;
        else
            v = last;
    }
}

std::vector<bool> meteredNodes(const ModelFrame& frame) {
    std::vector<bool> metered(frame.zoneOf.size(), false);
    for (const auto& c : frame.customers) metered[c.node.at()] = true;
    return metered;
}

} // namespace

Eigen::Index zoneRow(const ModelFrame& frame, std::size_t balance) { return static_cast<Eigen::Index>(frame.classes.size() + balance); }

Eigen::Index driveRows(const ModelFrame& frame) {
    return static_cast<Eigen::Index>(frame.classes.size() + frame.balances.zones.size() + frame.tanks.size() + frame.pumps.size());
}

Drive makeDrive(const ModelFrame& frame, const Data& data, TimeSpan span) {
    const network::Network& net = *data.network;
    Drive drive;
    drive.start = span.from;
    const Eigen::Index n = span.length().ms / drive.step.ms;
    drive.values = Eigen::MatrixXd::Constant(driveRows(frame), n, series::kNan);
    const auto meters = metersOf(data);
    const std::vector<bool> metered = meteredNodes(frame);

    std::vector<detection::ZoneSeries> series;
    for (const auto& balance : frame.balances.zones) series.push_back(detection::assemble(balance, &net, meters, span, drive.step));

    const auto classes = static_cast<Eigen::Index>(frame.classes.size());
    for (Eigen::Index k = 0; k < classes; ++k) {
        for (std::size_t z = 0; z < series.size(); ++z) { // the class factor that the customer meters show
            if (!series[z].scaled || series[z].size() < n) continue;
            const std::string name = frame.classes[static_cast<std::size_t>(k)].empty() ? "default" : frame.classes[static_cast<std::size_t>(k)];
            const auto found = std::find(series[z].classes.begin(), series[z].classes.end(), name);
            if (found == series[z].classes.end()) continue;
            double base = 0;
            for (const NodeIndex node : frame.balances.zones[z].nodes)
                if (!metered[node.at()]) base += frame.base_m3s(node.value, k);
            if (base <= 0) continue;
            drive.values.row(k) = series[z].drivers_m3s.col(found - series[z].classes.begin()).head(n).transpose() / base;
            break;
        }
        for (Eigen::Index t = 0; t < n; ++t)
            if (!std::isfinite(drive.values(k, t)))
                drive.values(k, t) =
                    patternFactor(net, frame.classPattern[static_cast<std::size_t>(k)], data.zone.toLocal(drive.start + drive.step * t));
        drive.values.row(k) = drive.values.row(k).cwiseMax(0.0);
    }
    for (std::size_t z = 0; z < series.size(); ++z) {
        const Eigen::Index row = zoneRow(frame, z);
        drive.values.row(row).setOnes();
        const auto zone = std::find_if(frame.zones.begin(), frame.zones.end(), [&](const auto& f) { return f.balance == z; });
        if (zone == frame.zones.end() || !zone->scaled) continue;
        Eigen::VectorXd base = Eigen::VectorXd::Zero(classes);
        for (const NodeIndex node : frame.balances.zones[z].nodes)
            if (!metered[node.at()]) base += frame.base_m3s.row(node.value).transpose();
        for (Eigen::Index t = 0; t < n; ++t) {
            const double expected = base.dot(drive.values.col(t).head(classes));
            const double inflow = t < series[z].size() ? series[z].inflow_m3s[t] : series::kNan;
            drive.values(row, t) = expected > 0 && std::isfinite(inflow) ? std::clamp(inflow / expected, 0.02, 50.0) : series::kNan;
        }
        Eigen::VectorXd copy = drive.values.row(row).transpose();
        carryOn(copy, 1);
        drive.values.row(row) = copy.transpose();
    }
    Eigen::Index row = zoneRow(frame, frame.balances.zones.size());
    const auto put = [&](std::size_t sensor, double factor, double offset, double first) {
        const auto s = series::resample(data.sensors[sensor].readings, span, drive.step, series::Resample::mean);
        Eigen::VectorXd v = Eigen::VectorXd::Constant(n, series::kNan);
        const Eigen::Index m = std::min(n, s.size());
        v.head(m) = (s.values.head(m).array() * factor + offset).matrix();
        carryOn(v, first);
        drive.values.row(row++) = v.transpose();
    };
    for (const auto& tank : frame.tanks) {
        const auto& node = net.node(tank.node);
        put(tank.sensor, 1, node.elevation_m, node.elevation_m + node.initialLevel_m);
    }
    for (const auto& pump : frame.pumps) put(pump.sensor, pump.sign, 0, 0);

    drive.customers.resize(static_cast<Eigen::Index>(frame.customers.size()), n);
    for (std::size_t i = 0; i < frame.customers.size(); ++i) {
        const auto s = series::resample(data.sensors[frame.customers[i].sensor].readings, span, drive.step, series::Resample::mean);
        Eigen::VectorXd v = Eigen::VectorXd::Constant(n, series::kNan);
        const Eigen::Index m = std::min(n, s.size());
        v.head(m) = s.values.head(m);
        drive.customers.row(static_cast<Eigen::Index>(i)) = v.transpose();
    }
    return drive;
}

std::vector<double> demandsOf(const ModelFrame& frame, const Eigen::Ref<const Eigen::VectorXd>& drive,
                              const Eigen::Ref<const Eigen::VectorXd>& customers) {
    const auto classes = static_cast<Eigen::Index>(frame.classes.size());
    const Eigen::VectorXd base = frame.base_m3s * drive.head(classes);
    std::vector<double> demands(frame.zoneOf.size());
    for (std::size_t i = 0; i < demands.size(); ++i) {
        const double scale = frame.zoneOf[i] >= 0 ? drive[zoneRow(frame, static_cast<std::size_t>(frame.zoneOf[i]))] : 1;
        demands[i] = base[static_cast<Eigen::Index>(i)] * scale;
    }
    for (std::size_t c = 0; c < frame.customers.size(); ++c) {
        const std::size_t node = frame.customers[c].node.at();
        const double reading = customers.size() > 0 ? customers[static_cast<Eigen::Index>(c)] : series::kNan;
        demands[node] = std::isfinite(reading) ? reading : base[static_cast<Eigen::Index>(node)];
    }
    return demands;
}

void fillConditions(const ModelFrame& frame, const network::Network& network, const Eigen::Ref<const Eigen::VectorXd>& drive,
                    const Eigen::Ref<const Eigen::VectorXd>& customers, hydraulics::Conditions& into) {
    into.demands_m3s = demandsOf(frame, drive, customers);
    into.demandFactor = 1;
    into.heads.clear();
    into.imposedFlows.clear();
    Eigen::Index row = zoneRow(frame, frame.balances.zones.size());
    for (const auto& tank : frame.tanks) {
        const double head = drive[row++];
        into.heads.push_back({tank.node, std::isfinite(head) ? head : network.node(tank.node).elevation_m + network.node(tank.node).initialLevel_m});
    }
    for (const auto& pump : frame.pumps) {
        const double flow = drive[row++];
        into.imposedFlows.push_back({pump.link, std::isfinite(flow) ? flow : 0});
    }
}

Eigen::VectorXd scaledShare(const ModelFrame& frame, const ModelFrame::Zone& zone, const std::vector<double>& demands_m3s) {
    Eigen::VectorXd share = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(frame.zoneOf.size()));
    if (!zone.scaled) return share;
    const std::vector<bool> metered = meteredNodes(frame);
    for (const NodeIndex node : frame.balances.zones[zone.balance].nodes)
        if (!metered[node.at()]) share[node.value] = std::max(0.0, demands_m3s[node.at()]);
    const double sum = share.sum();
    if (sum > 0) share /= sum;
    return share;
}

} // namespace ms::analysis
