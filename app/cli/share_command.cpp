#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/project/project_file.h"
#include "core/project/shared_project.h"

namespace ms::cli {
namespace {

Exit runShare(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const QString from = QString::fromStdString(arguments.positional[0]), to = QString::fromStdString(arguments.positional[1]);
    if (!project::isShared(from) && !project::isShared(to))
        return fail({ErrorCode::invalidInput,
                     "neither of them is a shared project",
                     arguments.positional[1],
                     {},
                     {},
                     "Name one in a database: \"service=NAME#town\""});
    auto file = project::ProjectFile::open(from, project::ProjectFile::Mode::readOnly);
    if (!file) return fail(file.error());
    if (auto copied = (*file)->copyTo(to); !copied) return fail(copied.error());
    if (!context.quiet) context.console.note(arguments.positional[0] + " is now also in " + arguments.positional[1] + "; each goes on by itself");
    return Exit::done;
}

} // namespace

Command shareCommand() {
    Command command;
    command.name = "share";
    command.arguments = "PROJECT TARGET";
    command.summary = "copies a project into a database for a team, or back into a file";
    command.details =
        "TARGET, which must not exist yet, is \"service=NAME#town\" or \"postgresql://host/database#town\": a project called town in a\n"
        "PostgreSQL database, which every command takes in place of a file. Several may read it at once; changes are made one after the\n"
        "other; a zone is followed by one watch at a time. The password stands in ~/.pgpass or in the service file, never here.\n"
        "From a shared project into a file it makes a copy for the road, or a backup.";
    command.leastArguments = command.mostArguments = 2;
    command.run = runShare;
    return command;
}

} // namespace ms::cli
