#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/detection/event.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ms::detection {

/// How far areas of one network can be trusted, learned from bursts whose pipe is known: of a drill on it, or repaired. An area of 90 % then holds as
/// much of the posterior as held nine in ten of these. Split conformal prediction (Vovk, Gammerman, Shafer: Algorithmic Learning in a Random World,
/// 2005, ch. 4), in which the posterior taken at its word counts as `kAtItsWord` bursts more, so that a few do not decide alone.
struct AreaTrust {
    std::vector<double> needed; ///< ascending, one a burst: massUpTo(its area, its pipe)
    int ofDrill = 0, repaired = 0;
    Instant learnedAt;
    static constexpr int kAtItsWord = 20;
    bool operator==(const AreaTrust&) const = default;

    [[nodiscard]] bool empty() const { return needed.empty(); }
    /// The part of the posterior that an area of `level` (0 .. 1) takes; `level` when nothing was learned. At most 0.995.
    [[nodiscard]] double massFor(double level) const;
};

/// Puts what bursts needed in order.
[[nodiscard]] AreaTrust learned(std::vector<double> ofDrill, const std::vector<double>& ofRepaired, Instant at);

/// How much of the posterior the pipes hold that are at least as probable a metre as `pipe`: what an area must take to hold it. 1 when the area does
/// not list it; none when all pipes are alike, that is, when nothing was told.
[[nodiscard]] std::optional<double> massUpTo(const detection::Area& area, std::string_view pipe);

/// The part of an area that an area of a lower `level` would have been; the area itself where its level is not above.
[[nodiscard]] detection::Area narrowed(const detection::Area& area, double level);

/// As lines of text, empty when nothing was learned; and back: invalidInput says what is wrong.
[[nodiscard]] std::string toText(const AreaTrust& trust);
[[nodiscard]] Result<AreaTrust> areaTrustFromText(std::string_view text);

} // namespace ms::detection
