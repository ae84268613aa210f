#include "core/hydraulics/hydraulic_model.h"

#include "core/hydraulics/model_data.h"

namespace ms::hydraulics {

Result<HydraulicModel> HydraulicModel::make(std::shared_ptr<const network::Network> network, const ModelOptions& options, Diagnostics* diagnostics) {
    if (!network) return Error{ErrorCode::invalidInput, "there is no network", "network", {}, {}, {}};
    auto data = detail::makeModelData(std::move(network), options, diagnostics);
    if (!data) return data.error();
    return HydraulicModel(std::move(data).value());
}

Result<HydraulicModel> HydraulicModel::make(const network::Network& network, const ModelOptions& options, Diagnostics* diagnostics) {
    return make(std::make_shared<const network::Network>(network), options, diagnostics);
}

const network::Network& HydraulicModel::network() const { return *m_data->net; }
std::shared_ptr<const network::Network> HydraulicModel::sharedNetwork() const { return m_data->net; }
std::size_t HydraulicModel::nodeCount() const { return static_cast<std::size_t>(m_data->nodes); }
std::size_t HydraulicModel::linkCount() const { return static_cast<std::size_t>(m_data->links); }

std::vector<double> HydraulicModel::demandsAt(double time_s) const {
    std::vector<double> inner(nodeCount()), outer(nodeCount());
    m_data->demandsAt(time_s, inner.data());
    for (std::size_t i = 0; i < inner.size(); ++i) outer[static_cast<std::size_t>(m_data->outNode[i])] = inner[i] * detail::kCfs_m3s;
    return outer;
}

} // namespace ms::hydraulics
