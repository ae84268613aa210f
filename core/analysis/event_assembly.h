#pragma once

#include "core/analysis/event_placer.h"

#include <string>
#include <vector>

namespace ms::analysis {

/// When a finding is told, and when it is told again.
struct AnnouncingOptions {
    double concentrated = 0.05; ///< told as soon as its area is at most this share of the zone ...
    double patience_d = 2.0;    ///< ... or this long after detection ...
    double wide = 0.3;          ///< ... where its area is larger than this share ...
    double widePatience_d = 10; ///< ... this long: more data may still tell where it is
    double moved = 0.5;         ///< told again when less than this much of the new area's mass lies in the area told last ...
    double sharper = 0.33;      ///< ... or when the new area is at most this part of that one ...
    double movedMost = 0.05;    ///< ... either way only when it is at most this share of the zone ...
    double again_d = 10;        ///< ... not sooner than this
    double againUntil_d = 30;   ///< ... nor later: by then its own readings are all in, and what moves the place are other leaks
    int mostNotices = 2;
    double areaLevel = 0.9; ///< what an area is called ...
    double areaMass = 0.9;  ///< ... and how much of the posterior it takes for that (AreaTrust::massFor)
    /// How probably the place is that of another leak: so much of the posterior is spread over the zone's pipes in the area that is told. When to
    /// tell does not go by it.
    double doubt = 0;
    LocalZone zone; ///< of the times in the sentence
};
/// What all notices of a run have in common.
[[nodiscard]] AnnouncingOptions announcingOf(const Data& data, const Options& options);

/// Whether an event is too old for its place to be looked for again: the readings that tell its own shift are in, and what still moves and widens the
/// place are other leaks (areas of ten pairs of L-TOWN years: 11 % of the pipes a day after the call, 13 % after 28 days, 17 % in the end, holding as
/// many).
[[nodiscard]] bool placeSettled(const detection::TrackedEvent& tracked, const detection::TrackState& state);

/// One state of an event with its place.
struct PlacedState {
    std::size_t state = 0;
    Placement placement;
};

/// Makes an event of a tracked one: a revision a placed state, notices, area, evidence, the sentence. An event begins to exist with its first notice
/// (`detectedAt`), so nothing told is ever taken back, with hindsight either; returns none when nothing was told (withdrawn before). With hindsight
/// (not `live`) a burst's start is dated cautiously.
[[nodiscard]] std::optional<detection::Event> assembleEvent(const detection::TrackedEvent& tracked, const std::vector<PlacedState>& placed,
                                                            const std::vector<localisation::Candidate>& candidates, double zoneLength_m,
                                                            const std::vector<detection::Evidence>& pressureEvidence, bool live,
                                                            const AnnouncingOptions& options);

/// Shift and z of every pressure logger: slots averaged with their variance.
[[nodiscard]] std::vector<detection::Evidence> pressureEvidence(const Placement& placement, const Data& data);

} // namespace ms::analysis
