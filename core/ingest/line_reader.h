#pragma once

#include "core/ingest/text_source.h"

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace ms::ingest {

/// Cuts a text into lines ("\n" or "\r\n") from a buffer that is refilled in place: a line is a view that lives until the next call, and kPadding
/// bytes behind it can be read.
class LineReader {
public:
    static constexpr std::size_t kPadding = 64;

    /// `buffer` is reused from file to file; `from`: where in the text the source stands, for offset().
    LineReader(TextSource& source, std::vector<char>& buffer, std::int64_t from = 0) : m_source(source), m_buffer(buffer), m_base(from) {
        if (m_buffer.size() < kBlock + kPadding) m_buffer.resize(kBlock + kPadding);
    }

    /// False at the end and on an error (see error()).
    bool next(std::string_view& line) {
        for (;;) {
            const char* begin = m_buffer.data() + m_at;
            if (const void* found = std::memchr(begin + m_scanned, '\n', m_held - m_at - m_scanned)) {
                const char* end = static_cast<const char*>(found);
                m_offset = m_base + static_cast<std::int64_t>(m_at);
                m_at += static_cast<std::size_t>(end - begin) + 1;
                m_scanned = 0;
                ++m_number;
                if (end > begin && end[-1] == '\r') --end;
                line = {begin, static_cast<std::size_t>(end - begin)};
                return true;
            }
            m_scanned = m_held - m_at;
            if (!fill()) break;
        }
        if (m_at == m_held || m_failed) return false;
        m_offset = m_base + static_cast<std::int64_t>(m_at);
        line = {m_buffer.data() + m_at, m_held - m_at};
        m_at = m_held;
        m_scanned = 0;
        ++m_number;
        return true;
    }
    [[nodiscard]] std::int64_t number() const { return m_number; }                                   ///< of the last line, from 1
    [[nodiscard]] std::int64_t position() const { return m_base + static_cast<std::int64_t>(m_at); } ///< behind the last line, in the text
    [[nodiscard]] std::int64_t offset() const { return m_offset; }                                   ///< of the last line's first byte in the text
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] const Error& error() const { return m_error; }

private:
    static constexpr std::size_t kLongest = std::size_t{1} << 26;
#ifdef FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION
    static constexpr std::size_t kBlock = 1024; ///< so that short files are refilled and grown for too
#else
    static constexpr std::size_t kBlock = std::size_t{1} << 18;
#endif

    bool fill() {
        if (m_at > 0) {
            std::memmove(m_buffer.data(), m_buffer.data() + m_at, m_held - m_at);
            m_base += static_cast<std::int64_t>(m_at);
            m_held -= m_at;
            m_at = 0;
        }
        if (m_held + kPadding == m_buffer.size()) {
            if (m_buffer.size() >= kLongest) return fail({ErrorCode::limitExceeded, "a line is longer than 64 MB", {}, {}, {m_number + 1, 0}, {}});
            m_buffer.resize(2 * m_buffer.size());
        }
        const auto got = m_source.read(m_buffer.data() + m_held, m_buffer.size() - kPadding - m_held);
        if (!got.ok()) return fail(got.error());
        m_held += *got;
        return *got > 0;
    }
    bool fail(Error error) {
        m_failed = true;
        m_error = std::move(error);
        return false;
    }

    TextSource& m_source;
    std::vector<char>& m_buffer;
    std::size_t m_at = 0, m_held = 0, m_scanned = 0;
    std::int64_t m_base, m_number = 0, m_offset = 0;
    bool m_failed = false;
    Error m_error;
};

} // namespace ms::ingest
