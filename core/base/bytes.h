#pragma once

#include "core/base/result.h"

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

/// The byte form of values: little-endian doubles that keep every bit, LEB128 numbers, strings and lists with a LEB128 count before them.
/// What uses it decides whether it is a file format (the project's chunks: never change a code once written) or only talk between processes of one
/// build.
namespace ms {

/// Appends values to a byte string.
class ByteWriter {
public:
    void u8(std::uint8_t v) { m_bytes.push_back(static_cast<char>(v)); }
    void boolean(bool v) { u8(v ? 1 : 0); }
    void u32(std::uint32_t v) { little(v, 4); }
    void u64(std::uint64_t v) { little(v, 8); }
    void i64(std::int64_t v) { u64(static_cast<std::uint64_t>(v)); }
    void f32(float v) { u32(std::bit_cast<std::uint32_t>(v)); }
    void f64(double v) { u64(std::bit_cast<std::uint64_t>(v)); }
    void varint(std::uint64_t v) {
        for (; v >= 0x80; v >>= 7) u8(static_cast<std::uint8_t>(v | 0x80));
        u8(static_cast<std::uint8_t>(v));
    }
    void zigzag(std::int64_t v) { varint((static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63)); }
    void count(std::size_t n) { varint(n); }
    void bytes(std::string_view v) { m_bytes.append(v); } ///< without a count
    void text(std::string_view v) {                       ///< any bytes, not only text
        count(v.size());
        bytes(v);
    }

    [[nodiscard]] const std::string& view() const { return m_bytes; }
    [[nodiscard]] std::string take() { return std::exchange(m_bytes, {}); }

private:
    void little(std::uint64_t v, int n) {
        for (int i = 0; i < n; ++i) m_bytes.push_back(static_cast<char>((v >> (8 * i)) & 0xFF));
    }
    std::string m_bytes;
};

/// Reads what ByteWriter wrote. Never reads past the end: the first read that would fails, and all later ones give zeros; ask failed() or finish() at
/// the end. Counts are checked against the bytes that are left, so that hostile input cannot demand memory. Does not own the bytes.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_bytes(bytes) {}

    [[nodiscard]] std::uint8_t u8() { return static_cast<std::uint8_t>(little(1)); }
    [[nodiscard]] bool boolean(); ///< anything but 0 and 1 is a failure
    [[nodiscard]] std::uint32_t u32() { return static_cast<std::uint32_t>(little(4)); }
    [[nodiscard]] std::uint64_t u64() { return little(8); }
    [[nodiscard]] std::int64_t i64() { return static_cast<std::int64_t>(u64()); }
    [[nodiscard]] float f32() { return std::bit_cast<float>(u32()); }
    [[nodiscard]] double f64() { return std::bit_cast<double>(u64()); }
    [[nodiscard]] std::uint64_t varint() {
        std::uint64_t v = 0;
        for (int shift = 0; shift < 64 && m_at < m_bytes.size(); shift += 7) {
            const auto b = static_cast<std::uint8_t>(m_bytes[m_at++]);
            v |= static_cast<std::uint64_t>(b & 0x7F) << shift;
            if (b < 0x80) return m_failed ? 0 : v;
        }
        fail("an unfinished number");
        return 0;
    }
    [[nodiscard]] std::int64_t zigzag() {
        const std::uint64_t v = varint();
        return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
    }
    /// A number of elements that follow, each of at least `leastBytes` (1 or more) bytes.
    [[nodiscard]] std::size_t count(std::size_t leastBytes = 1);
    [[nodiscard]] std::string_view bytes(std::size_t n); ///< exactly n; empty on failure
    [[nodiscard]] std::string_view text() { return bytes(count()); }
    /// An enumerator of an enum whose last one is `last`.
    template <typename Enum>
    [[nodiscard]] Enum enumerator(Enum last) {
        const std::uint8_t v = u8();
        if (v > static_cast<std::uint8_t>(last)) fail("an enumerator out of range");
        return m_failed ? Enum{} : static_cast<Enum>(v);
    }

    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool atEnd() const { return m_at == m_bytes.size(); }
    [[nodiscard]] std::size_t left() const { return m_bytes.size() - m_at; }
    void fail(std::string_view why = "damaged bytes"); ///< the first one counts
    /// Ok when nothing failed and nothing is left over; else says where and why: "Done: 3 bytes too many at byte 17".
    [[nodiscard]] Result<void> finish(std::string_view what) const;

private:
    [[nodiscard]] std::uint64_t little(std::size_t n) {
        if (m_failed || left() < n) {
            fail("the bytes end too early");
            return 0;
        }
        std::uint64_t v = 0;
        for (std::size_t i = 0; i < n; ++i) v |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(m_bytes[m_at + i])) << (8 * i);
        m_at += n;
        return v;
    }

    std::string_view m_bytes;
    std::size_t m_at = 0;
    bool m_failed = false;
    std::string m_why;
};

/// FNV-1a, 64 bits: against accidents, not against forgery.
[[nodiscard]] std::uint64_t checksum(std::string_view bytes);

} // namespace ms
