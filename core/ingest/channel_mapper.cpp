#include "core/ingest/channel_mapper.h"

#include "core/ingest/header_words.h"

#include <algorithm>
#include <map>

namespace ms::ingest {
namespace {

bool isFlow(Quantity q) { return q == Quantity::flow || q == Quantity::demand; }
bool fits(const Unit& unit, Quantity q) { return isFlow(unit.quantity) == isFlow(q); }

/// "loggers.zip" of "/a/loggers.zip/PL1.csv"; empty where the file stands on its own.
std::string containerOf(const std::string& path) {
    const std::size_t last = path.find_last_of('/');
    if (last == std::string::npos || last == 0) return {};
    const std::size_t before = path.find_last_of('/', last - 1);
    std::string name = path.substr(before == std::string::npos ? 0 : before + 1, last - (before == std::string::npos ? 0 : before + 1));
    const std::string low = lowered(name);
    for (const std::string_view ending : {".zip", ".xlsx", ".ods"})
        if (low.ends_with(ending)) return name;
    return {};
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < 12; ++i) text += (i > 0 ? ", " : "") + names[i];
    if (names.size() > 12) text += ", ... " + std::to_string(names.size()) + " in all";
    return text;
}

} // namespace

ChannelMapper::ChannelMapper(const Hints& hints, const ElementIndex& elements, const Layout& layout, std::string path, bool preview)
    : m_hints(hints), m_layout(layout), m_path(std::move(path)),
      m_file(m_path.substr(m_path.find_last_of("/\\") == std::string::npos ? 0 : m_path.find_last_of("/\\") + 1)), m_stem(toUtf8(stemOf(m_path))),
      m_fileQuantity(quantityNamedIn(m_stem)), m_elements(elements), m_profile(profileFor(layout.signature(), hints.profiles)), m_preview(preview) {
    // A file is named by itself, without what packs it, or by the archive or workbook that holds it.
    std::vector<std::string> names{m_file};
    for (const std::string_view packed : {".gz", ".zst", ".zip"})
        if (m_file.size() > packed.size() && m_file.ends_with(packed)) names.push_back(m_file.substr(0, m_file.size() - packed.size()));
    if (const std::string container = containerOf(m_path); !container.empty()) names.push_back(container);
    m_mapGiven =
        hints.unknownLeftOut || std::any_of(hints.sensorMap.begin(), hints.sensorMap.end(), [](const SensorMapRow& row) { return !row.fromUser; });
    static const LocalZone kUtc;
    m_zone = layout.timesAreUtc ? &kUtc : &hints.zone;
    for (const FileCorrection& c : hints.corrections)
        if (!c.timezone.empty() && (c.path == m_path || m_path.starts_with(c.path + "/"))) m_zone = &zoneNamed(c.timezone);
    for (const SensorMapRow& row : hints.sensorMap)
        if (row.file.empty() || row.file == m_path ||
            std::any_of(names.begin(), names.end(), [&row](const std::string& name) { return globMatches(row.file, name); }))
            m_rows[lowered(row.column)].push_back(&row);
    for (const series::Sensor& s : hints.known) m_known.emplace(s.name, &s);
}

const LocalZone& ChannelMapper::zoneNamed(const std::string& name) const {
    const auto found = m_hints.zones.find(name);
    return found == m_hints.zones.end() ? m_hints.zone : found->second;
}

std::string ChannelMapper::unused(const std::string& name) {
    std::string free = name;
    for (int n = 2; !m_names.insert(free).second; ++n) free = name + " (" + std::to_string(n) + ")";
    if (free != name)
        tell(Severity::warning, "ingest.same-name", "several columns have one name", name, "the later ones get a number behind it",
             "give the columns different names");
    return free;
}

void ChannelMapper::tell(Severity severity, const std::string& code, const std::string& message, const std::string& element, const std::string& kept,
                         const std::string& advice) {
    for (Group& g : m_groups)
        if (g.code == code && g.message == message) {
            g.elements.push_back(element);
            return;
        }
    m_groups.push_back({severity, code, message, kept, advice, {element}});
}

