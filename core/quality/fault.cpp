#include "core/quality/fault.h"

#include <array>

namespace ms::quality {
namespace {

struct FaultRow {
    std::string_view name;
    series::Quality bit;
};

constexpr std::array<FaultRow, static_cast<std::size_t>(kLastFaultKind) + 1> kFaultRows{{
    {"stuck", series::Quality::stuck},
    {"spike", series::Quality::spike},
    {"out_of_range", series::Quality::outOfRange},
    {"noise", series::Quality::suspect},
    {"clock_shift", series::Quality::shifted},
    {"drift", series::Quality::drift},
    {"offset", series::Quality::drift},
    {"excluded", series::Quality::excluded},
}};

} // namespace

std::string_view nameOf(FaultKind kind) { return kFaultRows[static_cast<std::size_t>(kind)].name; }

std::optional<FaultKind> faultKindFromString(std::string_view name) {
    for (std::size_t i = 0; i < kFaultRows.size(); ++i)
        if (kFaultRows[i].name == name) return static_cast<FaultKind>(i);
    return std::nullopt;
}

series::Quality bitOf(FaultKind kind) { return kFaultRows[static_cast<std::size_t>(kind)].bit; }

} // namespace ms::quality
