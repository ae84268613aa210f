#include "core/detection/area_trust.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <locale>
#include <sstream>

namespace ms::detection {

namespace {

constexpr double kMost = 0.995;

double density(const detection::PipeProbability& p) { return p.probability / std::max(p.length_m, 1e-3); }

} // namespace

double AreaTrust::massFor(double level) const {
    if (needed.empty()) return level;
    std::vector<double> all = needed;
    for (int i = 0; i < kAtItsWord; ++i) all.push_back((i + 0.5) / kAtItsWord);
    std::sort(all.begin(), all.end());
    const auto rank = static_cast<std::size_t>(std::ceil(level * static_cast<double>(all.size() + 1)));
    return std::min(kMost, all[std::clamp<std::size_t>(rank, 1, all.size()) - 1]);
}

AreaTrust learned(std::vector<double> ofDrill, const std::vector<double>& ofRepaired, Instant at) {
    AreaTrust trust;
    trust.ofDrill = static_cast<int>(ofDrill.size());
    trust.repaired = static_cast<int>(ofRepaired.size());
    trust.learnedAt = at;
    trust.needed = std::move(ofDrill);
    trust.needed.insert(trust.needed.end(), ofRepaired.begin(), ofRepaired.end());
    for (double& v : trust.needed) v = std::round(v * 1e4) / 1e4; // as text keeps it
    std::sort(trust.needed.begin(), trust.needed.end());
    return trust;
}

std::optional<double> massUpTo(const detection::Area& area, std::string_view pipe) {
    if (area.pipes.empty()) return std::nullopt;
    const auto [least, most] =
        std::minmax_element(area.pipes.begin(), area.pipes.end(), [](const auto& a, const auto& b) { return density(a) < density(b); });
    if (area.wholeZone && density(*most) <= density(*least) * (1 + 1e-9)) return std::nullopt;
    const auto own = std::find_if(area.pipes.begin(), area.pipes.end(), [&](const auto& p) { return p.id == pipe; });
    if (own == area.pipes.end()) return 1;
    double mass = 0;
    for (const auto& p : area.pipes)
        if (density(p) >= density(*own)) mass += p.probability;
    return std::min(1.0, mass);
}

detection::Area narrowed(const detection::Area& area, double level) {
    if (area.level <= level || area.pipes.empty()) return area;
    const double zoneLength_m = area.share > 0 ? area.length_m / area.share : 0;
    detection::Area part;
    part.level = level;
    std::vector<detection::PipeProbability> order = area.pipes;
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return density(a) > density(b); });
    double mass = 0;
    for (auto& p : order) {
        if (mass >= level - 1e-12) break;
        mass += p.probability;
        part.length_m += p.length_m;
        part.pipes.push_back(std::move(p));
    }
    part.share = zoneLength_m > 0 ? std::min(1.0, part.length_m / zoneLength_m) : 1;
    if (area.wholeZone && part.share > kWholeAbove) return {level, area.length_m, 1, true, area.pipes};
    std::stable_sort(part.pipes.begin(), part.pipes.end(), [](const auto& a, const auto& b) { return a.probability > b.probability; });
    return part;
}

std::string toText(const AreaTrust& trust) {
    if (trust.empty()) return {};
    std::string text =
        "at " + toIso(trust.learnedAt) + "\ndrill " + std::to_string(trust.ofDrill) + "\nrepaired " + std::to_string(trust.repaired) + "\nneeded";
    char number[32];
    for (const double v : trust.needed) {
        std::snprintf(number, sizeof number, " %.4f", v);
        text += number;
    }
    return text + "\n";
}

Result<AreaTrust> areaTrustFromText(std::string_view text) {
    AreaTrust trust;
    if (text.empty()) return trust;
    const Error wrong{ErrorCode::invalidInput, "what was learned of areas cannot be read", {}, {}, {}, {}};
    std::istringstream in{std::string(text)};
    in.imbue(std::locale::classic());
    std::string at, when, drill, repaired, needed;
    if (!(in >> at >> when >> drill >> trust.ofDrill >> repaired >> trust.repaired >> needed) || at != "at" || drill != "drill" ||
        repaired != "repaired" || needed != "needed")
        return wrong;
    const auto instant = instantFromIso(when);
    if (!instant) return wrong;
    trust.learnedAt = *instant;
    for (double v = 0; in >> v;) {
        if (!(v >= 0 && v <= 1)) return wrong;
        trust.needed.push_back(v);
    }
    if (!in.eof() || trust.ofDrill < 0 || trust.repaired < 0 ||
        trust.needed.size() != static_cast<std::size_t>(trust.ofDrill) + static_cast<std::size_t>(trust.repaired) ||
        !std::is_sorted(trust.needed.begin(), trust.needed.end()))
        return wrong;
    return trust;
}

} // namespace ms::detection
