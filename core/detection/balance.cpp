#include "core/detection/balance.h"

#include <algorithm>
#include <deque>
#include <map>
#include <numbers>
#include <numeric>
#include <optional>
#include <set>

namespace ms::detection {
namespace {

using network::Link;
using network::LinkKind;
using network::LinkStatus;
using network::Network;
using network::NodeKind;
using network::ValveKind;
using series::Sensor;

/// Which nodes hang together (union-find with path halving).
class Pieces {
public:
    explicit Pieces(std::size_t n) : m_parent(n) { std::iota(m_parent.begin(), m_parent.end(), std::size_t{0}); }
    std::size_t of(std::size_t i) {
        while (m_parent[i] != i) i = m_parent[i] = m_parent[m_parent[i]];
        return i;
    }
    void join(std::size_t a, std::size_t b) { m_parent[of(a)] = of(b); }

private:
    std::vector<std::size_t> m_parent;
};

Diagnostic note(std::string code, std::string message, std::string element, std::string kept) {
    Diagnostic d;
    d.code = std::move(code);
    d.message = std::move(message);
    d.element = std::move(element);
    d.kept = std::move(kept);
    return d;
}

bool shut(const Link& link) { return link.kind != LinkKind::pump && link.status == LinkStatus::closed; }
bool isPrv(const Link& link) { return link.kind == LinkKind::valve && link.valveKind == ValveKind::prv; }

/// The place of a sensor: a link, a node, or nowhere.
struct Place {
    LinkIndex link;
    NodeIndex node;
};

std::vector<Place> placesOf(const Network& net, const std::vector<Sensor>& sensors, Diagnostics& diagnostics) {
    std::vector<Place> places(sensors.size());
    for (std::size_t i = 0; i < sensors.size(); ++i) {
        const Sensor& s = sensors[i];
        if (s.element.empty()) continue;
        if (s.quantity == Quantity::flow)
            places[i].link = net.findLink(s.element);
        else
            places[i].node = net.findNode(s.element);
        if (!places[i].link.valid() && !places[i].node.valid())
            diagnostics.push_back(note("balance.unknown-element", "the sensor's element is not in the network", s.name, "its zone's name alone"));
    }
    return places;
}

struct Group { ///< nodes that hang together
    std::vector<std::size_t> nodes;
    std::vector<FlowTerm> flows;
    bool open = false;             ///< touches a reservoir without a meter between
    std::set<std::size_t> sources; ///< meters that lead in from a reservoir
    std::map<std::string, int> votes;
};

std::string mostVotes(const std::map<std::string, int>& votes) {
    std::string best;
    int most = 0;
    for (const auto& [name, count] : votes)
        if (count > most) {
            most = count;
            best = name;
        }
    return best;
}

std::string letters(int& next, std::size_t count) {
    std::string name;
    for (std::size_t i = 0; i < std::max<std::size_t>(1, count); ++i, ++next) {
        if (next >= 26) name += std::to_string(next / 26);
        name += static_cast<char>('A' + next % 26);
    }
    return name;
}

/// Splits a group at its PRVs; slivers (no logger and under 2 % of the nodes) join the largest part.
std::vector<PressurePart> partsOf(const Network& net, const Group& group, const std::vector<std::vector<std::size_t>>& loggersAt) {
    Pieces pieces(net.nodes.size());
    std::vector<char> inside(net.nodes.size(), 0);
    for (std::size_t n : group.nodes) inside[n] = 1;
    for (const Link& l : net.links)
        if (!shut(l) && !isPrv(l) && inside[l.from.at()] && inside[l.to.at()]) pieces.join(l.from.at(), l.to.at());
    std::map<std::size_t, PressurePart> byRoot;
    for (std::size_t n : group.nodes) {
        PressurePart& part = byRoot[pieces.of(n)];
        part.nodes.emplace_back(static_cast<std::int64_t>(n));
        part.sensors.insert(part.sensors.end(), loggersAt[n].begin(), loggersAt[n].end());
    }
    std::vector<PressurePart> parts;
    for (auto& [root, part] : byRoot) parts.push_back(std::move(part));
    std::stable_sort(parts.begin(), parts.end(), [](const auto& a, const auto& b) { return a.nodes.size() > b.nodes.size(); });
    for (std::size_t i = parts.size(); i-- > 1;) {
        if (!parts[i].sensors.empty() || parts[i].nodes.size() * 50 > group.nodes.size()) continue;
        parts[0].nodes.insert(parts[0].nodes.end(), parts[i].nodes.begin(), parts[i].nodes.end());
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
    }
    for (PressurePart& part : parts) {
        std::sort(part.nodes.begin(), part.nodes.end());
        std::sort(part.sensors.begin(), part.sensors.end());
    }
    return parts;
}

/// The sensors by the zone that they name: one look at each, however many zones there are.
class SensorsByZone {
public:
    explicit SensorsByZone(const std::vector<Sensor>& sensors) : m_sensors(sensors) {
        for (std::size_t i = 0; i < sensors.size(); ++i) m_byZone[sensors[i].zone].push_back(i);
    }

