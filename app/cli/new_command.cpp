#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/ingest/gis_reader.h"
#include "core/network/inp_reader.h"
#include "core/project/project_file.h"
#include "core/project/shared_project.h"

#include <QFile>
#include <QFileInfo>

namespace ms::cli {
namespace {

using project::ProjectFile;

/// What goes into the new project; read before the file is made, so that a bad input leaves nothing behind.
struct Contents {
    project::Settings settings;
    std::string networkText, networkName;
    std::vector<network::GisPipe> pipes;
};

Result<std::string> readText(const std::string& path) {
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly)) {
        const bool missing = !file.exists();
        return Error{missing ? ErrorCode::notFound : ErrorCode::unreadable,
                     missing ? "there is no such file" : file.errorString().toStdString(),
                     path,
                     {},
                     {},
                     {}};
    }
    return file.readAll().toStdString();
}

Result<Contents> readContents(const Arguments& arguments, Console& console) {
    Contents contents;
    contents.settings.title = project::projectName(QString::fromStdString(arguments.positional[0])).toStdString();
    contents.settings.timezone = arguments.value("timezone", "UTC");
    contents.settings.crs = arguments.value("crs");
    if (auto zone = project::localZone(contents.settings.timezone); !zone) return zone.error();
    if (arguments.has("network")) {
        contents.networkName = arguments.value("network");
        auto text = readText(contents.networkName);
        if (!text) return text.error();
        auto read = network::readInp(*text, contents.networkName);
        if (!read) return read.error();
        for (const Diagnostic& diagnostic : read->diagnostics) console.diagnostic(diagnostic);
        console.note(contents.networkName + ": " + std::to_string(read->network.nodes.size()) + " nodes, " +
                     std::to_string(read->network.links.size()) + " links");
        contents.networkText = std::move(*text);
    }
    if (arguments.has("pipes")) {
        auto read = ingest::readGisPipes(arguments.value("pipes"), contents.settings.crs);
        if (!read) return read.error();
        for (const Diagnostic& diagnostic : read->diagnostics) console.diagnostic(diagnostic);
        console.note(arguments.value("pipes") + ": " + std::to_string(read->pipes.size()) + " pipes");
        if (contents.settings.crs.empty()) contents.settings.crs = read->crs;
        contents.pipes = std::move(read->pipes);
    }
    if (contents.settings.crs.empty() && (!contents.networkText.empty() || !contents.pipes.empty()))
        console.note("the coordinate system is not known, so there will be no maps for phones or a GIS; --crs EPSG:27700, say, tells it");
    return contents;
}

Result<void> fill(ProjectFile& file, const Contents& contents) {
    ProjectFile::Transaction transaction(file);
    if (auto begun = transaction.begin(); !begun) return begun;
    if (!contents.networkText.empty())
        if (auto set = file.setNetworkText(contents.networkText, contents.networkName); !set) return set;
    if (!contents.pipes.empty())
        if (auto set = file.setGisPipes(contents.pipes); !set) return set;
    return transaction.commit();
}

Exit runNew(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const QString path = QString::fromStdString(arguments.positional[0]);
    if (!project::isShared(path) && QFileInfo::exists(path))
        return fail(
            {ErrorCode::invalidInput, "the file is there already", arguments.positional[0], {}, {}, "Choose another name, or remove it first"});
    auto contents = readContents(arguments, context.console);
    if (!contents) return fail(contents.error());
    {
        auto file = ProjectFile::create(path, contents->settings);
        if (!file) return fail(file.error());
        if (auto filled = fill(**file, *contents); filled)
            return Exit::done;
        else
            context.console.error(filled.error());
    }
    for (const char* end : {"", "-wal", "-shm"}) QFile::remove(path + QLatin1String(end)); // nothing half-made is left
    return Exit::failed;
}

} // namespace

Command newCommand() {
    Command command;
    command.name = "new";
    command.arguments = "PROJECT";
    command.summary = "makes a project file";
    command.details = "PROJECT must not exist yet; the usual ending is .mainsight. A project may do without a network model:\n"
                      "then bursts are placed on the GIS pipes, or in a zone as a whole. \"service=NAME#town\" makes it in a\n"
                      "PostgreSQL database, for a team; so do all commands take it.";
    command.options = {{"network", "FILE.inp", "hydraulic model, as EPANET writes it"},
                       {"pipes", "GIS_FILE", "pipes from GIS: GeoJSON, GeoPackage, Shapefile ..."},
                       {"crs", "EPSG:N", "coordinate system of the project; default: that of the GIS file"},
                       {"timezone", "ZONE", "IANA name (Europe/London): how times without an offset are read and shown; default UTC"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runNew;
    return command;
}

} // namespace ms::cli
