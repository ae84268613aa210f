#pragma once

#include "core/base/result.h"
#include "core/ingest/chunk_codec.h"
#include "core/ingest/content_hash.h"
#include "core/ingest/ingest.h"
#include "core/series/sensor.h"

#include <cstdint>
#include <fstream>
#include <string>
#include <variant>
#include <vector>

/// The file through which a worker hands what it parsed to the one writer: for each source file its sensors, their encoded chunks and a report. It is
/// written under a temporary name and renamed when whole, with a checksum at the end. Both ends are of one build; no compatibility is tried.
namespace ms::ingest {

struct ParsedSensor {
    std::uint32_t index = 0; ///< within its source file
    series::Sensor sensor;   ///< as the file, sensors.csv and the network suggest
    bool mapped = false;     ///< sensors.csv says so: then it also changes a sensor that is there
    bool operator==(const ParsedSensor&) const = default;
};

struct ParsedChunk {
    std::uint32_t sensor = 0; ///< index of a ParsedSensor of the same source file
    EncodedChunk chunk;
};

/// In the order of a file: sensors before their chunks, the report last.
using ParsedRecord = std::variant<ParsedSensor, ParsedChunk, FileReport>;

class ParsedFileWriter {
public:
    /// unwritable when `path` cannot be made.
    [[nodiscard]] static Result<ParsedFileWriter> create(const std::string& path);
    ParsedFileWriter(ParsedFileWriter&&) = default;
    ~ParsedFileWriter(); ///< removes what was not finished
    void add(const ParsedSensor& sensor);
    void add(const ParsedChunk& chunk);
    void add(const FileReport& report);
    /// Writes the checksum and puts the file in its place. unwritable when the medium was full.
    [[nodiscard]] Result<void> finish();

private:
    ParsedFileWriter() = default;
    void flush(bool all);
    std::string m_path, m_buffer;
    std::ofstream m_out;
    ContentHash m_hash;
};

class ParsedFileReader {
public:
    /// Checks length and checksum of the whole file first: a damaged one is invalidInput and gives no record.
    [[nodiscard]] static Result<ParsedFileReader> open(const std::string& path);
    [[nodiscard]] bool atEnd() const { return m_left == 0; }
    /// The next record; invalidInput when it cannot be read.
    [[nodiscard]] Result<ParsedRecord> next();

private:
    ParsedFileReader() = default;
    std::string m_path, m_record;
    std::ifstream m_in;
    std::uint64_t m_left = 0; ///< bytes of records still to read
};

[[nodiscard]] std::string encodeReport(const FileReport& report);
[[nodiscard]] Result<FileReport> decodeReport(std::string_view bytes);

} // namespace ms::ingest
