#include "core/localisation/candidates.h"

#include <algorithm>

namespace ms::localisation {

std::vector<Candidate> candidatePipes(const network::Network& network, const std::vector<LinkIndex>& links) {
    std::vector<LinkIndex> order = links;
    std::sort(order.begin(), order.end());
    order.erase(std::unique(order.begin(), order.end()), order.end());
    std::vector<Candidate> pipes;
    for (const LinkIndex i : order) {
        const network::Link& link = network.link(i);
        if (link.kind == network::LinkKind::pipe && link.length_m > 0) pipes.push_back({i, link.id, link.length_m});
    }
    return pipes;
}

std::vector<Candidate> candidatePipes(const network::Network& network) {
    std::vector<LinkIndex> all;
    for (std::size_t i = 0; i < network.links.size(); ++i) all.emplace_back(static_cast<std::int64_t>(i));
    return candidatePipes(network, all);
}

} // namespace ms::localisation
