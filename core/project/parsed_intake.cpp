#include "core/project/parsed_intake.h"

#include "core/project/report_json.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace ms::project {
namespace {

constexpr qint64 kProgramsYouth_ms = 1'767'225'600'000; ///< 2026: a computer whose clock says less is wrong

/// What a mapping says fills what is not known yet; sensors.csv also changes what is.
series::Sensor joined(const series::Sensor& known, const ingest::ParsedSensor& fresh) {
    series::Sensor s = known;
    const series::Sensor& f = fresh.sensor;
    const auto text = [&](std::string& old, const std::string& now) {
        if (!now.empty() && (old.empty() || fresh.mapped)) old = now;
    };
    text(s.element, f.element);
    text(s.zone, f.zone);
    text(s.unit, f.unit);
    if (f.x && (!s.x || fresh.mapped)) s.x = f.x;
    if (f.y && (!s.y || fresh.mapped)) s.y = f.y;
    if (fresh.mapped) {
        s.timezone = f.timezone;
        s.sign = f.sign;
    }
    return s;
}

} // namespace

ParsedIntake::ParsedIntake(ProjectFile& file) : m_file(file) {}
ParsedIntake::~ParsedIntake() = default;

Result<void> ParsedIntake::begin() {
    if (m_step) return {};
    m_targets.clear();
    m_outcome = {};
    m_beyond.clear();
    m_step.emplace(m_file);
    return m_step->begin();
}

Result<void> ParsedIntake::take(const ingest::ParsedRecord& record) {
    if (auto begun = begin(); !begun.ok()) return begun;
    return std::visit([this](const auto& r) { return add(r); }, record);
}

Result<void> ParsedIntake::add(const ingest::ParsedSensor& fresh) {
    series::Sensor sensor = fresh.sensor;
    const std::string base = sensor.name;
    // A name taken by another quantity (n1 the pressure, n1 the meter) gets the quantity behind it.
    for (int attempt = 0;; ++attempt) {
        if (attempt > 0) sensor.name = base + " " + std::string(nameOf(sensor.quantity)) + (attempt > 1 ? " " + std::to_string(attempt) : "");
        const auto held = m_file.d->held();
        if (!held.ok()) return held.error();
        const auto found = (*held)->find(sensor.name);
        if (found == (*held)->end()) {
            const auto id = m_file.d->putSensor(sensor);
            if (!id.ok()) return id.error();
            if (auto noted = m_file.d->noteNew("sensor", toVariant(*id)); !noted.ok()) return noted;
            const auto unit = unitFromString(sensor.unit);
            m_targets[fresh.index] = {*id, sensor.name, unit ? unit->toSi : 1.0, 0, {}};
            return {};
        }
        const ProjectFile::Private::SensorRow row = found->second;
        if (row.sensor.quantity != sensor.quantity) continue;
        const series::Sensor now = joined(row.sensor, fresh);
        if (!(now == row.sensor)) {
            if (auto noted = m_file.d->noteBefore("sensor", toVariant(row.id)); !noted.ok()) return noted;
            if (const auto id = m_file.d->putSensor(now); !id.ok()) return id.error();
        }
        const auto unit = unitFromString(now.unit);
        m_targets[fresh.index] = {row.id, now.name, unit ? unit->toSi : 1.0, 0, {}};
        return {};
    }
}

Result<void> ParsedIntake::add(const ingest::ParsedChunk& parsed) {
    const auto target = m_targets.find(parsed.sensor);
    if (target == m_targets.end()) return Error{ErrorCode::internal, "a chunk came before its sensor", {}, {}, {}, {}};
    const ingest::EncodedChunk& chunk = parsed.chunk;
    const ingest::ChunkSummary& s = chunk.summary;
    const auto bound = horizon();
    if (!bound.ok()) return bound.error();
    if (s.first_ms > bound->ms) {
        m_beyond[target->second.name] += s.count;
        return {};
    }
    const std::int64_t id = chunkId(target->second.id, chunk.month);
    const auto inserted = m_file.d->runKept("INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                                            {toVariant(id), toVariant(s.count), toVariant(s.first_ms), toVariant(s.last_ms),
                                             std::isnan(s.low) ? QVariant() : QVariant(s.low), std::isnan(s.high) ? QVariant() : QVariant(s.high),
                                             toBlob(s.bins), toBlob(chunk.data)});
    if (!inserted.ok()) return inserted.error();
    if ((*inserted)->numRowsAffected() > 0) {
        if (auto noted = m_file.d->noteNew("chunk", toVariant(id)); !noted.ok()) return noted;
        m_outcome.added += s.count;
        target->second.added += s.count;
        target->second.heed(Instant{s.first_ms});
        return {};
    }
    // The month is there already: the same bytes change nothing, anything else is merged.
    const auto there = m_file.d->runKept("SELECT data FROM chunk WHERE id = ?", {toVariant(id)});
    if (!there.ok()) return there.error();
    if (!(*there)->next()) return sqlError(**there, m_file.d->path);
    const std::string stored = bytesOf((*there)->value(0));
    (*there)->finish();
    if (stored == chunk.data) {
        m_outcome.unchanged += s.count;
        return {};
    }
    const auto merged = m_file.d->mergeChunk(stored, chunk.data, target->second.factor);
    if (!merged.ok()) return merged.error();
    if (merged->chunk) {
        if (auto noted = m_file.d->noteBefore("chunk", toVariant(id)); !noted.ok()) return noted;
        if (auto done = m_file.d->writeChunk(target->second.id, *merged->chunk); !done.ok()) return done;
    }
    m_outcome.added += merged->outcome.added;
    m_outcome.unchanged += merged->outcome.unchanged;
    m_outcome.replaced += merged->outcome.replaced;
    target->second.added += merged->outcome.added;
    if (merged->changedFrom.valid()) target->second.heed(merged->changedFrom);
    return {};
}

