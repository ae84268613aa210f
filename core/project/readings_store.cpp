#include "core/project/parsed_intake.h"
#include "core/project/project_file_private.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace ms::project {
namespace {

using ingest::monthOf;
using ingest::startOfMonth_ms;
using series::Readings;

/// Bits that stay when a source is read again: they do not come from the source.
constexpr std::uint8_t kOurs = static_cast<std::uint8_t>(series::Quality::repaired) | static_cast<std::uint8_t>(series::Quality::excluded);

bool same(double a, double b) { return a == b || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

ProjectFile::PutOutcome operator+(const ProjectFile::PutOutcome& a, const ProjectFile::PutOutcome& b) {
    return {a.added + b.added, a.unchanged + b.unchanged, a.replaced + b.replaced};
}

Readings slice(const Readings& r, std::size_t from, std::size_t to) {
    const auto cut = [&](const auto& v) {
        return std::decay_t<decltype(v)>(v.begin() + static_cast<std::ptrdiff_t>(from), v.begin() + static_cast<std::ptrdiff_t>(to));
    };
    Readings part{cut(r.times_ms), cut(r.values), {}};
    part.quality = r.quality.empty() ? std::vector<std::uint8_t>(part.size(), 0) : cut(r.quality);
    return part;
}

/// `changedFrom`: of the first reading that is new or another.
Readings merge(const Readings& old, const Readings& fresh, ProjectFile::PutOutcome& outcome, Instant& changedFrom) {
    Readings all;
    all.times_ms.reserve(old.size() + fresh.size());
    all.values.reserve(old.size() + fresh.size());
    all.quality.reserve(old.size() + fresh.size());
    const auto take = [&all](std::int64_t t, double v, std::uint8_t q) {
        all.times_ms.push_back(t);
        all.values.push_back(v);
        all.quality.push_back(q);
    };
    const auto changed = [&changedFrom](std::int64_t t) {
        if (!changedFrom.valid()) changedFrom = Instant{t};
    };
    std::size_t i = 0, j = 0;
    while (i < old.size() || j < fresh.size()) {
        if (j == fresh.size() || (i < old.size() && old.times_ms[i] < fresh.times_ms[j])) {
            take(old.times_ms[i], old.values[i], old.quality[i]);
            ++i;
        } else if (i == old.size() || fresh.times_ms[j] < old.times_ms[i]) {
            take(fresh.times_ms[j], fresh.values[j], fresh.quality[j]);
            changed(fresh.times_ms[j]);
            ++outcome.added;
            ++j;
        } else {
            const auto quality = static_cast<std::uint8_t>((old.quality[i] & kOurs) | (fresh.quality[j] & ~kOurs));
            const bool unchanged = same(old.values[i], fresh.values[j]) && quality == old.quality[i];
            ++(unchanged ? outcome.unchanged : outcome.replaced);
            if (!unchanged) changed(fresh.times_ms[j]);
            take(fresh.times_ms[j], fresh.values[j], quality);
            ++i;
            ++j;
        }
    }
    return all;
}

ingest::EncodedChunk encodeWith(ingest::ChunkEncoder& encoder, const Readings& r, std::initializer_list<double> factors) {
    for (const double factor : factors)
        if (const auto column = ingest::findDecimals(r.values, factor))
            return encoder.encode({r.times_ms, column->mantissas, column->scale, {}, r.quality});
    return encoder.encode({r.times_ms, {}, {}, r.values, r.quality});
}

} // namespace

Result<ProjectFile::Private::Merged> ProjectFile::Private::mergeChunk(const std::string& stored, const Readings& fresh, double factor) {
    Merged merged;
    if (stored.empty()) {
        merged.outcome.added = static_cast<std::int64_t>(fresh.size());
        if (fresh.size() > 0) merged.changedFrom = Instant{fresh.times_ms.front()};
        merged.chunk = encodeWith(encoder, fresh, {factor, 1.0});
        return merged;
    }
    const auto old = ingest::decodeChunk(stored);
    if (!old.ok()) return old.error();
    return mergeReadings(*old, fresh, factor);
}

ProjectFile::Private::Merged ProjectFile::Private::mergeReadings(const ingest::DecodedChunk& old, const Readings& fresh, double factor) {
    Merged merged;
    const Readings all = merge(old.readings, fresh, merged.outcome, merged.changedFrom);
    if (merged.outcome.added + merged.outcome.replaced > 0) merged.chunk = encodeWith(encoder, all, {old.scale ? old.scale->factor : factor, factor});
    return merged;
}

Result<ProjectFile::Private::Merged> ProjectFile::Private::mergeChunk(const std::string& stored, const std::string& encoded, double factor) {
    auto old = ingest::decodeChunk(stored, true), fresh = ingest::decodeChunk(encoded, true);
    if (!old.ok()) return old.error();
    if (!fresh.ok()) return fresh.error();
    Merged merged;
    Readings& all = old->readings;
    const Readings& more = fresh->readings;
    if (old->scale && old->scale == fresh->scale && all.times_ms.back() < more.times_ms.front()) {
        // A file that was read in parts, or the next day: the integers are simply longer.
        const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
        append(all.times_ms, more.times_ms);
        append(all.quality, more.quality);
        append(old->mantissas, fresh->mantissas);
        merged.outcome.added = static_cast<std::int64_t>(more.size());
        merged.changedFrom = Instant{more.times_ms.front()};
        merged.chunk = encoder.encode({all.times_ms, old->mantissas, *old->scale, {}, all.quality});
        return merged;
    }
    return mergeReadings(*old, more, fresh->scale ? fresh->scale->factor : factor);
}

Result<void> ProjectFile::Private::writeChunk(std::int64_t sensor, const ingest::EncodedChunk& chunk) {
    const auto& s = chunk.summary;
    const auto done = runKept("INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET count = excluded.count, first_ms = "
                              "excluded.first_ms, last_ms = excluded.last_ms, low = excluded.low, high = excluded.high, bins = excluded.bins, data = "
                              "excluded.data",
                              {toVariant(chunkId(sensor, chunk.month)), toVariant(s.count), toVariant(s.first_ms), toVariant(s.last_ms),
                               std::isnan(s.low) ? QVariant() : QVariant(s.low), std::isnan(s.high) ? QVariant() : QVariant(s.high), toBlob(s.bins),
                               toBlob(chunk.data)});
    if (!done.ok()) return done.error();
    if (const auto unchecked = runKept("UPDATE sensor SET checked = 0 WHERE id = ?", {toVariant(sensor)}); !unchecked.ok()) return unchecked.error();
    return {};
}

void ProjectFile::Private::noteChanged(const std::string& sensor, Instant from) {
    if (!shared()) return;
    const auto [known, fresh] = changedReadings.try_emplace(sensor, from);
    if (!fresh) known->second = std::min(known->second, from);
}

Result<void> ProjectFile::Private::updateCounts(std::int64_t sensor, std::int64_t added) {
    if (added == 0) return {};
    const QVariant from = toVariant(chunkId(sensor, 0)), to = toVariant(chunkId(sensor + 1, 0));
    const auto done =
        runKept("UPDATE sensor SET checked = 0, count = count + ?, first_ms = (SELECT first_ms FROM chunk WHERE id >= ? AND id < ? ORDER BY id LIMIT "
                "1), last_ms = (SELECT "
                "last_ms FROM chunk WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1) WHERE id = ?",
                {toVariant(added), from, to, from, to, toVariant(sensor)});
    if (!done.ok()) return done.error();
    return {};
}

Result<ProjectFile::PutOutcome> ProjectFile::putReadings(const std::string& sensor, const Readings& readings) {
    const bool quality = readings.quality.empty() || readings.quality.size() == readings.size();
    if (readings.values.size() != readings.size() || !quality ||
        !std::is_sorted(readings.times_ms.begin(), readings.times_ms.end(), std::less_equal<>()))
        return Error{ErrorCode::invalidInput, "readings must be arrays of one length with ascending times", d->path.toStdString(), sensor, {}, {}};
    const auto row = d->sensorRow(sensor);
    if (!row.ok()) return row.error();
    const auto unit = unitFromString(row->sensor.unit);
    const double factor = unit ? unit->toSi : 1.0;
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun.error();
    PutOutcome total;
    for (std::size_t from = 0; from < readings.size();) {
        const std::int32_t month = monthOf(readings.times_ms[from]);
        const auto end =
            std::lower_bound(readings.times_ms.begin() + static_cast<std::ptrdiff_t>(from), readings.times_ms.end(), startOfMonth_ms(month + 1));
        const auto to = static_cast<std::size_t>(end - readings.times_ms.begin());
        auto query = d->run("SELECT data FROM chunk WHERE id = ?", {toVariant(chunkId(row->id, month))});
        if (!query.ok()) return query.error();
        const std::string stored = query->next() ? bytesOf(query->value(0)) : std::string{};
        if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error(); // a month that cannot be read is not one that is not there
        query->finish();
        auto merged = d->mergeChunk(stored, slice(readings, from, to), factor);
        if (!merged.ok()) return merged.error();
        if (merged->chunk)
            if (auto done = d->writeChunk(row->id, *merged->chunk); !done.ok()) return done.error();
        if (merged->changedFrom.valid()) d->noteChanged(sensor, merged->changedFrom);
        total = total + merged->outcome;
        from = to;
    }
    if (auto done = d->updateCounts(row->id, total.added); !done.ok()) return done.error();
    if (auto done = all.commit(); !done.ok()) return done.error();
    return total;
}

Result<Readings> ProjectFile::readings(const std::string& sensor, TimeSpan span, Flags flags) const {
    const auto row = d->sensorRow(sensor);
    if (!row.ok()) return row.error();
    Readings all;
    if (row->count == 0) return all;
    // An invalid instant on either side = no bound.
    const std::int64_t from = span.from.valid() ? span.from.ms : row->first.ms, to = span.to.valid() ? span.to.ms : row->last.ms + 1;
    if (from >= to || from > row->last.ms || to <= row->first.ms) return all;
    const std::int32_t firstMonth = monthOf(std::max(from, row->first.ms)), lastMonth = monthOf(std::min(to - 1, row->last.ms));
    const auto query = d->runKept("SELECT data FROM chunk WHERE id >= ? AND id <= ? ORDER BY id",
                                  {toVariant(chunkId(row->id, firstMonth)), toVariant(chunkId(row->id, lastMonth))});
    if (!query.ok()) return query.error();
    Rows chunks(*query);
    while (chunks.next()) {
        const QByteArray data = chunks.value(0).toByteArray();
        auto chunk = ingest::decodeChunk({data.constData(), static_cast<std::size_t>(data.size())});
        if (!chunk.ok()) {
            Error error = chunk.error();
            error.subject = d->path.toStdString();
            error.element = sensor;
            return error;
        }
        const Readings& r = chunk->readings;
        const auto begin = std::lower_bound(r.times_ms.begin(), r.times_ms.end(), from) - r.times_ms.begin();
        const auto end = std::lower_bound(r.times_ms.begin(), r.times_ms.end(), to) - r.times_ms.begin();
        all.times_ms.insert(all.times_ms.end(), r.times_ms.begin() + begin, r.times_ms.begin() + end);
        all.values.insert(all.values.end(), r.values.begin() + begin, r.values.begin() + end);
        all.quality.insert(all.quality.end(), r.quality.begin() + begin, r.quality.begin() + end);
    }
    if (auto rest = readToEnd(**query, d->path); !rest.ok()) return rest.error();
    if (auto done = d->addFlags(row->id, flags, all); !done.ok()) return done.error();
    return all;
}

Result<std::vector<ProjectFile::PutFile>> ProjectFile::putParsedFile(const QString& parsedPath,
                                                                     const std::map<std::string, series::Sensor>& amended) {
    auto reader = ingest::ParsedFileReader::open(parsedPath.toStdString());
    if (!reader.ok()) return reader.error();
    ParsedIntake intake(*this);
    while (!reader->atEnd()) {
        auto record = reader->next();
        if (!record.ok()) return record.error();
        if (auto* sensor = std::get_if<ingest::ParsedSensor>(&*record))
            if (const auto found = amended.find(sensor->sensor.name); found != amended.end()) {
                sensor->sensor = found->second;
                sensor->mapped = true;
            }
        if (auto done = intake.take(*record); !done.ok()) return done.error();
    }
    return intake.finish();
}

} // namespace ms::project
