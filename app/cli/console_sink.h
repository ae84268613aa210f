#pragma once

#include "app/cli/console.h"
#include "core/base/sink.h"

namespace ms::cli {

/// Progress and diagnostics of work done in this process, to the console.
class ConsoleSink final : public Sink {
public:
    explicit ConsoleSink(Console& console) : m_console(console) {}
    void progress(std::string_view stage, std::int64_t done, std::int64_t total) override { m_console.progress(stage, done, total); }
    void diagnostic(const Diagnostic& diagnostic) override { m_console.diagnostic(diagnostic); }

private:
    Console& m_console;
};

} // namespace ms::cli
