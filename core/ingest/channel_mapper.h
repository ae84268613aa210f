#pragma once

#include "core/ingest/channel_guess.h"
#include "core/ingest/element_index.h"
#include "core/ingest/header_words.h"
#include "core/ingest/hints.h"
#include "core/ingest/ingest.h"
#include "core/ingest/layout.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace ms::ingest {

/// One sensor that a channel's readings go to.
struct MappedSensor {
    series::Sensor sensor;
    double factor = 1;   ///< source unit to SI
    bool mapped = false; ///< by sensors.csv
};

/// What became of a channel: its sensors (several where sensors.csv names the column for several zones, none where it is left out) and its clock.
struct MappedChannel {
    std::vector<MappedSensor> sensors;
    const LocalZone* zone = nullptr; ///< never null; lives as long as the hints
    std::size_t guess = 0;           ///< in ChannelMapper::guesses()
};

/// Decides which sensors the channels of one file are: by sensors.csv, else by header, unit, file name, network and what the project knows. Every
/// guess is told in finish(), by groups.
class ChannelMapper {
public:
    /// `preview`: channels that cannot go in get a stand-in sensor, so that their values can be looked at.
    ChannelMapper(const Hints& hints, const ElementIndex& elements, const Layout& layout, std::string path, bool preview = false);
    /// `header`: column header or tag; `only`: the file has no other channel; `unit`, `quantity`: what the file itself says beside it; `alias`:
    /// another name that sensors.csv may use.
    [[nodiscard]] MappedChannel map(const std::string& header, bool only, const std::string& unit = {}, std::optional<Quantity> quantity = {},
                                    const std::string& alias = {});
    /// What every channel was taken for, in the order of map().
    [[nodiscard]] std::vector<ChannelGuess>& guesses() { return m_guesses; }
    /// Puts guesses, columns left out and missing units into the report; sets its error where nothing can go in, or where what would go in cannot be
    /// (see implausibility()). A part of a file names its columns in the order of their names, so that all its parts say the same.
    void finish(FileReport& report, bool partOfFile = false);

private:
    struct Group {
        Severity severity = Severity::info;
        std::string code, message, kept, advice;
        std::vector<std::string> elements;
    };
    void tell(Severity severity, const std::string& code, const std::string& message, const std::string& element, const std::string& kept = {},
              const std::string& advice = {});
    [[nodiscard]] std::vector<const SensorMapRow*> rowsFor(const std::string& header, const std::string& name, bool only) const;
    [[nodiscard]] bool fromMap(const std::string& header, const std::string& alias, bool only, const std::string& ownUnit,
                               const HeaderMeaning& meaning, const std::string& name, MappedChannel& channel, ChannelGuess& guess);
    void guess(const std::string& header, bool only, const std::string& ownUnit, std::optional<Quantity> ownQuantity, const HeaderMeaning& meaning,
               std::string name, MappedChannel& channel, ChannelGuess& guess);
    void judgeValues(FileReport& report);
    /// The name itself, or with a number behind it where the file has given it to another channel already.
    [[nodiscard]] std::string unused(const std::string& name);
    [[nodiscard]] const LocalZone& zoneNamed(const std::string& name) const;

    const Hints& m_hints;
    const Layout& m_layout;
    std::string m_path, m_file, m_stem;
    const LocalZone* m_zone; ///< of the file's clock
    bool m_mapGiven = false; ///< what it does not list is left out: there is a sensors.csv, or the sensors are known (Hints::unknownLeftOut)
    std::optional<Quantity> m_fileQuantity;
    std::unordered_map<std::string, std::vector<const SensorMapRow*>> m_rows; ///< by column, small letters
    const ElementIndex& m_elements;
    const SourceProfile* m_profile;
    bool m_preview;
    std::unordered_map<std::string, const series::Sensor*> m_known;
    std::unordered_set<std::string> m_names; ///< given so far
    std::vector<Group> m_groups;
    std::vector<ChannelGuess> m_guesses;
    std::vector<std::string> m_withoutUnit;
    Quantity m_withoutUnitQuantity = Quantity::pressure;
    std::size_t m_taken = 0, m_left = 0;
    bool m_anyLeftOut = false; ///< by wish
};

} // namespace ms::ingest
