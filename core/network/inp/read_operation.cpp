#include "core/network/inp/reader.h"

namespace ms::network::inp {

void Reader::readControl(const Line& line, const Tokens& t) {
    Control control;
    control.link = linkAt(line, t[1]);
    if (!control.link.valid()) return;
    Link probe = network.links[control.link.at()];
    const double settingBefore = probe.setting;
    if (!setStatus(line, probe, t[2])) return;
    control.status = probe.status;
    const bool word = startsNoCase(t[2], "OPEN") || startsNoCase(t[2], "CLOSED") || startsNoCase(t[2], "ACTIVE");
    if (!word) control.setting = probe.setting;
    if (word && startsNoCase(t[2], "ACTIVE")) control.setting = settingBefore;
    std::size_t used = 0;
    if (startsNoCase(t[4], "TIME") || startsNoCase(t[4], "CLOCK")) {
        const bool clock = startsNoCase(t[4], "CLOCK");
        control.trigger = clock ? Control::Trigger::clock : Control::Trigger::time;
        std::optional<std::int64_t> seconds;
        used = 6;
        const bool more = t.size() > 6 && !startsNoCase(t[6], "DISAB") && !startsNoCase(t[6], "ENAB");
        if (more) {
            seconds = secondsAt(line, t[5], t[6]);
            used = 7;
        } else {
            seconds = secondsAt(line, t[5], {});
        }
        if (!seconds) {
            say(Severity::error, "inp.not-a-time", "this is not a time", line, std::string(t[1]), "nothing of the control");
            return;
        }
        control.time_s = clock ? *seconds % 86400 : *seconds;
    } else {
        if (t.size() < 8) {
            say(Severity::error, "inp.too-few-items", "this control has too few items", line, std::string(t[1]), "nothing of the control");
            return;
        }
        control.node = nodeAt(line, t[5]);
        if (!control.node.valid()) return;
        if (startsNoCase(t[6], "ABOVE")) {
            control.trigger = Control::Trigger::above;
        } else if (startsNoCase(t[6], "BELOW")) {
            control.trigger = Control::Trigger::below;
        } else {
            say(Severity::error, "inp.bad-control", "a control asks for ABOVE or BELOW", line, std::string(t[1]), "nothing of the control");
            return;
        }
        const Node& node = network.nodes[control.node.at()];
        control.threshold_m = number(line, t[7], 0, "level") * (node.kind == NodeKind::junction ? m_units.pressure_m : m_units.length_m);
        used = 8;
    }
    if (t.size() > used && startsNoCase(t[used], "DISAB")) control.enabled = false;
    network.controls.push_back(control);
}

void Reader::readControls() {
    each(Section::controls, 6, 9, [&](const Line& line, const Tokens& t) { readControl(line, t); });
}

namespace {

std::optional<RuleVariable> variableFromString(std::string_view word) {
    if (startsNoCase(word, "DEMA")) return RuleVariable::demand;
    if (startsNoCase(word, "HEAD") || startsNoCase(word, "GRADE")) return RuleVariable::head;
    if (startsNoCase(word, "PRES")) return RuleVariable::pressure;
    if (startsNoCase(word, "LEVE")) return RuleVariable::level;
    if (startsNoCase(word, "FILL")) return RuleVariable::fillTime;
    if (startsNoCase(word, "DRAI")) return RuleVariable::drainTime;
    if (startsNoCase(word, "FLOW")) return RuleVariable::flow;
    if (startsNoCase(word, "STAT")) return RuleVariable::status;
    if (startsNoCase(word, "SETT")) return RuleVariable::setting;
    if (startsNoCase(word, "POWE")) return RuleVariable::power;
    if (startsNoCase(word, "CLOCK")) return RuleVariable::clockTime;
    if (startsNoCase(word, "TIME")) return RuleVariable::time;
    return std::nullopt;
}

std::optional<RuleRelation> relationFromString(std::string_view word) {
    if (word == "=" || equalNoCase(word, "IS")) return RuleRelation::equal;
    if (word == "<>" || equalNoCase(word, "NOT")) return RuleRelation::notEqual;
    if (word == "<=") return RuleRelation::lessOrEqual;
    if (word == ">=") return RuleRelation::greaterOrEqual;
    if (word == "<" || startsNoCase(word, "BELOW")) return RuleRelation::less;
    if (word == ">" || startsNoCase(word, "ABOVE")) return RuleRelation::greater;
    return std::nullopt;
}

std::optional<LinkStatus> statusFromString(std::string_view word) {
    if (startsNoCase(word, "OPEN")) return LinkStatus::open;
    if (startsNoCase(word, "CLOSED")) return LinkStatus::closed;
    if (startsNoCase(word, "ACTIVE")) return LinkStatus::active;
    return std::nullopt;
}

bool isNodeWord(std::string_view w) {
    return startsNoCase(w, "NODE") || startsNoCase(w, "JUNC") || startsNoCase(w, "RESE") || startsNoCase(w, "TANK");
}
bool isLinkWord(std::string_view w) {
    return startsNoCase(w, "LINK") || startsNoCase(w, "PIPE") || startsNoCase(w, "PUMP") || startsNoCase(w, "VALV");
}

} // namespace

bool Reader::readPremise(const Line& line, const Tokens& t, RulePremise& premise) {
    const auto bad = [&](const char* what) {
        say(Severity::error, "inp.bad-rule", what, line, {}, "nothing of the rule");
        return false;
    };
    if (t.size() < 5) return bad("this premise has too few items");
    std::size_t i = 2;
    if (isNodeWord(t[1])) {
        premise.node = nodeAt(line, t[2]);
        if (!premise.node.valid()) return false;
        i = 3;
    } else if (isLinkWord(t[1])) {
        premise.link = linkAt(line, t[2]);
        if (!premise.link.valid()) return false;
        i = 3;
    } else if (!startsNoCase(t[1], "SYST")) {
        return bad("a premise begins with a node, a link or the system");
    }
    if (t.size() < i + 3) return bad("this premise has too few items");
    const auto variable = variableFromString(t[i]);
    const auto relation = relationFromString(t[i + 1]);
    if (!variable) return bad("this variable of a rule is not known");
    if (!relation) return bad("this relation of a rule is not known");
    premise.variable = *variable;
    premise.relation = *relation;
    const std::string_view value = t[i + 2];
    switch (*variable) {
    case RuleVariable::time:
    case RuleVariable::clockTime: {
        const auto seconds = secondsAt(line, value, t.size() > i + 3 ? t[i + 3] : std::string_view{});
        if (!seconds) return bad("this is not a time");
        premise.value = static_cast<double>(*seconds);
        break;
    }
    case RuleVariable::status: {
        const auto status = statusFromString(value);
        if (!status || !premise.link.valid()) return bad("this is not the status of a link");
        premise.status = *status;
        break;
    }
    default: {
        const auto parsed = numberFromString(value);
        if (!parsed) return bad("this is not a number");
        double factor = 1;
        if (*variable == RuleVariable::demand || *variable == RuleVariable::flow) factor = m_units.flow_m3s;
        if (*variable == RuleVariable::head || *variable == RuleVariable::level) factor = m_units.length_m;
        if (*variable == RuleVariable::pressure) factor = m_units.pressure_m;
        if (*variable == RuleVariable::fillTime || *variable == RuleVariable::drainTime) factor = 3600;
        if (*variable == RuleVariable::power) factor = m_units.power_w;
        if (*variable == RuleVariable::setting && premise.link.valid()) factor = settingFactor(network.links[premise.link.at()]);
        premise.value = *parsed * factor;
        const bool needsNode = *variable == RuleVariable::head || *variable == RuleVariable::pressure || *variable == RuleVariable::level ||
                               *variable == RuleVariable::fillTime || *variable == RuleVariable::drainTime;
        const bool needsLink = *variable == RuleVariable::flow || *variable == RuleVariable::setting || *variable == RuleVariable::power;
        if (needsNode && !premise.node.valid()) return bad("this variable belongs to a node");
        if (needsLink && !premise.link.valid()) return bad("this variable belongs to a link");
    }
    }
    return true;
}

bool Reader::readAction(const Line& line, const Tokens& t, RuleAction& action) {
    const auto bad = [&](const char* what) {
        say(Severity::error, "inp.bad-rule", what, line, {}, "nothing of the rule");
        return false;
    };
    if (t.size() < 6) return bad("this action has too few items");
    if (!isLinkWord(t[1])) return bad("an action changes a link");
    action.link = linkAt(line, t[2]);
    if (!action.link.valid()) return false;
    const Link& link = network.links[action.link.at()];
    if (link.checkValve) return bad("a rule cannot change a check valve");
    action.status = statusFromString(t[5]);
    if (action.status == LinkStatus::active) {
        action.status.reset();
        action.setting = link.setting;
        return true;
    }
    if (action.status) return true;
    const auto value = numberFromString(t[5]);
    if (!value) return bad("this is neither a status nor a setting");
    action.setting = *value * settingFactor(link);
    if (link.kind == LinkKind::pipe) action.status = *value == 0 ? LinkStatus::closed : LinkStatus::open;
    return true;
}

void Reader::readRules() {
    enum class Part { none, premises, then, otherwise };
    Part part = Part::none;
    Rule rule;
    bool good = false;
    Line heading;
    const auto finish = [&] {
        if (!good) return;
        if (!rule.premises.empty() && !rule.then.empty()) {
            network.rules.push_back(rule);
        } else {
            say(Severity::error, "inp.bad-rule", rule.premises.empty() ? "this rule has no premise" : "this rule has no action", heading, rule.id,
                "nothing of the rule");
        }
    };
    each(Section::rules, 1, kAny, [&](const Line& line, const Tokens& t) {
        const std::string_view word = t[0];
        if (startsNoCase(word, "RULE") && t.size() > 1) {
            finish();
            rule = Rule{};
            rule.id = t[1];
            heading = line;
            part = Part::none;
            good = true;
            return;
        }
        if (!good) { // the rest of a rule that was refused
            if (rule.id.empty()) say(Severity::error, "inp.bad-rule", "this line stands before the first RULE", line, {}, "nothing of the line");
            return;
        }
        if (startsNoCase(word, "PRIO") && t.size() > 1) {
            rule.priority = number(line, t[1], 0, "priority");
        } else if (startsNoCase(word, "DISAB")) {
            rule.enabled = false;
        } else if (startsNoCase(word, "ENAB")) {
            rule.enabled = true;
        } else if (equalNoCase(word, "IF") || (part == Part::premises && (equalNoCase(word, "AND") || equalNoCase(word, "OR")))) {
            part = Part::premises;
            RulePremise premise;
            premise.either = equalNoCase(word, "OR");
            good = readPremise(line, t, premise);
            rule.premises.push_back(premise);
        } else if (equalNoCase(word, "THEN") || equalNoCase(word, "ELSE") || (equalNoCase(word, "AND") && part != Part::none)) {
            if (equalNoCase(word, "THEN")) part = Part::then;
            if (equalNoCase(word, "ELSE")) part = Part::otherwise;
            RuleAction action;
            good = readAction(line, t, action);
            if (part == Part::then) rule.then.push_back(action);
            if (part == Part::otherwise) rule.otherwise.push_back(action);
        } else {
            say(Severity::error, "inp.bad-rule", "this line of a rule is not understood", line, rule.id, "nothing of the rule");
            good = false;
        }
    });
    finish();
}

} // namespace ms::network::inp
