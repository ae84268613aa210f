#pragma once

#include "core/base/bytes.h"
#include "core/series/sensor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ms::ingest {

/// What a column (or tag) of a source was taken for, how sure that is and why. Every guess is told, none is silent.
struct ChannelGuess {
    enum class Trouble : std::uint8_t {
        none,
        noQuantity, ///< nothing says what it measures: left out
        noUnit,     ///< neither the source nor the user names the unit: nothing of the import goes in
        notInMap,   ///< sensors.csv does not list it and it names no unit: left out
        leftOut,    ///< the user does not want it
        implausible ///< its values cannot be in the unit that the source names: the file stays out until the user says so
    };
    std::string header;                 ///< as in the source
    std::string source;                 ///< FileReport::path, which tells the members of an archive apart
    series::Sensor sensor;              ///< as far as it is known; unit and quantity are empty or meaningless with noUnit, noQuantity
    int sensors = 1;                    ///< more than one where sensors.csv names the column for several zones
    std::vector<series::Sensor> others; ///< then: those behind the first
    bool ownClock = false;              ///< a row names its clock; else it is the file's
    bool mapped = false;                ///< sensors.csv says so
    double confidence = 0;              ///< 0..1, that quantity, unit and place are right
    std::vector<std::string> reasons;   ///< "pressure by its header", "bar: the source says so", "node J0446: its name holds the id"
    std::string candidate;              ///< an element that looks like its name, too unlike to be taken
    Trouble trouble = Trouble::none;
    bool soughtInVain = false;               ///< there is a network, and no element of it was taken
    bool unitIsSure = false;                 ///< the user or an earlier import vouches for the unit
    std::optional<double> low, median, high; ///< of a sample of its values, in the source's unit
    bool operator==(const ChannelGuess&) const = default;
};

/// Tells the channels of a file apart, those of the members of an archive too.
[[nodiscard]] inline std::string channelKey(const ChannelGuess& guess) { return guess.source + '\n' + guess.header; }
[[nodiscard]] inline std::string headerOf(const std::string& channelKey) { return channelKey.substr(channelKey.find('\n') + 1); }
/// Sensor k of a channel: the first, or one of the others.
[[nodiscard]] inline const series::Sensor& sensorOf(const ChannelGuess& guess, std::size_t k) {
    return k == 0 ? guess.sensor : guess.others.at(k - 1);
}

void put(ByteWriter& out, const ChannelGuess& guess);
[[nodiscard]] ChannelGuess getGuess(ByteReader& in);

/// Says what is wrong with a unit that makes the median implausible: pressures outside 5-150 m, levels outside -5-120 m, flows above 5 m3/s. With the
/// unit that would make it plausible, if one does. nullopt when all is well or nothing can be said.
[[nodiscard]] std::optional<std::string> implausibility(const ChannelGuess& guess);

} // namespace ms::ingest
