#include "core/base/units.h"

#include <array>
#include <string>

namespace ms {
namespace {

struct Spelling {
    std::string_view text;
    Unit unit;
};

constexpr double kBar_m = 1e5 / (1000.0 * 9.80665);
constexpr double kDay_s = 86400.0;
constexpr double kGallon_m3 = 0.003785411784;
constexpr double kImperialGallon_m3 = 0.00454609;
constexpr double kFoot_m = 0.3048;

constexpr Unit kLps{"l/s", Quantity::flow, 1e-3};
constexpr Unit kM3h{"m3/h", Quantity::flow, 1.0 / 3600};
constexpr Unit kLph{"l/h", Quantity::flow, 1e-3 / 3600};
constexpr Unit kLpm{"l/min", Quantity::flow, 1e-3 / 60};
constexpr Unit kMld{"Ml/d", Quantity::flow, 1000.0 / kDay_s};
constexpr Unit kM3d{"m3/d", Quantity::flow, 1.0 / kDay_s};
constexpr Unit kM3s{"m3/s", Quantity::flow, 1.0};
constexpr Unit kGpm{"gpm", Quantity::flow, kGallon_m3 / 60};
constexpr Unit kMgd{"mgd", Quantity::flow, kGallon_m3 * 1e6 / kDay_s};
constexpr Unit kImgd{"imgd", Quantity::flow, kImperialGallon_m3 * 1e6 / kDay_s};
constexpr Unit kCfs{"cfs", Quantity::flow, kFoot_m* kFoot_m* kFoot_m};
constexpr Unit kM{"m", Quantity::pressure, 1.0};
constexpr Unit kBar{"bar", Quantity::pressure, kBar_m};
constexpr Unit kMbar{"mbar", Quantity::pressure, kBar_m / 1000};
constexpr Unit kKpa{"kPa", Quantity::pressure, kBar_m / 100};
constexpr Unit kPsi{"psi", Quantity::pressure, 6894.757293168 / (1000.0 * 9.80665)};
constexpr Unit kFt{"ft", Quantity::pressure, kFoot_m};
constexpr Unit kCm{"cm", Quantity::pressure, 0.01};
constexpr Unit kMm{"mm", Quantity::pressure, 0.001};

constexpr std::array kSpellings{
    Spelling{"l/s", kLps},   Spelling{"lps", kLps},    Spelling{"ls-1", kLps},  Spelling{"litres/s", kLps}, Spelling{"l/sec", kLps},
    Spelling{"m3/h", kM3h},  Spelling{"m3/hr", kM3h},  Spelling{"cmh", kM3h},   Spelling{"m3h", kM3h},      Spelling{"l/h", kLph},
    Spelling{"l/hr", kLph},  Spelling{"lph", kLph},    Spelling{"l/min", kLpm}, Spelling{"lpm", kLpm},      Spelling{"ml/d", kMld},
    Spelling{"mld", kMld},   Spelling{"ml/day", kMld}, Spelling{"m3/d", kM3d},  Spelling{"m3/day", kM3d},   Spelling{"cmd", kM3d},
    Spelling{"m3/s", kM3s},  Spelling{"cms", kM3s},    Spelling{"gpm", kGpm},   Spelling{"usgpm", kGpm},    Spelling{"mgd", kMgd},
    Spelling{"imgd", kImgd}, Spelling{"cfs", kCfs},    Spelling{"ft3/s", kCfs}, Spelling{"m", kM},          Spelling{"mh2o", kM},
    Spelling{"mwc", kM},     Spelling{"mwg", kM},      Spelling{"mhead", kM},   Spelling{"metres", kM},     Spelling{"meters", kM},
    Spelling{"bar", kBar},   Spelling{"barg", kBar},   Spelling{"mbar", kMbar}, Spelling{"kpa", kKpa},      Spelling{"psi", kPsi},
    Spelling{"psig", kPsi},  Spelling{"ft", kFt},      Spelling{"fth2o", kFt},  Spelling{"cm", kCm},        Spelling{"mm", kMm},
};

} // namespace

std::string_view nameOf(Quantity quantity) {
    switch (quantity) {
    case Quantity::pressure: return "pressure";
    case Quantity::flow: return "flow";
    case Quantity::level: return "level";
    case Quantity::demand: return "demand";
    }
    return "pressure";
}

std::optional<Quantity> quantityFromString(std::string_view name) {
    for (auto q : {Quantity::pressure, Quantity::flow, Quantity::level, Quantity::demand})
        if (name == nameOf(q)) return q;
    return std::nullopt;
}

std::optional<Unit> unitFromString(std::string_view text) {
    std::string key;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ' ' || c == '.' || c == '^' || c == '_') continue;
        // a superscript three in UTF-8 (C2 B3) or Latin-1 (B3)
        if (c == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xB3') continue;
        if (c == '\xB3') {
            key += '3';
            continue;
        }
        key += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    }
    for (const Spelling& s : kSpellings)
        if (s.text == key) return s.unit;
    return std::nullopt;
}

} // namespace ms
