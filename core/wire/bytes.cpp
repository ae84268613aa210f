#include "core/wire/bytes.h"

#include <bit>
#include <cstring>

namespace ms::wire {
namespace {

template <typename T>
void appendLittle(std::string& to, T v) {
    for (std::size_t i = 0; i < sizeof(T); ++i) to.push_back(static_cast<char>((v >> (8 * i)) & 0xFF));
}

template <typename T>
T fromLittle(const unsigned char (&from)[sizeof(T)]) {
    T v = 0;
    for (std::size_t i = 0; i < sizeof(T); ++i) v |= static_cast<T>(from[i]) << (8 * i);
    return v;
}

} // namespace

void ByteWriter::u32(std::uint32_t v) { appendLittle(m_bytes, v); }
void ByteWriter::u64(std::uint64_t v) { appendLittle(m_bytes, v); }
void ByteWriter::f64(double v) { u64(std::bit_cast<std::uint64_t>(v)); }
void ByteWriter::f32(float v) { u32(std::bit_cast<std::uint32_t>(v)); }

void ByteWriter::text(std::string_view v) {
    count(v.size());
    m_bytes.append(v);
}

bool ByteReader::take(void* to, std::size_t n) {
    if (m_failed) return false;
    if (m_bytes.size() - m_at < n) {
        fail("the bytes end too early");
        return false;
    }
    std::memcpy(to, m_bytes.data() + m_at, n);
    m_at += n;
    return true;
}

void ByteReader::fail(std::string_view why) {
    if (m_failed) return;
    m_failed = true;
    m_why = std::string(why) + " at byte " + std::to_string(m_at);
}

std::uint8_t ByteReader::u8() {
    std::uint8_t v = 0;
    return take(&v, 1) ? v : std::uint8_t{0};
}

bool ByteReader::boolean() {
    const std::uint8_t v = u8();
    if (v > 1) fail("neither true nor false");
    return v == 1;
}

std::uint32_t ByteReader::u32() {
    unsigned char raw[4] = {};
    return take(raw, 4) ? fromLittle<std::uint32_t>(raw) : 0;
}

std::uint64_t ByteReader::u64() {
    unsigned char raw[8] = {};
    return take(raw, 8) ? fromLittle<std::uint64_t>(raw) : 0;
}

double ByteReader::f64() { return std::bit_cast<double>(u64()); }
float ByteReader::f32() { return std::bit_cast<float>(u32()); }

std::string ByteReader::text() {
    const std::size_t n = count(1);
    if (m_failed) return {};
    std::string v(m_bytes.substr(m_at, n));
    m_at += n;
    return v;
}

std::size_t ByteReader::count(std::size_t leastBytes) {
    const std::size_t n = u32();
    if (m_failed) return 0;
    if (n * leastBytes > m_bytes.size() - m_at) {
        fail("a count of " + std::to_string(n) + " that the bytes left cannot hold");
        return 0;
    }
    return n;
}

Result<void> ByteReader::finish(std::string_view what) const {
    if (m_failed) return Error{ErrorCode::invalidInput, std::string(what) + ": " + m_why, {}, {}, {}, {}};
    if (m_at != m_bytes.size())
        return Error{ErrorCode::invalidInput,
                     std::string(what) + ": " + std::to_string(m_bytes.size() - m_at) + " bytes too many at byte " + std::to_string(m_at),
                     {},
                     {},
                     {},
                     {}};
    return {};
}

std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 0x100000001B3ULL;
    }
    return hash;
}

} // namespace ms::wire
