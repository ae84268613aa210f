#include "core/ingest/parsed_file.h"

#include "core/ingest/value_codec.h"

#include <array>
#include <cstdio>
#include <filesystem>

namespace ms::ingest {
namespace {

constexpr std::string_view kMagic = "MSPARSED1\n";
constexpr std::uint8_t kSensor = 'S', kChunk = 'C', kReport = 'R';
constexpr std::size_t kFlushAt = std::size_t{1} << 20;
constexpr std::uint64_t kLargestRecord = std::uint64_t{1} << 30;
constexpr std::size_t kRecordHead = 5, kRecordTail = 8; ///< kind and length of a record; checksum of the file

std::string partName(const std::string& path) { return path + ".part"; }

void putRecord(std::string& buffer, std::uint8_t kind, std::string_view payload) {
    buffer.push_back(static_cast<char>(kind));
    for (int i = 0; i < 4; ++i) buffer.push_back(static_cast<char>(payload.size() >> (8 * i)));
    buffer.append(payload);
}

Error damagedHandover(const std::string& path) {
    return {
        ErrorCode::invalidInput, "what a worker handed over is damaged", path, {}, {}, "import again; check the free space of the temporary folder"};
}

} // namespace

Result<ParsedFileWriter> ParsedFileWriter::create(const std::string& path) {
    ParsedFileWriter writer;
    writer.m_path = path;
    writer.m_out.open(partName(path), std::ios::binary | std::ios::trunc);
    if (!writer.m_out) return Error{ErrorCode::unwritable, "cannot write the temporary file", path, {}, {}, "check space and rights of the folder"};
    writer.m_buffer = kMagic;
    return writer;
}

ParsedFileWriter::~ParsedFileWriter() {
    if (!m_out.is_open()) return;
    m_out.close();
    std::remove(partName(m_path).c_str());
}

void ParsedFileWriter::flush(bool all) {
    if (!all && m_buffer.size() < kFlushAt) return;
    m_hash.add(m_buffer);
    m_out.write(m_buffer.data(), static_cast<std::streamsize>(m_buffer.size()));
    m_buffer.clear();
}

void ParsedFileWriter::add(const ParsedSensor& s) {
    ByteWriter out;
    out.varint(s.index);
    put(out, s.sensor);
    out.u8(s.mapped ? 1 : 0);
    putRecord(m_buffer, kSensor, out.view());
    flush(false);
}

void ParsedFileWriter::add(const ParsedChunk& c) {
    ByteWriter out;
    const ChunkSummary& s = c.chunk.summary;
    out.varint(c.sensor);
    out.zigzag(c.chunk.month);
    out.zigzag(s.count);
    out.zigzag(s.first_ms);
    out.zigzag(s.last_ms);
    out.f64(s.low);
    out.f64(s.high);
    out.text(s.bins);
    out.text(c.chunk.data);
    putRecord(m_buffer, kChunk, out.view());
    flush(false);
}

void ParsedFileWriter::add(const FileReport& report) {
    putRecord(m_buffer, kReport, encodeReport(report));
    flush(false);
}

Result<void> ParsedFileWriter::finish() {
    flush(true);
    std::array<char, kRecordTail> tail{};
    for (std::size_t i = 0; i < kRecordTail; ++i) tail[i] = static_cast<char>(m_hash.value() >> (8 * i));
    m_out.write(tail.data(), kRecordTail);
    m_out.close();
    std::error_code problem;
    if (m_out) std::filesystem::rename(partName(m_path), m_path, problem);
    if (m_out && !problem) return {};
    std::remove(partName(m_path).c_str());
    return Error{ErrorCode::unwritable, "cannot write the temporary file", m_path, {}, {}, "check space and rights of the folder"};
}

Result<ParsedFileReader> ParsedFileReader::open(const std::string& path) {
    ParsedFileReader reader;
    reader.m_path = path;
    reader.m_in.open(path, std::ios::binary);
    if (!reader.m_in) return Error{ErrorCode::unreadable, "cannot read what a worker handed over", path, {}, {}, {}};
    reader.m_in.seekg(0, std::ios::end);
    const auto size = static_cast<std::uint64_t>(reader.m_in.tellg());
    if (size < kMagic.size() + kRecordTail) return damagedHandover(path);
    reader.m_in.seekg(0);
    std::string block(std::min<std::uint64_t>(size, kFlushAt), '\0');
    ContentHash hash;
    for (std::uint64_t left = size - kRecordTail; left > 0;) {
        const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(left, block.size()));
        reader.m_in.read(block.data(), static_cast<std::streamsize>(n));
        if (!reader.m_in) return damagedHandover(path);
        hash.add({block.data(), n});
        left -= n;
    }
    std::array<char, kRecordTail> tail{};
    reader.m_in.read(tail.data(), kRecordTail);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < kRecordTail; ++i) sum |= static_cast<std::uint64_t>(static_cast<unsigned char>(tail[i])) << (8 * i);
    if (!reader.m_in || sum != hash.value()) return damagedHandover(path);
    reader.m_in.seekg(0);
    std::string magic(kMagic.size(), '\0');
    reader.m_in.read(magic.data(), static_cast<std::streamsize>(magic.size()));
    if (magic != kMagic) return damagedHandover(path);
    reader.m_left = size - kMagic.size() - kRecordTail;
    return reader;
}

