#pragma once

#include "core/analysis/dma_ground.h"
#include "core/analysis/event_placer.h"
#include "core/calibration/inflow_residual.h"
#include "core/localisation/ensemble_posterior.h"
#include "core/localisation/replayed_shift.h"
#include "core/localisation/signature_bank.h"

#include <memory>
#include <optional>

namespace ms::analysis {

struct DmaPlacingOptions {
    localisation::EnsembleOptions ensemble;
    localisation::EnsembleOptionsOfPosterior posterior;
    localisation::ReplayOptions replay;
    std::vector<double> blocks_h{0, 6}; ///< where parts of the day begin
    Eigen::Index mostNumbers = 32;      ///< loggers times parts of the day
    double longestAfter_d = 1;          ///< the latest readings that move the place
    double learn_d = 35;                ///< quiet days before from which the loggers' behaviour is learned
    double sizeFloor = 0.3;             ///< least relative error of the balance's size
    int solvedAgain = 40;               ///< best candidates solved with their burst in the model
};

/// Places the events of zones whose loggers alone tell (no customer meters, no tanks): quarter-hours before and after, the inflow's effect taken
/// out, noise measured on quiet days, an ensemble of models. For the slower data of other zones there is EventPlacer. One a thread.
class DmaPlacer {
public:
    /// All references must outlive it.
    DmaPlacer(const DmaGround& ground, const Data& data, const std::vector<detection::ZoneTrack>& tracks, DmaPlacingOptions options);

    /// Whether this is the placer for a zone: quick loggers, no customers, at least two loggers or inlets.
    [[nodiscard]] bool suits(std::size_t balance);

    /// Places event `event` of zone `balance` as of its state number `state`, from data before that state's instant only.
    [[nodiscard]] Result<Placement> place(std::size_t balance, std::size_t event, std::size_t state);

private:
    struct Zone {
        bool usable = false;
        std::vector<localisation::BankRow> rows;
        std::vector<std::size_t> sensors; ///< of the rows that are heads, in Data::sensors
        calibration::InflowRecord record;
        std::optional<localisation::SignatureBank> bank;
    };
    Zone& zone(std::size_t balance);
    [[nodiscard]] Result<void> makeBank(std::size_t balance, Zone& zone);
    [[nodiscard]] std::vector<char> quietInstants(std::size_t balance, std::size_t event, const detection::TrackState& state,
                                                  const calibration::InflowRecord& record) const;

    const DmaGround& m_ground;
    const Data& m_data;
    const std::vector<detection::ZoneTrack>& m_tracks;
    DmaPlacingOptions m_options;
    std::vector<std::unique_ptr<Zone>> m_zones;
};

} // namespace ms::analysis
