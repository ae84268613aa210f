#pragma once

#include "core/ingest/parsed_file.h"
#include "core/project/project_file_private.h"

#include <map>
#include <optional>
#include <vector>

namespace ms::project {

/// Takes the records of a parsed file into a project, source file by source file, each within a savepoint that is undone when its report says failed.
class ParsedIntake {
public:
    explicit ParsedIntake(ProjectFile& file);
    ~ParsedIntake();
    [[nodiscard]] Result<void> take(const ingest::ParsedRecord& record);
    /// invalidInput when the records ended within a source file.
    [[nodiscard]] Result<std::vector<ProjectFile::PutFile>> finish();

private:
    struct Target {
        std::int64_t id = 0;
        std::string name;
        double factor = 1;
        std::int64_t added = 0;
        Instant changedFrom; ///< invalid: nothing changed
        void heed(Instant t) { changedFrom = changedFrom.valid() ? std::min(changedFrom, t) : t; }
    };
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> add(const ingest::ParsedSensor& sensor);
    [[nodiscard]] Result<void> add(const ingest::ParsedChunk& chunk);
    [[nodiscard]] Result<void> add(const ingest::FileReport& report);
    [[nodiscard]] Result<void> log(const ProjectFile::PutFile& file);
    /// Readings behind it are of a logger whose clock is wrong: a year after today or after the newest reading in the project, so that a clock of
    /// this computer that was set back hides nothing. One such reading would have its zone followed through all the years between.
    [[nodiscard]] Result<Instant> horizon();

    ProjectFile& m_file;
    std::optional<ProjectFile::Transaction> m_step;
    std::map<std::uint32_t, Target> m_targets; ///< of the source file at hand
    ProjectFile::PutOutcome m_outcome;
    std::map<std::string, std::int64_t> m_beyond; ///< readings behind the horizon, by sensor
    Instant m_horizon;
    std::vector<ProjectFile::PutFile> m_files;
};

} // namespace ms::project
