#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/base/sink.h"
#include "core/ingest/channel_guess.h"
#include "core/ingest/hints.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// From files to encoded chunks of readings. The import of many files is: planImport() once, importFiles() for each task in any process, and the
/// project's putParsedFile() with what they wrote, in the order of the tasks, within one transaction.
namespace ms::ingest {

/// A part of one file; most are whole (from 0 to -1 = its end). Only plain text files are ever cut, at any byte: a part begins after the first line
/// end at or behind `from` (but 0) and ends with the line that holds byte `to` - 1.
struct SourcePart {
    std::string path;
    std::int64_t from = 0, to = -1;
    std::string name = {}; ///< what reports call the file; empty = its path
    [[nodiscard]] const std::string& called() const { return name.empty() ? path : name; }
    bool operator==(const SourcePart&) const = default;
};

/// What one worker does at a time: many small files, one file, or a part of a large one.
struct ImportTask {
    std::vector<SourcePart> parts;
    std::int64_t bytes = 0; ///< on disk
    bool operator==(const ImportTask&) const = default;
};

/// Folders are walked (sorted; hidden files, truth/ answers and files that hold no readings by their name are passed over with a diagnostic), files
/// are taken as they are named. Tasks are cut so that `workers` are kept busy to the end. notFound when a path does not exist.
struct ImportPlan {
    std::vector<ImportTask> tasks;
    Diagnostics diagnostics;
};
[[nodiscard]] Result<ImportPlan> planImport(const std::vector<std::string>& paths, int workers);

[[nodiscard]] std::string encodeTask(const ImportTask& task);
[[nodiscard]] Result<ImportTask> decodeTask(const std::string& bytes);

/// A row or cell that did not go in.
struct Quarantined {
    std::int64_t line = 0; ///< in the file, from 1
    std::string text;      ///< at most 200 characters
    std::string reason;    ///< "unreadable time", "conflicting duplicate", "text instead of a number"
    std::string file;      ///< its name, where it is another than the report's (a .DAT of a .TSD); else empty
    bool operator==(const Quarantined&) const = default;
};

/// How many entries of a file's (or part's) quarantine are kept, here and in the project; the counts are exact beyond it.
inline constexpr std::size_t kQuarantineListed = 10'000;

/// What became of one file (or part of one). Counts are exact, lists may be shortened.
struct FileReport {
    std::string path;                              ///< with the member of an archive or workbook behind it: "loggers.zip/PL1.csv"
    std::string format;                            ///< "wide CSV, ';', decimal comma, gzip"
    std::string checksum;                          ///< of the bytes read, for the import log
    std::string error;                             ///< why nothing of it went in; empty otherwise
    ErrorCode errorCode = ErrorCode::invalidInput; ///< when `error` is set
    int channels = 0;
    std::int64_t rows = 0;        ///< data rows read
    std::int64_t values = 0;      ///< readings that went in
    std::int64_t quarantined = 0; ///< rows and cells that did not: unreadable rows + textCells + conflicting
    std::int64_t emptyCells = 0, textCells = 0;
    std::int64_t duplicateRows = 0;      ///< the same time and values again: dropped
    std::int64_t conflictingRows = 0;    ///< the same time with other values: the first one was kept
    std::int64_t lateRows = 0;           ///< stood after a row with a later time: put in its place
    std::int64_t missingRows = 0;        ///< steps that the file's own rhythm would have had
    std::vector<Quarantined> quarantine; ///< the first kQuarantineListed
    Diagnostics diagnostics;
    double confidence = 0;                ///< 0..1, that the format was recognised rightly
    std::vector<std::string> evidence;    ///< why, one sentence each
    std::vector<ChannelGuess> guesses;    ///< what the columns were taken for
    std::string usedProfile;              ///< name of the learned profile that decided something; empty = none did
    std::optional<SourceProfile> learned; ///< what this file teaches about its like; none where it has no header to tell by, or nothing went in
    /// Takes in the report of the next part of the same file.
    void add(const FileReport& part);
    bool operator==(const FileReport&) const = default;
};

/// Parses the parts of a task and writes their readings, encoded as the project stores them, to `outPath` (see parsed_file.h). A file that cannot be
/// used is a report with `error`, not an Error. Memory is bounded: what has been read is encoded and written whenever it exceeds about 150 MB.
/// Errors: cancelled, or `outPath` cannot be written. Progress: stage "parse", bytes of the task.
[[nodiscard]] Result<std::vector<FileReport>> importFiles(const ImportTask& task, const Hints& hints, const std::string& outPath, Sink& sink,
                                                          std::stop_token stop);

} // namespace ms::ingest
