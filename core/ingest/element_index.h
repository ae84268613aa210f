#pragma once

#include "core/base/units.h"
#include "core/network/network.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace ms::ingest {

/// An element of the network that a name or a place speaks of.
struct ElementMatch {
    std::string id;        ///< empty = none
    double confidence = 0; ///< 0..1; below kTaken it is only a candidate
    std::string reason;    ///< "its name is the id", "its name holds the id", "12 m from it on the map"
};
inline constexpr double kTaken = 0.6;

/// Finds elements by names that are near their ids: the id itself, other spellings of it (J-0446, j446), the id among other words
/// ("DMA1.J0446.PRES"), letters taken for digits. Made once for all files; const and thread-safe.
class ElementIndex {
public:
    ElementIndex(const std::vector<std::string>& nodeIds, const std::vector<std::string>& linkIds);
    /// Flows look for links first, all others for nodes.
    [[nodiscard]] ElementMatch match(const std::string& name, Quantity quantity) const;
    [[nodiscard]] bool isNode(const std::string& name) const; ///< case does not matter
    [[nodiscard]] bool isLink(const std::string& name) const;
    [[nodiscard]] bool empty() const { return m_nodes.ids.empty() && m_links.ids.empty(); }

private:
    struct Kind {
        std::unordered_map<std::string, std::string> ids;               ///< small letters -> id
        std::unordered_map<std::string, std::string> spellings, folded; ///< -> id, empty where several have it
        void add(const std::string& id);
        [[nodiscard]] ElementMatch find(const std::string& name, const char* what) const;
    };
    Kind m_nodes, m_links;
};

/// The element nearest to a place, with how sure that is by the distance: a link for a flow, a node for all others. Empty beyond 100 m.
[[nodiscard]] ElementMatch nearestElement(const network::Network& network, network::Point place, Quantity quantity);

} // namespace ms::ingest
