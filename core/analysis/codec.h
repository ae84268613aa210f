#pragma once

#include "core/analysis/analysis.h"
#include "core/base/bytes.h"
#include "core/calibration/residual_record.h"
#include "core/detection/zone_tracker.h"

namespace ms::analysis {

/// The byte forms of what tasks hand on. Reading a wrong or cut text leaves the reader not ok(); values are then to be thrown away.
void putMatrix(ByteWriter& out, const Eigen::MatrixXf& matrix);
[[nodiscard]] Eigen::MatrixXf getMatrix(ByteReader& in);
void put(ByteWriter& out, const detection::ZoneTrack& track);
[[nodiscard]] detection::ZoneTrack getZoneTrack(ByteReader& in);
void put(ByteWriter& out, const calibration::ResidualRecord& record);
[[nodiscard]] calibration::ResidualRecord getRecord(ByteReader& in);
void put(ByteWriter& out, const ExpectedBand& band);
[[nodiscard]] ExpectedBand getBand(ByteReader& in);

} // namespace ms::analysis
