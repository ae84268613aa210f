#pragma once

#include "core/ingest/ingest.h"

#include <string>
#include <vector>

namespace ms::ingest {

/// The readings of one sensor of a parsed source file, in figures.
struct SensorFigures {
    series::Sensor sensor;
    std::int64_t values = 0;
    std::int64_t first_ms = 0, last_ms = 0;
    double low = 0, high = 0; ///< SI; NaN without a finite value
    bool operator==(const SensorFigures&) const = default;
};

/// One source file (or part of one) as a review shows it.
struct FileSummary {
    FileReport report;
    std::vector<SensorFigures> sensors;
    bool operator==(const FileSummary&) const = default;
};

/// Reads back what importFiles() wrote. invalidInput when it is damaged. Costs one look at every byte.
[[nodiscard]] Result<std::vector<FileSummary>> summariseParsed(const std::string& parsedPath);

[[nodiscard]] std::string encodeSummaries(const std::vector<FileSummary>& summaries);
[[nodiscard]] Result<std::vector<FileSummary>> decodeSummaries(std::string_view bytes);

/// Parts of one file become one: counts are added, columns and sensors joined by name. Members of an archive too; one that cannot be used does not
/// spoil the others.
void joinSummary(FileSummary& whole, const FileSummary& part);

} // namespace ms::ingest
