#pragma once

#include "core/ingest/channel_mapper.h"
#include "core/ingest/parsed_file.h"
#include "core/ingest/value_column.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace ms::ingest {

/// Rows that share their times: all channels of a wide file of one clock, or one tag of a long one. Arrays of one length; columns as long as `times`.
struct RowBlock {
    std::vector<std::int64_t> times;   ///< UTC ms, in the order of the file
    std::vector<std::uint32_t> lines;  ///< in the file
    std::vector<std::uint8_t> quality; ///< empty = all good
    std::vector<ValueColumn*> columns;
};

/// Brings rows into the order of time. Of rows of one time the first is kept: the same values again count as duplicates, others as conflicting (and
/// are quarantined), values where the first has none are taken over. Counts late and missing rows. Nothing is done to rows that ascend already.
void sortRows(RowBlock& block, FileReport& report, std::int64_t firstLine);

/// Keeps an entry of the quarantine, the first kQuarantineListed.
void quarantine(FileReport& report, std::int64_t line, std::string_view text, std::string_view reason);

/// Takes the readings of one source file, channel by channel.
class ChannelSink {
public:
    virtual ~ChannelSink() = default;
    /// The readings of one channel, rows in the order of time; `channel` numbers the channels of the file.
    virtual void write(std::size_t channel, const MappedChannel& mapped, const RowBlock& block, const ValueColumn& values) = 0;
};

/// Low, median and high of a sample of values, kept while they pass by.
class ValueSample {
public:
    void add(const ValueColumn& values);
    /// Fills the guess's low, median and high, where there are enough values to tell.
    void describe(ChannelGuess& guess) const;

private:
    std::vector<double> m_values;
};

/// Writes the readings of one source file as chunks.
class ChannelOutput final : public ChannelSink {
public:
    ChannelOutput(ParsedFileWriter& writer, ChunkEncoder& encoder, FileReport& report) : m_writer(writer), m_encoder(encoder), m_report(report) {}
    void write(std::size_t channel, const MappedChannel& mapped, const RowBlock& block, const ValueColumn& values) override;
    /// Fills low, median and high of the guesses from the values that went through.
    void describe(std::vector<ChannelGuess>& guesses) const;

private:
    void writeMonth(std::uint32_t sensor, double factor, const RowBlock& block, const ValueColumn& values, std::size_t from, std::size_t to);
    ParsedFileWriter& m_writer;
    ChunkEncoder& m_encoder;
    FileReport& m_report;
    std::vector<std::vector<std::uint32_t>> m_sensors; ///< by channel
    std::vector<ValueSample> m_samples;                ///< by guess
    std::uint32_t m_next = 0;
    std::vector<std::int64_t> m_times, m_mantissas; ///< scratch
    std::vector<double> m_values;
    std::vector<std::uint8_t> m_quality;
};

} // namespace ms::ingest
