#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/painting.h"
#include "core/base/version.h"

#include <QCoreApplication>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <memory>

namespace {

using namespace ms::cli;

/// Qt's own remarks: what matters to a user of the command line goes on, the rest would only stand between JSON lines.
void onQtMessage(QtMsgType type, const QMessageLogContext&, const QString& message) {
    if (type == QtDebugMsg || type == QtInfoMsg || message.startsWith(QLatin1String("QStandardPaths: XDG_RUNTIME_DIR"))) return;
    std::fprintf(stderr, "%s\n", qUtf8Printable(message));
}

std::unique_ptr<QCoreApplication> makeApplication(Application kind, int& argc, char** argv) {
    if (kind == Application::gui && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(onQtMessage);
    std::unique_ptr<QCoreApplication> application;
    if (kind == Application::gui)
        application = makePaintingApplication(argc, argv);
    else
        application = std::make_unique<QCoreApplication>(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("Mainsight"));
    QCoreApplication::setApplicationVersion(QLatin1String(ms::kVersion));
    std::setlocale(LC_NUMERIC, "C"); // the application object has set the user's: files are written with a decimal point
    return application;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<Command> table = commandTable();
    const std::vector<std::string> words(argv + 1, argv + argc);
    auto parsed = parseCommandLine(words, table);
    if (!parsed) {
        const bool json = std::find(words.begin(), words.end(), "--json") != words.end();
        Console(json, false).error(parsed.error());
        return static_cast<int>(Exit::usage);
    }
    const CommandLine& line = *parsed;
    Console console(line.json, line.quiet);
    if (line.command && !line.command->program.empty()) {
        console.error(becomeProgram(line.command->program, argv));
        return static_cast<int>(Exit::failed);
    }
    if (line.version) {
        console.result(std::string("mainsight-cli ") + ms::kVersion + "\n");
        return static_cast<int>(console.flush() ? Exit::done : Exit::failed);
    }
    if (line.help) {
        console.result(line.command ? helpOf(*line.command) : helpOf(table));
        return static_cast<int>(console.flush() ? Exit::done : Exit::failed);
    }
    int applicationArgc = 1; // Qt must not take options out of ours
    const Application kind = line.command->application ? line.command->application(line.arguments) : Application::plain;
    const auto application = makeApplication(kind, applicationArgc, argv);
    const Interrupt interrupt;
    Context context{console, interrupt.token(), line.json, line.quiet};
    Exit exit = line.command->run(line.arguments, context);
    if (!console.flush() && exit == Exit::done) {
        console.error({ms::ErrorCode::unwritable, "standard output could not be written", {}, {}, {}, "Check the space and the reader of the pipe"});
        exit = Exit::failed;
    }
    return static_cast<int>(exit);
}
