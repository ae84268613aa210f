#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The byte form of values between our own processes: little-endian, fixed widths, strings and lists with a 32-bit count before them. Doubles keep
/// every bit. Not a file format: both ends are of one build.
namespace ms::wire {

/// Appends values to a byte string.
class ByteWriter {
public:
    void u8(std::uint8_t v) { m_bytes.push_back(static_cast<char>(v)); }
    void boolean(bool v) { u8(v ? 1 : 0); }
    void u32(std::uint32_t v);
    void u64(std::uint64_t v);
    void i64(std::int64_t v) { u64(static_cast<std::uint64_t>(v)); }
    void f64(double v);
    void f32(float v);
    void text(std::string_view v); ///< any bytes, not only text
    void count(std::size_t n) { u32(static_cast<std::uint32_t>(n)); }

    [[nodiscard]] const std::string& bytes() const& { return m_bytes; }
    [[nodiscard]] std::string bytes() && { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads what ByteWriter wrote. Never reads past the end: the first read that would fails, and all later ones give zeros; ask finish() at the end.
/// Counts are checked against the bytes that are left, so that hostile input cannot demand memory. Does not own the bytes.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_bytes(bytes) {}

    [[nodiscard]] std::uint8_t u8();
    [[nodiscard]] bool boolean(); ///< anything but 0 and 1 is a failure
    [[nodiscard]] std::uint32_t u32();
    [[nodiscard]] std::uint64_t u64();
    [[nodiscard]] std::int64_t i64() { return static_cast<std::int64_t>(u64()); }
    [[nodiscard]] double f64();
    [[nodiscard]] float f32();
    [[nodiscard]] std::string text();
    /// A number of elements that follow, each of at least `leastBytes` bytes.
    [[nodiscard]] std::size_t count(std::size_t leastBytes);
    /// An enumerator of an enum whose last one is `last`.
    template <typename Enum>
    [[nodiscard]] Enum enumerator(Enum last) {
        const std::uint8_t v = u8();
        if (v > static_cast<std::uint8_t>(last)) fail("an enumerator out of range");
        return m_failed ? Enum{} : static_cast<Enum>(v);
    }

    [[nodiscard]] bool failed() const { return m_failed; }
    void fail(std::string_view why); ///< the first one counts
    /// Ok when nothing failed and nothing is left over; else says where and why: "Done: 3 bytes too many at byte 17".
    [[nodiscard]] Result<void> finish(std::string_view what) const;

private:
    [[nodiscard]] bool take(void* to, std::size_t n);

    std::string_view m_bytes;
    std::size_t m_at = 0;
    bool m_failed = false;
    std::string m_why;
};

/// FNV-1a, 64 bits: against accidents, not against forgery.
[[nodiscard]] std::uint64_t checksum(std::string_view bytes);

} // namespace ms::wire
