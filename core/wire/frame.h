#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Frames on the pipes between a program and its workers: magic, type, length, checksum (4 bytes each, little-endian), then the payload.
namespace ms::wire {

inline constexpr std::string_view kMagic{"MSw1", 4};
inline constexpr std::size_t kHeaderSize = 16;
/// Longest payload. What is larger goes through a file.
inline constexpr std::uint32_t kLongestPayload = 16u << 20;

struct Frame {
    std::uint32_t type = 0;
    std::string payload;
    bool operator==(const Frame&) const = default;
};

/// The bytes of a frame. A payload longer than kLongestPayload is a bug of the caller (asserted).
[[nodiscard]] std::string encodeFrame(std::uint32_t type, std::string_view payload);

/// Takes bytes in pieces of any size and gives the frames in them. After the first thing that is wrong nothing more comes: a stream that has lost its
/// step is not trusted again. Memory: at most one frame and the largest piece fed. Not thread-safe.
class FrameDecoder {
public:
    void feed(std::string_view bytes);
    /// The next whole frame; nullopt when more bytes are needed or after an error.
    [[nodiscard]] std::optional<Frame> next();
    /// What was wrong, with the offset in the stream and the bytes found: "byte 1024: no frame begins here, but 'Segmentat'".
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// Bytes of a frame that has begun and not ended: not 0 at the end of a stream means that it was cut off.
    [[nodiscard]] std::size_t pending() const { return m_error ? 0 : m_buffer.size() - m_at; }

private:
    void fail(std::uint64_t offset, std::string what);

    std::string m_buffer;
    std::size_t m_at = 0;       ///< of the first byte not yet used
    std::uint64_t m_offset = 0; ///< of m_buffer's first byte in the stream
    std::optional<Error> m_error;
};

} // namespace ms::wire
