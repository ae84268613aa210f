#pragma once

#include "core/base/result.h"
#include "core/jobs/scratch_file.h"
#include "core/jobs/staged_run.h"
#include "core/project/project_file.h"

#include <QString>

#include <vector>

namespace ms::jobs {

/// Results of a run on their way into the project. Blocking; call off the window's thread.
struct StoredResults {
    std::size_t events = 0;             ///< of this run that are in the project now
    bool kept = true;                   ///< false: nothing of this run, for earlier runs' events were left in place of partial ones
    std::vector<std::string> zonesKept; ///< not finished, so their events of earlier runs were left in place
};

/// Events, bands and run record of a run that is done, in one transaction. A run over some zones replaces what is known of these. Of a zone some
/// of whose tasks failed the events of earlier runs stay as they are; where there are none, what was found goes in.
[[nodiscard]] Result<StoredResults> storeFindings(const QString& projectPath, const StagedRun::Outcome& outcome, project::RunRecord record);

/// What a cancelled run had found: the events of the outputs that were ready, unless the project has events of a complete run, which are worth more.
/// Zones that have events keep them.
[[nodiscard]] Result<StoredResults> storePartial(const QString& projectPath, const std::vector<FileRef>& outputs, project::RunRecord record);

/// The record of a run that begins: options and checksums of what it works on.
[[nodiscard]] Result<project::RunRecord> beginRecord(const QString& projectPath, const analysis::Options& options, int workers);

} // namespace ms::jobs
