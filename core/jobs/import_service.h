#pragma once

#include "core/ingest/preview.h"
#include "core/jobs/scratch_file.h"
#include "core/series/repair.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ms::jobs {

inline constexpr const char* kImportService = "import";

/// What an import asks of a worker. Untrusted files are opened there and nowhere else.
struct ImportWork {
    enum class Verb : std::uint8_t {
        parse,   ///< `task` (ingest::encodeTask) with `hints`: writes what ingest::importFiles() writes to the output path
        repairs, ///< the list at `repairsPath`: answers RepairsRead inline
        sniff,   ///< the files and folders of `paths` with `hints`, without importing: answers ingest::encodeSniffed() inline
        review,  ///< parse, and answer inline what was found (ingest::encodeSummaries)
        preview  ///< `preview`: answers ingest::encodePreview inline
    };
    Verb verb = Verb::parse;
    FileRef hints; ///< ingest::encodeHints, the same for all tasks of an import
    std::string task;
    std::string repairsPath;
    std::vector<std::string> paths;
    ingest::PreviewWish preview;
};

struct RepairsRead {
    std::vector<series::Repair> repairs;
};

void write(ByteWriter& to, const ImportWork& work);
void read(ByteReader& from, ImportWork& work);
void write(ByteWriter& to, const RepairsRead& repairs);
void read(ByteReader& from, RepairsRead& repairs);

} // namespace ms::jobs
