#pragma once

#include "core/analysis/expect_task.h"
#include "core/analysis/leak_chart.h"
#include "core/detection/zone_tracker.h"
#include "core/hydraulics/solver.h"
#include "core/localisation/candidates.h"
#include "core/localisation/posterior.h"
#include "core/localisation/shift_estimate.h"

#include <functional>
#include <optional>

namespace ms::analysis {

/// All placements of one event of one zone.
struct PlacedEvent {
    std::size_t zone = 0;  ///< position in the balances
    std::size_t event = 0; ///< position in the zone's track
    std::vector<PlacedRevision> revisions;
    bool operator==(const PlacedEvent&) const = default;
};

/// What placing knobs there are; the defaults were set on ltown and ltown-b together (tests/bench/leaks_lab).
struct PlacingOptions {
    localisation::PosteriorOptions posterior;
    localisation::ShiftOptions shift;
    double longestAfter_d = 45;    ///< data later than this after the start no longer move the place
    double priorSizeFloor = 0.15;  ///< least relative error of the balance's size
    int learn_d = 200;             ///< days before from which noise and slopes are learned
    double settled_d = 14;         ///< a leak that began so long before a chart is in it
    double apart_d = 10;           ///< what began so close to the event, or later, is not taken from a chart: it may be the event
    int solvedAgain = 60;          ///< how many of the best candidates are solved with their leak in the model (0 = none) ...
    double solvedAgainMass = 0.95; ///< ... where they hold this much of the posterior: next to those that are not solved they are no longer alike
};

/// The full answer at one instant.
struct Placement {
    Eigen::VectorXd probability; ///< [candidates of the zone]
    std::vector<localisation::SlotShift> shifts;
    std::vector<std::size_t> sensors;    ///< pressure loggers of the first rows of each shift, in Data::sensors
    double size_m3s = 0, sizeSd_m3s = 0; ///< balance and pressures together
    bool modelled = false;               ///< there is a model with loggers: waiting for their data may be worth it
    bool informed = false;               ///< false: no slot with data, the posterior is the prior
};

/// Places the events of the zones of a model: before and after, others' effects taken out, posterior over pipes. One a thread (it holds a Solver).
class EventPlacer {
public:
    /// All references must outlive it. `earlier` = placements of a first pass, `charts` = leaks that the loggers showed (both may be empty).
    EventPlacer(const ModelFrame& frame, const Data& data, const Expectation& expectation, const std::vector<detection::ZoneTrack>& tracks,
                const std::vector<PlacedEvent>& earlier, const std::vector<ZoneCharts>& charts, hydraulics::HydraulicModel model,
                PlacingOptions options);

    [[nodiscard]] const std::vector<localisation::Candidate>& candidates(std::size_t balance) const { return m_candidates[balance]; }
    [[nodiscard]] double zoneLength_m(std::size_t balance) const { return m_lengths[balance]; }
    [[nodiscard]] bool hasModel(std::size_t balance) const { return m_zoneOf[balance] >= 0; }
    [[nodiscard]] const calibration::ResidualRecord* record(std::size_t balance) const;

    /// Places event `event` of balance `balance` as of its state number `state`, from data before that state's instant only.
    [[nodiscard]] Result<Placement> place(std::size_t balance, std::size_t event, std::size_t state);

private:
    /// The model in one part of the day around an event, others' leaks in it, and what it makes of small leaks.
    struct SlotModel {
        bool solved = false;
        hydraulics::Conditions conditions; ///< before the event
        hydraulics::HydraulicState state;  ///< with the event's water taken by everybody: what the records compare with
        Eigen::VectorXd observed;          ///< [rows] heads or flows of `state`
        localisation::SlotSignature signature;
    };
    /// What flows beside an event: its flow through days of the record, and where it may be.
    struct Beside {
        std::function<double(double)> flow_m3s;
        Eigen::VectorXd place;
    };
    /// Leaks and events beside `event` as they were known at the state's instant, that flowed after `firstDay`. What began long enough before both is
    /// told by the last chart, what is younger by the tracks.
    [[nodiscard]] std::vector<Beside> besides(std::size_t balance, std::size_t event, const detection::TrackState& state, double firstDay) const;
    [[nodiscard]] const detection::TrackState* stateAt(std::size_t balance, std::size_t event, Instant t) const;
    [[nodiscard]] Eigen::VectorXd placedAt(std::size_t balance, std::size_t event, Instant t) const;
    [[nodiscard]] Result<std::vector<SlotModel>> models(std::size_t balance, double firstDay, double startDay, double untilDay,
                                                        const std::vector<hydraulics::Outflow>& open, double openFlow_m3s, double reference_m3s);
    /// Replaces the signatures of `chosen` candidates by those of a solve with the leak in the model.
    [[nodiscard]] Result<void> solveAgain(std::size_t balance, std::vector<SlotModel>& models, const std::vector<Eigen::Index>& chosen,
                                          double size_m3s);
    /// Located leaks stand in the model, the rest of the demand makes way for them (below 0: it takes that much more).
    void scaleDemands(std::size_t balance, hydraulics::Conditions& conditions, double located_m3s) const;
    void observe(std::size_t balance, const hydraulics::HydraulicState& state, Eigen::VectorXd& out) const;

    const ModelFrame& m_frame;
    const Data& m_data;
    const Expectation& m_expectation;
    const std::vector<detection::ZoneTrack>& m_tracks;
    const std::vector<PlacedEvent>& m_earlier;
    const std::vector<ZoneCharts>& m_charts;
    PlacingOptions m_options;
    hydraulics::Solver m_solver;
    std::vector<std::vector<localisation::Candidate>> m_candidates; ///< [balances]
    std::vector<double> m_lengths;
    std::vector<int> m_zoneOf; ///< [balances] position in frame.zones or -1
};

/// When the event ended, as far as `state` knows: an end is known once a state says that nothing flows any more.
[[nodiscard]] std::optional<Instant> knownEnd(const detection::TrackedEvent& event, const detection::TrackState& state);

/// The flow of a state's track at a time: straight lines between points, 0 before the first, `ended` makes it 0 from there on.
[[nodiscard]] double trackFlow(const detection::TrackState& state, Instant t, const std::optional<Instant>& ended);

} // namespace ms::analysis