std::vector<const SensorMapRow*> ChannelMapper::rowsFor(const std::string& header, const std::string& name, bool only) const {
    for (const std::string* key : {&header, &name}) {
        const auto found = m_rows.find(lowered(*key));
        if (found == m_rows.end()) continue;
        std::vector<const SensorMapRow*> exact, said;
        for (const SensorMapRow* row : found->second) {
            if (row->fromUser) said.push_back(row);
            if (row->column == *key) exact.push_back(row);
        }
        if (!said.empty()) return said;
        return exact.empty() ? found->second : exact;
    }
    // A file of one channel that sensors.csv names by file alone.
    if (only) {
        std::vector<const SensorMapRow*> rows;
        for (const auto& [column, list] : m_rows)
            for (const SensorMapRow* row : list)
                if (!row->file.empty() && row->file.find('*') == std::string::npos) rows.push_back(row);
        if (rows.size() == 1) return rows;
    }
    return {};
}

MappedChannel ChannelMapper::map(const std::string& header, bool only, const std::string& ownUnit, std::optional<Quantity> ownQuantity,
                                 const std::string& alias) {
    MappedChannel channel;
    channel.zone = m_zone;
    channel.guess = m_guesses.size();
    ChannelGuess guessed;
    guessed.header = header;
    guessed.source = m_path;
    const HeaderMeaning meaning = meaningOf(header);
    const std::string name = meaning.name.empty() ? m_stem : meaning.name;
    if (!fromMap(header, alias, only, ownUnit, meaning, name, channel, guessed))
        guess(header, only, ownUnit, ownQuantity, meaning, name, channel, guessed);
    if (!channel.sensors.empty()) ++m_taken;
    if (m_preview && channel.sensors.empty()) {
        MappedSensor standIn;
        standIn.sensor = guessed.sensor;
        standIn.sensor.name = name;
        channel.sensors.push_back(std::move(standIn));
    }
    m_guesses.push_back(std::move(guessed));
    return channel;
}

/// What sensors.csv says stands. False when it says nothing about this channel.
bool ChannelMapper::fromMap(const std::string& header, const std::string& alias, bool only, const std::string& ownUnit, const HeaderMeaning& meaning,
                            const std::string& name, MappedChannel& channel, ChannelGuess& g) {
    auto rows = rowsFor(header, name, only);
    if (rows.empty() && !alias.empty()) rows = rowsFor(alias, alias, false);
    if (rows.empty()) return false;
    g.mapped = true;
    g.confidence = 1;
    if (rows.front()->leaveOut) {
        g.sensor = rows.front()->sensor;
        g.trouble = ChannelGuess::Trouble::leftOut;
        g.reasons = {"left out, as was said"};
        m_anyLeftOut = true;
        return true;
    }
    g.ownClock = !rows.front()->sensor.timezone.empty();
    g.sensors = static_cast<int>(rows.size());
    for (const SensorMapRow* row : rows) {
        MappedSensor m;
        m.sensor = row->sensor;
        m.mapped = true;
        m.sensor.name = channel.sensors.empty()
                            ? name
                            : name + " [" + (row->sensor.zone.empty() ? std::to_string(channel.sensors.size() + 1) : row->sensor.zone) + "]";
        m.sensor.name = unused(row->sensor.name.empty() ? m.sensor.name : row->sensor.name);
        std::string unitReason = row->fromUser ? "as was said" : "sensors.csv says so";
        if (m.sensor.unit.empty()) {
            const auto wished = m_hints.units.find(m.sensor.quantity);
            const std::pair<const std::string&, const char*> sources[] = {
                {meaning.unit, "the header says so"},
                {ownUnit, "the source says so"},
                {wished != m_hints.units.end() ? wished->second : m_layout.unit, "as was given"}};
            for (const auto& [text, why] : sources) {
                if (text.empty()) continue;
                m.sensor.unit = text;
                unitReason = why;
                break;
            }
        }
        const auto unit = unitFromString(m.sensor.unit);
        if (channel.sensors.empty()) {
            g.sensor = m.sensor;
            g.reasons = {std::string(nameOf(m.sensor.quantity)) +
                             (row->fromUser ? std::string(": as was said") : ": line " + std::to_string(row->line) + " of sensors.csv"),
                         unit ? m.sensor.unit + ": " + unitReason : "no unit is known"};
            if (!row->reason.empty()) g.reasons.push_back(row->reason);
        }
        g.confidence = std::min(g.confidence, row->confidence);
        if (!unit) {
            m_withoutUnit.push_back(header);
            m_withoutUnitQuantity = m.sensor.quantity;
            g.trouble = ChannelGuess::Trouble::noUnit;
            g.confidence = 0;
            channel.sensors.clear();
            return true;
        }
        m.factor = unit->toSi;
        if (row->sensor.timezone.empty())
            m.sensor.timezone = channel.zone->name;
        else
            channel.zone = &zoneNamed(row->sensor.timezone);
        channel.sensors.push_back(std::move(m));
    }
    g.sensor = channel.sensors.front().sensor;
    for (std::size_t i = 1; i < channel.sensors.size(); ++i) g.others.push_back(channel.sensors[i].sensor);
    return true;
}

