#include "core/ingest/content_hash.h"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>

namespace ms::ingest {
namespace {

constexpr std::uint64_t kP1 = 0x9E3779B185EBCA87ULL, kP2 = 0xC2B2AE3D27D4EB4FULL, kP3 = 0x165667B19E3779F9ULL, kP4 = 0x85EBCA77C2B2AE63ULL,
                        kP5 = 0x27D4EB2F165667C5ULL;

std::uint64_t load64(const char* p) {
    std::uint64_t v = 0;
    std::memcpy(&v, p, sizeof v);
    return v;
}

std::uint64_t round64(std::uint64_t acc, std::uint64_t input) { return std::rotl(acc + input * kP2, 31) * kP1; }

} // namespace

void ContentHash::stripe(const char* p) {
    for (int i = 0; i < 4; ++i) m_lane[i] = round64(m_lane[i], load64(p + 8 * i));
}

void ContentHash::add(std::string_view bytes) {
    m_total += bytes.size();
    const char* p = bytes.data();
    std::size_t n = bytes.size();
    if (m_held > 0) {
        const std::size_t take = std::min(n, sizeof m_buffer - m_held);
        std::memcpy(m_buffer + m_held, p, take);
        m_held += take;
        p += take;
        n -= take;
        if (m_held < sizeof m_buffer) return;
        stripe(m_buffer);
        m_held = 0;
    }
    for (; n >= sizeof m_buffer; p += sizeof m_buffer, n -= sizeof m_buffer) stripe(p);
    if (n > 0) std::memcpy(m_buffer, p, n);
    m_held = n;
}

std::uint64_t ContentHash::value() const {
    std::uint64_t h = kP5;
    if (m_total >= 32) {
        h = std::rotl(m_lane[0], 1) + std::rotl(m_lane[1], 7) + std::rotl(m_lane[2], 12) + std::rotl(m_lane[3], 18);
        for (std::uint64_t lane : m_lane) h = (h ^ round64(0, lane)) * kP1 + kP4;
    }
    h += m_total;
    const char* p = m_buffer;
    std::size_t n = m_held;
    for (; n >= 8; p += 8, n -= 8) h = std::rotl(h ^ round64(0, load64(p)), 27) * kP1 + kP4;
    if (n >= 4) {
        std::uint32_t v = 0;
        std::memcpy(&v, p, sizeof v);
        h = std::rotl(h ^ (v * kP1), 23) * kP2 + kP3;
        p += 4;
        n -= 4;
    }
    for (; n > 0; ++p, --n) h = std::rotl(h ^ (static_cast<unsigned char>(*p) * kP5), 11) * kP1;
    h = (h ^ (h >> 33)) * kP2;
    h = (h ^ (h >> 29)) * kP3;
    return h ^ (h >> 32);
}

std::string ContentHash::hex() const {
    char text[17];
    std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value()));
    return text;
}

std::uint64_t contentHash(std::string_view bytes) {
    ContentHash hash;
    hash.add(bytes);
    return hash.value();
}

} // namespace ms::ingest
