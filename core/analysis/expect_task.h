#pragma once

#include "core/analysis/model_state.h"
#include "core/calibration/residual_record.h"

#include <stop_token>

namespace ms::analysis {

/// What the model says about a block of days, and what it was driven with (means over the slots of the records).
struct Expectation {
    std::vector<calibration::ResidualRecord> records; ///< as ModelFrame::zones
    Eigen::MatrixXf drive;                            ///< [rows of a drive x slots]
    std::vector<ExpectedBand> model;                  ///< hourly pressure of every logger by the model alone: `expected`, no bounds
    int unsolved = 0;                                 ///< hours in which the model did not converge
};

/// Solves the model hour by hour over `span` (whole days), conditioned on what is measured, and compares. `sink` hears of hours done.
[[nodiscard]] Result<Expectation> expectBlock(const ModelFrame& frame, const Data& data, TimeSpan span, Sink& sink, std::stop_token stop);

/// Blocks in the order of time as one.
[[nodiscard]] Expectation joinBlocks(const std::vector<Expectation>& blocks);

} // namespace ms::analysis
