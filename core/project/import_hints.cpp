#include "core/project/import_hints.h"

#include "core/network/inp_reader.h"

namespace ms::project {

Result<ingest::Hints> importHints(const ProjectFile& project, const ImportWishes& wishes) {
    ingest::Hints hints;
    const auto settings = project.settings();
    if (!settings.ok()) return settings.error();
    auto zone = localZone(wishes.timezone.empty() ? settings->timezone : wishes.timezone);
    if (!zone.ok()) return zone.error();
    hints.zone = std::move(*zone);
    for (const auto& [quantityName, unitName] : wishes.units) {
        const auto quantity = quantityFromString(quantityName);
        if (!quantity)
            return Error{
                ErrorCode::invalidInput, "unknown quantity '" + quantityName + "'", "--units", {}, {}, "use pressure, flow, level or demand"};
        const auto unit = unitFromString(unitName);
        if (!unit) return Error{ErrorCode::invalidInput, "unknown unit '" + unitName + "'", "--units", {}, {}, "use one like m, bar, l/s or m3/h"};
        const bool flowLike = *quantity == Quantity::flow || *quantity == Quantity::demand;
        if (flowLike != (unit->quantity == Quantity::flow))
            return Error{ErrorCode::invalidInput, "'" + unitName + "' is no unit of " + quantityName, "--units", {}, {}, {}};
        hints.units[*quantity] = unitName;
    }
    if (!wishes.sensorMapPath.empty()) {
        auto rows = ingest::readSensorMap(wishes.sensorMapPath);
        if (!rows.ok()) return rows.error();
        hints.sensorMap = std::move(*rows);
        hints.sensorMapPath = wishes.sensorMapPath;
        for (const auto& row : hints.sensorMap) {
            const std::string& name = row.sensor.timezone;
            if (name.empty() || hints.zones.count(name) > 0) continue;
            auto own = localZone(name);
            if (!own.ok()) {
                Error error = own.error();
                error.subject = wishes.sensorMapPath;
                error.position.line = row.line;
                return error;
            }
            hints.zones[name] = std::move(*own);
        }
    }
    const auto text = project.networkText();
    if (!text.ok()) return text.error();
    if (!text->empty()) {
        const auto inp = network::readInp(*text, project.path().toStdString());
        if (!inp.ok()) return inp.error();
        ingest::placeSensors(hints.sensorMap, inp->network, wishes.sensorMapPath, hints.diagnostics);
        for (const auto& node : inp->network.nodes) hints.nodeIds.push_back(node.id);
        for (const auto& link : inp->network.links) hints.linkIds.push_back(link.id);
    }
    auto sensors = project.sensors();
    if (!sensors.ok()) return sensors.error();
    for (auto& s : *sensors) hints.known.push_back(std::move(s.sensor));
    auto profiles = project.profiles();
    if (!profiles.ok()) return profiles.error();
    for (auto& learned : *profiles) hints.profiles.push_back(std::move(learned.profile));
    return hints;
}

} // namespace ms::project
