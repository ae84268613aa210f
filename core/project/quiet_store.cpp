#include "core/project/project_file_private.h"

#include <algorithm>

namespace ms::project {

Result<std::vector<Quiet>> ProjectFile::quiets() const {
    auto query = d->run("SELECT id, zone, sensor, from_ms, to_ms, reason FROM quiet ORDER BY from_ms, id");
    if (!query.ok()) return query.error();
    std::vector<Quiet> all;
    while (query->next())
        all.push_back({query->value(0).toLongLong(),
                       textOf(query->value(1)),
                       textOf(query->value(2)),
                       {{query->value(3).toLongLong()}, {query->value(4).toLongLong()}},
                       textOf(query->value(5))});
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return all;
}

Result<std::int64_t> ProjectFile::putQuiet(const Quiet& quiet) {
    const auto wrong = [&](const char* what) {
        return Error{ErrorCode::invalidInput, what, d->path.toStdString(), quiet.zone.empty() ? quiet.sensor : quiet.zone, {}, {}};
    };
    if (quiet.zone.empty() == quiet.sensor.empty()) return wrong("a quiet time is of one zone or of one sensor");
    if (!quiet.span.from.valid() || !quiet.span.to.valid() || quiet.span.to <= quiet.span.from) return wrong("a quiet time ends before it begins");
    const QVariant zone = toVariant(quiet.zone), sensor = toVariant(quiet.sensor), from = toVariant(quiet.span.from.ms),
                   to = toVariant(quiet.span.to.ms), reason = toVariant(quiet.reason);
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun.error();
    auto done = quiet.id > 0 ? d->run("INSERT INTO quiet (id, zone, sensor, from_ms, to_ms, reason) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                                      {toVariant(quiet.id), zone, sensor, from, to, reason})
                             : d->run("INSERT INTO quiet (zone, sensor, from_ms, to_ms, reason) VALUES (?, ?, ?, ?, ?) RETURNING id",
                                      {zone, sensor, from, to, reason});
    if (!done.ok()) return done.error();
    if (!done->next()) return sqlError(*done, d->path);
    const std::int64_t id = static_cast<std::int64_t>(done->value(0).toLongLong());
    done->finish();
    if (auto kept = all.commit(); !kept.ok()) return kept.error();
    return id;
}

Result<void> ProjectFile::removeQuiet(std::int64_t id) {
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun;
    auto done = d->run("DELETE FROM quiet WHERE id = ?", {toVariant(id)});
    if (!done.ok()) return done.error();
    if (done->numRowsAffected() == 0)
        return Error{ErrorCode::notFound, "there is no quiet time " + std::to_string(id), d->path.toStdString(), {}, {}, "'quiet' lists them"};
    return all.commit();
}

bool isQuiet(const detection::Event& event, const std::vector<Quiet>& quiets) {
    const Instant at = event.history.empty() ? event.detectedAt : event.history.back().at;
    const bool ofSensor = event.kind == detection::EventKind::sensorFault || event.kind == detection::EventKind::meterFault;
    return std::any_of(quiets.begin(), quiets.end(), [&](const Quiet& q) {
        if (at < q.span.from || at >= q.span.to) return false;
        if (!q.zone.empty()) return q.zone == event.zone;
        return ofSensor && std::any_of(event.evidence.begin(), event.evidence.end(), [&](const auto& e) { return e.sensor == q.sensor; });
    });
}

} // namespace ms::project