/// Without sensors.csv: what the project knows from before, then header, unit, file name, a file of the same kind, the network.
void ChannelMapper::guess(const std::string& header, bool only, const std::string& ownUnit, std::optional<Quantity> ownQuantity,
                          const HeaderMeaning& meaning, std::string name, MappedChannel& channel, ChannelGuess& g) {
    auto known = m_known.find(header);
    if (known == m_known.end()) known = m_known.find(name);
    if (known != m_known.end()) name = known->first;
    const SourceProfile::Column* learned =
        m_profile ? m_profile->column(m_layout.shape == Layout::Shape::longForm ? std::string{} : header) : nullptr;

    std::optional<Quantity> quantity;
    double sure = 0;
    std::string reason;
    const auto take = [&](std::optional<Quantity> q, double certainty, const std::string& why) {
        if (quantity || !q) return;
        quantity = q;
        sure = certainty;
        reason = why;
    };
    const std::string sourceUnit = meaning.unit.empty() ? ownUnit : meaning.unit;
    const auto unitOfSource = unitFromString(sourceUnit.empty() ? m_layout.unit : sourceUnit);
    take(ownQuantity, 0.95, "the source names it");
    take(meaning.quantity, 0.95, "its header");
    if (quantity == Quantity::flow && m_fileQuantity == Quantity::demand) quantity = Quantity::demand;
    take(m_fileQuantity, 0.9, "the file's name");
    if (unitOfSource && isFlow(unitOfSource->quantity)) take(Quantity::flow, 0.9, "its unit");
    if (known != m_known.end()) take(known->second->quantity, 0.95, "the project's sensor of that name");
    if (learned) take(learned->quantity, 0.9, "a file of the same kind (" + m_profile->name + ")");
    if (m_elements.isNode(name) && !m_elements.isLink(name)) take(Quantity::pressure, 0.75, "the network's node of that name");
    if (m_elements.isLink(name) && !m_elements.isNode(name)) take(Quantity::flow, 0.75, "the network's link of that name");
    if (unitOfSource && !isFlow(unitOfSource->quantity)) take(Quantity::pressure, 0.8, "its unit");
    if (m_hints.units.size() == 1) take(m_hints.units.begin()->first, 0.6, "the one unit that was given");
    if (!quantity) {
        ++m_left;
        g.trouble = ChannelGuess::Trouble::noQuantity;
        g.reasons = {"nothing says what it measures: neither header, unit, file name, network nor the project"};
        tell(Severity::warning, "ingest.unknown-quantity", "nothing says what these columns measure", header, "they are left out",
             "name them in sensors.csv, or put the quantity into the file's name");
        return;
    }
    g.sensor.quantity = *quantity;
    g.reasons.push_back(std::string(nameOf(*quantity)) + " by " + reason);

    // The unit: of the source; else of the user; else of before; else of a file of the same kind.
    std::string unitText, unitReason;
    double unitSure = 0;
    const auto use = [&](const std::string& text, double certainty, const std::string& why) {
        const auto u = unitFromString(text);
        if (!unitText.empty() || !u || !fits(*u, *quantity)) return;
        unitText = text;
        unitSure = certainty;
        unitReason = why;
    };
    const auto wished = m_hints.units.find(*quantity);
    use(sourceUnit, 0.95, "the source says so");
    use(m_layout.unit, 0.9, "the source says so");
    if (wished != m_hints.units.end()) use(wished->second, 1, "as was given");
    if (known != m_known.end() && known->second->quantity == *quantity) use(known->second->unit, 0.95, "as before");
    if (learned && learned->quantity == *quantity) use(learned->unit, 0.9, "as in a file of the same kind, " + m_profile->name);
    if (unitText.empty()) {
        g.reasons.push_back("no unit is known");
        if (m_mapGiven) {
            ++m_left;
            g.trouble = ChannelGuess::Trouble::notInMap;
            tell(Severity::warning, "ingest.not-in-map", "these columns do not stand in sensors.csv and name no unit", header, "they are left out",
                 m_hints.sensorMapPath.empty() ? "import them once with a sensors.csv (--map)" : "add them to " + m_hints.sensorMapPath);
            return;
        }
        g.trouble = ChannelGuess::Trouble::noUnit;
        m_withoutUnit.push_back(header);
        m_withoutUnitQuantity = *quantity;
        return;
    }
    const bool asBefore = known != m_known.end() && known->second->quantity == *quantity && known->second->unit == unitText;
    g.unitIsSure = wished != m_hints.units.end() || asBefore;
    g.reasons.push_back(unitText + ": " + unitReason);

    MappedSensor m;
    const bool named = known != m_known.end() || !meaning.name.empty() || only;
    if (!named) name = m_stem + " " + std::string(nameOf(*quantity));
    const bool marked = *quantity != Quantity::demand || (name.size() > 7 && name.ends_with(" demand"));
    m.sensor.name = unused(marked ? name : name + " demand");
    m.sensor.quantity = *quantity;
    m.sensor.unit = unitText;
    m.sensor.timezone = channel.zone->name;
    m.factor = unitFromString(unitText)->toSi;
    g.confidence = sure * unitSure;
    tell(Severity::info, "ingest.guessed-quantity",
         "taken as " + std::string(nameOf(*quantity)) + " by " + reason + ", in " + unitText + " (" + unitReason + ")", header, {},
         "name them in sensors.csv if that is wrong");

    // Its place in the network.
    if (known != m_known.end() && !known->second->element.empty()) {
        m.sensor.element = known->second->element;
        g.reasons.push_back(m.sensor.element + ": as before");
    } else if (!m_elements.empty()) {
        const ElementMatch match = m_elements.match(name, *quantity);
        if (match.confidence >= kTaken) {
            m.sensor.element = match.id;
            g.confidence *= match.confidence;
            g.reasons.push_back(match.reason);
            if (match.confidence < 1)
                tell(Severity::info, "ingest.guessed-element", "placed in the network by names that are like its ids", header + " at " + match.id,
                     "these places", "give the element in sensors.csv where that is wrong");
        } else {
            g.soughtInVain = true;
            g.candidate = match.id;
            g.reasons.push_back(match.id.empty() ? "no element of the network is named like it" : match.reason + ": too unlike to be taken");
            tell(Severity::warning, "ingest.no-element", "these columns match no element of the network", header, "readings go in without a place",
                 "give their element in sensors.csv");
        }
    }
    g.sensor = m.sensor;
    channel.sensors.push_back(std::move(m));
}

