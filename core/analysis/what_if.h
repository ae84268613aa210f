#pragma once

#include "core/analysis/analysis.h"
#include "core/base/result.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace ms::analysis {

/// A burst that somebody supposes: where, and how large.
struct Hypothesis {
    LinkIndex pipe;
    double position = 0.5; ///< 0 at the pipe's start node .. 1 at its end node
    double flow_m3s = 0;   ///< at the mean pressure that the place has without it; it follows the pressure from there (a hole, exponent 0.5)
    Duration grows{0};     ///< from its start on the hole grows evenly for so long, as a leak does; 0 = it bursts at once
    bool operator==(const Hypothesis&) const = default;
};

/// What a logger or flow meter of the model measured, what it was expected to show, and what it would show with the hypothesis. One entry an
/// instant of the WhatIf; NaN where not known.
struct SensorPrediction {
    std::size_t sensor = 0;          ///< index in Data::sensors
    std::vector<double> measured_si; ///< mean of the hour
    std::vector<double> expected_si; ///< without any burst
    std::vector<double> predicted_si;
    double sigma_si = 0;   ///< how far measured and expected were apart before the burst, robust standard deviation
    double misfit_si = 0;  ///< root mean square of measured - predicted; NaN when nothing was measured
    double without_si = 0; ///< the same of measured - expected: the misfit when nothing had burst
    bool operator==(const SensorPrediction&) const = default;
};

struct Prediction {
    Hypothesis hypothesis;
    std::vector<SensorPrediction> sensors; ///< in the order of Data::sensors
    std::string zone;                      ///< whose balance the burst's water is drawn from; empty when in none
    std::vector<double> outflow_m3s;       ///< an instant
    double hole_m = 0;                     ///< diameter of the sharp-edged hole (discharge coefficient 0.6) that loses this much
    double pressure_m = 0;                 ///< mean at the place without the burst
    double misfit = 0;                     ///< root mean square over all sensors of misfit / sigma: 1 = as good as chance lets it be
    double without = 0;                    ///< the same without a burst
    int unsolved = 0;                      ///< instants at which the model did not converge; left out
    bool operator==(const Prediction&) const = default;
};

/// Answers "and if this pipe had burst?" while somebody drags a slider: the model is solved without a burst once for up to `most` instants of a span,
/// each question then costs one warm solve an instant. What the model says is the *difference* that the burst makes; it is laid over what was
/// expected without it, so the model's own error does not show as misfit. What was expected is the median of the same hour on the days before, and
/// for loggers with a band of the analysis that band. A band follows from the inflow that was measured, the burst's water counted as demand; the
/// difference that this makes is taken out again by the model. The network and the caller's data are never changed. One thread; make one object a
/// thread.
class WhatIf {
public:
    /// `data` must hold the readings from some days before `burstAt` (14 are good) to `to`; what lies before serves as the ground, but for the spans
    /// `disturbed`, in which other things went on (they count where nothing else is left). invalidInput without a network, without instants, or
    /// when the model cannot be solved at all; cancelled when stopped.
    [[nodiscard]] static Result<WhatIf> make(std::shared_ptr<const Data> data, const std::vector<ExpectedBand>& bands, Instant burstAt, Instant to,
                                             const std::vector<TimeSpan>& disturbed = {}, std::size_t most = 96, std::stop_token stop = {});
    ~WhatIf();
    WhatIf(WhatIf&&) noexcept;
    WhatIf& operator=(WhatIf&&) noexcept;

    [[nodiscard]] const std::vector<Instant>& instants() const; ///< middles of hours, evenly spread over [burstAt, to)
    [[nodiscard]] const Data& data() const;
    /// invalidInput when the link is no open pipe.
    [[nodiscard]] Result<Prediction> predict(const Hypothesis& hypothesis, std::stop_token stop = {});

private:
    struct Work;
    explicit WhatIf(std::unique_ptr<Work> work);
    std::unique_ptr<Work> m_work;
};

} // namespace ms::analysis
