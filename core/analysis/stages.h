#pragma once

#include "core/analysis/analysis.h"
#include "core/analysis/event_placer.h"
#include "core/analysis/repair_match.h"

#include <string>
#include <string_view>
#include <vector>

/// What the tasks of the stages hand on, and in which form. Every text begins with a byte that says what it is.
namespace ms::analysis {

enum class Payload : std::uint8_t { track = 1, expectation = 2, placements = 3, events = 4, trial = 5, charts = 6 };

[[nodiscard]] std::string encodeTrack(const detection::ZoneTrack& track);
[[nodiscard]] std::string encodeExpectation(const Expectation& expectation);
[[nodiscard]] std::string encodePlacements(const std::vector<PlacedEvent>& placements);
[[nodiscard]] std::string encodeCharts(const ZoneCharts& charts);

/// All that earlier stages found, put together.
struct Findings {
    std::vector<detection::ZoneTrack> tracks; ///< in the order of the balances
    std::vector<Expectation> blocks;
    std::vector<PlacedEvent> placements;
    std::vector<ZoneCharts> charts;
};
/// Reads texts of any payload into findings; an Error (internal) when one is not what it should be.
[[nodiscard]] Result<void> addFindings(std::string_view bytes, Findings& findings);

/// Fewer states: those at which it is worth placing an event anew (first, an hour or two later where there is one, half a day, 1, 2, 3, 5, 7, 10,
/// 14 ... days on, material changes a day apart at least, and the last). Chosen from the past alone, so a later cut-off chooses the same.
[[nodiscard]] detection::ZoneTrack thin(const detection::ZoneTrack& track);

/// Input of a detecting task. The second time it knows from the places which repair mended which event.
struct DetectInput {
    std::size_t zone = 0;
    bool again = false;
    std::vector<RepairHint> hints;
    std::vector<std::string> carried; ///< texts of the expectation and the charts, for the stage after; in one of the tasks only
};
[[nodiscard]] std::string encodeDetect(const DetectInput& input);
[[nodiscard]] Result<DetectInput> decodeDetect(std::string_view bytes);

/// Input of a placing task: the texts it needs and the events (zone, event) that are its own.
struct PlacingInput {
    bool again = false; ///< after the second detection
    std::vector<std::string> texts;
    std::vector<std::pair<std::size_t, std::size_t>> events;
};
[[nodiscard]] std::string encodeInput(const PlacingInput& input);
[[nodiscard]] Result<PlacingInput> decodeInput(std::string_view bytes);

} // namespace ms::analysis
