#include "core/project/project_file_private.h"

#include <algorithm>

namespace ms::project {
namespace {

/// How much of span `a` the span `b` covers, 0..1; a single instant is covered wholly or not at all.
double coveredShare(const quality::Fault& a, const quality::Fault& b) {
    const std::int64_t common = std::min(a.to.ms, b.to.ms) - std::max(a.from.ms, b.from.ms);
    if (common < 0) return 0;
    return a.to == a.from ? 1 : static_cast<double>(common) / static_cast<double>(a.to.ms - a.from.ms);
}

} // namespace

Result<void> ProjectFile::Private::addFlags(std::int64_t sensor, Flags flags, series::Readings& readings) const {
    if (readings.size() == 0) return {};
    const auto query =
        runKept(QStringLiteral("SELECT from_ms, to_ms, kind FROM quality_span WHERE sensor = ? AND active = 1 AND from_ms <= ? AND to_ms >= ?") +
                    (flags == Flags::knownNow ? QStringLiteral(" AND by_user = 1") : QString()),
                {toVariant(sensor), toVariant(readings.times_ms.back()), toVariant(readings.times_ms.front())});
    if (!query.ok()) return query.error();
    Rows spans(*query);
    const auto& times = readings.times_ms;
    while (spans.next()) {
        const auto kind = quality::faultKindFromString(textOf(spans.value(2)));
        if (!kind) continue; // of a newer version
        const auto bit = static_cast<std::uint8_t>(quality::bitOf(*kind));
        auto at = std::lower_bound(times.begin(), times.end(), spans.value(0).toLongLong()) - times.begin();
        const auto end = std::upper_bound(times.begin(), times.end(), spans.value(1).toLongLong()) - times.begin();
        for (; at < end; ++at) readings.quality[static_cast<std::size_t>(at)] |= bit;
    }
    if (auto rest = readToEnd(**query, path); !rest.ok()) return rest.error();
    return {};
}

Result<std::vector<QualitySpan>> ProjectFile::qualitySpans(const std::string& sensor) const {
    const QString select = QStringLiteral("SELECT q.id, s.name, q.from_ms, q.to_ms, q.kind, q.reason, q.confidence, q.by_user, q.active FROM "
                                          "quality_span q JOIN sensor s ON s.id = q.sensor ");
    auto query = sensor.empty() ? d->run(select + "ORDER BY s.name, q.from_ms, q.id")
                                : d->run(select + "WHERE s.name = ? ORDER BY q.from_ms, q.id", {toVariant(sensor)});
    if (!query.ok()) return query.error();
    std::vector<QualitySpan> spans;
    while (query->next()) {
        const auto kind = quality::faultKindFromString(textOf(query->value(4)));
        if (!kind) continue; // of a newer version
        spans.push_back({query->value(0).toLongLong(),
                         textOf(query->value(1)),
                         {*kind, {query->value(2).toLongLong()}, {query->value(3).toLongLong()}, textOf(query->value(5)), query->value(6).toDouble()},
                         query->value(7).toInt() != 0,
                         query->value(8).toInt() != 0});
    }
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return spans;
}

Result<void> ProjectFile::replaceFaults(const std::string& sensor, const std::vector<quality::Fault>& faults) {
    Transaction all(*this);
    if (auto done = all.begin(); !done.ok()) return done;
    const auto row = d->sensorRow(sensor);
    if (!row.ok()) return row.error();
    auto old = qualitySpans(sensor);
    if (!old.ok()) return old.error();
    std::erase_if(*old, [](const QualitySpan& s) { return s.byUser; });
    // A span that is found again keeps its id, so that what points to it still does.
    for (const quality::Fault& fault : faults) {
        const auto same = std::find_if(old->begin(), old->end(), [&](const QualitySpan& s) { return s.fault == fault; });
        if (same != old->end()) {
            old->erase(same);
            continue;
        }
        const bool undone = std::any_of(old->begin(), old->end(), [&](const QualitySpan& s) {
            return !s.active && s.fault.kind == fault.kind && coveredShare(fault, s.fault) > 0.5;
        });
        const auto done =
            d->runKept("INSERT INTO quality_span (sensor, from_ms, to_ms, kind, reason, confidence, by_user, active) VALUES (?, ?, ?, ?, ?, "
                       "?, 0, ?)",
                       {toVariant(row->id), toVariant(fault.from.ms), toVariant(fault.to.ms), toVariant(quality::nameOf(fault.kind)),
                        toVariant(fault.reason), fault.confidence, undone ? 0 : 1});
        if (!done.ok()) return done.error();
    }
    for (const QualitySpan& gone : *old)
        if (const auto done = d->runKept("DELETE FROM quality_span WHERE id = ?", {toVariant(gone.id)}); !done.ok()) return done.error();
    if (const auto done = d->runKept("UPDATE sensor SET checked = 1 WHERE id = ?", {toVariant(row->id)}); !done.ok()) return done.error();
    return all.commit();
}

Result<std::vector<std::string>> ProjectFile::uncheckedSensors() const {
    auto query = d->run("SELECT name FROM sensor WHERE checked = 0 AND count > 0 ORDER BY name");
    if (!query.ok()) return query.error();
    std::vector<std::string> names;
    while (query->next()) names.push_back(textOf(query->value(0)));
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return names;
}

Result<void> ProjectFile::setSpanActive(std::int64_t id, bool active) {
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun;
    auto done = d->run("UPDATE quality_span SET active = ? WHERE id = ?", {active ? 1 : 0, toVariant(id)});
    if (!done.ok()) return done.error();
    if (done->numRowsAffected() == 0)
        return Error{ErrorCode::notFound,
                     "there is no span " + std::to_string(id),
                     d->path.toStdString(),
                     {},
                     {},
                     "the check lists the spans with their numbers"};
    return all.commit();
}

Result<std::int64_t> ProjectFile::addExclusion(const std::string& sensor, TimeSpan span, const std::string& reason) {
    if (!span.from.valid() || !span.to.valid() || span.to < span.from)
        return Error{ErrorCode::invalidInput, "an exclusion ends before it begins", d->path.toStdString(), sensor, {}, {}};
    const auto row = d->sensorRow(sensor);
    if (!row.ok()) return row.error();
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun.error();
    auto done = d->run("INSERT INTO quality_span (sensor, from_ms, to_ms, kind, reason, confidence, by_user, active) VALUES (?, ?, ?, ?, ?, 1, 1, 1) "
                       "RETURNING id",
                       {toVariant(row->id), toVariant(span.from.ms), toVariant(span.to.ms), toVariant(quality::nameOf(quality::FaultKind::excluded)),
                        toVariant(reason)});
    if (!done.ok()) return done.error();
    if (!done->next()) return sqlError(*done, d->path);
    const std::int64_t id = static_cast<std::int64_t>(done->value(0).toLongLong());
    done->finish();
    if (auto kept = all.commit(); !kept.ok()) return kept.error();
    return id;
}

} // namespace ms::project
