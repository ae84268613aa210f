#include "core/base/bytes.h"

namespace ms {

void ByteReader::fail(std::string_view why) {
    if (m_failed) return;
    m_failed = true;
    m_why = std::string(why) + " at byte " + std::to_string(m_at);
}

bool ByteReader::boolean() {
    const std::uint8_t v = u8();
    if (v > 1) fail("neither true nor false");
    return v == 1;
}

std::size_t ByteReader::count(std::size_t leastBytes) {
    const std::uint64_t n = varint();
    if (m_failed) return 0;
    if (n > left() / leastBytes) {
        fail("a count of " + std::to_string(n) + " that the bytes left cannot hold");
        return 0;
    }
    return static_cast<std::size_t>(n);
}

std::string_view ByteReader::bytes(std::size_t n) {
    if (m_failed || n > left()) {
        fail("the bytes end too early");
        return {};
    }
    const std::string_view v = m_bytes.substr(m_at, n);
    m_at += n;
    return v;
}

Result<void> ByteReader::finish(std::string_view what) const {
    const auto error = [](std::string message) { return Error{ErrorCode::invalidInput, std::move(message), {}, {}, {}, {}}; };
    if (m_failed) return error(std::string(what) + ": " + m_why);
    if (!atEnd()) return error(std::string(what) + ": " + std::to_string(left()) + " bytes too many at byte " + std::to_string(m_at));
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

} // namespace ms
