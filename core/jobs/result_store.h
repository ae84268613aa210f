#pragma once

#include "core/base/result.h"
#include "core/jobs/scratch_file.h"
#include "core/project/project_file.h"

#include <QString>

#include <vector>

namespace ms::jobs {

/// Results of a run on their way into the project. Blocking; call off the window's thread.
struct StoredResults {
    std::size_t events = 0;
    bool kept = true; ///< false: an earlier complete run's events were left in place of partial ones
};

/// Events, bands and run record in one transaction. `findings` is a file with AnalysisFindings, `bands` those of the tasks. A run over some zones
/// replaces what is known of these.
[[nodiscard]] Result<StoredResults> storeFindings(const QString& projectPath, const FileRef& findings, const std::vector<FileRef>& bands,
                                                  project::RunRecord record);

/// What a cancelled run had found: the events of the outputs that were ready, unless the project has events of a complete run, which are worth more.
[[nodiscard]] Result<StoredResults> storePartial(const QString& projectPath, const std::vector<FileRef>& outputs, project::RunRecord record);

/// The record of a run that begins: options and checksums of what it works on.
[[nodiscard]] Result<project::RunRecord> beginRecord(const QString& projectPath, const analysis::Options& options, int workers);

} // namespace ms::jobs
