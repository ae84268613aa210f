// Any bytes as what a project's cells hold: chunks, bins, events, hints, tasks, reports. The first byte picks which.
#include "core/ingest/chunk_codec.h"
#include "core/ingest/hints.h"
#include "core/ingest/ingest.h"
#include "core/ingest/parsed_file.h"
#include "core/project/project_file.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ms;
    if (size == 0) return 0;
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0] % 6) {
    case 0: (void)ingest::decodeChunk(bytes).ok(); break;
    case 1: (void)ingest::decodeBins(bytes).ok(); break;
    case 2: {
        const auto events = project::eventsFromJson(bytes);
        if (!events.ok()) break;
        const auto again = project::eventsFromJson(project::eventsToJson(*events, {}));
        if (!again.ok() || again->size() != events->size()) std::abort();
        break;
    }
    case 3: (void)ingest::decodeHints(bytes).ok(); break;
    case 4: (void)ingest::decodeTask(bytes).ok(); break;
    default: (void)ingest::decodeReport(bytes).ok(); break;
    }
    return 0;
}
