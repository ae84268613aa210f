#include "core/wire/frame.h"

#include "core/base/bytes.h"

#include <algorithm>
#include <cassert>

namespace ms::wire {
namespace {

std::uint32_t shortChecksum(std::string_view payload) {
    const std::uint64_t sum = checksum(payload);
    return static_cast<std::uint32_t>(sum ^ (sum >> 32));
}

/// Bytes for a message: printable ones as they are, the others as \xHH; at most 24.
std::string shown(std::string_view bytes) {
    constexpr char kHex[] = "0123456789abcdef";
    std::string text;
    for (const char c : bytes.substr(0, 24)) {
        const auto u = static_cast<unsigned char>(c);
        if (u >= 0x20 && u < 0x7F)
            text += c;
        else
            text += {'\\', 'x', kHex[u >> 4], kHex[u & 15]};
    }
    return text;
}

} // namespace

std::string encodeFrame(std::uint32_t type, std::string_view payload) {
    assert(payload.size() <= kLongestPayload);
    ByteWriter header;
    header.u32(type);
    header.u32(static_cast<std::uint32_t>(payload.size()));
    header.u32(shortChecksum(payload));
    std::string bytes(kMagic);
    bytes.reserve(kHeaderSize + payload.size());
    bytes += header.view();
    bytes += payload;
    return bytes;
}

void FrameDecoder::feed(std::string_view bytes) {
    if (m_error) return;
    if (m_at > 0 && (m_at == m_buffer.size() || m_at > (64u << 10))) {
        m_buffer.erase(0, m_at);
        m_offset += m_at;
        m_at = 0;
    }
    m_buffer.append(bytes);
}

std::optional<Frame> FrameDecoder::next() {
    if (m_error) return std::nullopt;
    const std::string_view rest = std::string_view(m_buffer).substr(m_at);
    const std::uint64_t here = m_offset + m_at;
    const std::string_view start = rest.substr(0, std::min(rest.size(), kMagic.size()));
    if (start != kMagic.substr(0, start.size())) {
        fail(here, "no frame begins here, but '" + shown(rest) + "'");
        return std::nullopt;
    }
    if (rest.size() < kHeaderSize) return std::nullopt;
    ByteReader header(rest.substr(kMagic.size(), kHeaderSize - kMagic.size()));
    Frame frame;
    frame.type = header.u32();
    const std::uint32_t length = header.u32();
    const std::uint32_t sum = header.u32();
    if (length > kLongestPayload) {
        fail(here, "a frame of type " + std::to_string(frame.type) + " announces " + std::to_string(length) + " bytes, the most is " +
                       std::to_string(kLongestPayload));
        return std::nullopt;
    }
    if (rest.size() - kHeaderSize < length) return std::nullopt;
    const std::string_view payload = rest.substr(kHeaderSize, length);
    if (shortChecksum(payload) != sum) {
        fail(here, "the payload of a frame of type " + std::to_string(frame.type) + " and " + std::to_string(length) +
                       " bytes does not match its checksum");
        return std::nullopt;
    }
    frame.payload = payload;
    m_at += kHeaderSize + length;
    return frame;
}

void FrameDecoder::fail(std::uint64_t offset, std::string what) {
    m_error = Error{ErrorCode::invalidInput, "byte " + std::to_string(offset) + ": " + std::move(what), {}, {}, {}, {}};
    m_buffer.clear();
    m_buffer.shrink_to_fit();
    m_at = 0;
}

} // namespace ms::wire
