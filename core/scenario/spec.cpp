#include "core/scenario/spec.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace ms::scenario {
namespace {

class Checker {
public:
    explicit Checker(const network::Network& network) : m_network(network) {}

    void wrong(const std::string& place, const std::string& message, const std::string& element = {}) {
        m_errors.push_back({ErrorCode::invalidInput, message, place, element, {}, {}});
    }
    void pipe(const std::string& place, const std::string& id) {
        const LinkIndex link = m_network.findLink(id);
        if (!link.valid())
            wrong(place, "there is no such link in the network", id);
        else if (m_network.link(link).kind != network::LinkKind::pipe)
            wrong(place, "is not a pipe", id);
    }
    void link(const std::string& place, const std::string& id) {
        if (!m_network.findLink(id).valid()) wrong(place, "there is no such link in the network", id);
    }
    void junction(const std::string& place, const std::string& id) {
        const NodeIndex node = m_network.findNode(id);
        if (!node.valid() || m_network.node(node).kind != network::NodeKind::junction) wrong(place, "there is no such junction in the network", id);
    }
    void node(const std::string& place, const std::string& id) {
        if (!m_network.findNode(id).valid()) wrong(place, "there is no such node in the network", id);
    }
    bool span(const std::string& place, const TimeSpan& span) {
        const bool good = span.from.valid() && span.to.valid() && span.to > span.from;
        if (!good) wrong(place, "ends before it begins");
        return good;
    }
    void range(const std::string& place, const Range& range, double least, double most) {
        if (!(range.low >= least && range.high >= range.low && range.high <= most)) wrong(place, "is out of range");
    }
    void value(const std::string& place, double value, double least, double most) {
        if (!(value >= least && value <= most)) wrong(place, "is out of range");
    }
    std::vector<Error> take() { return std::move(m_errors); }

private:
    const network::Network& m_network;
    std::vector<Error> m_errors;
};

std::string at(const char* list, std::size_t i, const char* field) { return std::string(list) + "[" + std::to_string(i) + "]." + field; }

void checkBursts(const Spec& spec, Checker& checker) {
    for (std::size_t i = 0; i < spec.bursts.size(); ++i) {
        const Burst& burst = spec.bursts[i];
        checker.pipe(at("bursts", i, "pipe"), burst.pipe);
        checker.value(at("bursts", i, "fraction"), burst.fraction, 0.01, 0.99);
        const int sizes = (burst.diameter_m > 0) + (burst.flow_m3s > 0) + (burst.shareOfInflow > 0);
        if (sizes != 1) checker.wrong(at("bursts", i, "diameter_mm"), "give one of diameter_mm, flow_lps and share_of_inflow");
        if (burst.diameter_m > 1) checker.wrong(at("bursts", i, "diameter_mm"), "is out of range");
        if (!burst.start.valid()) checker.wrong(at("bursts", i, "start"), "is missing");
        if (burst.end && *burst.end <= burst.start) checker.wrong(at("bursts", i, "end"), "is not after the start");
        if (burst.growth != Burst::Growth::sudden && burst.grows.ms <= 0) checker.wrong(at("bursts", i, "grows_hours"), "is missing");
    }
    for (std::size_t i = 0; i < spec.draws.size(); ++i) {
        const BurstDraw& draw = spec.draws[i];
        checker.value(at("draws", i, "count"), draw.count, 0, 10'000);
        checker.span(at("draws", i, "within"), draw.within);
        checker.range(at("draws", i, "diameter_mm"), draw.diameter_m, 1e-4, 1);
        checker.value(at("draws", i, "growing"), draw.growing, 0, 1);
        checker.value(at("draws", i, "repaired"), draw.repaired, 0, 1);
        checker.range(at("draws", i, "grows_days"), draw.grows_days, 0.01, 10'000);
        checker.range(at("draws", i, "open_days"), draw.open_days, 0.01, 10'000);
    }
}

void checkSensors(const Spec& spec, Checker& checker) {
    if (spec.sensors.empty()) checker.wrong("sensors", "there are none");
    std::set<std::pair<std::string, Quantity>> seen;
    for (std::size_t i = 0; i < spec.sensors.size(); ++i) {
        const SensorPlan& sensor = spec.sensors[i];
        const std::string place = at("sensors", i, "element");
        switch (sensor.quantity) {
        case Quantity::pressure:
        case Quantity::level: checker.node(place, sensor.element); break;
        case Quantity::demand: checker.junction(place, sensor.element); break;
        case Quantity::flow: checker.link(place, sensor.element); break;
        }
        if (!seen.insert({sensor.element, sensor.quantity}).second) checker.wrong(place, "is measured twice", sensor.element);
        if (!unitFromString(sensor.unit)) checker.wrong(at("sensors", i, "unit"), "is no unit that Mainsight knows", sensor.unit);
        if (sensor.step.ms <= 0 || sensor.step.ms % spec.step.ms != 0)
            checker.wrong(at("sensors", i, "step_minutes"), "is no multiple of the hydraulic step", sensor.element);
        for (std::size_t k = 0; k < sensor.faults.size(); ++k) checker.span(at("sensors", i, "faults"), sensor.faults[k].span);
    }
}

} // namespace

std::vector<Error> check(const Spec& spec, const network::Network& network) {
    Checker checker(network);
    if (spec.parts.empty()) checker.wrong("parts", "there are none");
    if (spec.step.ms < 60'000 || spec.step.ms > 3'600'000) checker.wrong("step_minutes", "is out of range: 1 to 60");
    for (std::size_t i = 0; i < spec.parts.size(); ++i) {
        if (checker.span(at("parts", i, "from"), spec.parts[i].span) && spec.parts[i].span.length() > days(20 * 366))
            checker.wrong(at("parts", i, "to"), "is more than twenty years");
        for (std::size_t k = 0; k < i; ++k)
            if (spec.parts[k].folder == spec.parts[i].folder) checker.wrong(at("parts", i, "folder"), "is used twice", spec.parts[i].folder);
    }
    checker.value("reality.roughness", spec.reality.roughness, 0, 0.9);
    checker.value("reality.diameter", spec.reality.diameter, 0, 0.5);
    checker.value("reality.demand", spec.reality.demand, 0, 1);
    checker.value("discharge_coefficient", spec.dischargeCoefficient, 0.1, 1);
    checker.value("demand_factor", spec.demandFactor, 0, 100);
    for (const std::string& pipe : spec.reality.closedPipes) checker.pipe("reality.closed_pipes", pipe);
    checkBursts(spec, checker);
    for (std::size_t i = 0; i < spec.uses.size(); ++i) {
        checker.junction(at("uses", i, "junction"), spec.uses[i].junction);
        checker.span(at("uses", i, "from"), spec.uses[i].span);
    }
    for (std::size_t i = 0; i < spec.operations.size(); ++i) {
        checker.link(at("operations", i, "link"), spec.operations[i].link);
        checker.span(at("operations", i, "from"), spec.operations[i].span);
    }
    checkSensors(spec, checker);
    return checker.take();
}

} // namespace ms::scenario
