#include "core/network/inp/writer.h"

namespace ms::network::inp {

void Writer::controls() {
    section("CONTROLS");
    for (const Control& c : m_net.controls) {
        const Link& l = m_net.link(c.link);
        remarksBefore(std::to_string(&c - m_net.controls.data()));
        m_text += " LINK";
        id(l.id);
        if (c.setting) {
            number(*c.setting, settingFactor(l));
        } else {
            word(c.status == LinkStatus::closed ? "CLOSED" : c.status == LinkStatus::active ? "ACTIVE" : "OPEN");
        }
        if (c.trigger == Control::Trigger::time || c.trigger == Control::Trigger::clock) {
            word("AT");
            word(c.trigger == Control::Trigger::time ? "TIME" : "CLOCKTIME");
            seconds(c.time_s);
        } else {
            const Node& n = m_net.node(c.node);
            word("IF");
            word("NODE");
            id(n.id);
            word(c.trigger == Control::Trigger::above ? "ABOVE" : "BELOW");
            number(c.threshold_m, n.kind == NodeKind::junction ? m_units.pressure_m : m_units.length_m);
        }
        if (!c.enabled) word("DISABLED");
        end();
    }
}

void Writer::premise(const RulePremise& p, bool first) {
    static constexpr std::string_view relations[] = {"=", "<>", "<", "<=", ">", ">="};
    static constexpr std::string_view variables[] = {"DEMAND", "HEAD",   "PRESSURE", "LEVEL", "FILLTIME", "DRAINTIME",
                                                     "FLOW",   "STATUS", "SETTING",  "POWER", "TIME",     "CLOCKTIME"};
    m_text += first ? " IF" : p.either ? " OR" : " AND";
    if (p.node.valid()) {
        word("NODE");
        id(m_net.node(p.node).id);
    } else if (p.link.valid()) {
        word("LINK");
        id(m_net.link(p.link).id);
    } else {
        word("SYSTEM");
    }
    word(variables[static_cast<std::size_t>(p.variable)]);
    word(relations[static_cast<std::size_t>(p.relation)]);
    switch (p.variable) {
    case RuleVariable::demand:
    case RuleVariable::flow: number(p.value, m_units.flow_m3s); break;
    case RuleVariable::head:
    case RuleVariable::level: number(p.value, m_units.length_m); break;
    case RuleVariable::pressure: number(p.value, m_units.pressure_m); break;
    case RuleVariable::fillTime:
    case RuleVariable::drainTime: number(p.value, 3600); break;
    case RuleVariable::status: word(p.status == LinkStatus::closed ? "CLOSED" : p.status == LinkStatus::active ? "ACTIVE" : "OPEN"); break;
    case RuleVariable::setting: number(p.value, settingFactor(m_net.link(p.link))); break;
    case RuleVariable::power: number(p.value, m_units.power_w); break;
    case RuleVariable::time:
    case RuleVariable::clockTime: seconds(static_cast<std::int64_t>(p.value)); break;
    }
    end();
}

void Writer::action(const RuleAction& a, std::string_view begin) {
    const Link& l = m_net.link(a.link);
    m_text += ' ';
    m_text += begin;
    word("LINK");
    id(l.id);
    if (a.status) {
        word("STATUS");
        word("=");
        word(*a.status == LinkStatus::closed ? "CLOSED" : "OPEN");
    } else {
        word("SETTING");
        word("=");
        number(a.setting, settingFactor(l));
    }
    end();
}

void Writer::rules() {
    section("RULES");
    for (const Rule& r : m_net.rules) {
        remarksBefore(r.id);
        m_text += "RULE ";
        m_text += r.id;
        m_text += '\n';
        for (std::size_t i = 0; i < r.premises.size(); ++i) premise(r.premises[i], i == 0);
        for (std::size_t i = 0; i < r.then.size(); ++i) action(r.then[i], i == 0 ? "THEN" : "AND");
        for (std::size_t i = 0; i < r.otherwise.size(); ++i) action(r.otherwise[i], i == 0 ? "ELSE" : "AND");
        if (r.priority != 0) {
            m_text += " PRIORITY";
            number(r.priority);
            end();
        }
        if (!r.enabled) m_text += " DISABLED\n";
        m_text += '\n';
    }
}

} // namespace ms::network::inp
