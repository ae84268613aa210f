#include "core/network/inp/reader.h"

#include <cmath>

namespace ms::network::inp {

void Reader::readOption(const Line& line, const Tokens& t) {
    Options& o = network.options;
    const std::string_view first = t[0], last = t.back();
    const auto value = [&](double otherwise, const char* what) {
        if (t.size() > 1) return number(line, last, otherwise, what);
        say(Severity::warning, "inp.too-few-items", "this option has no value", line, std::string(first), numberToString(otherwise));
        return otherwise;
    };
    const auto raw = [&] {
        if (network.otherSections.empty() || network.otherSections.front().name != "OPTIONS")
            network.otherSections.insert(network.otherSections.begin(), RawSection{"OPTIONS", {}});
        network.otherSections.front().lines.emplace_back(line.text);
    };
    if (startsNoCase(first, "UNITS") && t.size() > 1) {
        if (const auto unit = flowUnitFromString(t[1])) {
            o.flowUnit = *unit;
        } else {
            say(Severity::error, "inp.unknown-unit", "this flow unit is not known", line, std::string(t[1]), std::string(nameOf(o.flowUnit)));
        }
    } else if (startsNoCase(first, "PRESSURE") && t.size() > 1 && startsNoCase(t[1], "EXP")) {
        o.pressureExponent = value(0.5, "pressure exponent");
    } else if (startsNoCase(first, "PRESSURE") && t.size() > 1) {
        if (const auto unit = pressureUnitFromString(t[1])) {
            o.pressureUnit = *unit;
            m_pressureNamed = true;
            m_pressureLine = line;
        } else {
            say(Severity::error, "inp.unknown-unit", "this pressure unit is not known", line, std::string(t[1]));
        }
    } else if (startsNoCase(first, "HEADL") && t.size() > 1) {
        if (startsNoCase(t[1], "H-W") || startsNoCase(t[1], "HW")) {
            o.headloss = HeadlossFormula::hazenWilliams;
        } else if (startsNoCase(t[1], "D-W") || startsNoCase(t[1], "DW")) {
            o.headloss = HeadlossFormula::darcyWeisbach;
        } else if (startsNoCase(t[1], "C-M") || startsNoCase(t[1], "CM")) {
            o.headloss = HeadlossFormula::chezyManning;
        } else {
            say(Severity::warning, "inp.unknown-headloss", "this head loss formula is not known", line, std::string(t[1]), "Hazen-Williams",
                "An export with several formulas must be written again with one of H-W, D-W, C-M.");
        }
    } else if (startsNoCase(first, "PATTERN") && t.size() > 1) {
        m_defaultPattern = t[1];
        m_defaultPatternNamed = true;
        m_patternLine = line;
    } else if (startsNoCase(first, "DEMAND") && t.size() > 2 && startsNoCase(t[1], "MULT")) {
        o.demandMultiplier = value(1, "demand multiplier");
    } else if (startsNoCase(first, "DEMAND") && t.size() > 2 && startsNoCase(t[1], "MODEL")) {
        if (equalNoCase(t[2], "PDA")) {
            o.demandModel = DemandModel::pressureDriven;
        } else if (!equalNoCase(t[2], "DDA")) {
            say(Severity::error, "inp.unknown-demand-model", "this demand model is not known", line, std::string(t[2]), "DDA");
        }
    } else if (startsNoCase(first, "MINIMUM")) {
        m_minimumPressure = value(0, "minimum pressure");
    } else if (startsNoCase(first, "REQUIRED")) {
        m_requiredPressure = value(0.1, "required pressure");
    } else if (startsNoCase(first, "EMITTER") && t.size() > 2 && startsNoCase(t[1], "EXP")) {
        o.emitterExponent = value(0.5, "emitter exponent");
        if (o.emitterExponent <= 0) {
            say(Severity::error, "inp.bad-exponent", "an emitter exponent must be positive", line, {}, "0.5");
            o.emitterExponent = 0.5;
        }
    } else if ((startsNoCase(first, "BACKFLOW") || (startsNoCase(first, "EMITTER") && t.size() > 2)) && t.size() > 1) {
        o.emitterBackflow = !startsNoCase(last, "NO");
    } else if (startsNoCase(first, "VISC")) {
        m_viscosity = value(1, "viscosity");
    } else if (startsNoCase(first, "SPECIFIC")) {
        o.specificGravity = value(1, "specific gravity");
        if (o.specificGravity <= 0) {
            say(Severity::error, "inp.bad-gravity", "a specific gravity must be positive", line, {}, "1");
            o.specificGravity = 1;
        }
    } else if (startsNoCase(first, "TRIALS")) {
        o.trials = static_cast<int>(std::min(1e6, std::max(1.0, value(40, "trials"))));
    } else if (startsNoCase(first, "ACCURACY")) {
        o.accuracy = value(0.001, "accuracy");
    } else if (startsNoCase(first, "UNBALANCED") && t.size() > 1) {
        if (startsNoCase(t[1], "CONT")) {
            o.extraTrials = t.size() > 2 ? static_cast<int>(std::min(1e6, std::max(0.0, number(line, t[2], 0, "extra trials")))) : 0;
        } else {
            o.extraTrials = -1;
        }
    } else if (startsNoCase(first, "HEADERROR")) {
        m_headError = value(0, "head error");
    } else if (startsNoCase(first, "FLOWCHANGE")) {
        m_flowChange = value(0, "flow change");
    } else if (startsNoCase(first, "CHECKFREQ")) {
        o.checkFrequency = static_cast<int>(std::min(1e6, std::max(1.0, value(2, "check frequency"))));
    } else if (startsNoCase(first, "MAXCHECK")) {
        o.maxCheck = static_cast<int>(std::min(1e6, std::max(1.0, value(10, "maximum of checks"))));
    } else if (startsNoCase(first, "DAMPLIMIT")) {
        o.dampLimit = value(0, "damping limit");
    } else {
        static constexpr std::string_view known[] = {"QUALITY", "DIFF",   "TOLER", "MAP",  "HYDRAULICS", "SEGMENTS",
                                                     "VERIFY",  "STATUS", "RQTOL", "HTOL", "QTOL"};
        bool found = false;
        for (const auto word : known) found = found || startsNoCase(first, word);
        if (!found)
            say(Severity::warning, "inp.unknown-option", "this option is not known", line, std::string(first), "the line, for writing the file back");
        raw();
    }
}

void Reader::readOptions() {
    each(Section::options, 1, kAny, [&](const Line& line, const Tokens& t) { readOption(line, t); });
    Options& o = network.options;
    const bool metric = isMetric(o.flowUnit);
    if (!metric && o.pressureUnit != PressureUnit::psi) {
        say(Severity::warning, "inp.pressure-unit", "US flow units go with PSI in EPANET", m_pressureLine, {}, "PSI");
        o.pressureUnit = PressureUnit::psi;
    }
    if (metric && o.pressureUnit == PressureUnit::psi) {
        if (m_pressureNamed)
            say(Severity::warning, "inp.pressure-unit", "metric flow units do not go with PSI in EPANET", m_pressureLine, {}, "metres");
        o.pressureUnit = PressureUnit::metres;
    }
    m_units = unitsOf(o);
    o.minimumPressure_m = m_minimumPressure * m_units.pressure_m;
    o.requiredPressure_m = m_requiredPressure * m_units.pressure_m;
    o.headError_m = m_headError * m_units.length_m;
    o.flowChange_m3s = m_flowChange * m_units.flow_m3s;
    // Below 1e-3 the number is a kinematic viscosity (ft2/s or m2/s), else a multiple of water's 1.1e-5 ft2/s.
    o.viscosity = m_viscosity > 1e-3 ? m_viscosity : m_viscosity / ((metric ? kMetresPerFoot * kMetresPerFoot : 1.0) * 1.1e-5);
    if (o.viscosity <= 0) o.viscosity = 1;
}

void Reader::readTimes() {
    Times& times = network.times;
    each(Section::times, 2, kAny, [&](const Line& line, const Tokens& t) {
        const std::string_view a = t[0], b = t[1];
        if (startsNoCase(a, "STATI")) {
            times.statistic = upper(b);
            return;
        }
        const bool unit = t.size() > 2 && !numberFromString(t.back()) && t.back().find(':') == std::string_view::npos;
        const auto seconds = unit ? secondsAt(line, t[t.size() - 2], t.back()) : secondsAt(line, t.back(), {});
        if (!seconds) {
            say(Severity::error, "inp.not-a-time", "this is not a time", line, std::string(t.back()), "EPANET's default");
            return;
        }
        if (startsNoCase(a, "DURA")) {
            times.duration_s = *seconds;
        } else if (startsNoCase(a, "HYDR")) {
            times.hydraulicStep_s = *seconds;
        } else if (startsNoCase(a, "QUAL")) {
            times.qualityStep_s = *seconds;
        } else if (startsNoCase(a, "RULE")) {
            times.ruleStep_s = *seconds;
        } else if (startsNoCase(a, "PATT")) {
            (startsNoCase(b, "START") ? times.patternStart_s : times.patternStep_s) = *seconds;
        } else if (startsNoCase(a, "REPO")) {
            (startsNoCase(b, "START") ? times.reportStart_s : times.reportStep_s) = *seconds;
        } else if (startsNoCase(a, "START")) {
            times.startClock_s = *seconds % 86400;
        } else if (startsNoCase(a, "MINI")) {
            say(Severity::info, "inp.unknown-time", "MINIMUM TRAVELTIME was for EPANET 1", line, std::string(a), "nothing of the line");
        } else {
            say(Severity::warning, "inp.unknown-time", "this time parameter is not known", line, std::string(a), "nothing of the line");
        }
    });
    if (times.patternStep_s <= 0) times.patternStep_s = 3600;
    if (times.hydraulicStep_s <= 0) times.hydraulicStep_s = 3600;
}

/// The last comment before a new pattern or curve is its own; what stood before that is a remark.
void Reader::waitComment(const Block& block, std::string& comment, std::string_view text) {
    if (text.empty()) return;
    if (!comment.empty()) keepRemark(block, comment);
    comment = text;
}

void Reader::settleComment(const Block& block, std::string& comment, std::string_view id, bool isNew) {
    if (!isNew) {
        if (!comment.empty() && !id.empty()) keepAtEnd(block, comment);
        if (!comment.empty() && id.empty()) keepRemark(block, comment);
        if (id.empty()) placeRemarks({}); // the others wait for the next pattern or curve
        comment.clear();
        return;
    }
    if (startsNoCase(comment, "ID") || startsNoCase(comment, ";")) { // a heading
        keepRemark(block, comment);
        comment.clear();
    }
    placeRemarks(id);
}

void Reader::readPatterns() {
    std::string comment;
    for (const Block& block : m_blocks) {
        if (block.section != Section::patterns) continue;
        Tokens t;
        for (const Line& line : block.lines) {
            tokensOf(line.text, t);
            if (t.empty()) {
                waitComment(block, comment, line.comment);
                continue;
            }
            if (!line.comment.empty()) keepAtEnd(block, line.comment);
            const std::string id(t[0]);
            auto [found, isNew] = m_patterns.emplace(id, static_cast<std::int32_t>(network.patterns.size()));
            settleComment(block, comment, id, isNew);
            if (isNew) {
                network.patterns.push_back({id, {}, comment});
                if (id == m_defaultPattern && !m_defaultPatternNamed) m_patternLine = line;
            }
            comment.clear();
            Pattern& pattern = network.patterns[static_cast<std::size_t>(found->second)];
            for (std::size_t i = 1; i < t.size(); ++i) pattern.factors.push_back(number(line, t[i], 1.0, "pattern factor"));
        }
        settleComment(block, comment, {}, false);
    }
    for (Pattern& pattern : network.patterns)
        if (pattern.factors.empty()) pattern.factors.push_back(1.0);
    if (const auto found = m_patterns.find(m_defaultPattern); found != m_patterns.end()) {
        network.options.defaultPattern = found->second;
        if (!m_defaultPatternNamed)
            say(Severity::info, "inp.default-pattern", "pattern '1' holds for every demand that names none, as in EPANET", m_patternLine, "1",
                "the pattern, for them");
    } else if (m_defaultPatternNamed) {
        say(Severity::info, "inp.default-pattern", "the default pattern '" + m_defaultPattern + "' does not exist", m_patternLine, m_defaultPattern,
            "demands that name no pattern are constant");
    }
}

void Reader::readCurves() {
    std::string comment;
    for (const Block& block : m_blocks) {
        if (block.section != Section::curves) continue;
        Tokens t;
        for (const Line& line : block.lines) {
            tokensOf(line.text, t);
            if (t.empty()) {
                waitComment(block, comment, line.comment);
                continue;
            }
            if (!line.comment.empty()) keepAtEnd(block, line.comment);
            if (t.size() < 3) {
                say(Severity::error, "inp.too-few-items", "a point of a curve needs two numbers", line, std::string(t[0]), "nothing of the line");
                continue;
            }
            const std::string id(t[0]);
            auto [found, isNew] = m_curves.emplace(id, static_cast<std::int32_t>(network.curves.size()));
            settleComment(block, comment, id, isNew);
            if (isNew) network.curves.push_back({id, CurveUse::none, {}, comment});
            comment.clear();
            Curve& curve = network.curves[static_cast<std::size_t>(found->second)];
            curve.points.push_back({number(line, t[1], 0, "x of a curve"), number(line, t[2], 0, "y of a curve")});
            if (curve.points.size() > 1 && curve.points.back().x <= curve.points[curve.points.size() - 2].x) {
                say(Severity::error, "inp.curve-order", "the x values of a curve must rise", line, id, "the points before this one");
                curve.points.pop_back();
            }
        }
        settleComment(block, comment, {}, false);
    }
}

void Reader::convertCurves() {
    // Efficiency curves are named in [ENERGY] alone.
    each(Section::energy, 1, kAny, [&](const Line& line, const Tokens& t) {
        if (t.size() > 3 && startsNoCase(t[0], "PUMP") && startsNoCase(t[2], "EFFI") && m_curves.count(std::string(t[3])))
            (void)curveAt(line, t[3], CurveUse::efficiency);
    });
    for (Curve& curve : network.curves) {
        double x = 1, y = 1;
        switch (curve.use) {
        case CurveUse::pumpHead:
        case CurveUse::headloss:
            x = m_units.flow_m3s;
            y = m_units.length_m;
            break;
        case CurveUse::tankVolume:
            x = m_units.length_m;
            y = m_units.volume_m3;
            break;
        case CurveUse::efficiency: x = m_units.flow_m3s; break;
        case CurveUse::valve:
        case CurveUse::none: break;
        }
        for (CurvePoint& p : curve.points) {
            p.x *= x;
            p.y *= y;
        }
    }
}

} // namespace ms::network::inp