/// Units that make the values impossible. One odd channel among plausible ones of the same unit is a broken logger, not a wrong unit.
void ChannelMapper::judgeValues(FileReport& report) {
    std::map<std::pair<Quantity, std::string>, std::pair<int, int>> counts; // plausible, not
    for (const ChannelGuess& g : m_guesses)
        if (g.median) ++(implausibility(g) ? counts[{g.sensor.quantity, g.sensor.unit}].second : counts[{g.sensor.quantity, g.sensor.unit}].first);
    for (ChannelGuess& g : m_guesses) {
        const auto what = implausibility(g);
        if (!what) continue;
        const auto [good, bad] = counts[{g.sensor.quantity, g.sensor.unit}];
        const bool vouched = g.mapped || g.unitIsSure, others = good >= bad;
        g.reasons.push_back(*what);
        g.confidence *= vouched ? 0.8 : 0.5;
        if (vouched || others) {
            report.diagnostics.push_back({Severity::warning,
                                          "ingest.implausible",
                                          *what,
                                          m_path,
                                          g.header,
                                          {},
                                          {},
                                          vouched ? "the unit that was given" : "the unit, which suits the other columns",
                                          vouched ? "check the unit" : "the logger may be broken"});
            continue;
        }
        g.trouble = ChannelGuess::Trouble::implausible;
        const std::string quantity(nameOf(g.sensor.quantity));
        report.diagnostics.push_back(
            {Severity::error,
             "ingest.implausible-unit",
             *what,
             m_path,
             g.header,
             {},
             {},
             "nothing of this file",
             "if " + g.sensor.unit + " is right, say --units " + quantity + "=" + g.sensor.unit + "; if not, give the unit in sensors.csv (--map)"});
        if (report.error.empty()) {
            report.error =
                g.header + ": " + *what + "; say --units " + quantity + "=" + g.sensor.unit + " if that is right, else give the unit in sensors.csv";
            report.errorCode = ErrorCode::invalidInput;
        }
    }
}