    /// A balance of everything that names a zone, when there is no network or the cut set does not close.
    [[nodiscard]] Balance balance(const std::string& zone) const {
        Balance b;
        b.zone = zone;
        const auto found = m_byZone.find(zone);
        if (found == m_byZone.end()) return b;
        PressurePart part;
        for (const std::size_t i : found->second) {
            if (m_sensors[i].quantity == Quantity::flow) b.flows.push_back({i, m_sensors[i].sign});
            if (m_sensors[i].quantity == Quantity::pressure) part.sensors.push_back(i);
            if (m_sensors[i].quantity == Quantity::demand) b.demands.push_back(i);
        }
        if (!part.sensors.empty()) b.parts.push_back(std::move(part));
        return b;
    }

private:
    const std::vector<Sensor>& m_sensors;
    std::map<std::string, std::vector<std::size_t>> m_byZone;
};

std::set<std::string> flowZones(const std::vector<Sensor>& sensors) {
    std::set<std::string> names;
    for (const Sensor& s : sensors)
        if (s.quantity == Quantity::flow && !s.zone.empty()) names.insert(s.zone);
    return names;
}

/// One meter a link: the first that measures it.
std::vector<std::optional<std::size_t>> metersOfLinks(const Network& net, const std::vector<Sensor>& sensors, const std::vector<Place>& places,
                                                      bool onlyNamed) {
    std::vector<std::optional<std::size_t>> meter(net.links.size());
    for (std::size_t i = 0; i < sensors.size(); ++i) {
        if (!places[i].link.valid() || (onlyNamed && sensors[i].zone.empty())) continue;
        auto& slot = meter[places[i].link.at()];
        if (!slot) slot = i;
    }
    return meter;
}

std::vector<Group> cutNetwork(const Network& net, const std::vector<Sensor>& sensors, const std::vector<std::optional<std::size_t>>& meter) {
    Pieces pieces(net.nodes.size());
    auto outside = [&](NodeIndex n) { return net.node(n).kind == NodeKind::reservoir; };
    for (std::size_t i = 0; i < net.links.size(); ++i) {
        const Link& l = net.links[i];
        if (!meter[i] && !shut(l) && !outside(l.from) && !outside(l.to)) pieces.join(l.from.at(), l.to.at());
    }
    std::map<std::size_t, Group> groups;
    for (std::size_t n = 0; n < net.nodes.size(); ++n)
        if (!outside(NodeIndex(static_cast<std::int64_t>(n)))) groups[pieces.of(n)].nodes.push_back(n);
    for (std::size_t i = 0; i < net.links.size(); ++i) {
        const Link& l = net.links[i];
        const bool fromOutside = outside(l.from), toOutside = outside(l.to);
        const std::size_t a = pieces.of(l.from.at()), b = pieces.of(l.to.at());
        if (meter[i]) {
            const double sign = sensors[*meter[i]].zone.empty() ? sensors[*meter[i]].sign : 1; // a zone's sign says in or out, topology does so here
            if (fromOutside || toOutside) groups[fromOutside ? b : a].sources.insert(*meter[i]);
            if (a == b && !fromOutside && !toOutside) continue; // a meter inside a zone measures no edge of it
            if (!toOutside) groups[b].flows.push_back({*meter[i], sign});
            if (!fromOutside) groups[a].flows.push_back({*meter[i], -sign});
        } else if (!shut(l) && fromOutside != toOutside) {
            groups[fromOutside ? b : a].open = true;
        }
    }
    std::vector<Group> out;
    for (auto& [root, g] : groups) out.push_back(std::move(g));
    std::stable_sort(out.begin(), out.end(), [](const Group& x, const Group& y) { return x.nodes.size() > y.nodes.size(); });
    return out;
}

/// Tanks, customer meters and pipes inside.
void fillInside(const Network& net, const std::vector<Sensor>& sensors, const std::vector<Place>& places, const Group& group, Balance& b,
                Diagnostics& diagnostics) {
    std::vector<char> inside(net.nodes.size(), 0);
    for (std::size_t n : group.nodes) inside[n] = 1;
    std::set<std::size_t> metered, levelled;
    for (std::size_t i = 0; i < sensors.size(); ++i) {
        if (!places[i].node.valid() || !inside[places[i].node.at()]) continue;
        const network::Node& node = net.node(places[i].node);
        if (sensors[i].quantity == Quantity::demand && metered.insert(places[i].node.at()).second) b.demands.push_back(i);
        const bool gauge = sensors[i].quantity == Quantity::level || sensors[i].quantity == Quantity::pressure;
        if (gauge && node.kind == NodeKind::tank && levelled.insert(places[i].node.at()).second)
            b.tanks.push_back({i, places[i].node, std::numbers::pi / 4 * node.diameter_m * node.diameter_m});
    }
    b.allMetered = !metered.empty();
    for (std::size_t n : group.nodes) {
        const network::Node& node = net.nodes[n];
        b.nodes.emplace_back(static_cast<std::int64_t>(n));
        double base = 0;
        for (const auto& d : node.demands) base += d.base_m3s;
        if (base > 0 && !metered.contains(n)) b.allMetered = false;
        if (node.kind == NodeKind::tank && !levelled.contains(n))
            diagnostics.push_back(note("balance.tank-without-level", "a tank inside the zone has no level", node.id, "its storage counts as noise"));
    }
    for (std::size_t i = 0; i < net.links.size(); ++i)
        if (net.links[i].kind == LinkKind::pipe && inside[net.links[i].from.at()] && inside[net.links[i].to.at()])
            b.links.emplace_back(static_cast<std::int64_t>(i));
}

/// The shortest way round a meter of the zone, as far as valves on it: one of them may be shut in the street and not in the model. Empty: none.
std::string wayPast(const Network& net, const std::string& zone, const std::vector<Sensor>& sensors, const std::vector<Place>& places,
                    const std::vector<std::optional<std::size_t>>& meter) {
    std::vector<std::vector<std::size_t>> at(net.nodes.size());
    for (std::size_t i = 0; i < net.links.size(); ++i) {
        const Link& l = net.links[i];
        if (meter[i] || shut(l) || net.node(l.from).kind == NodeKind::reservoir || net.node(l.to).kind == NodeKind::reservoir) continue;
        at[l.from.at()].push_back(i);
        at[l.to.at()].push_back(i);
    }
    std::vector<std::size_t> shortest;
    for (std::size_t s = 0; s < sensors.size(); ++s) {
        if (sensors[s].zone != zone || sensors[s].quantity != Quantity::flow || !places[s].link.valid()) continue;
        const Link& metered = net.links[places[s].link.at()];
        std::vector<std::optional<std::size_t>> by(net.nodes.size()); // the link by which a node was reached
        std::deque<std::size_t> open{metered.from.at()};
        while (!open.empty() && !by[metered.to.at()]) {
            const std::size_t n = open.front();
            open.pop_front();
            for (const std::size_t l : at[n]) {
                const std::size_t other = net.links[l].from.at() == n ? net.links[l].to.at() : net.links[l].from.at();
                if (other == metered.from.at() || by[other]) continue;
                by[other] = l;
                open.push_back(other);
            }
        }
        if (!by[metered.to.at()]) continue;
        std::vector<std::size_t> way;
        for (std::size_t n = metered.to.at(); n != metered.from.at();) {
            const Link& l = net.links[*by[n]];
            way.push_back(*by[n]);
            n = l.from.at() == n ? l.to.at() : l.from.at();
        }
        if (shortest.empty() || way.size() < shortest.size()) shortest = std::move(way);
    }
    constexpr std::size_t kNamed = 6;
    std::string valves;
    std::size_t count = 0;
    for (auto l = shortest.rbegin(); l != shortest.rend(); ++l)
        if (net.links[*l].kind == LinkKind::valve && ++count <= kNamed) valves += (count > 1 ? ", " : "") + net.links[*l].id;
    return valves;
}

std::map<std::string, int> votesFor(const Group& g, const std::vector<Sensor>& sensors, const std::vector<std::vector<std::size_t>>& loggersAt) {
    std::map<std::string, int> votes;
    for (std::size_t n : g.nodes)
        for (std::size_t s : loggersAt[n])
            if (!sensors[s].zone.empty()) votes[sensors[s].zone] += 2;
    for (const FlowTerm& f : g.flows) // a positive sign says: flows into the zone it names
        if (!sensors[f.sensor].zone.empty()) votes[sensors[f.sensor].zone] += f.sign * sensors[f.sensor].sign > 0 ? 1 : 0;
    return votes;
}

Balances fromTopology(const Network& net, const std::vector<Sensor>& sensors) {
    Balances out;
    const auto places = placesOf(net, sensors, out.diagnostics);
    const std::set<std::string> named = flowZones(sensors);
    const SensorsByZone byZone(sensors);
    const auto meter = metersOfLinks(net, sensors, places, !named.empty());
    std::vector<std::vector<std::size_t>> loggersAt(net.nodes.size());
    for (std::size_t i = 0; i < sensors.size(); ++i)
        if (places[i].node.valid() && sensors[i].quantity == Quantity::pressure) loggersAt[places[i].node.at()].push_back(i);

    int nextLetter = 0;
    std::set<std::string> taken;
    for (const Group& g : cutNetwork(net, sensors, meter)) {
        if (g.flows.empty()) continue; // dead ends between shut valves
        const std::string vote = mostVotes(votesFor(g, sensors, loggersAt));
        if (!named.empty() && (vote.empty() || taken.contains(vote))) continue;
        if (named.empty() && g.open) {
            out.diagnostics.push_back(
                note("balance.open-piece", "an unmetered link leads to a reservoir: no balance for this part", net.nodes[g.nodes.front()].id, ""));
            continue;
        }
        Balance b;
        b.parts = partsOf(net, g, loggersAt);
        fillInside(net, sensors, places, g, b, out.diagnostics);
        b.flows = g.flows;
        if (!vote.empty()) {
            b.zone = vote;
            const Balance name = byZone.balance(vote);
            if (!name.flows.empty()) { // what sensors.csv says goes before what a nominal model says; the next zone's meter leads out of this one
                b.flows = name.flows;
                for (const FlowTerm& f : g.flows) // the source of another zone shows that the piece holds both
                    if (sensors[f.sensor].zone != vote && !g.sources.contains(f.sensor)) b.flows.push_back(f);
            }
            for (PressurePart& p : b.parts) // a piece that is not cut where zones meet
                std::erase_if(p.sensors, [&](std::size_t s) { return sensors[s].zone != vote && named.contains(sensors[s].zone); });
            for (std::size_t s : name.pressures()) { // loggers of the zone that the model does not place
                bool known = false;
                for (const PressurePart& p : b.parts) known = known || std::find(p.sensors.begin(), p.sensors.end(), s) != p.sensors.end();
                if (!known && !places[s].node.valid()) b.parts.front().sensors.push_back(s);
            }
        } else {
            b.zone = letters(nextLetter, b.parts.size());
        }
        std::sort(b.parts.front().sensors.begin(), b.parts.front().sensors.end());
        taken.insert(b.zone);
        out.zones.push_back(std::move(b));
    }
    for (const std::string& zone : named)
        if (!taken.contains(zone)) {
            out.diagnostics.push_back(note("balance.no-piece", "no part of the network is cut out by this zone's meters", zone, "its meters alone"));
            if (const std::string valves = wayPast(net, zone, sensors, places, meter); !valves.empty())
                out.diagnostics.back().advice = "In the model there is a way past a meter by these valves; close the one that is shut: " + valves;
            out.zones.push_back(byZone.balance(zone));
        }
    return out;
}

} // namespace

std::vector<std::size_t> Balance::pressures() const {
    std::vector<std::size_t> all;
    for (const PressurePart& p : parts) all.insert(all.end(), p.sensors.begin(), p.sensors.end());
    std::sort(all.begin(), all.end());
    return all;
}

Balances findBalances(const network::Network* network, const std::vector<series::Sensor>& sensors) {
    Balances out;
    if (network != nullptr) {
        out = fromTopology(*network, sensors);
    } else {
        const std::set<std::string> names = flowZones(sensors);
        const SensorsByZone byZone(sensors);
        for (const std::string& zone : names) out.zones.push_back(byZone.balance(zone));
        if (names.empty()) { // one zone of all that there is
            Balance all = byZone.balance({});
            all.zone = std::string(1, 'A');
            if (!all.flows.empty()) out.zones.push_back(std::move(all));
        }
    }
    std::stable_sort(out.zones.begin(), out.zones.end(), [](const Balance& a, const Balance& b) { return a.zone < b.zone; });
    return out;
}

} // namespace ms::detection
