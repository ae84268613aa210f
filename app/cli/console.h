#pragma once

#include "core/base/diagnostic.h"
#include "core/base/error.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace ms::cli {

/// Where the command line speaks: results to stdout, everything else to stderr. On a terminal progress is one line that is rewritten; with
/// --json each message is one JSON object on a line of its own, with "type" progress, diagnostic, error or note. Not thread-safe: main thread.
class Console {
public:
    Console(bool json, bool quiet);
    ~Console(); ///< ends a progress line that still stands
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    /// Writes to stdout as it stands.
    void result(std::string_view text);
    /// A plain sentence about what was done ("3 files, 1,204 values"). Dropped with --quiet.
    void note(const std::string& text);
    /// Dropped with --quiet unless its severity is error.
    void diagnostic(const Diagnostic& diagnostic);
    void error(const Error& error);
    /// At most 10 lines a second on a terminal and with --json; on a plain stream nothing.
    void progress(std::string_view stage, std::int64_t done, std::int64_t total, double remaining_s = -1);
    /// Removes the progress line, if one stands.
    void endProgress();
    /// Flushes stdout; false when something could not be written (disk full, reader gone).
    [[nodiscard]] bool flush();

private:
    void line(const std::string& text);

    bool m_json, m_quiet, m_terminal;
    std::size_t m_progressWidth = 0; ///< of the line that stands on the terminal
    std::chrono::steady_clock::time_point m_lastProgress{};
};

} // namespace ms::cli
