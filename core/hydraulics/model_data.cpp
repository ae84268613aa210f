#include "core/hydraulics/model_data.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace ms::hydraulics::detail {
namespace {

using network::Link;
using network::LinkKind;
using network::LinkStatus;
using network::Network;
using network::Node;
using network::NodeKind;
using network::ValveKind;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Error wrong(std::string message, const std::string& element, std::string advice = {}) {
    return {ErrorCode::invalidInput, std::move(message), "network", element, {}, std::move(advice)};
}

Kind kindOf(const Link& link) {
    if (link.kind == LinkKind::pipe) return link.checkValve ? Kind::checkValve : Kind::pipe;
    if (link.kind == LinkKind::pump) return Kind::pump;
    return static_cast<Kind>(static_cast<int>(Kind::prv) + static_cast<int>(link.valveKind));
}

/// Links that may change status in the course of a simulation: they stay out of forest and plain pipes.
std::vector<bool> changeableLinks(const Network& net) {
    std::vector<bool> changeable(net.links.size(), false);
    for (std::size_t k = 0; k < net.links.size(); ++k) {
        const Link& link = net.links[k];
        const bool atTank = net.node(link.from).kind == NodeKind::tank || net.node(link.to).kind == NodeKind::tank;
        changeable[k] = kindOf(link) != Kind::pipe || link.status != LinkStatus::open || atTank;
    }
    for (const auto& control : net.controls) changeable[control.link.at()] = true;
    for (const auto& rule : net.rules) {
        for (const auto& action : rule.then) changeable[action.link.at()] = true;
        for (const auto& action : rule.otherwise) changeable[action.link.at()] = true;
    }
    return changeable;
}

double resistanceOf(const ModelData& data, const Link& link) {
    const double d = link.diameter_m / kFoot_m, length = link.length_m / kFoot_m, area = std::numbers::pi * d * d / 4.0;
    switch (data.formula) {
    case network::HeadlossFormula::hazenWilliams: return 4.727 * length / std::pow(link.roughness, 1.852) / std::pow(d, 4.871);
    case network::HeadlossFormula::darcyWeisbach: return length / 2.0 / 32.2 / d / (area * area);
    case network::HeadlossFormula::chezyManning: {
        const double a = 4.0 * link.roughness / (1.49 * std::numbers::pi * d * d);
        return a * a * std::pow(d / 4.0, -1.333) * length;
    }
    }
    return 0;
}

/// Fits h0 - r q^n through three points of a pump's curve; false when they do not fall as a pump's do.
bool fitPump(PumpData& pump, double h0, double h1, double h2, double q1, double q2) {
    const double d1 = h0 - h1, d2 = h0 - h2;
    if (h0 < kTiny || d1 < kTiny || h1 - h2 < kTiny || q1 < kTiny || q2 - q1 < kTiny) return false;
    const double n = std::log(d2 / d1) / std::log(q2 / q1);
    if (n <= 0 || n > 20) return false;
    pump.kind = PumpKind::curve;
    pump.h0 = -h0;
    pump.n = n;
    pump.r = d1 / std::pow(q1, n);
    pump.q0 = q1;
    pump.maxHead = h0;
    pump.maxFlow = std::pow(h0 / pump.r, 1.0 / n);
    return true;
}

Result<PumpData> makePump(const ModelData& data, const Link& link) {
    PumpData pump;
    pump.pattern = link.speedPattern;
    if (link.headCurve < 0) {
        if (link.power_w <= 0) return pump; // an open valve, as EPANET has it
        pump.kind = PumpKind::power;
        pump.r = -8.814 * link.power_w / kWattsPerHorsepower;
        pump.n = -1;
        pump.q0 = 1;
        return pump;
    }
    pump.curve = link.headCurve;
    const CurveData& c = data.curves[static_cast<std::size_t>(link.headCurve)];
    if (c.x.empty()) return wrong("the head curve of this pump has no points", link.id);
    const bool one = c.x.size() == 1, three = c.x.size() == 3 && c.x[0] == 0.0;
    if (one || three) {
        const bool fits =
            one ? fitPump(pump, 1.33334 * c.y[0], c.y[0], 0, c.x[0], 2 * c.x[0]) : fitPump(pump, c.y[0], c.y[1], c.y[2], c.x[1], c.x[2]);
        if (!fits) return wrong("the head of this pump must fall with its flow", link.id, "Check the points of its head curve.");
        return pump;
    }
    for (std::size_t i = 1; i < c.y.size(); ++i)
        if (c.y[i] >= c.y[i - 1]) return wrong("the head of this pump must fall with its flow", link.id, "Check the points of its head curve.");
    pump.kind = PumpKind::points;
    pump.q0 = (c.x.front() + c.x.back()) / 2;
    pump.maxHead = c.y.front();
    pump.maxFlow = c.x.back();
    return pump;
}

TankData makeTank(const ModelData& data, const Node& node, std::int32_t index) {
    TankData tank;
    tank.node = index;
    tank.bottom = node.elevation_m / kFoot_m;
    tank.minHead = tank.bottom + node.minLevel_m / kFoot_m;
    tank.maxHead = tank.bottom + node.maxLevel_m / kFoot_m;
    tank.initialHead = tank.bottom + node.initialLevel_m / kFoot_m;
    tank.overflow = node.overflow;
    tank.curve = node.volumeCurve;
    const double d = node.diameter_m / kFoot_m;
    tank.area = std::numbers::pi * d * d / 4.0;
    if (tank.curve >= 0) {
        const CurveData& c = data.curves[static_cast<std::size_t>(tank.curve)];
        tank.minVolume = c.value(tank.minHead - tank.bottom);
        tank.maxVolume = c.value(tank.maxHead - tank.bottom);
        tank.area = (c.y.back() - c.y.front()) / (c.x.back() - c.x.front());
    } else {
        tank.minVolume = node.minVolume_m3 > 0 ? node.minVolume_m3 / kCfs_m3s : tank.area * (tank.minHead - tank.bottom);
        tank.maxVolume = tank.minVolume + tank.area * (tank.maxHead - tank.minHead);
    }
    return tank;
}

void addLink(ModelData& data, const Link& link) {
    const Kind kind = kindOf(link);
    const double d = link.diameter_m / kFoot_m;
    data.kind.push_back(kind);
    data.diameter.push_back(d);
    data.roughness.push_back(link.roughness / kFoot_m);
    data.resistance.push_back(link.kind == LinkKind::pipe ? resistanceOf(data, link) : 0.0);
    data.minorLoss.push_back(link.kind == LinkKind::pump ? 0.0 : kMinorLoss * link.minorLoss / (d * d * d * d));
    data.status.push_back(link.status);
    double setting = kNone;
    std::int32_t extra = -1;
    double flow = std::numbers::pi * d * d / 4.0; // 1 ft/s
    switch (kind) {
    case Kind::pipe:
    case Kind::checkValve: break;
    case Kind::pump:
        setting = link.status == LinkStatus::closed ? 0.0 : link.setting;
        extra = static_cast<std::int32_t>(data.pumps.size()) - 1;
        flow = setting * data.pumps.back().q0;
        break;
    case Kind::prv:
    case Kind::psv:
    case Kind::pbv: setting = link.setting / kFoot_m; break;
    case Kind::fcv: setting = link.setting / kCfs_m3s; break;
    case Kind::tcv: setting = link.setting; break;
    case Kind::gpv: extra = link.headCurve; break;
    case Kind::pcv:
        setting = link.setting;
        extra = link.headCurve;
        break;
    }
    if (link.kind == LinkKind::valve && link.status != LinkStatus::active && kind != Kind::gpv) setting = kNone;
    data.setting.push_back(setting);
    data.extra.push_back(extra);
    data.initialFlow.push_back(link.status == LinkStatus::closed ? kZeroFlow : flow);
}

void addElements(ModelData& data) {
    const Network& net = *data.net;
    const auto count = static_cast<std::size_t>(data.nodes);
    std::vector<double> area(count, 0.0), expansion(count, 0.0);
    constexpr double orifice = 4.8149866; // 0.6 sqrt(2 g), ft
    for (const Link& link : net.links) {
        if (link.kind != LinkKind::pipe || (link.leakArea == 0 && link.leakExpansion == 0)) continue;
        const bool a = net.node(link.from).kind == NodeKind::junction, b = net.node(link.to).kind == NodeKind::junction;
        const double share = link.length_m * (a && b ? 0.5 : 1.0);
        for (const NodeIndex i : {link.from, link.to}) {
            if (net.node(i).kind != NodeKind::junction) continue;
            area[i.at()] += orifice * link.leakArea * share / (kFoot_m * kFoot_m);
            expansion[i.at()] += orifice * link.leakExpansion * share / kFoot_m;
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        const Node& node = net.nodes[i];
        const double z = node.elevation_m / kFoot_m;
        const std::int32_t at = data.nodeOf[i];
        if (node.emitter > 0) {
            const double perFoot = node.emitter / kCfs_m3s * std::pow(kFoot_m, 1.0 / data.emitterExponent); // cfs at 1 ft
            data.elements.push_back({at, NodeElement::Kind::emitter, std::max(kSmall, std::pow(perFoot, -data.emitterExponent)), data.emitterExponent,
                                     z, net.options.emitterBackflow});
        }
        if (area[i] > 0) data.elements.push_back({at, NodeElement::Kind::leakage, 1.0 / (area[i] * area[i]), 2.0, z, false});
        if (expansion[i] > 0) data.elements.push_back({at, NodeElement::Kind::leakage, std::pow(expansion[i], -2.0 / 3.0), 2.0 / 3.0, z, false});
    }
}

} // namespace

void CurveData::segment(double at, double& intercept, double& slope) const {
    if (x.size() < 2) {
        slope = 0;
        intercept = y.empty() ? 0.0 : y[0];
        return;
    }
    std::size_t hi = static_cast<std::size_t>(std::lower_bound(x.begin(), x.end(), at) - x.begin());
    hi = std::clamp<std::size_t>(hi, 1, x.size() - 1);
    slope = (y[hi] - y[hi - 1]) / (x[hi] - x[hi - 1]);
    intercept = y[hi - 1] - slope * x[hi - 1];
}

double CurveData::value(double at) const {
    if (x.empty()) return 0;
    if (at <= x.front()) return y.front();
    if (at >= x.back()) return y.back();
    double intercept = 0, slope = 0;
    segment(at, intercept, slope);
    return intercept + slope * at;
}

double TankData::volume(const std::vector<CurveData>& all, double head) const {
    if (curve >= 0) return all[static_cast<std::size_t>(curve)].value(head - bottom);
    return minVolume + (head - minHead) * area;
}

double TankData::head(const std::vector<CurveData>& all, double volume) const {
    if (curve < 0) return minHead + (volume - minVolume) / area;
    const CurveData& c = all[static_cast<std::size_t>(curve)];
    if (volume <= c.y.front()) return bottom + c.x.front();
    for (std::size_t i = 1; i < c.y.size(); ++i) {
        if (c.y[i] < volume) continue;
        const double dy = c.y[i] - c.y[i - 1];
        return bottom + (dy < 1e-12 ? c.x[i] : c.x[i] - (c.y[i] - volume) * (c.x[i] - c.x[i - 1]) / dy);
    }
    return bottom + c.x.back();
}

double ModelData::patternFactor(std::int32_t index, double time_s) const {
    if (index < 0) return 1.0;
    const auto& factors = net->patterns[static_cast<std::size_t>(index)].factors;
    const auto period = static_cast<std::int64_t>(
        std::floor((time_s + static_cast<double>(net->times.patternStart_s)) / static_cast<double>(net->times.patternStep_s)));
    const auto length = static_cast<std::int64_t>(factors.size());
    return factors[static_cast<std::size_t>(((period % length) + length) % length)];
}

void ModelData::demandsAt(double time_s, double* result) const {
    for (std::int32_t i = 0; i < nodes; ++i) result[i] = 0;
    std::int32_t last = -2;
    double factor = 1;
    for (const DemandPart& part : demands) {
        if (part.pattern != last) {
            last = part.pattern;
            factor = patternFactor(last, time_s) * net->options.demandMultiplier;
        }
        result[part.node] += part.base * factor;
    }
}

double ModelData::lossOfPositional(std::int32_t link, double opening) const {
    const double open = minorLoss[static_cast<std::size_t>(link)];
    if (opening >= 100.0) return open;
    if (opening <= 0.0) return kBig;
    double ratio = opening;
    if (const auto c = extra[static_cast<std::size_t>(link)]; c >= 0) {
        const CurveData& curve = curves[static_cast<std::size_t>(c)];
        if (opening < curve.x.front()) {
            ratio = opening / curve.x.front() * curve.y.front();
        } else if (opening > curve.x.back()) {
            ratio = curve.y.back() + (opening - curve.x.back()) / (100.0 - curve.x.back()) * (100.0 - curve.y.back());
        } else {
            ratio = curve.value(opening);
        }
    }
    ratio = std::clamp(ratio / 100.0, kSmall, 1.0);
    return std::min(open / (ratio * ratio), kBig);
}

Result<std::shared_ptr<const ModelData>> makeModelData(std::shared_ptr<const Network> net, const ModelOptions& options, Diagnostics* diagnostics) {
    auto made = std::make_shared<ModelData>();
    ModelData& data = *made;
    data.net = net;
    data.options = options;
    const network::Options& o = net->options;
    data.formula = o.headloss;
    data.exponent = o.headloss == network::HeadlossFormula::hazenWilliams ? 1.852 : 2.0;
    data.viscosity = o.viscosity * kViscosity;
    data.pressureDriven = options.demandModel.value_or(o.demandModel) == network::DemandModel::pressureDriven;
    data.minPressure = options.minimumPressure_m.value_or(o.minimumPressure_m) / kFoot_m;
    data.requiredPressure = options.requiredPressure_m.value_or(o.requiredPressure_m) / kFoot_m;
    data.pressureExponent = options.pressureExponent.value_or(o.pressureExponent);
    data.emitterExponent = 1.0 / o.emitterExponent;
    if (data.pressureDriven && (data.requiredPressure <= data.minPressure || data.pressureExponent <= 0))
        return wrong("the required pressure must be above the minimum pressure, and the pressure exponent positive", {});
    bool source = false;
    for (const Node& node : net->nodes) source = source || node.kind != NodeKind::junction;
    if (!source) return wrong("the network has neither tank nor reservoir", {});
    for (const Link& link : net->links) {
        if (link.from.value < 0 || link.to.value < 0 || link.from.at() >= net->nodes.size() || link.to.at() >= net->nodes.size())
            return wrong("an end of this link is no node", link.id);
        if (link.kind != LinkKind::pump && !(link.diameter_m > 0)) return wrong("the diameter of this link is not positive", link.id);
        if (link.kind == LinkKind::pipe && !(link.length_m > 0 && link.roughness > 0))
            return wrong("length or roughness of this pipe is not positive", link.id);
        if (link.kind == LinkKind::valve && link.valveKind == ValveKind::gpv && link.headCurve < 0)
            return wrong("this valve has no head loss curve", link.id);
    }
    for (const auto& curve : net->curves) {
        const bool flow = curve.use == network::CurveUse::pumpHead || curve.use == network::CurveUse::headloss;
        const bool volume = curve.use == network::CurveUse::tankVolume;
        CurveData c;
        for (const auto& p : curve.points) {
            c.x.push_back(flow ? p.x / kCfs_m3s : volume ? p.x / kFoot_m : p.x);
            c.y.push_back(flow ? p.y / kFoot_m : volume ? p.y / kCfs_m3s : p.y);
        }
        data.curves.push_back(std::move(c));
    }
    arrange(data, changeableLinks(*net));
    const auto n = static_cast<std::size_t>(data.nodes);
    data.elevation.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        const Node& node = net->nodes[static_cast<std::size_t>(data.outNode[i])];
        data.elevation[i] = node.elevation_m / kFoot_m;
        if (node.kind == NodeKind::junction) continue;
        data.headPattern.push_back(node.headPattern);
        data.tankOf.push_back(-1);
        data.fixedHead.push_back(data.elevation[i]);
        if (node.kind == NodeKind::tank) {
            if (node.volumeCurve >= 0 && data.curves[static_cast<std::size_t>(node.volumeCurve)].x.size() < 2)
                return wrong("the volume curve of this tank needs two points", node.id);
            data.tankOf.back() = static_cast<std::int32_t>(data.tanks.size());
            data.tanks.push_back(makeTank(data, node, data.outNode[i]));
            data.fixedHead.back() = data.tanks.back().initialHead;
        }
    }
    for (const std::int32_t k : data.outLink) {
        const Link& link = net->links[static_cast<std::size_t>(k)];
        if (link.kind == LinkKind::pump) {
            auto pump = makePump(data, link);
            if (!pump) return pump.error();
            if (diagnostics && pump->kind == PumpKind::none)
                diagnostics->push_back({Severity::warning,
                                        "hydraulics.pump-without-curve",
                                        "this pump has neither head curve nor power",
                                        "network",
                                        link.id,
                                        {},
                                        {},
                                        "an open valve",
                                        {}});
            data.pumps.push_back(std::move(pump).value());
        }
        addLink(data, link);
    }
    for (std::int32_t k = data.plain; k < data.plain + data.special; ++k) {
        const Kind kind = data.kind[static_cast<std::size_t>(k)];
        if (kind == Kind::prv || kind == Kind::psv) data.regulating.push_back(k);
    }
    addElements(data);
    for (std::size_t i = 0; i < n; ++i)
        for (const auto& demand : net->nodes[i].demands)
            if (demand.base_m3s != 0 && net->nodes[i].kind == NodeKind::junction)
                data.demands.push_back({data.nodeOf[i], demand.pattern >= 0 ? demand.pattern : o.defaultPattern, demand.base_m3s / kCfs_m3s});
    std::stable_sort(data.demands.begin(), data.demands.end(), [](const DemandPart& a, const DemandPart& b) { return a.pattern < b.pattern; });
    if (diagnostics && !data.pinned.empty())
        diagnostics->push_back({Severity::warning,
                                "hydraulics.no-source",
                                "parts of the network have no tank or reservoir",
                                "network",
                                net->nodes[static_cast<std::size_t>(data.outNode[static_cast<std::size_t>(data.pinned.front())])].id,
                                {},
                                {},
                                "no heads there (" + std::to_string(data.pinned.size()) + " parts)",
                                "Check the pipes that should join them."});
    return std::shared_ptr<const ModelData>(std::move(made));
}

} // namespace ms::hydraulics::detail
