#pragma once

#include "core/series/sensor.h"
#include "ui/drawing/map_content.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace ms::dialogs {

/// Where a channel may stand in the network.
struct PlaceSuggestion {
    std::string element;
    double confidence = 0; ///< 0..1: a rank with a meaning only relative to the others, until somebody clicks
    std::string why;       ///< "the same name", "12 m away"
    bool operator==(const PlaceSuggestion&) const = default;
};

/// Ranks elements of a network for channels, by name (the same letters and digits, as a part, the same number, few letters apart) and by position.
/// Built once for a network; asking costs a look-up, and for networks of up to 20,000 elements a comparison with every id.
class PlaceSuggestions {
public:
    explicit PlaceSuggestions(std::shared_ptr<const drawing::MapContent> content);
    /// At most `most`, best first; those below 0.35 are not worth a look. `thorough`: also by similar letters; for one channel, not for thousands.
    [[nodiscard]] std::vector<PlaceSuggestion> forChannel(const std::string& column, const series::Sensor& sensor, bool thorough,
                                                          std::size_t most = 5) const;

private:
    std::shared_ptr<const drawing::MapContent> m_content;
    std::unordered_multimap<std::string, std::string> m_byLetters; ///< letters and digits, small -> id
    std::unordered_multimap<std::string, std::string> m_byNumber;
};

} // namespace ms::dialogs
