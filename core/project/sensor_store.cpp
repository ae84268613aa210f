#include "core/project/project_file_private.h"

#include <algorithm>

namespace ms::project {
namespace {

constexpr const char* kColumns = "id, name, element, quantity, unit, zone, x, y, timezone, sign, count, first_ms, last_ms";

} // namespace

Result<std::vector<ProjectFile::Private::SensorRow>> ProjectFile::Private::sensorRows(const std::string& name) const {
    const QString columns = kColumns;
    auto query = name.empty() ? run("SELECT " + columns + " FROM sensor ORDER BY name")
                              : run("SELECT " + columns + " FROM sensor WHERE name = ?", {toVariant(name)});
    if (!query.ok()) return query.error();
    std::vector<SensorRow> rows;
    while (query->next()) {
        SensorRow row;
        row.id = query->value(0).toLongLong();
        series::Sensor& s = row.sensor;
        s.name = textOf(query->value(1));
        s.element = textOf(query->value(2));
        s.quantity = quantityFromString(textOf(query->value(3))).value_or(Quantity::pressure);
        s.unit = textOf(query->value(4));
        s.zone = textOf(query->value(5));
        if (!query->value(6).isNull()) s.x = query->value(6).toDouble();
        if (!query->value(7).isNull()) s.y = query->value(7).toDouble();
        s.timezone = textOf(query->value(8));
        s.sign = query->value(9).toDouble();
        row.count = query->value(10).toLongLong();
        if (!query->value(11).isNull()) row.first = {query->value(11).toLongLong()};
        if (!query->value(12).isNull()) row.last = {query->value(12).toLongLong()};
        rows.push_back(std::move(row));
    }
    if (auto rest = readToEnd(*query, path); !rest.ok()) return rest.error();
    return rows;
}

Result<std::map<std::string, ProjectFile::Private::SensorRow>*> ProjectFile::Private::held() {
    if (depth == 0) return Error{ErrorCode::internal, "sensors are held within a transaction only", {}, {}, {}, {}};
    if (!heldSensors) {
        auto rows = sensorRows();
        if (!rows.ok()) return rows.error();
        heldSensors.emplace();
        for (SensorRow& row : *rows) heldSensors->emplace(row.sensor.name, row);
    }
    return &*heldSensors;
}

Result<ProjectFile::Private::SensorRow> ProjectFile::Private::sensorRow(const std::string& name) const {
    if (!name.empty()) {
        auto rows = sensorRows(name);
        if (!rows.ok()) return rows.error();
        if (!rows->empty()) return std::move(rows->front());
    }
    return Error{ErrorCode::notFound, "there is no such sensor", path.toStdString(), name, {}, {}};
}

Result<std::int64_t> ProjectFile::Private::putSensor(const series::Sensor& s) {
    if (s.name.empty()) return Error{ErrorCode::invalidInput, "a sensor needs a name", path.toStdString(), {}, {}, {}};
    auto done =
        runKept("INSERT INTO sensor (name, element, quantity, unit, zone, x, y, timezone, sign) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT "
                "(name) DO UPDATE SET "
                "element = excluded.element, quantity = excluded.quantity, unit = excluded.unit, zone = excluded.zone, x = excluded.x, y = "
                "excluded.y, timezone = "
                "excluded.timezone, sign = excluded.sign RETURNING id",
                {toVariant(s.name), toVariant(s.element), toVariant(nameOf(s.quantity)), toVariant(s.unit), toVariant(s.zone), toVariant(s.x),
                 toVariant(s.y), toVariant(s.timezone), s.sign});
    if (!done.ok()) return done.error();
    QSqlQuery& query = **done;
    if (!query.next()) return sqlError(query, path);
    const auto id = static_cast<std::int64_t>(query.value(0).toLongLong());
    query.finish();
    if (heldSensors) {
        SensorRow& row = (*heldSensors)[s.name];
        row.id = id;
        row.sensor = s;
    }
    return id;
}

Result<std::vector<SensorSummary>> ProjectFile::sensors() const {
    auto rows = d->sensorRows();
    if (!rows.ok()) return rows.error();
    std::vector<SensorSummary> sensors;
    for (Private::SensorRow& row : *rows) sensors.push_back({std::move(row.sensor), row.count, {row.first, row.last}});
    return sensors;
}

Result<void> ProjectFile::putSensor(const series::Sensor& sensor) {
    if (auto done = d->putSensor(sensor); !done.ok()) return done.error();
    return {};
}

} // namespace ms::project
