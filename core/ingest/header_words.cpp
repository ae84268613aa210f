#include "core/ingest/header_words.h"

#include "core/ingest/number_parser.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace ms::ingest {
namespace {

struct Word {
    std::string_view text;
    Quantity quantity;
    bool whole; ///< must be a word of its own; otherwise a word that begins with it will do
};

constexpr std::array kWords{
    Word{"pressure", Quantity::pressure, false}, Word{"press", Quantity::pressure, false}, Word{"pres", Quantity::pressure, true},
    Word{"prs", Quantity::pressure, true},       Word{"druck", Quantity::pressure, false}, Word{"pression", Quantity::pressure, false},
    Word{"head", Quantity::pressure, true},      Word{"flow", Quantity::flow, false},      Word{"durchfluss", Quantity::flow, false},
    Word{"debit", Quantity::flow, false},        Word{"caudal", Quantity::flow, false},    Word{"inflow", Quantity::flow, false},
    Word{"level", Quantity::level, false},       Word{"lvl", Quantity::level, true},       Word{"niveau", Quantity::level, false},
    Word{"wasserstand", Quantity::level, false}, Word{"demand", Quantity::demand, false},  Word{"consumption", Quantity::demand, false},
    Word{"usage", Quantity::demand, true},       Word{"amr", Quantity::demand, true},      Word{"verbrauch", Quantity::demand, false},
};

/// Words that name no sensor when they stand alone.
constexpr std::array<std::string_view, 14> kGeneric{"value",       "values", "reading", "readings", "data", "val", "channel",
                                                    "measurement", "wert",   "mean",    "average",  "avg",  "ch1", "measured"};

bool isWordByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    char before = ' ';
    for (const char c : text) {
        // "longPressure": a capital after a small letter begins a word.
        const bool hump = before >= 'a' && before <= 'z' && c >= 'A' && c <= 'Z';
        if ((!isWordByte(c) || hump) && !word.empty()) {
            words.push_back(word);
            word.clear();
        }
        if (isWordByte(c)) word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        before = c;
    }
    if (!word.empty()) words.push_back(word);
    return words;
}

std::optional<Quantity> quantityOf(const std::string& word) {
    for (const Word& w : kWords)
        if (w.whole ? word == w.text : word.rfind(w.text, 0) == 0) return w.quantity;
    return std::nullopt;
}

} // namespace

std::optional<Quantity> quantityNamedIn(std::string_view text) {
    std::optional<Quantity> found;
    for (const std::string& word : wordsOf(text)) {
        const auto q = quantityOf(word);
        if (!q) continue;
        if (found && *found != *q) return std::nullopt;
        found = q;
    }
    return found;
}

HeaderMeaning meaningOf(std::string_view raw) {
    HeaderMeaning meaning;
    std::string_view text = trimmed(raw);
    meaning.quantity = quantityNamedIn(text);
    // A unit in brackets, or as the last word behind a quantity.
    if (text.size() > 2 && (text.back() == ')' || text.back() == ']')) {
        const std::size_t open = text.find_last_of(text.back() == ')' ? '(' : '[');
        if (open != std::string_view::npos) {
            const std::string_view inside = trimmed(text.substr(open + 1, text.size() - open - 2));
            if (unitFromString(inside)) {
                meaning.unit = inside;
                text = trimmed(text.substr(0, open));
            }
        }
    } else if (meaning.quantity) {
        const std::size_t gap = text.find_last_of(" _,");
        if (gap != std::string_view::npos && unitFromString(text.substr(gap + 1))) {
            meaning.unit = text.substr(gap + 1);
            text = trimmed(text.substr(0, gap));
        }
    }
    if (const auto unit = unitFromString(meaning.unit); unit && !meaning.quantity && unit->quantity == Quantity::flow)
        meaning.quantity = Quantity::flow;
    const auto words = wordsOf(text);
    const bool onlyKnown = std::all_of(words.begin(), words.end(), [](const std::string& w) {
        return quantityOf(w).has_value() || std::find(kGeneric.begin(), kGeneric.end(), w) != kGeneric.end();
    });
    if (!onlyKnown) meaning.name = text;
    return meaning;
}

std::string stemOf(std::string_view path) {
    std::string name(path.substr(path.find_last_of("/\\") == std::string_view::npos ? 0 : path.find_last_of("/\\") + 1));
    for (const std::string_view packed : {".gz", ".zst", ".zip"})
        if (name.size() > packed.size() && lowered(std::string_view(name).substr(name.size() - packed.size())) == packed)
            name.resize(name.size() - packed.size());
    const std::size_t dot = name.find_last_of('.');
    if (dot != std::string::npos && dot > 0 && name.size() - dot <= 5) name.resize(dot);
    return name;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
}

std::string toUtf8(std::string_view text) {
    bool valid = true;
    for (std::size_t i = 0; i < text.size() && valid;) {
        const auto c = static_cast<unsigned char>(text[i]);
        const std::size_t length = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3 : c >= 0xF0 && c < 0xF5 ? 4 : 0;
        valid = length > 0 && i + length <= text.size();
        for (std::size_t k = 1; valid && k < length; ++k) valid = (static_cast<unsigned char>(text[i + k]) & 0xC0) == 0x80;
        i += length;
    }
    if (valid) return std::string(text);
    std::string out;
    for (const char byte : text) {
        const auto c = static_cast<unsigned char>(byte);
        if (c < 0x80) {
            out += byte;
        } else {
            out += static_cast<char>(0xC0 | (c >> 6));
            out += static_cast<char>(0x80 | (c & 0x3F));
        }
    }
    return out;
}

std::string plainText(std::string_view cell) {
    std::string text = toUtf8(trimmed(cell));
    for (std::size_t at = 0; (at = text.find("\"\"", at)) != std::string::npos; ++at) text.erase(at, 1);
    return text;
}

bool globMatches(std::string_view pattern, std::string_view text) {
    const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b)); };
    std::size_t p = 0, t = 0, star = std::string_view::npos, mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && (pattern[p] == '?' || (pattern[p] != '*' && same(pattern[p], text[t])))) {
            ++p;
            ++t;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

} // namespace ms::ingest
