#pragma once

#include "core/base/diagnostic.h"
#include "core/hydraulics/hydraulic_model.h"
#include "core/hydraulics/hydraulic_state.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ms::hydraulics {

/// Looks at the solved instants of a run, one after the other, and says at its end what an engineer must know of them: instants that did not converge
/// (with residual and worst link), statuses held because they flipped, parts without a source, negative pressures, pumps outside their curve, valves
/// that miss their setting. One diagnostic a kind, with the first instant, the worst one and how many. One thread.
class RunWatch {
public:
    explicit RunWatch(HydraulicModel model);
    /// `state` and `report` of one solve of this model. Allocates nothing.
    void look(const SolveReport& report, const HydraulicState& state);
    /// `subject` is the file that they name.
    [[nodiscard]] Diagnostics diagnostics(const std::string& subject) const;

private:
    /// One kind of finding over the run.
    struct Tally {
        std::int64_t instants = 0, elements = 0; ///< with it; distinct ones
        std::size_t worst = 0;                   ///< element
        double first_s = 0, worst_s = 0, amount = 0;
        std::vector<std::uint8_t> seen; ///< by element
    };
    static void count(Tally& tally, std::size_t element, double amount, double time_s);

    HydraulicModel m_model;
    std::vector<std::int32_t> m_pumps, m_valves; ///< internal links
    Tally m_disconnected, m_negative, m_noHead, m_beyondCurve, m_missed;
    SolveReport m_worst; ///< of the instant with the largest flow change that did not converge
    double m_worst_s = 0, m_firstHeld_s = 0;
    std::int64_t m_instants = 0, m_notConverged = 0, m_held = 0;
};

/// "1 d 02:15:00", "02:15:00".
[[nodiscard]] std::string clockText(double time_s);

} // namespace ms::hydraulics
