#include "core/project/json_value.h"
#include "core/project/project_file_private.h"

#include <algorithm>
#include <cstring>
#include <set>

namespace ms::project {
namespace {

QVariant instant(Instant t) { return t.valid() ? toVariant(t.ms) : QVariant(); }
QVariant optional(const std::optional<Instant>& t) { return t ? instant(*t) : QVariant(); }
Instant instantOf(const QVariant& v) { return v.isNull() ? Instant{} : Instant{v.toLongLong()}; }

} // namespace

Result<std::vector<analysis::Repair>> ProjectFile::repairs() const {
    auto query =
        d->run("SELECT job, pipe, reported_ms, completed_ms, x, y, street FROM repair ORDER BY coalesce(completed_ms, reported_ms) NULLS FIRST, id");
    if (!query.ok()) return query.error();
    std::vector<analysis::Repair> repairs;
    while (query->next()) {
        analysis::Repair r;
        r.job = textOf(query->value(0));
        r.pipe = textOf(query->value(1));
        if (!query->value(2).isNull()) r.reported = instantOf(query->value(2));
        if (!query->value(3).isNull()) r.completed = instantOf(query->value(3));
        if (!query->value(4).isNull()) r.x = query->value(4).toDouble();
        if (!query->value(5).isNull()) r.y = query->value(5).toDouble();
        r.street = textOf(query->value(6));
        repairs.push_back(std::move(r));
    }
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return repairs;
}

Result<void> ProjectFile::Private::removeOpenRepair(const std::string& job) {
    auto open = run("SELECT id FROM repair WHERE job = ? AND completed_ms IS NULL", {toVariant(job)});
    if (!open.ok()) return open.error();
    while (open->next())
        if (auto noted = noteBefore("repair", open->value(0)); !noted.ok()) return noted;
    if (auto rest = readToEnd(*open, path); !rest.ok()) return rest.error();
    open->finish();
    auto done = run("DELETE FROM repair WHERE job = ? AND completed_ms IS NULL", {toVariant(job)});
    if (!done.ok()) return done.error();
    return {};
}

Result<void> ProjectFile::putRepairs(const std::vector<analysis::Repair>& fresh) {
    Transaction all(*this);
    if (auto done = all.begin(); !done.ok()) return done;
    auto known = repairs();
    if (!known.ok()) return known.error();
    for (const auto& r : fresh) {
        if (std::find(known->begin(), known->end(), r) != known->end()) continue;
        known->push_back(r);
        // A job that comes again with its completion filled in replaces the open one.
        if (!r.job.empty())
            if (auto gone = d->removeOpenRepair(r.job); !gone.ok()) return gone;
        auto done = d->run(
            "INSERT INTO repair (job, pipe, reported_ms, completed_ms, x, y, street) VALUES (?, ?, ?, ?, ?, ?, ?)",
            {toVariant(r.job), toVariant(r.pipe), optional(r.reported), optional(r.completed), toVariant(r.x), toVariant(r.y), toVariant(r.street)});
        if (!done.ok()) return done.error();
        if (auto noted = d->noteNew("repair", done->lastInsertId()); !noted.ok()) return noted;
    }
    return all.commit();
}

Result<std::vector<analysis::ExpectedBand>> ProjectFile::bands() const {
    auto query = d->run("SELECT sensor, start_ms, step_ms, count, packed FROM band ORDER BY " + d->asInserted());
    if (!query.ok()) return query.error();
    std::vector<analysis::ExpectedBand> bands;
    while (query->next()) {
        analysis::ExpectedBand band;
        band.sensor = textOf(query->value(0));
        band.start = instantOf(query->value(1));
        band.step = {query->value(2).toLongLong()};
        const auto n = static_cast<std::size_t>(query->value(3).toLongLong());
        const auto bytes = unpack(bytesOf(query->value(4)));
        if (!bytes.ok()) return bytes.error();
        if (bytes->size() != 3 * n * sizeof(float))
            return Error{ErrorCode::invalidInput, "a band is damaged", d->path.toStdString(), band.sensor, {}, {}};
        const char* at = bytes->data();
        for (auto* values : {&band.expected, &band.low, &band.high}) {
            values->resize(n);
            if (n > 0) std::memcpy(values->data(), at, n * sizeof(float));
            at += n * sizeof(float);
        }
        bands.push_back(std::move(band));
    }
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return bands;
}

Result<PackedBand> packBand(const analysis::ExpectedBand& band) {
    const std::size_t n = band.expected.size();
    if (band.low.size() != n || band.high.size() != n)
        return Error{ErrorCode::invalidInput, "the arrays of a band must be of one length", {}, band.sensor, {}, {}};
    std::string bytes;
    for (const auto* values : {&band.expected, &band.low, &band.high}) bytes.append(reinterpret_cast<const char*>(values->data()), n * sizeof(float));
    return PackedBand{band.sensor, band.start, band.step, static_cast<std::int64_t>(n), pack(bytes)};
}

Result<void> ProjectFile::replaceBands(const std::vector<PackedBand>& bands, bool onlyTheirs) {
    Transaction all(*this);
    if (auto done = all.begin(); !done.ok()) return done;
    if (!onlyTheirs)
        if (auto done = d->run("DELETE FROM band"); !done.ok()) return done.error();
    for (const PackedBand& band : bands) {
        if (onlyTheirs)
            if (auto done = d->runKept("DELETE FROM band WHERE sensor = ?", {toVariant(band.sensor)}); !done.ok()) return done.error();
        if (auto done = d->runKept("INSERT INTO band VALUES (?, ?, ?, ?, ?)", {toVariant(band.sensor), instant(band.start), toVariant(band.step.ms),
                                                                               toVariant(band.count), toBlob(band.packed)});
            !done.ok())
            return done.error();
    }
    return all.commit();
}

Result<std::vector<Note>> ProjectFile::notes() const {
    auto query = d->run("SELECT id, event, at_ms, author, text, written_ms FROM note ORDER BY id");
    if (!query.ok()) return query.error();
    std::vector<Note> notes;
    while (query->next())
        notes.push_back({query->value(0).toLongLong(), query->value(1).toLongLong(), instantOf(query->value(2)), textOf(query->value(3)),
                         textOf(query->value(4)), instantOf(query->value(5))});
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return notes;
}

Result<std::int64_t> ProjectFile::putNote(const Note& note) {
    const QVariant event = toVariant(note.event), at = instant(note.at), author = toVariant(note.author), text = toVariant(note.text),
                   written = instant(note.written);
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun.error();
    auto done = note.id == 0 ? d->run("INSERT INTO note (event, at_ms, author, text, written_ms) VALUES (?, ?, ?, ?, ?) RETURNING id",
                                      {event, at, author, text, written})
                             : d->run("INSERT INTO note (id, event, at_ms, author, text, written_ms) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO "
                                      "UPDATE SET event = excluded.event, at_ms = excluded.at_ms, author = excluded.author, text = excluded.text, "
                                      "written_ms = excluded.written_ms RETURNING id",
                                      {toVariant(note.id), event, at, author, text, written});
    if (!done.ok()) return done.error();
    if (!done->next()) return sqlError(*done, d->path);
    const std::int64_t id = static_cast<std::int64_t>(done->value(0).toLongLong());
    done->finish();
    if (auto kept = all.commit(); !kept.ok()) return kept.error();
    return id;
}

Result<void> ProjectFile::removeNote(std::int64_t id) {
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun;
    if (auto done = d->run("DELETE FROM note WHERE id = ?", {toVariant(id)}); !done.ok()) return done.error();
    return all.commit();
}

Result<std::vector<RunRecord>> ProjectFile::runs() const {
    auto query = d->run("SELECT id, started_ms, finished_ms, version, options, inputs, workers, complete FROM run ORDER BY id");
    if (!query.ok()) return query.error();
    std::vector<RunRecord> runs;
    while (query->next())
        runs.push_back({query->value(0).toLongLong(), instantOf(query->value(1)), instantOf(query->value(2)), textOf(query->value(3)),
                        textOf(query->value(4)), textOf(query->value(5)), query->value(6).toInt(), query->value(7).toBool()});
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return runs;
}

Result<std::int64_t> ProjectFile::addRun(const RunRecord& r) {
    auto done =
        d->run("INSERT INTO run (started_ms, finished_ms, version, options, inputs, workers, complete) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
               {instant(r.started), instant(r.finished), toVariant(r.version), toVariant(r.optionsJson), toVariant(r.inputsJson), r.workers,
                r.complete ? 1 : 0});
    if (!done.ok()) return done.error();
    if (!done->next()) return sqlError(*done, d->path);
    return static_cast<std::int64_t>(done->value(0).toLongLong());
}

Result<void> ProjectFile::finishRun(const RunRecord& r) {
    auto done = d->run("UPDATE run SET started_ms = ?, finished_ms = ?, version = ?, options = ?, inputs = ?, workers = ?, complete = ? WHERE id = ?",
                       {instant(r.started), instant(r.finished), toVariant(r.version), toVariant(r.optionsJson), toVariant(r.inputsJson), r.workers,
                        r.complete ? 1 : 0, toVariant(r.id)});
    if (!done.ok()) return done.error();
    if (done->numRowsAffected() == 0) return Error{ErrorCode::notFound, "there is no such run", d->path.toStdString(), std::to_string(r.id), {}, {}};
    return {};
}

} // namespace ms::project
