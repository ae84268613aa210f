#pragma once

#include "core/base/result.h"
#include "core/project/project_file.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

/// A project that a team shares: the tables of a project file as a schema of a PostgreSQL database. Whoever opens a project by ProjectFile may name
/// one of these instead of a file: "service=team#town", "postgresql://db.example/water#town". What stands before the # is as libpq takes it (never a
/// password: that is ~/.pgpass's or the service file's), behind it stands the name of the project, "mainsight" where there is none.
///
/// Several read it at once, each look of one instant (ProjectFile::Snapshot); changes are made one after the other, as in a file. Who follows zones
/// live has them to himself (ZoneLocks).
namespace ms::project {

[[nodiscard]] bool isShared(const QString& path);

/// What a project is called where its title is not at hand: the name behind the # of a shared one, the file's name without its ending. Never the
/// words of a connection, which may hold what is not to be shown.
[[nodiscard]] QString projectName(const QString& path);

/// Counts the changes of a shared project: another number than before = there is something new to read. A moment's work for the server.
[[nodiscard]] Result<std::int64_t> sharedRevision(const QString& path);

/// What became of readings, whoever took them in.
struct SharedChanges {
    std::int64_t revision = 0;
    bool complete = true; ///< not: the log no longer reaches back as far, so anything may have changed
    std::vector<ProjectFile::Change> readings;
};
/// Of the changes after revision `since`; a sensor may come several times.
[[nodiscard]] Result<SharedChanges> sharedChanges(const QString& path, std::int64_t since);

/// Zones of a shared project that this process follows: nobody else does while this lives and its connection stands; the server lets go of them with
/// the connection, however it ends. Not thread-safe; calls block.
class ZoneLocks {
public:
    /// Takes all or none. busy when somebody else follows one of them, with who and since when; unreadable when the server is away.
    [[nodiscard]] static Result<std::unique_ptr<ZoneLocks>> take(const QString& project, std::vector<std::string> zones);
    virtual ~ZoneLocks() = default;
    /// Takes them anew where the connection broke; errors as above.
    [[nodiscard]] virtual Result<void> renew() = 0;
};

} // namespace ms::project
