#pragma once

#include <stop_token>
#include <thread>

namespace ms::cli {

/// Turns SIGINT and SIGTERM (Ctrl+C on Windows) into a stop request. A second one ends the process at once, as users expect. One object a process.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::thread m_listener; ///< waits for the handler's byte: a signal handler may not do more than write one
};

} // namespace ms::cli
