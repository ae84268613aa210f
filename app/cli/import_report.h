#pragma once

#include "app/cli/command.h"
#include "core/ingest/file_sniff.h"
#include "core/jobs/import_run.h"
#include "core/project/project_file.h"

#include <string>
#include <vector>

namespace ms::cli {

/// What an import did, file by file: how each was recognised and why, every count that is not zero; as JSON with --json.
void reportImport(const std::vector<jobs::FileOutcome>& outcomes, const jobs::RunProgress& progress, Context& context);

/// True for findings that reportImport() says file by file: the order of dates, what columns were guessed to be.
[[nodiscard]] bool isSaidElsewhere(const Diagnostic& diagnostic);

/// What an import would do: a table of the columns of each file with what they are taken for, how sure that is and why.
void reportSniffed(const ingest::SniffedFiles& sniffed, const LocalZone& zone, Context& context);

/// Writes what stayed out as CSV: file,line,reason,text; a last line a file says how many are not listed. unwritable.
[[nodiscard]] Result<void> writeQuarantine(const std::vector<project::QuarantinedFile>& files, const std::string& path);

} // namespace ms::cli
