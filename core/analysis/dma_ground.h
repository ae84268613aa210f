#pragma once

#include "core/analysis/model_frame.h"
#include "core/localisation/candidates.h"

#include <memory>
#include <vector>

namespace ms::analysis {

/// Where the loggers of zones without customer meters stand in a network: the user's model, or a surrogate made of GIS pipes.
struct DmaGround {
    struct Logger {
        std::size_t sensor = 0; ///< in Data::sensors
        NodeIndex node;
    };
    struct Inlet {
        std::size_t sensor = 0;
        double sign = 1;     ///< +1: a positive reading flows into the zone
        LinkIndex link;      ///< invalid: the meter's place is not known
        double linkSign = 1; ///< +1: the model's positive flow enters the zone
    };
    struct Zone {
        std::vector<NodeIndex> nodes;
        std::vector<localisation::Candidate> candidates;
        std::vector<Logger> loggers;
        std::vector<Inlet> inlets;
        bool quick = false; ///< quarter-hours or so, no customer meters, no tanks: what DmaPlacer is for
    };
    std::shared_ptr<const network::Network> network; ///< null: no ground at all
    std::vector<Zone> zones;                         ///< as the balances
    double temper = 1;                               ///< the log likelihood of the pressures is divided by it
    double error = 1;                                ///< how much wider than usual the ensemble of models must be
};

/// The ground of a model. Loggers at an inlet lie outside the zone by the cut at the meter, but belong to it by name.
[[nodiscard]] DmaGround groundOfModel(const Data& data, const detection::Balances& balances);

/// Whether a balance is watched in quarters of an hour: as detection decides it.
[[nodiscard]] bool isQuick(const detection::Balance& balance, const Data& data);

} // namespace ms::analysis