Result<ParsedRecord> ParsedFileReader::next() {
    std::array<char, kRecordHead> head{};
    if (m_left < kRecordHead) return damagedHandover(m_path);
    m_in.read(head.data(), kRecordHead);
    std::uint64_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) length |= static_cast<std::uint64_t>(static_cast<unsigned char>(head[i + 1])) << (8 * i);
    m_left -= kRecordHead;
    if (!m_in || length > m_left || length > kLargestRecord) return damagedHandover(m_path);
    m_record.resize(static_cast<std::size_t>(length));
    m_in.read(m_record.data(), static_cast<std::streamsize>(length));
    m_left -= length;
    if (!m_in) return damagedHandover(m_path);
    ByteReader in(m_record);
    switch (static_cast<std::uint8_t>(head[0])) {
    case kSensor: {
        ParsedSensor s;
        s.index = static_cast<std::uint32_t>(in.varint());
        s.sensor = getSensor(in);
        s.mapped = in.u8() == 1;
        if (in.failed()) return damagedHandover(m_path);
        return ParsedRecord(std::move(s));
    }
    case kChunk: {
        ParsedChunk c;
        ChunkSummary& s = c.chunk.summary;
        c.sensor = static_cast<std::uint32_t>(in.varint());
        c.chunk.month = static_cast<std::int32_t>(in.zigzag());
        s.count = in.zigzag();
        s.first_ms = in.zigzag();
        s.last_ms = in.zigzag();
        s.low = in.f64();
        s.high = in.f64();
        s.bins = in.text();
        c.chunk.data = in.text();
        if (in.failed()) return damagedHandover(m_path);
        return ParsedRecord(std::move(c));
    }
    case kReport: {
        auto report = decodeReport(m_record);
        if (!report.ok()) return report.error();
        return ParsedRecord(std::move(*report));
    }
    default: return damagedHandover(m_path);
    }
}

std::string encodeReport(const FileReport& r) {
    ByteWriter out;
    for (const std::string* text : {&r.path, &r.format, &r.checksum, &r.error}) out.text(*text);
    out.u8(static_cast<std::uint8_t>(r.errorCode));
    for (const std::int64_t n : {static_cast<std::int64_t>(r.channels), r.rows, r.values, r.quarantined, r.emptyCells, r.textCells, r.duplicateRows,
                                 r.conflictingRows, r.lateRows, r.missingRows})
        out.zigzag(n);
    out.varint(r.quarantine.size());
    for (const Quarantined& q : r.quarantine) {
        out.zigzag(q.line);
        out.text(q.text);
        out.text(q.reason);
        out.text(q.file);
    }
    out.varint(r.diagnostics.size());
    for (const Diagnostic& d : r.diagnostics) put(out, d);
    out.f64(r.confidence);
    out.count(r.evidence.size());
    for (const std::string& sentence : r.evidence) out.text(sentence);
    out.count(r.guesses.size());
    for (const ChannelGuess& g : r.guesses) put(out, g);
    out.text(r.usedProfile);
    out.boolean(r.learned.has_value());
    if (r.learned) put(out, *r.learned);
    return out.take();
}

Result<FileReport> decodeReport(std::string_view bytes) {
    ByteReader in(bytes);
    FileReport r;
    for (std::string* text : {&r.path, &r.format, &r.checksum, &r.error}) *text = in.text();
    r.errorCode = static_cast<ErrorCode>(in.u8());
    r.channels = static_cast<int>(in.zigzag());
    for (std::int64_t* n :
         {&r.rows, &r.values, &r.quarantined, &r.emptyCells, &r.textCells, &r.duplicateRows, &r.conflictingRows, &r.lateRows, &r.missingRows})
        *n = in.zigzag();
    for (std::size_t n = in.count(3); n > 0 && !in.failed(); --n) {
        Quarantined& q = r.quarantine.emplace_back();
        q.line = in.zigzag();
        q.text = in.text();
        q.reason = in.text();
        q.file = in.text();
    }
    for (std::size_t n = in.count(10); n > 0 && !in.failed(); --n) r.diagnostics.push_back(getDiagnostic(in));
    r.confidence = in.f64();
    for (std::size_t n = in.count(1); n > 0 && !in.failed(); --n) r.evidence.emplace_back(in.text());
    for (std::size_t n = in.count(10); n > 0 && !in.failed(); --n) r.guesses.push_back(getGuess(in));
    r.usedProfile = in.text();
    if (in.boolean()) r.learned = getProfile(in);
    if (in.failed() || !in.atEnd() || r.errorCode > ErrorCode::internal) return Error{ErrorCode::invalidInput, "a report is damaged", {}, {}, {}, {}};
    return r;
}

} // namespace ms::ingest
