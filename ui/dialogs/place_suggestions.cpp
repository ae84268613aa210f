#include "ui/dialogs/place_suggestions.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

namespace ms::dialogs {

namespace {

constexpr std::size_t kCompareAll = 20'000, kShortest = 3;
constexpr double kWorthALook = 0.35, kNear = 400; ///< map units, metres in most systems

std::string letters(const std::string& text) {
    std::string out;
    for (const char c : text)
        if (std::isalnum(static_cast<unsigned char>(c))) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

std::string digits(const std::string& text) {
    std::string out;
    for (const char c : text)
        if (std::isdigit(static_cast<unsigned char>(c))) out += c;
    return out.substr(std::min(out.find_first_not_of('0'), out.size()));
}

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> out{letters(text)};
    std::string word;
    for (const char c : text + " ") {
        if (std::isalnum(static_cast<unsigned char>(c))) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (!word.empty()) {
            if (word.size() >= kShortest) out.push_back(word);
            word.clear();
        }
    }
    return out;
}

/// Levenshtein; gives up beyond `most`.
int distance(const std::string& a, const std::string& b, int most) {
    if (std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size())) > most) return most + 1;
    std::vector<int> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        int diagonal = row[0], least = row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int cost = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = row[j];
            row[j] = cost;
            least = std::min(least, cost);
        }
        if (least > most) return most + 1;
    }
    return row.back();
}

} // namespace

PlaceSuggestions::PlaceSuggestions(std::shared_ptr<const drawing::MapContent> content) : m_content(std::move(content)) {
    if (!m_content) return;
    const auto add = [this](const std::string& id) {
        m_byLetters.emplace(letters(id), id);
        if (const std::string number = digits(id); number.size() >= 2) m_byNumber.emplace(number, id);
    };
    for (const auto& node : m_content->nodes) add(node.id);
    for (const auto& pipe : m_content->pipes) add(pipe.id);
}

std::vector<PlaceSuggestion> PlaceSuggestions::forChannel(const std::string& column, const series::Sensor& sensor, bool thorough,
                                                          std::size_t most) const {
    if (!m_content) return {};
    std::map<std::string, PlaceSuggestion> best;
    const bool flow = sensor.quantity == Quantity::flow;
    const auto suggest = [&](const std::string& id, double confidence, const std::string& why) {
        // Meters stand on links, loggers of pressure at nodes.
        const bool node = m_content->nodeById.count(id) > 0;
        if (node == flow) confidence *= 0.85;
        auto& s = best[id];
        if (confidence > s.confidence) s = {id, confidence, why};
    };
    for (const std::string& text : {column, sensor.name})
        for (const std::string& word : words(text)) {
            const auto [from, to] = m_byLetters.equal_range(word);
            for (auto it = from; it != to; ++it) suggest(it->second, word == letters(text) ? 0.97 : 0.9, "the same name");
        }
    for (const std::string& text : {column, sensor.name}) {
        const std::string number = digits(text);
        const auto [from, to] = m_byNumber.equal_range(number);
        if (number.size() >= 2 && std::distance(from, to) <= 4)
            for (auto it = from; it != to; ++it) suggest(it->second, 0.6, "the same number");
    }
    if (thorough && m_byLetters.size() <= kCompareAll) {
        const std::string name = letters(sensor.name.empty() ? column : sensor.name);
        for (const auto& [key, id] : m_byLetters) {
            if (key.size() < kShortest || name.size() < kShortest) continue;
            if (name.find(key) != std::string::npos || key.find(name) != std::string::npos) {
                suggest(id,
                        0.5 + 0.3 * static_cast<double>(std::min(key.size(), name.size())) / static_cast<double>(std::max(key.size(), name.size())),
                        "a part of the name");
                continue;
            }
            const int apart = distance(key, name, 2);
            if (apart <= 2) suggest(id, 0.75 - 0.15 * apart - 0.6 * apart / static_cast<double>(name.size()), "a similar name");
        }
    }
    if (sensor.x && sensor.y) {
        const drawing::Point at{*sensor.x, *sensor.y};
        const auto near = [&](const std::string& id, const drawing::Point& there) {
            const double apart = std::hypot(there.x - at.x, there.y - at.y);
            suggest(id, 0.95 * std::exp(-apart / 120), std::to_string(std::lround(apart)) + " m away");
        };
        if (const auto node = m_content->nearestNode(at, kNear)) near(m_content->nodes[*node].id, m_content->nodes[*node].at);
        if (flow)
            if (const auto pipe = m_content->nearestPipe(at, kNear)) near(m_content->pipes[*pipe].id, m_content->middleOf(*pipe));
    }
    std::vector<PlaceSuggestion> ranked;
    for (auto& [id, s] : best)
        if (s.confidence >= kWorthALook) ranked.push_back(std::move(s));
    std::sort(ranked.begin(), ranked.end(),
              [](const auto& a, const auto& b) { return a.confidence != b.confidence ? a.confidence > b.confidence : a.element < b.element; });
    if (ranked.size() > most) ranked.resize(most);
    return ranked;
}

} // namespace ms::dialogs