Result<Instant> ParsedIntake::horizon() {
    if (m_horizon.valid()) return m_horizon;
    const auto held = m_file.d->held();
    if (!held.ok()) return held.error();
    Instant newest{std::max(QDateTime::currentMSecsSinceEpoch(), kProgramsYouth_ms)};
    for (const auto& [name, row] : **held)
        if (row.last.valid()) newest = std::max(newest, row.last);
    return m_horizon = newest + hours(366 * 24);
}

Result<void> ParsedIntake::add(const ingest::FileReport& report) {
    ProjectFile::PutFile file{report, m_outcome, {}, {}};
    for (const auto& [sensor, count] : m_beyond) {
        file.report.values -= count;
        file.report.quarantined += count;
        if (file.report.quarantine.size() < ingest::kQuarantineListed)
            file.report.quarantine.push_back({0, sensor + ": " + std::to_string(count), "more than a year ahead", {}});
        file.report.diagnostics.push_back({Severity::warning,
                                           "import.future",
                                           "readings lie more than a year ahead",
                                           report.path,
                                           sensor,
                                           {},
                                           {},
                                           "the other readings",
                                           "Check the clock of the logger"});
    }
    if (!report.error.empty()) {
        file.outcome = {};
        m_step.reset(); // undone
    } else {
        for (const auto& [index, target] : m_targets) {
            file.sensors.push_back(target.name);
            if (target.changedFrom.valid()) {
                file.changes.push_back({target.name, target.changedFrom});
                m_file.d->noteChanged(target.name, target.changedFrom);
            }
            if (target.added > 0)
                if (auto noted = m_file.d->noteBefore("sensor", toVariant(target.id)); !noted.ok()) return noted;
            if (auto done = m_file.d->updateCounts(target.id, target.added); !done.ok()) return done;
        }
        if (auto done = log(file); !done.ok()) return done;
        if (auto done = m_step->commit(); !done.ok()) return done;
        m_step.reset();
    }
    m_files.push_back(std::move(file));
    return {};
}

Result<void> ParsedIntake::log(const ProjectFile::PutFile& file) {
    // The same file again, with nothing new in it, leaves the project as it is, its log included.
    if (file.outcome.added == 0 && file.outcome.replaced == 0) {
        auto known =
            m_file.d->runKept("SELECT 1 FROM import WHERE path = ? AND checksum = ?", {toVariant(file.report.path), toVariant(file.report.checksum)});
        if (!known.ok()) return known.error();
        const bool there = (*known)->next();
        (*known)->finish();
        if (there) return {};
    }
    const ingest::FileReport& r = file.report;
    const Instant now{QDateTime::currentMSecsSinceEpoch()};
    if (auto done = m_file.d->putQuarantine(r, now); !done.ok()) return done;
    if (r.learned)
        if (auto done = m_file.d->learn(*r.learned, now); !done.ok()) return done;
    return m_file.addImport(
        {r.path, r.checksum, r.format, now, file.outcome.added, r.quarantined, file.outcome.replaced, r.diagnostics, reportToJson(r)});
}

Result<std::vector<ProjectFile::PutFile>> ParsedIntake::finish() {
    if (m_step) return Error{ErrorCode::invalidInput, "what a worker handed over ends in the middle of a file", {}, {}, {}, {}};
    return std::move(m_files);
}

} // namespace ms::project
