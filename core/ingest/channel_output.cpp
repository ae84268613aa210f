#include "core/ingest/channel_output.h"

#include "core/ingest/header_words.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace ms::ingest {
namespace {

constexpr std::size_t kShown = 200;                ///< characters of a quarantined text
constexpr std::size_t kSampled = 512, kEnough = 8; ///< values of a sample; fewer tell nothing

/// The usual step: the most frequent distance among a sample.
std::int64_t usualStep(const std::vector<std::int64_t>& times) {
    std::map<std::int64_t, int> counts;
    const std::size_t stride = std::max<std::size_t>(1, times.size() / 2000);
    for (std::size_t i = 1; i < times.size(); i += stride) ++counts[times[i] - times[i - 1]];
    std::int64_t step = 0;
    int most = 0;
    for (const auto& [s, n] : counts)
        if (n > most) {
            step = s;
            most = n;
        }
    return step;
}

void countMissing(const std::vector<std::int64_t>& times, FileReport& report) {
    if (times.size() < 3) return;
    const std::int64_t step = usualStep(times);
    if (step <= 0) return;
    for (std::size_t i = 1; i < times.size(); ++i) {
        const std::int64_t apart = times[i] - times[i - 1];
        if (apart > step + step / 2) report.missingRows += (apart + step / 2) / step - 1;
    }
}

} // namespace

void quarantine(FileReport& report, std::int64_t line, std::string_view text, std::string_view reason) {
    ++report.quarantined;
    if (report.quarantine.size() < kQuarantineListed) report.quarantine.push_back({line, toUtf8(text.substr(0, kShown)), std::string(reason), {}});
}

void sortRows(RowBlock& block, FileReport& report, std::int64_t firstLine) {
    const std::vector<std::int64_t>& t = block.times;
    const auto strictly = std::adjacent_find(t.begin(), t.end(), std::greater_equal<>());
    if (strictly != t.end()) {
        std::vector<std::uint32_t> order(t.size());
        std::iota(order.begin(), order.end(), 0u);
        std::stable_sort(order.begin(), order.end(), [&t](std::uint32_t a, std::uint32_t b) { return t[a] < t[b]; });
        std::vector<std::uint32_t> kept;
        std::vector<bool> isKept(t.size(), false);
        kept.reserve(t.size());
        for (std::size_t i = 0; i < order.size();) {
            const std::uint32_t first = order[i];
            kept.push_back(first);
            isKept[first] = true;
            for (++i; i < order.size() && t[order[i]] == t[first]; ++i) {
                const std::uint32_t again = order[i];
                bool conflict = false;
                for (ValueColumn* c : block.columns) {
                    if (c->missing(again)) continue;
                    if (c->missing(first))
                        c->copyWithin(first, again);
                    else if (!c->same(first, again))
                        conflict = true;
                }
                if (!conflict) {
                    ++report.duplicateRows;
                } else {
                    ++report.conflictingRows;
                    quarantine(report, firstLine + block.lines[again], "",
                               "the same time as in line " + std::to_string(firstLine + block.lines[first]) + ", with other values");
                }
            }
        }
        std::int64_t latest = std::numeric_limits<std::int64_t>::min();
        for (std::size_t i = 0; i < t.size(); ++i) {
            if (isKept[i] && t[i] < latest) ++report.lateRows;
            latest = std::max(latest, t[i]);
        }
        for (ValueColumn* c : block.columns) c->select(kept);
        const auto pick = [&kept](auto& v) {
            std::decay_t<decltype(v)> out;
            out.reserve(kept.size());
            for (const std::uint32_t i : kept) out.push_back(v[i]);
            v = std::move(out);
        };
        if (!block.quality.empty()) pick(block.quality);
        pick(block.lines);
        pick(block.times);
    }
    countMissing(block.times, report);
}

void ValueSample::add(const ValueColumn& values) {
    const std::size_t stride = std::max<std::size_t>(1, values.size() / kSampled);
    for (std::size_t i = 0; i < values.size(); i += stride)
        if (!values.missing(i)) m_values.push_back(values.value(i));
}

void ValueSample::describe(ChannelGuess& guess) const {
    if (m_values.size() < kEnough) return;
    std::vector<double> sorted = m_values;
    std::sort(sorted.begin(), sorted.end());
    guess.low = sorted.front();
    guess.median = sorted[sorted.size() / 2];
    guess.high = sorted.back();
}

void ChannelOutput::describe(std::vector<ChannelGuess>& guesses) const {
    for (std::size_t i = 0; i < guesses.size() && i < m_samples.size(); ++i) m_samples[i].describe(guesses[i]);
}

void ChannelOutput::write(std::size_t channel, const MappedChannel& mapped, const RowBlock& block, const ValueColumn& values) {
    if (mapped.sensors.empty() || block.times.empty()) return;
    if (m_sensors.size() <= channel) m_sensors.resize(channel + 1);
    auto& indices = m_sensors[channel];
    if (indices.empty()) {
        ++m_report.channels;
        for (const MappedSensor& m : mapped.sensors) {
            indices.push_back(m_next++);
            m_writer.add(ParsedSensor{indices.back(), m.sensor, m.mapped});
        }
    }
    if (m_samples.size() <= mapped.guess) m_samples.resize(mapped.guess + 1);
    m_samples[mapped.guess].add(values);
    const std::vector<std::int64_t>& t = block.times;
    for (std::size_t from = 0; from < t.size();) {
        const std::int64_t end = startOfMonth_ms(monthOf(t[from]) + 1);
        const auto to = static_cast<std::size_t>(std::lower_bound(t.begin() + static_cast<std::ptrdiff_t>(from), t.end(), end) - t.begin());
        for (std::size_t s = 0; s < indices.size(); ++s) writeMonth(indices[s], mapped.sensors[s].factor, block, values, from, to);
        from = to;
    }
}

void ChannelOutput::writeMonth(std::uint32_t sensor, double factor, const RowBlock& block, const ValueColumn& values, std::size_t from,
                               std::size_t to) {
    ChunkSource source;
    source.scale = {values.decimals(), factor};
    const auto cut = [from, to](const auto& v) { return std::span(v).subspan(from, to - from); };
    if (!values.anyMissing() && !values.isReal()) { // the usual case: no copy
        source.times_ms = cut(block.times);
        source.mantissas = cut(values.mantissas());
        if (!block.quality.empty()) source.quality = cut(block.quality);
    } else {
        m_times.clear();
        m_mantissas.clear();
        m_values.clear();
        m_quality.clear();
        for (std::size_t i = from; i < to; ++i) {
            if (values.missing(i)) continue;
            m_times.push_back(block.times[i]);
            if (values.isReal())
                m_values.push_back(values.reals()[i] * factor);
            else
                m_mantissas.push_back(values.mantissas()[i]);
            if (!block.quality.empty()) m_quality.push_back(block.quality[i]);
        }
        if (m_times.empty()) return;
        source.times_ms = m_times;
        source.mantissas = m_mantissas;
        source.values = m_values;
        source.quality = m_quality;
    }
    m_report.values += static_cast<std::int64_t>(source.times_ms.size());
    m_writer.add(ParsedChunk{sensor, m_encoder.encode(source)});
}

} // namespace ms::ingest