void ChannelMapper::finish(FileReport& report, bool partOfFile) {
    judgeValues(report);
    if (partOfFile) // each part meets its tags in another order, and says the same of them
        for (Group& g : m_groups) std::sort(g.elements.begin(), g.elements.end());
    for (const Group& g : m_groups)
        report.diagnostics.push_back({g.severity,
                                      g.code,
                                      std::to_string(g.elements.size()) + (g.elements.size() == 1 ? " column: " : " columns: ") + g.message,
                                      m_path,
                                      joined(g.elements),
                                      {},
                                      {},
                                      g.kept,
                                      g.advice});
    if (!m_withoutUnit.empty()) {
        const std::string quantity(nameOf(m_withoutUnitQuantity));
        report.diagnostics.push_back({Severity::error,
                                      "ingest.unit-missing",
                                      "neither the source nor --units names the unit of " + quantity,
                                      m_path,
                                      joined(m_withoutUnit),
                                      {},
                                      {},
                                      "nothing",
                                      "give it: --units " + quantity + "=" + (isFlow(m_withoutUnitQuantity) ? "m3/h" : "m")});
        report.error = "no unit is known for " + joined(m_withoutUnit) + " (" + quantity + "); give it: --units " + quantity + "=" +
                       (isFlow(m_withoutUnitQuantity) ? "l/s (or m3/h ...)" : "m (or bar ...)");
        report.errorCode = ErrorCode::invalidInput;
    } else if (m_taken == 0 && !m_anyLeftOut && report.error.empty()) {
        report.error = m_left > 0 ? "no column could be matched with a quantity" : "no channel was found";
        report.errorCode = ErrorCode::invalidInput;
    }
}

} // namespace ms::ingest
