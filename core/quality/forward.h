#pragma once

#include "core/quality/cross.h"

#include <cstddef>
#include <stop_token>
#include <vector>

namespace ms::quality {

struct ForwardOptions {
    double every_d = 2;                                        ///< looked at so often ...
    double window_d = 42;                                      ///< ... with so much of the past
    double learn_d = 21;                                       ///< nothing is called before
    double recent_d = 14;                                      ///< what began earlier is the window's edge, no fault
    double driftSure = 0.7, offsetSure = 0.8, clockSure = 0.6; ///< confidence from which a kind is called
    std::size_t mostReadings = 120'000;                        ///< in a window of all series; with more the checks cost more than they bring
};

/// A fault as it became known.
struct ForwardFault {
    std::size_t series = 0; ///< position in the list handed over
    Fault fault;            ///< drift, offset or clockShift; an offset that turns out to slide stays what it was called
    Instant seenAt;         ///< only readings up to it were used
    bool over = false;      ///< `fault.to` is its end
    bool operator==(const ForwardFault&) const = default;
};

/// Pressure loggers of one group checked against each other as time goes on: crossCheck of the last weeks, again and again. Each fault is called
/// once, by seenAt. Readings that are flagged already are passed over. Fewer than CrossOptions::leastSeries loggers: nothing. It does not matter in
/// which portions readings come.
class ForwardWatch {
public:
    explicit ForwardWatch(std::size_t loggers, const ForwardOptions& options = {}) : m_loggers(loggers), m_options(options) {}

    /// When the loggers are looked at next; invalid before the first readings.
    [[nodiscard]] Instant next() const { return m_next; }
    /// Readings from here on must be handed over when `until` of goOn() reaches next(); invalid: all.
    [[nodiscard]] Instant needed() const;
    void goOn(const std::vector<const series::Readings*>& loggers, Instant until, std::stop_token stop = {});
    [[nodiscard]] const std::vector<ForwardFault>& faults() const { return m_faults; }

private:
    void look(const std::vector<const series::Readings*>& loggers, std::stop_token stop);

    std::size_t m_loggers;
    ForwardOptions m_options;
    Instant m_next;
    bool m_tooMany = false; ///< readings: given up
    std::vector<ForwardFault> m_faults;
};

/// All at once. Pure and thread-safe.
[[nodiscard]] std::vector<ForwardFault> watchForward(const std::vector<const series::Readings*>& loggers, const ForwardOptions& options = {},
                                                     std::stop_token stop = {});

} // namespace ms::quality
