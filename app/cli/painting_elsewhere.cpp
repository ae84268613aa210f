#include "app/cli/commands.h"
#include "app/cli/painting.h"
#include "core/base/part.h"

#include <QCoreApplication>

#ifdef _WIN32
#include <process.h>
#else
#include <unistd.h>
#endif

namespace ms::cli {

std::unique_ptr<QCoreApplication> makePaintingApplication(int&, char**) { return nullptr; }

Error becomeProgram(const std::string& name, char** argv) {
#ifdef _WIN32
    // Windows cannot replace a process: the other one does the work, and its exit status is ours.
    const auto status = _spawnv(_P_WAIT, (programFolder() + "/" + name + ".exe").c_str(), argv);
    if (status >= 0) std::exit(static_cast<int>(status));
#else
    ::execv((programFolder() + "/" + name).c_str(), argv);
#endif
    return {ErrorCode::internal, "the program " + name + " cannot be started", programFolder(), {}, {}, "install Mainsight again"};
}

Command exportCommand() {
    Command command;
    command.name = "export";
    command.arguments = "PROJECT";
    command.summary = kExportSummary;
    command.program = "mainsight-export";
    return command;
}

} // namespace ms::cli
