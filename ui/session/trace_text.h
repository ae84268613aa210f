#pragma once

#include "core/jobs/run_progress.h"

#include <QString>

#include <vector>

/// The lanes of a run as a text, to be kept with the project beside the run's record.
namespace ms::session {

[[nodiscard]] QString tracesToText(const jobs::RunProgress& progress, const std::vector<jobs::TaskTrace>& traces);
/// False when the text is none of ours; then nothing is changed.
bool tracesFromText(const QString& text, jobs::RunProgress& progress, std::vector<jobs::TaskTrace>& traces);

} // namespace ms::session
