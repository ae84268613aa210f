#include "core/network/inp/reader.h"

#include <cmath>
#include <limits>

namespace ms::network::inp {
namespace {

std::string_view tokenAt(const std::vector<std::string_view>& t, std::size_t i) { return i < t.size() && t[i] != "*" ? t[i] : std::string_view{}; }

} // namespace

bool Reader::addNode(const Line& line, Node node) {
    node.comment = line.comment;
    if (!m_nodes.emplace(node.id, static_cast<std::int32_t>(network.nodes.size())).second) {
        say(Severity::error, "inp.duplicate-node", "there is already a node of this id", line, node.id, "the first one");
        return false;
    }
    if (node.id.find_first_of("#@~") != std::string::npos) notice("inp.odd-id", "an id holds one of # @ ~", line, "the id as it is");
    network.nodes.push_back(std::move(node));
    return true;
}

void Reader::readJunctions() {
    each(Section::junctions, 1, 4, [&](const Line& line, const Tokens& t) {
        Node node;
        node.id = t[0];
        if (t.size() > 1) {
            node.elevation_m = number(line, t[1], 0, "elevation") * m_units.length_m;
        } else {
            say(Severity::warning, "inp.no-elevation", "this junction has no elevation", line, node.id, "elevation 0");
        }
        if (t.size() == 2) notice("inp.no-demand", "a junction is written without a demand", line, "no demand");
        if (!tokenAt(t, 2).empty()) node.demands.push_back({number(line, t[2], 0, "demand") * m_units.flow_m3s, patternAt(line, tokenAt(t, 3)), {}});
        addNode(line, std::move(node));
    });
    m_demandReplaced.assign(network.nodes.size(), false);
}

void Reader::readReservoir(const Line& line, const Tokens& t) {
    Node node;
    node.id = t[0];
    node.kind = NodeKind::reservoir;
    node.elevation_m = number(line, t[1], 0, "head") * m_units.length_m;
    node.headPattern = patternAt(line, tokenAt(t, 2));
    addNode(line, std::move(node));
}

void Reader::readReservoirs() {
    each(Section::reservoirs, 2, 3, [&](const Line& line, const Tokens& t) { readReservoir(line, t); });
}

void Reader::readTank(const Line& line, const Tokens& t) {
    Node node;
    node.id = t[0];
    node.kind = NodeKind::tank;
    node.elevation_m = number(line, t[1], 0, "elevation") * m_units.length_m;
    node.initialLevel_m = number(line, t[2], 0, "initial level") * m_units.length_m;
    node.minLevel_m = number(line, t[3], 0, "lowest level") * m_units.length_m;
    node.maxLevel_m = number(line, t[4], 0, "highest level") * m_units.length_m;
    node.diameter_m = number(line, t[5], 0, "diameter") * m_units.length_m;
    if (!tokenAt(t, 6).empty()) node.minVolume_m3 = number(line, t[6], 0, "lowest volume") * m_units.volume_m3;
    if (!tokenAt(t, 7).empty()) node.volumeCurve = curveAt(line, t[7], CurveUse::tankVolume);
    if (!tokenAt(t, 8).empty()) node.overflow = startsNoCase(t[8], "YES");
    if (node.maxLevel_m < node.minLevel_m || node.initialLevel_m < node.minLevel_m || node.initialLevel_m > node.maxLevel_m)
        say(Severity::error, "inp.tank-levels", "the levels of this tank contradict each other", line, node.id, "the levels as they are");
    if (node.diameter_m <= 0 && node.volumeCurve < 0)
        say(Severity::error, "inp.tank-diameter", "this tank has neither diameter nor volume curve", line, node.id);
    addNode(line, std::move(node));
}

void Reader::readTanks() {
    each(Section::tanks, 2, 9, [&](const Line& line, const Tokens& t) {
        if (t.size() >= 6) {
            readTank(line, t);
        } else if (t.size() <= 3) {
            say(Severity::info, "inp.reservoir-in-tanks", "this line of [TANKS] is a reservoir", line, std::string(t[0]), "a reservoir");
            readReservoir(line, t);
        } else {
            say(Severity::error, "inp.too-few-items", "a tank needs elevation, three levels and a diameter", line, std::string(t[0]),
                "nothing of the line");
        }
    });
}

bool Reader::addLink(const Line& line, Link link, std::string_view from, std::string_view to) {
    link.comment = line.comment;
    link.from = nodeAt(line, from);
    link.to = nodeAt(line, to);
    if (!link.from.valid() || !link.to.valid()) return false;
    if (link.from == link.to) {
        say(Severity::error, "inp.loop", "both ends of this link are the same node", line, link.id, "nothing of the line");
        return false;
    }
    if (!m_links.emplace(link.id, static_cast<std::int32_t>(network.links.size())).second) {
        say(Severity::error, "inp.duplicate-link", "there is already a link of this id", line, link.id, "the first one");
        return false;
    }
    if (link.id.find_first_of("#@~") != std::string::npos) notice("inp.odd-id", "an id holds one of # @ ~", line, "the id as it is");
    if (m_nodes.count(link.id)) notice("inp.shared-id", "a link has the id of a node", line, "both; links and nodes have names of their own");
    network.links.push_back(std::move(link));
    return true;
}

void Reader::readPipes() {
    const HeadlossFormula formula = network.options.headloss;
    const double usualRoughness = formula == HeadlossFormula::hazenWilliams ? 130 : formula == HeadlossFormula::darcyWeisbach ? 0.0005 : 0.01;
    each(Section::pipes, 3, 8, [&](const Line& line, const Tokens& t) {
        Link link;
        link.id = t[0];
        const auto positive = [&](std::size_t i, double otherwise, const char* what) {
            if (tokenAt(t, i).empty()) {
                say(Severity::warning, "inp.short-pipe", std::string("this pipe has no ") + what, line, link.id, numberToString(otherwise));
                return otherwise;
            }
            const double value = number(line, t[i], otherwise, what);
            if (value > 0) return value;
            say(Severity::error, "inp.not-positive", std::string("the ") + what + " of a pipe must be positive", line, link.id,
                numberToString(otherwise));
            return otherwise;
        };
        link.length_m = positive(3, m_units.metric ? 100.0 : 330.0, "length") * m_units.length_m;
        link.diameter_m = positive(4, m_units.metric ? 254.0 : 10.0, "diameter") * m_units.diameter_m;
        link.roughness = positive(5, usualRoughness, "roughness") * m_units.roughness_m;
        for (std::size_t i = 6; i < t.size() && i < 8; ++i) {
            if (t[i] == "*") continue;
            if (i == 6 && t.size() == 7 && !numberFromString(t[i]))
                notice("inp.status-after-roughness", "the status stands where the minor loss belongs", line, "the status, and no minor loss");
            if (startsNoCase(t[i], "CV")) {
                link.checkValve = true;
            } else if (startsNoCase(t[i], "CLOSED")) {
                link.status = LinkStatus::closed;
            } else if (startsNoCase(t[i], "OPEN")) {
                link.status = LinkStatus::open;
            } else {
                link.minorLoss = number(line, t[i], 0, "minor loss");
                if (link.minorLoss < 0) {
                    say(Severity::error, "inp.not-positive", "a minor loss cannot be negative", line, link.id, "0");
                    link.minorLoss = 0;
                }
            }
        }
        addLink(line, std::move(link), t[1], t[2]);
    });
}

void Reader::readPumps() {
    each(Section::pumps, 3, kAny, [&](const Line& line, const Tokens& t) {
        Link link;
        link.id = t[0];
        link.kind = LinkKind::pump;
        link.setting = 1.0;
        std::size_t i = 3;
        if (t.size() > 3 && numberFromString(t[3])) { // EPANET 1: power, or head and flow, or shut-off head and two points
            std::vector<double> x;
            for (; i < t.size(); ++i) {
                if (const auto value = numberFromString(t[i])) {
                    x.push_back(*value);
                } else {
                    break;
                }
            }
            say(Severity::info, "inp.old-pump", "this pump is written as in EPANET 1", line, link.id, "its numbers");
            if (x.size() == 1) {
                link.power_w = x[0] * m_units.power_w;
            } else if (x.size() == 2 || x.size() >= 5) {
                Curve curve{link.id + "*", CurveUse::pumpHead, {}, {}};
                if (x.size() == 2) {
                    curve.points = {{x[1], x[0]}};
                } else {
                    curve.points = {{0, x[0]}, {x[2], x[1]}, {x[4], x[3]}};
                }
                link.headCurve = static_cast<int>(network.curves.size());
                m_curves.emplace(curve.id, link.headCurve);
                network.curves.push_back(std::move(curve));
            } else {
                say(Severity::error, "inp.old-pump", "an old pump line has 1, 2 or 5 numbers", line, link.id);
            }
        }
        while (i + 1 < t.size()) {
            if (startsNoCase(t[i], "POWE")) {
                link.power_w = number(line, t[i + 1], 0, "power") * m_units.power_w;
            } else if (startsNoCase(t[i], "HEAD")) {
                link.headCurve = curveAt(line, t[i + 1], CurveUse::pumpHead);
            } else if (startsNoCase(t[i], "PATT")) {
                link.speedPattern = patternAt(line, t[i + 1]);
            } else if (startsNoCase(t[i], "SPEE")) {
                link.setting = number(line, t[i + 1], 1, "speed");
                if (link.setting < 0) {
                    say(Severity::error, "inp.not-positive", "the speed of a pump cannot be negative", line, link.id, "1");
                    link.setting = 1;
                }
            } else {
                say(Severity::warning, "inp.unknown-pump-item", "this item of a pump is not known", line, link.id, "the rest of the line");
                ++i;
                continue;
            }
            i += 2;
        }
        if (i < t.size())
            say(Severity::warning, "inp.extra-items", "this line ends with an item that means nothing", line, link.id, "what stands before it");
        if (link.headCurve < 0 && link.power_w <= 0)
            say(Severity::error, "inp.pump-without-curve", "this pump has neither head curve nor power", line, link.id, "the pump, as an open valve");
        if (link.setting == 0) link.status = LinkStatus::closed;
        addLink(line, std::move(link), t[1], t[2]);
    });
}

void Reader::readValves() {
    static constexpr std::string_view names[] = {"PRV", "PSV", "PBV", "FCV", "TCV", "GPV", "PCV"};
    each(Section::valves, 5, 8, [&](const Line& line, const Tokens& t) {
        Link link;
        link.id = t[0];
        link.kind = LinkKind::valve;
        link.status = LinkStatus::active;
        link.diameter_m = number(line, t[3], 1, "diameter") * m_units.diameter_m;
        if (link.diameter_m <= 0) {
            say(Severity::error, "inp.not-positive", "the diameter of a valve must be positive", line, link.id, "1");
            link.diameter_m = m_units.diameter_m;
        }
        bool known = false;
        for (std::size_t k = 0; k < std::size(names); ++k) {
            if (!startsNoCase(t[4], names[k])) continue;
            link.valveKind = static_cast<ValveKind>(k);
            known = true;
        }
        if (!known) {
            say(Severity::error, "inp.unknown-valve", "this kind of valve is not known", line, link.id, "the valve, as an open one");
            link.valveKind = ValveKind::tcv;
        }
        if (link.valveKind == ValveKind::gpv) {
            link.headCurve = curveAt(line, tokenAt(t, 5), CurveUse::headloss);
        } else if (!tokenAt(t, 5).empty()) {
            if (startsNoCase(t[5], "OPEN")) {
                link.status = LinkStatus::open;
            } else if (startsNoCase(t[5], "CLOSED")) {
                link.status = LinkStatus::closed;
            } else {
                link.setting = number(line, t[5], 0, "setting") * settingFactor(link);
            }
        } else {
            say(Severity::warning, "inp.no-setting", "this valve has no setting", line, link.id, "0");
        }
        if (!tokenAt(t, 6).empty()) link.minorLoss = number(line, t[6], 0, "minor loss");
        if (link.valveKind == ValveKind::pcv && !tokenAt(t, 7).empty()) link.headCurve = curveAt(line, t[7], CurveUse::valve);
        addLink(line, std::move(link), t[1], t[2]);
    });
}

void Reader::readDemands() {
    each(Section::demands, 2, 3, [&](const Line& line, const Tokens& t) {
        if (startsNoCase(t[0], "MULT") && !m_nodes.count(std::string(t[0]))) {
            network.options.demandMultiplier = number(line, t[1], 1, "demand multiplier");
            say(Severity::info, "inp.demands-multiply", "a multiplier stands in [DEMANDS]", line, {}, "as the option DEMAND MULTIPLIER");
            return;
        }
        const NodeIndex i = nodeAt(line, t[0]);
        if (!i.valid()) return;
        Node& node = network.nodes[i.at()];
        if (node.kind != NodeKind::junction) {
            say(Severity::warning, "inp.demand-at-source", "a tank or reservoir has no demand", line, node.id, "nothing of the line");
            return;
        }
        if (!m_demandReplaced[i.at()]) {
            if (!node.demands.empty() && node.demands.front().base_m3s != 0)
                notice("inp.demand-replaced", "a demand here replaces the one on the junction's own line, as in EPANET", line,
                       "the demands of [DEMANDS]");
            node.demands.clear();
            m_demandReplaced[i.at()] = true;
            node.demandsFromSection = true;
        }
        node.demands.push_back({number(line, t[1], 0, "demand") * m_units.flow_m3s, patternAt(line, tokenAt(t, 2)), std::string(line.comment)});
    });
}

void Reader::readEmittersAndLeakage() {
    const double perPressure = m_units.flow_m3s / std::pow(m_units.pressure_m, network.options.emitterExponent);
    each(Section::emitters, 2, 2, [&](const Line& line, const Tokens& t) {
        const NodeIndex i = nodeAt(line, t[0]);
        if (!i.valid()) return;
        const double value = number(line, t[1], 0, "emitter coefficient");
        if (network.nodes[i.at()].kind != NodeKind::junction || value < 0) {
            say(Severity::error, "inp.bad-emitter", "an emitter needs a junction and a coefficient of at least 0", line, std::string(t[0]),
                "no emitter");
            return;
        }
        network.nodes[i.at()].emitter = value * perPressure;
    });
    each(Section::leakage, 2, 3, [&](const Line& line, const Tokens& t) {
        const LinkIndex i = linkAt(line, t[0]);
        if (!i.valid()) return;
        Link& link = network.links[i.at()];
        const double area = number(line, t[1], 0, "leak area"), expansion = t.size() > 2 ? number(line, t[2], 0, "leak expansion") : 0.0;
        if (link.kind != LinkKind::pipe || area < 0 || expansion < 0) {
            say(Severity::error, "inp.bad-leakage", "leakage needs a pipe and numbers of at least 0", line, link.id, "no leakage");
            return;
        }
        link.leakArea = area * m_units.leakArea_m2;
        link.leakExpansion = expansion * m_units.leakExpansion;
    });
}

bool Reader::setStatus(const Line& line, Link& link, std::string_view value) {
    if (link.checkValve) {
        say(Severity::warning, "inp.status-of-check-valve", "the status of a check valve cannot be set", line, link.id, "a check valve");
        return false;
    }
    const bool open = startsNoCase(value, "OPEN"), closed = startsNoCase(value, "CLOSED"), active = startsNoCase(value, "ACTIVE");
    if (open || closed) {
        link.status = open ? LinkStatus::open : LinkStatus::closed;
        if (link.kind == LinkKind::pump && open) link.setting = 1.0;
        return true;
    }
    if (active) {
        if (link.kind != LinkKind::valve) {
            say(Severity::warning, "inp.bad-status", "only a valve can be ACTIVE", line, link.id, "the status before");
            return false;
        }
        link.status = LinkStatus::active;
        return true;
    }
    const auto setting = numberFromString(value);
    if (!setting) {
        say(Severity::error, "inp.bad-status", "this is neither a status nor a setting", line, link.id, "the status before");
        return false;
    }
    if (link.kind == LinkKind::pipe) {
        say(Severity::error, "inp.bad-status", "a pipe is open or closed, it has no setting", line, link.id, "the status before");
        return false;
    }
    link.setting = *setting * settingFactor(link);
    if (link.kind == LinkKind::pump) link.status = *setting == 0 ? LinkStatus::closed : LinkStatus::open;
    if (link.kind == LinkKind::valve) link.status = LinkStatus::active;
    return true;
}

void Reader::readStatus() {
    each(Section::status, 2, 2, [&](const Line& line, const Tokens& t) {
        const LinkIndex i = linkAt(line, t[0]);
        if (i.valid()) setStatus(line, network.links[i.at()], t[1]);
    });
}

void Reader::readMap() {
    each(Section::coordinates, 3, 3, [&](const Line& line, const Tokens& t) {
        const auto found = m_nodes.find(std::string(t[0]));
        if (found == m_nodes.end()) {
            say(Severity::warning, "inp.no-such-node", "there is no node of this id", line, std::string(t[0]), "nothing of the line");
            return;
        }
        network.nodes[static_cast<std::size_t>(found->second)].position = Point{number(line, t[1], 0, "x"), number(line, t[2], 0, "y")};
    });
    each(Section::vertices, 3, 3, [&](const Line& line, const Tokens& t) {
        const auto found = m_links.find(std::string(t[0]));
        if (found == m_links.end()) {
            say(Severity::warning, "inp.no-such-link", "there is no link of this id", line, std::string(t[0]), "nothing of the line");
            return;
        }
        network.links[static_cast<std::size_t>(found->second)].vertices.push_back({number(line, t[1], 0, "x"), number(line, t[2], 0, "y")});
    });
    each(Section::tags, 3, 3, [&](const Line& line, const Tokens& t) {
        const bool node = startsNoCase(t[0], "NODE");
        if (!node && !startsNoCase(t[0], "LINK")) {
            say(Severity::warning, "inp.bad-tag", "a tag belongs to a NODE or a LINK", line, std::string(t[0]), "nothing of the line");
            return;
        }
        const auto& ids = node ? m_nodes : m_links;
        const auto found = ids.find(std::string(t[1]));
        if (found == ids.end()) {
            say(Severity::warning, "inp.no-such-element", "there is no element of this id", line, std::string(t[1]), "nothing of the line");
            return;
        }
        const auto i = static_cast<std::size_t>(found->second);
        (node ? network.nodes[i].tag : network.links[i].tag) = std::string(t[2]);
    });
}

} // namespace ms::network::inp
