#include "core/network/inp/writer.h"

#include "core/network/inp/text.h"
#include "core/network/inp_writer.h"

#include <algorithm>
#include <cmath>
#include <fstream>

namespace ms::network {
namespace inp {

Writer::Writer(const Network& network) : m_net(network), m_units(unitsOf(network.options)) {}

void Writer::section(std::string_view name) {
    restOfRemarks();
    if (!m_text.empty()) m_text += '\n';
    m_text += '[';
    m_text += name;
    m_text += "]\n";
    for (const Remark& r : m_net.remarks) {
        if (r.section != name) continue;
        if (r.before.empty()) {
            m_lastRemarks.push_back(&r);
        } else {
            m_remarks[r.before].push_back(&r);
        }
    }
}

void Writer::remarksBefore(std::string_view key) {
    if (m_remarks.empty()) return;
    const auto found = m_remarks.find(key);
    if (found == m_remarks.end()) return;
    for (const Remark* r : found->second) m_text += ';' + r->text + '\n';
    m_remarks.erase(found);
}

/// What stood before lines that are not written goes to the end of the section too.
void Writer::restOfRemarks() {
    for (const Remark& r : m_net.remarks) {
        if (m_remarks.empty()) break;
        const auto found = m_remarks.find(r.before);
        if (found != m_remarks.end() && std::find(found->second.begin(), found->second.end(), &r) != found->second.end())
            m_text += ';' + r.text + '\n';
    }
    m_remarks.clear();
    for (const Remark* r : m_lastRemarks) m_text += ';' + r->text + '\n';
    m_lastRemarks.clear();
}

void Writer::word(std::string_view text) {
    m_text += '\t';
    m_text += text;
}

void Writer::id(const std::string& text) {
    const bool first = m_text.empty() || m_text.back() == '\n';
    if (first) remarksBefore(text);
    m_text += first ? ' ' : '\t';
    const bool quoted = text.empty() || text.find_first_of(" \t") != std::string::npos;
    if (quoted) m_text += '"';
    m_text += text;
    if (quoted) m_text += '"';
}

void Writer::number(double si, double factor) { word(numberToString(si, factor)); }

void Writer::end(const std::string& comment) {
    if (!comment.empty()) {
        m_text += "\t;";
        m_text += comment;
    }
    m_text += '\n';
}

void Writer::seconds(std::int64_t s) {
    char buffer[40];
    std::snprintf(buffer, sizeof buffer, "%lld:%02d:%02d", static_cast<long long>(s / 3600), static_cast<int>(s / 60 % 60), static_cast<int>(s % 60));
    word(buffer);
}

void Writer::pattern(int index) {
    if (index >= 0) id(m_net.patterns[static_cast<std::size_t>(index)].id);
}

double Writer::settingFactor(const Link& link) const {
    if (link.kind != LinkKind::valve) return 1.0;
    if (link.valveKind <= ValveKind::pbv) return m_units.pressure_m;
    return link.valveKind == ValveKind::fcv ? m_units.flow_m3s : 1.0;
}

void Writer::nodes() {
    section("JUNCTIONS");
    for (const Node& n : m_net.nodes) {
        if (n.kind != NodeKind::junction) continue;
        id(n.id);
        number(n.elevation_m, m_units.length_m);
        if (!n.demands.empty() && !n.demandsFromSection) {
            number(n.demands.front().base_m3s, m_units.flow_m3s);
            pattern(n.demands.front().pattern);
        }
        end(n.comment);
    }
    const auto reservoir = [&](const Node& n) {
        id(n.id);
        number(n.elevation_m, m_units.length_m);
        pattern(n.headPattern);
        end(n.comment);
    };
    const auto firstTank = std::find_if(m_net.nodes.begin(), m_net.nodes.end(), [](const Node& n) { return n.kind == NodeKind::tank; });
    section("RESERVOIRS");
    for (auto n = m_net.nodes.begin(); n != firstTank; ++n)
        if (n->kind == NodeKind::reservoir) reservoir(*n);
    section("TANKS"); // reservoirs that stood among the tanks stay there, so that the order of nodes does too
    for (auto at = firstTank; at != m_net.nodes.end(); ++at) {
        const Node& n = *at;
        if (n.kind == NodeKind::reservoir) reservoir(n);
        if (n.kind != NodeKind::tank) continue;
        id(n.id);
        for (const double v : {n.elevation_m, n.initialLevel_m, n.minLevel_m, n.maxLevel_m, n.diameter_m}) number(v, m_units.length_m);
        number(n.minVolume_m3, m_units.volume_m3);
        if (n.volumeCurve >= 0) {
            id(m_net.curves[static_cast<std::size_t>(n.volumeCurve)].id);
        } else if (n.overflow) {
            word("*");
        }
        if (n.overflow) word("YES");
        end(n.comment);
    }
}

void Writer::valve(const Link& l) {
    static constexpr std::string_view names[] = {"PRV", "PSV", "PBV", "FCV", "TCV", "GPV", "PCV"};
    number(l.diameter_m, m_units.diameter_m);
    word(names[static_cast<std::size_t>(l.valveKind)]);
    if (l.valveKind == ValveKind::gpv) {
        if (l.headCurve >= 0) {
            id(m_net.curves[static_cast<std::size_t>(l.headCurve)].id);
        } else {
            word("*");
        }
    } else {
        number(l.setting, settingFactor(l));
    }
    number(l.minorLoss);
    if (l.valveKind == ValveKind::pcv && l.headCurve >= 0) id(m_net.curves[static_cast<std::size_t>(l.headCurve)].id);
}

void Writer::links() {
    const auto begin = [&](const Link& l) {
        id(l.id);
        id(m_net.node(l.from).id);
        id(m_net.node(l.to).id);
    };
    section("PIPES");
    for (const Link& l : m_net.links) {
        if (l.kind != LinkKind::pipe) continue;
        begin(l);
        number(l.length_m, m_units.length_m);
        number(l.diameter_m, m_units.diameter_m);
        number(l.roughness, m_units.roughness_m);
        number(l.minorLoss);
        word(l.checkValve ? "CV" : l.status == LinkStatus::closed ? "Closed" : "Open");
        end(l.comment);
    }
    section("PUMPS");
    for (const Link& l : m_net.links) {
        if (l.kind != LinkKind::pump) continue;
        begin(l);
        if (l.headCurve >= 0) {
            word("HEAD");
            id(m_net.curves[static_cast<std::size_t>(l.headCurve)].id);
        }
        if (l.power_w > 0) {
            word("POWER");
            number(l.power_w, m_units.power_w);
        }
        if (l.setting != 1) {
            word("SPEED");
            number(l.setting);
        }
        if (l.speedPattern >= 0) {
            word("PATTERN");
            pattern(l.speedPattern);
        }
        end(l.comment);
    }
    section("VALVES");
    for (const Link& l : m_net.links) {
        if (l.kind != LinkKind::valve) continue;
        begin(l);
        valve(l);
        end(l.comment);
    }
}

void Writer::demandsAndOutflows() {
    section("DEMANDS");
    for (const Node& n : m_net.nodes) {
        if (n.demands.empty() || (!n.demandsFromSection && n.demands.size() == 1 && n.demands.front().category.empty())) continue;
        for (const Demand& d : n.demands) {
            id(n.id);
            number(d.base_m3s, m_units.flow_m3s);
            pattern(d.pattern);
            end(d.category);
        }
    }
    section("EMITTERS");
    const double perPressure = m_units.flow_m3s / std::pow(m_units.pressure_m, m_net.options.emitterExponent);
    for (const Node& n : m_net.nodes) {
        if (n.emitter == 0) continue;
        id(n.id);
        number(n.emitter, perPressure);
        end();
    }
    section("LEAKAGE");
    for (const Link& l : m_net.links) {
        if (l.leakArea == 0 && l.leakExpansion == 0) continue;
        id(l.id);
        number(l.leakArea, m_units.leakArea_m2);
        number(l.leakExpansion, m_units.leakExpansion);
        end();
    }
}

void Writer::status() {
    section("STATUS");
    for (const Link& l : m_net.links) {
        const bool pump = l.kind == LinkKind::pump && l.status == LinkStatus::closed && l.setting != 0;
        const bool valve = l.kind == LinkKind::valve && l.status != LinkStatus::active;
        if (!pump && !valve) continue;
        id(l.id);
        word(l.status == LinkStatus::closed ? "Closed" : "Open");
        end();
    }
}

void Writer::patternsAndCurves() {
    section("PATTERNS");
    for (const Pattern& p : m_net.patterns) {
        remarksBefore(p.id);
        if (!p.comment.empty()) m_text += ';' + p.comment + '\n';
        for (std::size_t i = 0; i < p.factors.size(); i += 6) {
            id(p.id);
            for (std::size_t k = i; k < std::min(i + 6, p.factors.size()); ++k) number(p.factors[k]);
            end();
        }
    }
    section("CURVES");
    for (const Curve& c : m_net.curves) {
        const bool flow = c.use == CurveUse::pumpHead || c.use == CurveUse::headloss, volume = c.use == CurveUse::tankVolume;
        remarksBefore(c.id);
        if (!c.comment.empty()) m_text += ';' + c.comment + '\n';
        for (const CurvePoint& p : c.points) {
            id(c.id);
            number(p.x, flow || c.use == CurveUse::efficiency ? m_units.flow_m3s : volume ? m_units.length_m : 1.0);
            number(p.y, flow ? m_units.length_m : volume ? m_units.volume_m3 : 1.0);
            end();
        }
    }
}

void Writer::timesAndOptions() {
    const Times& t = m_net.times;
    section("TIMES");
    const auto line = [&](std::string_view name, std::int64_t s) {
        m_text += ' ';
        m_text += name;
        seconds(s);
        end();
    };
    line("Duration", t.duration_s);
    line("Hydraulic Timestep", t.hydraulicStep_s);
    line("Quality Timestep", t.qualityStep_s);
    line("Pattern Timestep", t.patternStep_s);
    line("Pattern Start", t.patternStart_s);
    line("Report Timestep", t.reportStep_s);
    line("Report Start", t.reportStart_s);
    if (t.ruleStep_s > 0) line("Rule Timestep", t.ruleStep_s);
    line("Start ClockTime", t.startClock_s);
    if (!t.statistic.empty()) m_text += " Statistic\t" + t.statistic + '\n';

    const Options& o = m_net.options;
    section("OPTIONS");
    const auto value = [&](std::string_view name, double si, double factor = 1.0) {
        m_text += ' ';
        m_text += name;
        number(si, factor);
        end();
    };
    const auto text = [&](std::string_view name, std::string_view v) {
        m_text += ' ';
        m_text += name;
        word(v);
        end();
    };
    text("Units", nameOf(o.flowUnit));
    text("Pressure", nameOf(o.pressureUnit));
    text("Headloss", o.headloss == HeadlossFormula::hazenWilliams ? "H-W" : o.headloss == HeadlossFormula::darcyWeisbach ? "D-W" : "C-M");
    value("Specific Gravity", o.specificGravity);
    value("Viscosity", o.viscosity);
    value("Trials", o.trials);
    value("Accuracy", o.accuracy);
    if (o.headError_m > 0) value("HEADERROR", o.headError_m, m_units.length_m);
    if (o.flowChange_m3s > 0) value("FLOWCHANGE", o.flowChange_m3s, m_units.flow_m3s);
    value("CHECKFREQ", o.checkFrequency);
    value("MAXCHECK", o.maxCheck);
    value("DAMPLIMIT", o.dampLimit);
    text("Unbalanced", o.extraTrials < 0 ? "Stop" : "Continue " + std::to_string(o.extraTrials));
    // Without a default pattern, name one that is not there: "1" would otherwise be taken silently if it exists.
    if (o.defaultPattern >= 0) {
        m_text += " Pattern";
        pattern(o.defaultPattern);
        end();
    } else {
        std::string none = "None";
        while (std::any_of(m_net.patterns.begin(), m_net.patterns.end(), [&](const Pattern& p) { return p.id == none; })) none += '_';
        text("Pattern", none);
    }
    value("Demand Multiplier", o.demandMultiplier);
    if (o.demandModel == DemandModel::pressureDriven) text("Demand Model", "PDA");
    value("Minimum Pressure", o.minimumPressure_m, m_units.pressure_m);
    value("Required Pressure", o.requiredPressure_m, m_units.pressure_m);
    value("Pressure Exponent", o.pressureExponent);
    value("Emitter Exponent", o.emitterExponent);
    if (!o.emitterBackflow) text("Backflow Allowed", "NO");
    for (const RawSection& s : m_net.otherSections)
        if (s.name == "OPTIONS")
            for (const std::string& l : s.lines) m_text += ' ' + l + '\n';
}

void Writer::map() {
    section("TAGS");
    for (const Node& n : m_net.nodes)
        if (!n.tag.empty()) {
            remarksBefore(n.id);
            m_text += " NODE";
            id(n.id);
            id(n.tag);
            end();
        }
    for (const Link& l : m_net.links)
        if (!l.tag.empty()) {
            remarksBefore(l.id);
            m_text += " LINK";
            id(l.id);
            id(l.tag);
            end();
        }
    section("COORDINATES");
    for (const Node& n : m_net.nodes)
        if (n.position) {
            id(n.id);
            number(n.position->x);
            number(n.position->y);
            end();
        }
    section("VERTICES");
    for (const Link& l : m_net.links)
        for (const Point& p : l.vertices) {
            id(l.id);
            number(p.x);
            number(p.y);
            end();
        }
}

void Writer::others() {
    for (const RawSection& s : m_net.otherSections) {
        if (s.name == "OPTIONS") continue;
        section(s.name);
        for (const std::string& l : s.lines) m_text += ' ' + l + '\n';
    }
}

std::string Writer::write() {
    for (const Remark& r : m_net.remarks)
        if (r.section.empty()) m_text += ';' + r.text + '\n';
    section("TITLE");
    if (!m_net.title.empty()) m_text += m_net.title + '\n';
    nodes();
    links();
    map();
    demandsAndOutflows();
    status();
    patternsAndCurves();
    controls();
    rules();
    timesAndOptions();
    others();
    restOfRemarks();
    m_text += "\n[END]\n";
    if (m_net.latin1)
        if (auto latin1 = latin1FromUtf8(m_text)) return std::move(*latin1);
    return std::move(m_text);
}

} // namespace inp

std::string writeInp(const Network& network) { return inp::Writer(network).write(); }

Result<void> writeInpFile(const Network& network, const std::string& path) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    const std::string text = writeInp(network);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (file.fail())
        return Error{
            ErrorCode::unwritable, "the network file could not be written", path, {}, {}, "Check the folder, its rights and the space left."};
    return {};
}

} // namespace ms::network
