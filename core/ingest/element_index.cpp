#include "core/ingest/element_index.h"

#include "core/ingest/header_words.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <limits>

namespace ms::ingest {
namespace {

constexpr double kFarthest_m = 100;

bool isAlnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool isDigitByte(char c) { return c >= '0' && c <= '9'; }

/// Small letters and digits alone.
std::string spelled(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (isAlnum(c) || static_cast<unsigned char>(c) >= 0x80) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

/// What hands and eyes take for each other made alike: o and 0, i, l and 1; zeros before a number left out.
std::string foldedSpelling(std::string_view text) {
    std::string alike = spelled(text);
    for (char& c : alike) c = c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c;
    std::string out;
    for (std::size_t i = 0; i < alike.size(); ++i) {
        const bool numberBegins = isDigitByte(alike[i]) && (i == 0 || !isDigitByte(alike[i - 1]));
        if (numberBegins)
            while (i + 1 < alike.size() && alike[i] == '0' && isDigitByte(alike[i + 1])) ++i;
        out += alike[i];
    }
    return out;
}

/// A word that can be an id of its own: a few digits or letters alone stand in too many names.
bool isTelling(const std::string& word) {
    const bool digits = std::any_of(word.begin(), word.end(), isDigitByte),
               letters = std::any_of(word.begin(), word.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
    if (digits && letters) return word.size() >= 2;
    return word.size() >= 5;
}

void note(std::unordered_map<std::string, std::string>& map, const std::string& key, const std::string& id) {
    if (key.empty()) return;
    const auto [at, fresh] = map.emplace(key, id);
    if (!fresh && at->second != id) at->second.clear(); // several: none
}

std::string held(const std::unordered_map<std::string, std::string>& map, const std::string& key) {
    const auto found = map.find(key);
    return found == map.end() ? std::string{} : found->second;
}

} // namespace

void ElementIndex::Kind::add(const std::string& id) {
    ids.emplace(lowered(id), id);
    note(spellings, spelled(id), id);
    note(folded, foldedSpelling(id), id);
}

ElementMatch ElementIndex::Kind::find(const std::string& name, const char* what) const {
    const std::string kind(what);
    if (const std::string id = held(ids, lowered(name)); !id.empty()) return {id, 1, kind + " " + id + " has that id"};
    if (const std::string id = held(spellings, spelled(name)); !id.empty()) return {id, 0.9, kind + " " + id + " is the same id, spelled otherwise"};
    // The id among other words. More than one is none.
    std::vector<std::string> words{{}};
    for (const char c : name) {
        if (isAlnum(c) || static_cast<unsigned char>(c) >= 0x80)
            words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!words.back().empty())
            words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    std::string one;
    bool several = false;
    const auto take = [&](const std::string& word) {
        if (!isTelling(word)) return;
        std::string id = held(ids, word);
        if (id.empty()) id = held(spellings, word);
        if (id.empty()) return;
        several = several || (!one.empty() && one != id);
        one = id;
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        take(words[i]);
        if (i + 1 < words.size()) take(words[i] + words[i + 1]); // "J 0446"
    }
    if (!one.empty() && !several) return {one, 0.8, "its name holds the id of " + kind + " " + one};
    if (several) return {one, 0.3, "its name holds the ids of several elements"};
    if (const std::string id = held(folded, foldedSpelling(name)); !id.empty() && isTelling(spelled(name)))
        return {id, 0.65, "its name looks like " + kind + " " + id};
    for (const std::string& word : words)
        if (word.size() >= 4 && isTelling(word))
            if (const std::string id = held(folded, foldedSpelling(word)); !id.empty())
                return {id, 0.5, "its name holds something like " + kind + " " + id};
    return {};
}

ElementIndex::ElementIndex(const std::vector<std::string>& nodeIds, const std::vector<std::string>& linkIds) {
    for (const std::string& id : nodeIds) m_nodes.add(id);
    for (const std::string& id : linkIds) m_links.add(id);
}

bool ElementIndex::isNode(const std::string& name) const { return m_nodes.ids.count(lowered(name)) > 0; }
bool ElementIndex::isLink(const std::string& name) const { return m_links.ids.count(lowered(name)) > 0; }

ElementMatch ElementIndex::match(const std::string& name, Quantity quantity) const {
    const bool flow = quantity == Quantity::flow;
    ElementMatch first = flow ? m_links.find(name, "link") : m_nodes.find(name, "node");
    if (first.confidence >= 0.9) return first;
    ElementMatch other = flow ? m_nodes.find(name, "node") : m_links.find(name, "link");
    other.confidence *= 0.75; // a pressure is measured at a node, a flow in a link
    return other.confidence > first.confidence ? other : first;
}

ElementMatch nearestElement(const network::Network& network, network::Point place, Quantity quantity) {
    double least = std::numeric_limits<double>::infinity();
    const std::string* id = nullptr;
    const auto closer = [&](double d, const std::string& of) {
        if (!(d < least)) return;
        least = d;
        id = &of;
    };
    const bool link = quantity == Quantity::flow;
    if (!link) {
        for (const network::Node& n : network.nodes)
            if (n.position) closer(std::hypot(n.position->x - place.x, n.position->y - place.y), n.id);
    } else {
        for (std::size_t k = 0; k < network.links.size(); ++k) {
            const std::vector<network::Point> line = network.line(LinkIndex{static_cast<std::int64_t>(k)});
            for (std::size_t i = 1; i < line.size(); ++i) {
                const network::Point a = line[i - 1], b = line[i];
                const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
                const double t = length2 > 0 ? std::clamp(((place.x - a.x) * dx + (place.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
                closer(std::hypot(a.x + t * dx - place.x, a.y + t * dy - place.y), network.links[k].id);
            }
        }
    }
    if (!id || least > kFarthest_m) return {};
    char metres[32];
    std::snprintf(metres, sizeof metres, "%.0f m", least);
    return {*id, least <= 10 ? 0.9 : least <= 30 ? 0.75 : 0.5, std::string(metres) + " from " + (link ? "link " : "node ") + *id + " on the map"};
}

} // namespace ms::ingest
