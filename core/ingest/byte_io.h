#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace ms::ingest {

/// Appends values to a byte string: little-endian doubles, LEB128 numbers, length-prefixed strings.
class ByteWriter {
public:
    void u8(std::uint8_t v) { m_bytes.push_back(static_cast<char>(v)); }
    void varint(std::uint64_t v) {
        while (v >= 0x80) {
            u8(static_cast<std::uint8_t>(v | 0x80));
            v >>= 7;
        }
        u8(static_cast<std::uint8_t>(v));
    }
    void zigzag(std::int64_t v) { varint((static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63)); }
    void u64(std::uint64_t v) {
        for (int i = 0; i < 8; ++i) u8(static_cast<std::uint8_t>(v >> (8 * i)));
    }
    void f64(double v) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &v, sizeof bits);
        u64(bits);
    }
    void bytes(std::string_view v) { m_bytes.append(v); }
    void text(std::string_view v) {
        varint(v.size());
        bytes(v);
    }
    [[nodiscard]] const std::string& view() const { return m_bytes; }
    [[nodiscard]] std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads what ByteWriter wrote. Never reads beyond the end: a value that is not whole reads as 0 and sets failed(), which callers check once at the
/// end.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : m_rest(bytes) {}
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }
    [[nodiscard]] std::size_t left() const { return m_rest.size(); }
    void fail() {
        m_failed = true;
        m_rest = {};
    }
    std::uint8_t u8() {
        if (m_rest.empty()) {
            fail();
            return 0;
        }
        const auto v = static_cast<std::uint8_t>(m_rest.front());
        m_rest.remove_prefix(1);
        return v;
    }
    std::uint64_t varint() {
        std::uint64_t v = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const std::uint8_t b = u8();
            v |= static_cast<std::uint64_t>(b & 0x7F) << shift;
            if (b < 0x80) return v;
        }
        fail();
        return 0;
    }
    std::int64_t zigzag() {
        const std::uint64_t v = varint();
        return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
    }
    std::uint64_t u64() {
        std::uint64_t v = 0;
        for (int i = 0; i < 8; ++i) v |= static_cast<std::uint64_t>(u8()) << (8 * i);
        return v;
    }
    double f64() {
        const std::uint64_t bits = u64();
        double v = 0;
        std::memcpy(&v, &bits, sizeof v);
        return v;
    }
    std::string_view bytes(std::size_t n) {
        if (n > m_rest.size()) {
            fail();
            return {};
        }
        const std::string_view v = m_rest.substr(0, n);
        m_rest.remove_prefix(n);
        return v;
    }
    std::string_view text() { return bytes(static_cast<std::size_t>(varint())); }
    /// A count of things that take at least `least` bytes each: fails instead of promising more than there can be.
    std::size_t count(std::size_t least = 1) {
        const std::uint64_t n = varint();
        if (n > m_rest.size() / (least == 0 ? 1 : least) + (least == 0 ? 1u << 20 : 0)) {
            fail();
            return 0;
        }
        return static_cast<std::size_t>(n);
    }

private:
    std::string_view m_rest;
    bool m_failed = false;
};

} // namespace ms::ingest
