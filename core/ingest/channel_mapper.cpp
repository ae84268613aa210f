#include "core/ingest/channel_mapper.h"

#include "core/ingest/header_words.h"

#include <algorithm>

namespace ms::ingest {
namespace {

bool isFlow(Quantity q) { return q == Quantity::flow || q == Quantity::demand; }
bool fits(const Unit& unit, Quantity q) { return isFlow(unit.quantity) == isFlow(q); }

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < 12; ++i) text += (i > 0 ? ", " : "") + names[i];
    if (names.size() > 12) text += ", ... " + std::to_string(names.size()) + " in all";
    return text;
}

} // namespace

ChannelMapper::ChannelMapper(const Hints& hints, const Layout& layout, std::string path)
    : m_hints(hints), m_layout(layout), m_path(std::move(path)),
      m_file(m_path.substr(m_path.find_last_of("/\\") == std::string::npos ? 0 : m_path.find_last_of("/\\") + 1)), m_stem(toUtf8(stemOf(m_path))),
      m_fileQuantity(quantityNamedIn(m_stem)) {
    std::string unpacked = m_file;
    for (const std::string_view packed : {".gz", ".zst", ".zip"})
        if (unpacked.size() > packed.size() && unpacked.ends_with(packed)) unpacked.resize(unpacked.size() - packed.size());
    for (const SensorMapRow& row : hints.sensorMap)
        if (row.file.empty() || globMatches(row.file, m_file) || globMatches(row.file, unpacked)) m_rows[lowered(row.column)].push_back(&row);
    for (const std::string& id : hints.nodeIds) m_nodes.emplace(lowered(id), id);
    for (const std::string& id : hints.linkIds) m_links.emplace(lowered(id), id);
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
        std::vector<const SensorMapRow*> exact;
        for (const SensorMapRow* row : found->second)
            if (row->column == *key) exact.push_back(row);
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

std::string ChannelMapper::elementNamed(const std::string& name, Quantity quantity) const {
    const std::string key = lowered(name);
    const auto in = [&key](const auto& ids) {
        const auto found = ids.find(key);
        return found == ids.end() ? std::string{} : found->second;
    };
    const std::string first = in(quantity == Quantity::flow ? m_links : m_nodes);
    return first.empty() ? in(quantity == Quantity::flow ? m_nodes : m_links) : first;
}

MappedChannel ChannelMapper::map(const std::string& header, bool only, const std::string& ownUnit, std::optional<Quantity> ownQuantity) {
    MappedChannel channel;
    channel.zone = &m_hints.zone;
    static const LocalZone kUtc;
    if (m_layout.timesAreUtc) channel.zone = &kUtc;
    const HeaderMeaning meaning = meaningOf(header);
    std::string name = meaning.name.empty() ? m_stem : meaning.name;

    // 1. What sensors.csv says stands.
    const auto rows = rowsFor(header, name, only);
    for (const SensorMapRow* row : rows) {
        MappedSensor m;
        m.sensor = row->sensor;
        m.mapped = true;
        m.sensor.name = channel.sensors.empty()
                            ? name
                            : name + " [" + (row->sensor.zone.empty() ? std::to_string(channel.sensors.size() + 1) : row->sensor.zone) + "]";
        m.sensor.name = unused(m.sensor.name);
        if (m.sensor.unit.empty()) {
            const auto wished = m_hints.units.find(m.sensor.quantity);
            m.sensor.unit = !meaning.unit.empty()           ? meaning.unit
                            : !ownUnit.empty()              ? ownUnit
                            : wished != m_hints.units.end() ? wished->second
                                                            : m_layout.unit;
        }
        const auto unit = unitFromString(m.sensor.unit);
        if (!unit) {
            m_withoutUnit.push_back(header);
            m_withoutUnitQuantity = m.sensor.quantity;
            return channel;
        }
        m.factor = unit->toSi;
        if (row->sensor.timezone.empty())
            m.sensor.timezone = channel.zone->name;
        else
            channel.zone = &zoneNamed(row->sensor.timezone);
        channel.sensors.push_back(std::move(m));
    }
    if (!rows.empty()) {
        ++m_taken;
        return channel;
    }

    // 2. What the project knows from before, then header, unit, file name, network.
    const auto known = m_known.find(name);
    std::optional<Quantity> quantity = ownQuantity ? ownQuantity : meaning.quantity;
    std::string reason = "its header";
    const auto take = [&](std::optional<Quantity> q, const char* why) {
        if (quantity || !q) return;
        quantity = q;
        reason = why;
    };
    std::string unitText = !meaning.unit.empty() ? meaning.unit : ownUnit;
    if (quantity == Quantity::flow && m_fileQuantity == Quantity::demand) quantity = Quantity::demand;
    take(m_fileQuantity, "the file's name");
    const std::string sourceUnit = unitText.empty() ? m_layout.unit : unitText;
    if (const auto u = unitFromString(sourceUnit); u && isFlow(u->quantity)) take(Quantity::flow, "its unit");
    if (known != m_known.end()) take(known->second->quantity, "the project's sensor of that name");
    if (m_nodes.count(lowered(name)) > 0 && m_links.count(lowered(name)) == 0) take(Quantity::pressure, "the network's node of that name");
    if (m_links.count(lowered(name)) > 0 && m_nodes.count(lowered(name)) == 0) take(Quantity::flow, "the network's link of that name");
    if (const auto u = unitFromString(sourceUnit); u && !isFlow(u->quantity)) take(Quantity::pressure, "its unit");
    if (m_hints.units.size() == 1) take(m_hints.units.begin()->first, "the one unit that was given");
    if (!quantity) {
        ++m_left;
        tell(Severity::warning, "ingest.unknown-quantity", "nothing says what these columns measure", header, "they are left out",
             "name them in sensors.csv, or put the quantity into the file's name");
        return channel;
    }

    // 3. The unit: of the source; else of the user; else of before.
    const auto usable = [&](const std::string& text) {
        const auto u = unitFromString(text);
        return u && fits(*u, *quantity);
    };
    std::string unitReason = "the source says so";
    if (!usable(unitText)) unitText = m_layout.unit;
    if (!usable(unitText)) {
        const auto wished = m_hints.units.find(*quantity);
        unitText = wished == m_hints.units.end() ? std::string{} : wished->second;
        unitReason = "as was given";
    }
    if (!usable(unitText) && known != m_known.end() && known->second->quantity == *quantity) {
        unitText = known->second->unit;
        unitReason = "as before";
    }
    if (!usable(unitText)) {
        if (!m_hints.sensorMap.empty()) {
            ++m_left;
            tell(Severity::warning, "ingest.not-in-map", "these columns do not stand in sensors.csv and name no unit", header, "they are left out",
                 "add them to " + m_hints.sensorMapPath);
            return channel;
        }
        m_withoutUnit.push_back(header);
        m_withoutUnitQuantity = *quantity;
        return channel;
    }

    MappedSensor m;
    if (meaning.name.empty() && !only) name = m_stem + " " + std::string(nameOf(*quantity));
    m.sensor.name = unused(*quantity == Quantity::demand ? name + " demand" : name);
    m.sensor.quantity = *quantity;
    m.sensor.unit = unitText;
    m.sensor.timezone = channel.zone->name;
    m.sensor.element = elementNamed(name, *quantity);
    m.factor = unitFromString(unitText)->toSi;
    tell(Severity::info, "ingest.guessed-quantity",
         "taken as " + std::string(nameOf(*quantity)) + " by " + reason + ", in " + unitText + " (" + unitReason + ")", header, {},
         "name them in sensors.csv if that is wrong");
    if (!m_hints.nodeIds.empty() && m.sensor.element.empty())
        tell(Severity::warning, "ingest.no-element", "these columns match no element of the network", header, "readings go in without a place",
             "give their element in sensors.csv");
    channel.sensors.push_back(std::move(m));
    ++m_taken;
    return channel;
}

void ChannelMapper::finish(FileReport& report) const {
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
        report.error = "no unit is known for " + joined(m_withoutUnit) + " (" + quantity + ")";
        report.errorCode = ErrorCode::invalidInput;
    } else if (m_taken == 0 && report.error.empty()) {
        report.error = m_left > 0 ? "no column could be matched with a quantity" : "no channel was found";
        report.errorCode = ErrorCode::invalidInput;
    }
}

} // namespace ms::ingest
