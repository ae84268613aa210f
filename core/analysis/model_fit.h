#pragma once

#include "core/analysis/analysis.h"
#include "core/calibration/model_calibration.h"

namespace ms::analysis {

struct ModelFitOptions {
    int weeks = 8; ///< how far back from `until` data are looked at
    Instant until; ///< invalid = the end of the data
    calibration::CalibrationOptions calibration;
    [[nodiscard]] Result<void> validate() const;
};

/// Fits the model of `data` to its readings: three-hour means over the last weeks, the model driven by what is measured (inflows, pumps, tanks,
/// customers), without the times at which one of `events` was open in a logger's zone. Where a zone has less than a fortnight without events all of
/// its time is taken, and a diagnostic says so: lasting leaks then count as demand. A zone's demand scale is its unmetered demand over the model's,
/// the median day with an interval from how days differ. Nothing later than `until` is looked at, so the result may be used for what came after.
/// notFound without a model or a logger at one of its nodes; cancelled.
[[nodiscard]] Result<calibration::Calibration> fitModel(const Data& data, const std::vector<detection::Event>& events, const ModelFitOptions& options,
                                                        Sink& sink, std::stop_token stop = {});

/// Whether an analysis may use a calibration: with hindsight always, live only for a period that begins after the data the calibration rests on.
[[nodiscard]] bool mayUse(const calibration::Calibration& calibration, const Options& options);
/// Lays a calibration over the model of `data` (before prepare()). Without a model nothing happens.
void layOver(const calibration::Calibration& calibration, Data& data);

} // namespace ms::analysis
