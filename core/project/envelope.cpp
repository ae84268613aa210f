#include "core/project/project_file_private.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::project {
namespace {

constexpr std::int64_t kDay_ms = 86'400'000;

class Columns {
public:
    Columns(TimeSpan span, int columns) {
        const std::int64_t length = span.length().ms;
        m_envelope.start = span.from;
        m_envelope.step = {std::max<std::int64_t>(1, (length + columns - 1) / columns)};
        const auto n = static_cast<std::size_t>((length + m_envelope.step.ms - 1) / m_envelope.step.ms);
        m_envelope.low.assign(n, std::numeric_limits<double>::quiet_NaN());
        m_envelope.high = m_envelope.low;
    }
    [[nodiscard]] std::int64_t step_ms() const { return m_envelope.step.ms; }
    void add(std::int64_t t, double v) { put(t - m_envelope.start.ms, v, v); }
    /// A bin of the pyramid: goes into every column that it touches.
    void add(std::int64_t from, std::int64_t to, double low, double high) {
        const std::int64_t begin = std::max<std::int64_t>(0, from - m_envelope.start.ms), step = m_envelope.step.ms;
        const std::int64_t end = std::min<std::int64_t>(to - m_envelope.start.ms, step * static_cast<std::int64_t>(m_envelope.low.size()));
        for (std::int64_t t = begin; t < end; t = (t / step + 1) * step) put(t, low, high);
    }
    [[nodiscard]] Envelope take() { return std::move(m_envelope); }

private:
    Envelope m_envelope;
    void put(std::int64_t offset, double low, double high) {
        if (offset < 0 || std::isnan(low)) return;
        const auto i = static_cast<std::size_t>(offset / m_envelope.step.ms);
        if (i >= m_envelope.low.size()) return;
        double& l = m_envelope.low[i];
        double& h = m_envelope.high[i];
        if (!(l <= low)) l = low; // also when there was none
        if (!(h >= high)) h = high;
    }
};

} // namespace

Result<Envelope> ProjectFile::envelope(const std::string& sensor, TimeSpan span, int columns) const {
    if (columns < 1 || !span.from.valid() || !span.to.valid() || !(span.from < span.to))
        return Error{ErrorCode::invalidInput, "an envelope needs a span and columns", d->path.toStdString(), sensor, {}, {}};
    const auto row = d->sensorRow(sensor);
    if (!row.ok()) return row.error();
    Columns picture(span, columns);
    if (row->count == 0 || span.from > row->last || span.to <= row->first) return picture.take();
    const std::int32_t from = ingest::monthOf(std::max(span.from.ms, row->first.ms)), to = ingest::monthOf(std::min(span.to.ms - 1, row->last.ms));
    // Columns of a day or more are served by the bins alone. Narrower ones need the data, of which there can be at most `columns` days then.
    const bool byDay = picture.step_ms() >= kDay_ms, byHour = picture.step_ms() >= kDay_ms / 24;
    auto query = d->run(QString("SELECT id, bins%1 FROM chunk WHERE id >= ? AND id <= ? ORDER BY id").arg(byDay ? "" : ", data"),
                        {toVariant(chunkId(row->id, from)), toVariant(chunkId(row->id, to))});
    if (!query.ok()) return query.error();
    while (query->next()) {
        const auto month = static_cast<std::int32_t>(query->value(0).toLongLong() % 65536);
        const auto bins = ingest::decodeBins(bytesOf(query->value(1)));
        if (!bins.ok()) return bins.error();
        if (byDay || (byHour && bins->binsPerDay == 24)) {
            const std::int64_t start = ingest::startOfMonth_ms(month), bin_ms = kDay_ms / bins->binsPerDay;
            for (std::size_t i = 0; i < bins->low.size(); ++i) {
                const std::int64_t t = start + static_cast<std::int64_t>(i) * bin_ms;
                picture.add(t, t + bin_ms, static_cast<double>(bins->low[i]), static_cast<double>(bins->high[i]));
            }
            continue;
        }
        const QByteArray data = query->value(2).toByteArray();
        const auto chunk = ingest::decodeChunk({data.constData(), static_cast<std::size_t>(data.size())});
        if (!chunk.ok()) return chunk.error();
        for (std::size_t i = 0; i < chunk->readings.size(); ++i) picture.add(chunk->readings.times_ms[i], chunk->readings.values[i]);
    }
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return picture.take();
}

} // namespace ms::project
