#pragma once

#include "core/analysis/analysis.h"
#include "core/calibration/calibration.h"
#include "ui/session/display_units.h"
#include "ui/session/snapshot.h"

#include <QStringList>

namespace ms::session {

/// What a calibration rests on: "1 Jan 2024 to 26 Feb 2024, 448 means of three hours".
[[nodiscard]] QString calibrationBasis(const calibration::Calibration& layer, const LocalZone& zone);

/// The fit gate: which loggers to trust, and what the misfit means for areas; a sentence each.
[[nodiscard]] QStringList fitGate(const calibration::Calibration& layer, const DisplayUnits& units);

/// What of it is to be known before a run: whether the model has been fitted, whether this run may use the fit, and the gate. Empty without a model.
[[nodiscard]] QStringList fitGateOfRun(const Snapshot& snapshot, const analysis::Options& options, const DisplayUnits& units);

} // namespace ms::session
