#pragma once

#include "core/ingest/channel_guess.h"
#include "core/ingest/element_index.h"
#include "core/ingest/ingest.h"
#include "core/ingest/layout.h"

#include <string>
#include <utility>
#include <vector>

/// Looks at files without importing them: what the review table of the window and `import --dry-run` show. Reads the head of a file (64 KB, more only
/// where lines are longer) and, of plain ones, the end. Parses untrusted bytes: call it in a worker (jobs::ImportWork::Verb::sniff).
namespace ms::ingest {

struct ChannelSniff {
    ChannelGuess guess;
    std::vector<std::pair<Instant, double>> first; ///< up to eight readings, in the source's unit
    bool operator==(const ChannelSniff&) const = default;
};

struct FileSniff {
    std::string path;                  ///< with the member of an archive or workbook behind it: "loggers.zip/PL1.csv"
    std::string format;                ///< "wide, ';', decimal comma, gzip"
    double confidence = 0;             ///< 0..1, that the format is recognised rightly
    std::vector<std::string> evidence; ///< why, one sentence each: "day 25 in line 3 (25/05/2024) can only be day/month/year"
    std::string usedProfile;           ///< learned profile that decided something; empty = none
    std::vector<ChannelSniff> channels;
    std::string timezone;                          ///< how its times are read: of the first channel
    TimeSpan span;                                 ///< from first to last reading seen, the last included; invalid where none was read
    bool spanIsWhole = false;                      ///< the end of the file was seen too
    Duration step;                                 ///< the usual one; zero where it is not known
    std::int64_t bytes = 0;                        ///< of the file on disk
    std::int64_t rows = 0;                         ///< data rows that were looked at
    std::int64_t quarantined = 0;                  ///< bad rows and cells among them
    std::vector<Quarantined> quarantine;           ///< the first few of these
    Diagnostics diagnostics;                       ///< what import would say, guesses included
    std::string error;                             ///< why import would take nothing of it; empty otherwise
    ErrorCode errorCode = ErrorCode::invalidInput; ///< when `error` is set
    bool operator==(const FileSniff&) const = default;
};

/// A file with all that it holds: one element, or several for archives and workbooks. Never empty.
[[nodiscard]] std::vector<FileSniff> sniffFile(const std::string& path, const Hints& hints, const ElementIndex& elements);

/// All files that an import of `paths` would open, in its order. notFound when a path does not exist, cancelled. Progress: stage "sniff", files.
struct SniffedFiles {
    std::vector<FileSniff> files;
    Diagnostics diagnostics; ///< files of folders that are passed over
};
[[nodiscard]] Result<SniffedFiles> sniffFiles(const std::vector<std::string>& paths, const Hints& hints, Sink& sink, std::stop_token stop);

/// With the layout at hand.
[[nodiscard]] FileSniff sniffWith(const std::string& path, const std::string& member, const Layout& layout, const Hints& hints,
                                  const ElementIndex& elements);

[[nodiscard]] std::string encodeSniffed(const SniffedFiles& files);
[[nodiscard]] Result<SniffedFiles> decodeSniffed(const std::string& bytes);

} // namespace ms::ingest
