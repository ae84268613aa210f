#pragma once

#include "core/analysis/analysis.h"
#include "core/jobs/scratch_file.h"
#include "core/project/project_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a staged run asks of the service "analysis". Tasks and outputs travel through files of the run's scratch folder; the pipe carries their
/// names.
namespace ms::jobs {

inline constexpr const char* kAnalysisService = "analysis";

/// A task of a stage and, once it is done, its output.
struct StageFile {
    FileRef task, output;
    bool operator==(const StageFile&) const = default;
};

struct AnalysisRequest {
    enum class Verb : std::uint8_t {
        plan,    ///< of the next stage, from `stage` (empty = the first): writes the tasks beside the output path, answers a list of PlannedTask
        prepare, ///< loads what its tasks will need, answers nothing
        run,     ///< the one task in `stage`: writes its output beside the output path, answers a RunAnswer
        collect  ///< events of the last stage (`stage`) and bands that take all stages (`all`): writes AnalysisFindings to the output path
    };
    Verb verb = Verb::plan;
    std::string projectPath;
    analysis::Options options;
    std::vector<StageFile> stage;
    std::vector<FileRef> all; ///< outputs of all stages, in order: those of the last stage last
};

/// A task as the run knows it: what to show, and where the rest is.
struct PlannedTask {
    std::string kind, subject;
    double cost = 1;
    std::vector<std::string> zones; ///< as analysis::Task has them
    FileRef file;
    bool operator==(const PlannedTask&) const = default;
};

/// Where a task's output is: a TaskOutput without its bands, and those as they are to be stored.
struct RunAnswer {
    FileRef output;
    std::optional<FileRef> bands; ///< std::vector<project::PackedBand>
    bool operator==(const RunAnswer&) const = default;
};

struct AnalysisFindings {
    std::vector<detection::Event> events;
    std::vector<project::PackedBand> bands; ///< beside those of the tasks
};

void write(ByteWriter& to, const StageFile& file);
void read(ByteReader& from, StageFile& file);
void write(ByteWriter& to, const AnalysisRequest& request);
void read(ByteReader& from, AnalysisRequest& request);
void write(ByteWriter& to, const PlannedTask& task);
void read(ByteReader& from, PlannedTask& task);
void write(ByteWriter& to, const RunAnswer& answer);
void read(ByteReader& from, RunAnswer& answer);
void write(ByteWriter& to, const AnalysisFindings& findings);
void read(ByteReader& from, AnalysisFindings& findings);

} // namespace ms::jobs
