#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace ms::project {

struct JsonMember;

/// A JSON text as a tree. Numbers keep their text, so that a change of unit by a power of ten stays exact. Object members keep their order.
struct JsonValue {
    enum class Kind { null, boolean, number, string, array, object };
    Kind kind = Kind::null;
    bool boolean = false;
    std::string text; ///< of a string, or the digits of a number
    std::vector<JsonValue> items;
    std::vector<JsonMember> members;

    [[nodiscard]] const JsonValue* find(std::string_view key) const; ///< null when there is no such member
    /// The number times 10^exponent, correctly rounded; `otherwise` when this is no number.
    [[nodiscard]] double number(int exponent = 0, double otherwise = 0) const;
    [[nodiscard]] std::int64_t integer(std::int64_t otherwise = 0) const;
};

struct JsonMember {
    std::string name;
    JsonValue value;
};

/// Parses one JSON value and nothing behind it. invalidInput with the position; limitExceeded beyond 64 levels.
[[nodiscard]] Result<JsonValue> parseJson(std::string_view text);

/// The shortest text that reads back as value * 10^-exponent does: jsonNumber(0.0041, 3) = "4.1". "null" for what JSON cannot say.
[[nodiscard]] std::string jsonNumber(double value, int exponent = 0);
/// Quoted and escaped.
[[nodiscard]] std::string jsonString(std::string_view text);

} // namespace ms::project
