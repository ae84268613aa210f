#pragma once

#include "core/analysis/stages.h"

#include <functional>
#include <stop_token>
#include <vector>

/// The tasks about leaks that the loggers of a zone show week by week.
namespace ms::analysis {

/// The zones of `wanted` ([balances]) of which there can be charts.
[[nodiscard]] std::vector<std::size_t> chartedZones(const ModelFrame& frame, const Data& data, const std::vector<bool>& wanted);

/// Task "chart": the charts of one zone.
[[nodiscard]] Result<TaskOutput> runChart(const Task& task, const Data& data, const ModelFrame& frame, EventSink& sink, std::stop_token stop);

/// Task "follow": leaks of one zone's charts that no event of the balance explains, as events; `idOf` numbers them by zone and position.
[[nodiscard]] Result<TaskOutput> runFollow(const Task& task, const Data& data, const ModelFrame& frame, const Options& options,
                                           const std::function<std::int64_t(std::size_t, std::size_t)>& idOf, EventSink& sink, std::stop_token stop);

} // namespace ms::analysis
