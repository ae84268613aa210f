#include "core/project/project_file_private.h"

#include <algorithm>

namespace ms::project {
namespace {

constexpr const char* kColumns = "id, name, element, quantity, unit, zone, x, y, timezone, sign, count, first_ms, last_ms";

} // namespace

Result<std::vector<ProjectFile::Private::SensorRow>> ProjectFile::Private::sensorRows(const std::string& name) const {
    const QString columns = kColumns;
    const auto query = name.empty() ? runKept("SELECT " + columns + " FROM sensor ORDER BY name")
                                    : runKept("SELECT " + columns + " FROM sensor WHERE name = ?", {toVariant(name)});
    if (!query.ok()) return query.error();
    Rows found(*query);
    std::vector<SensorRow> rows;
    while (found.next()) {
        SensorRow row;
        row.id = found.value(0).toLongLong();
        series::Sensor& s = row.sensor;
        s.name = textOf(found.value(1));
        s.element = textOf(found.value(2));
        s.quantity = quantityFromString(textOf(found.value(3))).value_or(Quantity::pressure);
        s.unit = textOf(found.value(4));
        s.zone = textOf(found.value(5));
        if (!found.value(6).isNull()) s.x = found.value(6).toDouble();
        if (!found.value(7).isNull()) s.y = found.value(7).toDouble();
        s.timezone = textOf(found.value(8));
        s.sign = found.value(9).toDouble();
        row.count = found.value(10).toLongLong();
        if (!found.value(11).isNull()) row.first = {found.value(11).toLongLong()};
        if (!found.value(12).isNull()) row.last = {found.value(12).toLongLong()};
        rows.push_back(std::move(row));
    }
    if (auto rest = readToEnd(**query, path); !rest.ok()) return rest.error();
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
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun;
    if (auto done = d->putSensor(sensor); !done.ok()) return done.error();
    return all.commit();
}

} // namespace ms::project
