#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ms::ingest {

/// XXH64 (Yann Collet's public specification, seed 0), fed piece by piece: finds accidental change at memory speed; no protection against malice.
class ContentHash {
public:
    void add(std::string_view bytes);
    [[nodiscard]] std::uint64_t value() const;
    [[nodiscard]] std::string hex() const; ///< 16 digits

private:
    void stripe(const char* p);
    std::uint64_t m_lane[4] = {0x60EA27EEADC0B5D6ULL, 0xC2B2AE3D27D4EB4FULL, 0, 0x61C8864E7A143579ULL};
    char m_buffer[32] = {};
    std::size_t m_held = 0;
    std::uint64_t m_total = 0;
};

[[nodiscard]] std::uint64_t contentHash(std::string_view bytes);

} // namespace ms::ingest
