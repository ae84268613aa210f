#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_content.h"
#include "app/cli/series_export.h"
#include "core/export/export.h"
#include "ui/export/export_map.h"

#include <charconv>

namespace ms::cli {
namespace {

bool isPainted(const std::string& format) { return exporting::formats().contains(QString::fromStdString(format)); }

/// The id asked for; 0 = all.
Result<std::int64_t> chosenEvent(const std::string& which) {
    if (which == "all") return std::int64_t{0};
    std::int64_t id = 0;
    const auto [end, code] = std::from_chars(which.data(), which.data() + which.size(), id);
    if (code != std::errc{} || end != which.data() + which.size() || id <= 0)
        return Error{ErrorCode::invalidInput, "--event: '" + which + "' is neither a number nor 'all'", {}, {}, {}, {}};
    return id;
}

struct Made {
    std::vector<std::string> files;
    Diagnostics diagnostics;
};

Result<Made> paint(const OpenProject& project, std::int64_t event, const std::string& format, const std::string& out) {
    const std::vector<std::int64_t> events = event == 0 ? std::vector<std::int64_t>{} : std::vector{event};
    auto written = exporting::writeMap(*project.file, events, QString::fromStdString(format), QString::fromStdString(out));
    if (!written) return written.error();
    Made made{{}, std::move(written->diagnostics)};
    for (const QString& file : written->files) made.files.push_back(file.toStdString());
    return made;
}

Result<Made> tabulate(output::Content content, output::Format format, const std::string& out) {
    auto written = output::write(content, format, out);
    if (!written) return written.error();
    return Made{std::move(written->files), std::move(written->diagnostics)};
}

Exit run(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const bool series = arguments.has("series"), quarantine = arguments.has("quarantine");
    if (series || quarantine) {
        if (!arguments.has("out") || (series && quarantine) || arguments.has("event"))
            return fail({ErrorCode::invalidInput,
                         "--series and --quarantine each need --out and stand alone",
                         {},
                         {},
                         {},
                         "See mainsight-cli export --help"});
        return series ? exportSeries(arguments, context) : exportQuarantine(arguments, context);
    }
    for (const char* needed : {"format", "out"})
        if (!arguments.has(needed))
            return fail({ErrorCode::invalidInput, std::string("--") + needed + " is missing", {}, {}, {}, "See mainsight-cli export --help"});
    const std::string format = arguments.value("format"), out = arguments.value("out");
    const auto table = output::formatFromString(format);
    if (!table && !isPainted(format))
        return fail({ErrorCode::unsupported,
                     "the format '" + format + "' is not in this version",
                     {},
                     {},
                     {},
                     "It has pdf, png, svg, html, gpkg, geojson, kml, shp and csv"});
    const auto event = chosenEvent(arguments.value("event", "all"));
    if (!event) return fail(event.error());
    const auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    auto content = contentOf(*project);
    if (!content) return fail(content.error());
    if (*event != 0) {
        std::erase_if(content->events, [&](const detection::Event& e) { return e.id != *event; });
        if (content->events.empty())
            return fail(
                {ErrorCode::notFound, "the project has no event " + std::to_string(*event), {}, {}, {}, "mainsight-cli events PROJECT lists them"});
    }
    const auto made = table ? tabulate(std::move(*content), *table, out) : paint(*project, *event, format, out);
    if (!made) return fail(made.error());
    for (const Diagnostic& diagnostic : made->diagnostics) context.console.diagnostic(diagnostic);
    for (const std::string& file : made->files) context.console.note("written: " + file);
    return Exit::done;
}

} // namespace

Command exportCommand() {
    Command command;
    command.name = "export";
    command.arguments = "PROJECT";
    command.summary = kExportSummary;
    command.options = {
        {"event", "ID|all", "which event; default all (of pictures: all bursts and leaks that are not dismissed)"},
        {"format", "FORMAT", "pdf, png, svg, html, gpkg, geojson, kml, shp or csv"},
        {"out", "PATH", "the file to write"},
        {"series", "SENSOR|all", "readings as CSV: sensor,time,value,unit,quantity,quality; an import gives them back value for value"},
        {"from", "T", "of --series: first instant"},
        {"to", "T", "of --series: up to here, not included"},
        {"quarantine", "", "what stayed out of the latest import of each file, as CSV: file,line,reason,text"}};
    command.leastArguments = command.mostArguments = 1;
    command.application = [](const Arguments& arguments) { return isPainted(arguments.value("format")) ? Application::gui : Application::plain; };
    command.run = run;
    return command;
}

} // namespace ms::cli
