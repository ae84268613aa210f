#pragma once

#include "core/base/diagnostic.h"
#include "core/base/index.h"
#include "core/base/result.h"
#include "core/network/network.h"

#include <memory>
#include <optional>

namespace ms::hydraulics {

namespace detail {
struct ModelData;
}

/// How a model is made of a network: what is empty is taken from the file's [OPTIONS].
struct ModelOptions {
    std::optional<network::DemandModel> demandModel; ///< e.g. pressure-driven although the file says nothing
    std::optional<double> minimumPressure_m, requiredPressure_m, pressureExponent;
    bool operator==(const ModelOptions&) const = default;
};

/// A network made ready for solving: elements in EPANET's units, forest and core told apart, elimination order and symbolic factor. Const and
/// cheap to copy (shared); any number of Solvers, one a thread, may use it at the same time. It holds no state.
class HydraulicModel {
public:
    /// Fails (invalidInput, naming the element) when the network cannot be solved at all: no source, ... Oddities
    /// that do not stop it go to `diagnostics` where one is given.
    [[nodiscard]] static Result<HydraulicModel> make(std::shared_ptr<const network::Network> network, const ModelOptions& options = {},
                                                     Diagnostics* diagnostics = nullptr);
    /// The same with a copy of the network.
    [[nodiscard]] static Result<HydraulicModel> make(const network::Network& network, const ModelOptions& options = {},
                                                     Diagnostics* diagnostics = nullptr);

    [[nodiscard]] const network::Network& network() const;
    [[nodiscard]] std::shared_ptr<const network::Network> sharedNetwork() const;
    [[nodiscard]] std::size_t nodeCount() const;
    [[nodiscard]] std::size_t linkCount() const;
    [[nodiscard]] const detail::ModelData& data() const { return *m_data; } ///< for this folder only

    /// Demand of every node in m3/s (0 for tanks and reservoirs) as the file's base demands, patterns and multiplier give it at `time_s`.
    [[nodiscard]] std::vector<double> demandsAt(double time_s) const;

private:
    explicit HydraulicModel(std::shared_ptr<const detail::ModelData> data) : m_data(std::move(data)) {}
    std::shared_ptr<const detail::ModelData> m_data;
};

} // namespace ms::hydraulics
