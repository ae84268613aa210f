#include "core/project/json_value.h"

#include <charconv>
#include <cmath>
#include <cstdio>

namespace ms::project {
namespace {

constexpr int kDeepest = 64;

class Parser {
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    Result<JsonValue> run() {
        JsonValue value;
        if (!parse(value, 0)) return failure();
        blanks();
        if (m_at != m_text.size()) {
            m_problem = "there is something behind the value";
            return failure();
        }
        return value;
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    const char* m_problem = nullptr;
    bool m_tooDeep = false;

    Error failure() const {
        Position position{1, 1};
        for (std::size_t i = 0; i < m_at && i < m_text.size(); ++i) {
            if (m_text[i] == '\n') {
                ++position.line;
                position.column = 1;
            } else {
                ++position.column;
            }
        }
        return {m_tooDeep ? ErrorCode::limitExceeded : ErrorCode::invalidInput, m_problem ? m_problem : "not JSON", {}, {}, position, {}};
    }
    bool fail(const char* problem) {
        m_problem = problem;
        return false;
    }
    void blanks() {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\r' || m_text[m_at] == '\t')) ++m_at;
    }
    bool take(char c) {
        if (m_at >= m_text.size() || m_text[m_at] != c) return false;
        ++m_at;
        return true;
    }
    bool word(std::string_view w) {
        if (m_text.substr(m_at, w.size()) != w) return false;
        m_at += w.size();
        return true;
    }

    bool parse(JsonValue& v, int depth) {
        if (depth > kDeepest) {
            m_tooDeep = true;
            return fail("nested too deeply");
        }
        blanks();
        if (m_at >= m_text.size()) return fail("a value is missing");
        const char c = m_text[m_at];
        if (c == '{') return object(v, depth);
        if (c == '[') return array(v, depth);
        if (c == '"') {
            v.kind = JsonValue::Kind::string;
            return string(v.text);
        }
        if (word("null")) return true;
        if (c == 't' || c == 'f') {
            v.kind = JsonValue::Kind::boolean;
            v.boolean = c == 't';
            return word("true") || word("false") || fail("unknown word");
        }
        return number(v);
    }

    bool number(JsonValue& v) {
        const std::size_t begin = m_at;
        take('-');
        const auto digits = [&] {
            const std::size_t from = m_at;
            while (m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9') ++m_at;
            return m_at > from;
        };
        if (!digits()) return fail("a value is missing");
        if (take('.') && !digits()) return fail("digits are missing");
        if (take('e') || take('E')) {
            if (!take('+')) take('-');
            if (!digits()) return fail("digits are missing");
        }
        v.kind = JsonValue::Kind::number;
        v.text = m_text.substr(begin, m_at - begin);
        return true;
    }

    bool array(JsonValue& v, int depth) {
        v.kind = JsonValue::Kind::array;
        take('[');
        blanks();
        if (take(']')) return true;
        while (true) {
            if (!parse(v.items.emplace_back(), depth + 1)) return false;
            blanks();
            if (take(']')) return true;
            if (!take(',')) return fail("a comma is missing");
        }
    }

    bool object(JsonValue& v, int depth) {
        v.kind = JsonValue::Kind::object;
        take('{');
        blanks();
        if (take('}')) return true;
        while (true) {
            blanks();
            auto& member = v.members.emplace_back();
            if (m_at >= m_text.size() || m_text[m_at] != '"' || !string(member.name)) return fail("a name is missing");
            blanks();
            if (!take(':')) return fail("a colon is missing");
            if (!parse(member.value, depth + 1)) return false;
            blanks();
            if (take('}')) return true;
            if (!take(',')) return fail("a comma is missing");
        }
    }

    bool hex4(unsigned& out) {
        if (m_at + 4 > m_text.size()) return fail("a broken escape");
        const auto [end, problem] = std::from_chars(m_text.data() + m_at, m_text.data() + m_at + 4, out, 16);
        if (problem != std::errc{} || end != m_text.data() + m_at + 4) return fail("a broken escape");
        m_at += 4;
        return true;
    }

    static void putUtf8(std::string& out, unsigned c) {
        if (c < 0x80) {
            out += static_cast<char>(c);
        } else if (c < 0x800) {
            out += static_cast<char>(0xC0 | (c >> 6));
            out += static_cast<char>(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            out += static_cast<char>(0xE0 | (c >> 12));
            out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
            out += static_cast<char>(0x80 | (c & 0x3F));
        } else {
            out += static_cast<char>(0xF0 | (c >> 18));
            out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
            out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
            out += static_cast<char>(0x80 | (c & 0x3F));
        }
    }

    bool string(std::string& out) {
        take('"');
        while (m_at < m_text.size()) {
            const char c = m_text[m_at++];
            if (c == '"') return true;
            if (static_cast<unsigned char>(c) < 0x20) return fail("a control character in a string");
            if (c != '\\') {
                out += c;
                continue;
            }
            if (m_at >= m_text.size()) break;
            switch (m_text[m_at++]) {
            case '"': out += '"'; break;
            case '\\': out += '\\'; break;
            case '/': out += '/'; break;
            case 'b': out += '\b'; break;
            case 'f': out += '\f'; break;
            case 'n': out += '\n'; break;
            case 'r': out += '\r'; break;
            case 't': out += '\t'; break;
            case 'u': {
                unsigned unit = 0, second = 0;
                if (!hex4(unit)) return false;
                if (unit >= 0xD800 && unit < 0xDC00) {
                    if (!word("\\u") || !hex4(second) || second < 0xDC00 || second > 0xDFFF) return fail("half a character");
                    unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
                } else if (unit >= 0xDC00 && unit < 0xE000) {
                    return fail("half a character");
                }
                putUtf8(out, unit);
                break;
            }
            default: return fail("an unknown escape");
            }
        }
        return fail("a string does not end");
    }
};

} // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
    for (const auto& [name, value] : members)
        if (name == key) return &value;
    return nullptr;
}

double JsonValue::number(int exponent, double otherwise) const {
    if (kind != Kind::number) return otherwise;
    double value = otherwise;
    if (exponent == 0) {
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }
    // The exponents are added in the text: multiplying the double would round twice.
    const std::size_t e = text.find_first_of("eE");
    int own = 0;
    if (e != std::string::npos) {
        const std::size_t from = e + (text[e + 1] == '+' ? 2 : 1);
        if (std::from_chars(text.data() + from, text.data() + text.size(), own).ec != std::errc{}) own = 0;
    }
    const std::string shifted = text.substr(0, e) + "e" + std::to_string(static_cast<long long>(own) + exponent);
    std::from_chars(shifted.data(), shifted.data() + shifted.size(), value);
    return value;
}

std::int64_t JsonValue::integer(std::int64_t otherwise) const {
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    return kind == Kind::number && problem == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

Result<JsonValue> parseJson(std::string_view text) { return Parser(text).run(); }

std::string jsonNumber(double value, int exponent) {
    if (!std::isfinite(value)) return "null";
    char buffer[64];
    if (exponent == 0) {
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
        return {buffer, end};
    }
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
    std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
    const bool negative = text.front() == '-';
    if (negative) text.remove_prefix(1);
    const std::size_t e = text.find('e');
    int power = 0;
    std::from_chars(text.data() + e + (text[e + 1] == '+' ? 2 : 1), end, power);
    power += exponent;
    std::string digits(1, text[0]);
    if (e > 2) digits += text.substr(2, e - 2);
    // digits[0] stands at 10^power.
    std::string out;
    const int n = static_cast<int>(digits.size());
    if (value == 0) {
        out = "0";
    } else if (power >= 0 && power < 17) {
        out = digits.substr(0, static_cast<std::size_t>(power) + 1);
        if (power + 1 > n) out.append(static_cast<std::size_t>(power + 1 - n), '0');
        if (n > power + 1) out += "." + digits.substr(static_cast<std::size_t>(power) + 1);
    } else if (power < 0 && power > -7) {
        out = "0." + std::string(static_cast<std::size_t>(-power - 1), '0') + digits;
    } else {
        out = digits.substr(0, 1) + (n > 1 ? "." + digits.substr(1) : "") + "e" + std::to_string(power);
    }
    return (negative ? "-" : "") + out;
}

std::string jsonString(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                char escape[8];
                std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
                out += escape;
            } else {
                out += c;
            }
        }
    }
    return out + "\"";
}

} // namespace ms::project
