#pragma once

#include "core/analysis/analysis.h"
#include "core/base/result.h"
#include "core/project/project_file.h"

#include <string>
#include <vector>

/// The record of a run as a file that goes out with its results, and comes back to have them repeated.
namespace ms::jobs {

[[nodiscard]] std::string optionsToJson(const analysis::Options& options);
/// unsupported for an option that this version does not know: leaving it out would be another run.
[[nodiscard]] Result<analysis::Options> optionsFromJson(const std::string& json);

/// Checksums (XXH64) of all that an analysis looks at: network, files imported, what the sensors are taken for, repairs, GIS pipes, zone.
[[nodiscard]] Result<std::string> inputsToJson(const project::ProjectFile& file);

/// The run that the project's events come from; id 0 when there is none. Not always the last: a cancelled run leaves the events of a complete one.
[[nodiscard]] Result<project::RunRecord> runOfEvents(const project::ProjectFile& file);
/// Notes in a cancelled run's record that its events did not go into the project.
void markNotKept(project::RunRecord& run);

/// The record of that run as JSON: project, program and version, options, inputs, and the checksum of the events that it gave.
[[nodiscard]] Result<std::string> runRecordJson(const project::ProjectFile& file);

struct RunRecordFile {
    std::string version; ///< of Mainsight
    analysis::Options options;
    std::string inputsJson;
    std::size_t events = 0;
    std::string eventsChecksum;
    bool operator==(const RunRecordFile&) const = default;
};

/// invalidInput when `json` is no such record, newerVersion when a later Mainsight wrote it in another form.
[[nodiscard]] Result<RunRecordFile> readRunRecord(const std::string& json);

/// What of the inputs in `record` is not the same in the project, in words: "the network", "the file eval/pressures.csv". Empty when all is.
[[nodiscard]] Result<std::vector<std::string>> differingInputs(const RunRecordFile& record, const project::ProjectFile& file);

/// Of what an analysis found, whatever users made of it since: their confirming and dismissing does not count, nor how the project numbers the
/// events.
[[nodiscard]] std::string eventsChecksum(std::vector<detection::Event> events);

} // namespace ms::jobs
