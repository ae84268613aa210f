#pragma once

#include "core/hydraulics/hydraulic_model.h"
#include "core/hydraulics/ldl.h"
#include "core/hydraulics/units.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

/// What HydraulicModel holds, for this folder alone. Units: ft, cfs. Nodes are numbered anew: core rows first (in elimination order), then the forest
/// (leaves first), then tanks and reservoirs; links: plain core pipes first, then links that can change status, then forest pipes.
namespace ms::hydraulics::detail {

enum class Kind : std::uint8_t { pipe, checkValve, pump, prv, psv, pbv, fcv, tcv, gpv, pcv };

struct CurveData {
    std::vector<double> x, y;
    /// Intercept and slope of the segment that holds x (the first or last one beyond the ends).
    void segment(double at, double& intercept, double& slope) const;
    [[nodiscard]] double value(double at) const; ///< interpolated, held constant beyond the ends
};

enum class PumpKind : std::uint8_t { none, power, curve, points };

struct PumpData {
    PumpKind kind = PumpKind::none;
    double h0 = 0, r = 0, n = 1; ///< head loss = h0 + r q^n with h0 < 0 (curve); power: loss = r / q with r < 0
    double q0 = 1;               ///< flow from which iterations start
    double maxHead = 1e10, maxFlow = 1e10;
    std::int32_t curve = -1; ///< points
    std::int32_t pattern = -1;
};

struct TankData {
    std::int32_t node = -1; ///< of the network
    double bottom = 0, minHead = 0, maxHead = 0, initialHead = 0, area = 0, minVolume = 0, maxVolume = 0;
    std::int32_t curve = -1; ///< level above bottom (ft) -> volume (ft3)
    bool overflow = false;
    [[nodiscard]] double volume(const std::vector<CurveData>& curves, double head) const;
    [[nodiscard]] double head(const std::vector<CurveData>& curves, double volume) const;
};

/// Water that leaves a junction depending on its pressure: head loss = k q^n over the elevation z.
struct NodeElement {
    enum class Kind : std::uint8_t { emitter, demand, leakage };
    std::int32_t node = -1; ///< internal
    Kind kind = Kind::emitter;
    double k = 0, n = 2, z = 0;
    bool backflow = false;
};

struct DemandPart {
    std::int32_t node = -1; ///< internal
    std::int32_t pattern = -1;
    double base = 0;
};

struct ModelData {
    std::shared_ptr<const network::Network> net;
    ModelOptions options;
    std::int32_t nodes = 0, links = 0;
    std::int32_t core = 0, forest = 0;   ///< rows, forest nodes; fixed nodes are [core + forest, nodes)
    std::int32_t plain = 0, special = 0; ///< links [0, plain), [plain, plain + special), forest pipes behind
    network::HeadlossFormula formula = network::HeadlossFormula::hazenWilliams;
    double exponent = 1.852, viscosity = kViscosity;
    bool pressureDriven = false;
    double minPressure = 0, requiredPressure = 0, pressureExponent = 0.5; ///< ft
    double emitterExponent = 2;                                           ///< of flow in head loss

    std::vector<std::int32_t> nodeOf, outNode; ///< network index -> internal, and back
    std::vector<std::int32_t> linkOf, outLink;
    // by internal node
    std::vector<double> elevation;
    std::vector<std::int32_t> tankOf; ///< [nodes - core - forest] index in tanks, -1 = reservoir
    std::vector<double> fixedHead;    ///< the same: initial head
    std::vector<std::int32_t> headPattern;
    // by internal link
    std::vector<std::int32_t> from, to;
    std::vector<std::int32_t> slot; ///< entry of L that the link goes to; entries() = none (an end is fixed)
    std::vector<Kind> kind;
    std::vector<double> resistance, minorLoss, diameter, roughness;
    std::vector<double> initialFlow;
    std::vector<network::LinkStatus> status;
    std::vector<double> setting;     ///< ft, cfs, speed, K; NaN = none
    std::vector<std::int32_t> extra; ///< pump: index in pumps; gpv, pcv: curve; else -1
    // forest: node core + i hangs on forestParent[i] by link plain + special + i
    std::vector<std::int32_t> forestParent;
    std::vector<PumpData> pumps;
    std::vector<TankData> tanks;
    std::vector<CurveData> curves;
    std::vector<NodeElement> elements; ///< emitters and leakage
    std::vector<DemandPart> demands;
    std::vector<std::int32_t> regulating;                    ///< special links that are PRV or PSV
    std::vector<std::int32_t> adjacencyStart, adjacencyLink; ///< of every internal node: its links
    std::vector<std::int32_t> pinned;                        ///< core rows of parts without any source: given a tiny conductance to their elevation
    LdlPattern pattern;

    [[nodiscard]] bool isFixed(std::int32_t node) const { return node >= core + forest; }
    [[nodiscard]] bool isForest(std::int32_t node) const { return node >= core && node < core + forest; }
    [[nodiscard]] std::int32_t forestLink(std::int32_t node) const { return plain + special + node - core; }
    [[nodiscard]] double patternFactor(std::int32_t index, double time_s) const;
    void demandsAt(double time_s, double* demands) const;                           ///< [nodes], cfs
    [[nodiscard]] double lossOfPositional(std::int32_t link, double setting) const; ///< minor loss coefficient of a PCV
};

[[nodiscard]] Result<std::shared_ptr<const ModelData>> makeModelData(std::shared_ptr<const network::Network> net, const ModelOptions& options,
                                                                     Diagnostics* diagnostics);
/// Numbers nodes and links, finds forest and elimination order, fills the topology of `data`. `changeable` (by network link): may change status.
void arrange(ModelData& data, const std::vector<bool>& changeable);

} // namespace ms::hydraulics::detail
