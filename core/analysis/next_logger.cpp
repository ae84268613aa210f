#include "core/analysis/next_logger.h"

#include "core/analysis/surrogate.h"
#include "core/localisation/next_logger.h"
#include "core/localisation/signature_bank.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace ms::analysis {

namespace {

Error notFound(std::string message, std::string help) { return {ErrorCode::notFound, std::move(message), {}, {}, {}, std::move(help)}; }

/// Mean inflow of a zone over its last fortnight, m3/s.
double meanInflow(const Data& data, const DmaGround::Zone& zone) {
    double total = 0;
    for (const auto& inlet : zone.inlets) {
        const auto& r = data.sensors[inlet.sensor].readings;
        double sum = 0, n = 0;
        for (std::size_t i = r.size(); i-- > 0 && r.times_ms.back() - r.times_ms[i] < days(14).ms;) {
            sum += r.values[i];
            ++n;
        }
        if (n > 0) total += inlet.sign * sum / n;
    }
    return total;
}

} // namespace

Result<NextLoggerAdvice> nextLoggerFor(const Data& data, const detection::Event& event, Sink& sink, std::stop_token stop, std::size_t most,
                                       std::size_t tried) {
    const auto balances = detection::findBalances(data.network.get(), sensorsOf(data));
    const DmaGround ground = data.network ? groundOfModel(data, balances) : groundOfGis(data, balances);
    if (!ground.network) return notFound("There is neither a model nor GIS pipes", "Add a network or the pipes' GIS file.");
    std::size_t z = 0;
    while (z < balances.zones.size() && balances.zones[z].zone != event.zone) ++z;
    if (z == balances.zones.size()) return notFound("The event's zone has no inflow that is measured", {});
    const DmaGround::Zone& zone = ground.zones[z];
    Eigen::VectorXd probability = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(zone.candidates.size()));
    std::unordered_map<std::string, double> known;
    for (const auto& p : event.area.pipes) known[p.id] = p.probability;
    for (std::size_t j = 0; j < zone.candidates.size(); ++j)
        if (const auto found = known.find(zone.candidates[j].id); found != known.end()) probability[static_cast<Eigen::Index>(j)] = found->second;
    const double sum = probability.sum(), inflow = meanInflow(data, zone);
    if (sum <= 0 || zone.nodes.empty()) return notFound("The event has no area", "Bursts and leaks have one.");
    if (inflow <= 0) return notFound("The zone's inflow is not known", {});
    probability /= sum;

    std::set<NodeIndex> taken;
    for (const auto& logger : zone.loggers) taken.insert(logger.node);
    std::vector<NodeIndex> nodes;
    for (const NodeIndex n : zone.nodes)
        if (ground.network->node(n).kind == network::NodeKind::junction && !taken.count(n)) nodes.push_back(n);
    if (nodes.size() > tried) { // every so many-th: neighbours say nearly the same
        std::vector<NodeIndex> thinned;
        for (std::size_t i = 0; i < tried; ++i) thinned.push_back(nodes[i * nodes.size() / tried]);
        nodes = std::move(thinned);
    }
    // Compared with a logger that is there already, as placing does; without one with the first junction.
    const NodeIndex reference = zone.loggers.empty() ? zone.nodes.front() : zone.loggers.front().node;
    std::vector<localisation::BankRow> rows;
    for (const NodeIndex n : nodes) rows.push_back({n, reference, {}, 1});
    localisation::EnsembleOptions nominal;
    nominal.members = 1;
    auto bank = localisation::SignatureBank::make(ground.network, zone.nodes, zone.candidates, rows, {inflow}, nominal, stop);
    if (!bank) return bank.error();
    localisation::NextLoggerOptions options;
    options.level = event.area.level;
    const auto gains = localisation::nextLogger(zone.candidates, probability, bank->unitShift(0, inflow), event.flow_m3s.value, options, sink, stop);
    if (stop.stop_requested()) return Error{ErrorCode::cancelled, "The search was stopped", {}, {}, {}, {}};
    NextLoggerAdvice advice;
    advice.level = event.area.level;
    advice.now_m = event.area.length_m;
    const double listed = localisation::areaLength(zone.candidates, probability, options.level); // the list is the area: its own 90 % is less
    for (const auto& g : gains) {
        if (advice.places.size() >= most) break;
        const network::Node& node = ground.network->node(nodes[static_cast<std::size_t>(g.place)]);
        advice.places.push_back({node.id, node.position, listed > 0 ? std::min(1.0, g.length_m / listed) * advice.now_m : 0, g.shift_m});
    }
    return advice;
}

} // namespace ms::analysis
