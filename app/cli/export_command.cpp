#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_content.h"
#include "core/export/export.h"

#include <algorithm>
#include <charconv>

namespace ms::cli {
namespace {

/// Keeps the one event asked for, or all.
Result<void> choose(std::vector<detection::Event>& events, const std::string& which) {
    if (which == "all") return {};
    std::int64_t id = 0;
    const auto [end, code] = std::from_chars(which.data(), which.data() + which.size(), id);
    if (code != std::errc{} || end != which.data() + which.size())
        return Error{ErrorCode::invalidInput, "--event: '" + which + "' is neither a number nor 'all'", {}, {}, {}, {}};
    std::erase_if(events, [id](const detection::Event& e) { return e.id != id; });
    if (events.empty()) return Error{ErrorCode::notFound, "the project has no event " + which, {}, {}, {}, "mainsight-cli events PROJECT lists them"};
    return {};
}

Exit run(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    for (const char* needed : {"format", "out"})
        if (!arguments.has(needed))
            return fail({ErrorCode::invalidInput, std::string("--") + needed + " is missing", {}, {}, {}, "See mainsight-cli export --help"});
    const std::string format = arguments.value("format"), out = arguments.value("out");
    const auto known = output::formatFromString(format);
    if (!known)
        return fail(
            {ErrorCode::unsupported, "the format '" + format + "' is not in this version yet", {}, {}, {}, "It has gpkg, geojson, kml, shp and csv"});
    const auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    auto content = contentOf(*project);
    if (!content) return fail(content.error());
    if (auto chosen = choose(content->events, arguments.value("event", "all")); !chosen) return fail(chosen.error());
    const auto written = output::write(*content, *known, out);
    if (!written) return fail(written.error());
    for (const Diagnostic& diagnostic : written->diagnostics) context.console.diagnostic(diagnostic);
    for (const std::string& file : written->files) context.console.note("written: " + file);
    return Exit::done;
}

} // namespace

Command exportCommand() {
    Command command;
    command.name = "export";
    command.arguments = "PROJECT";
    command.summary = "writes result maps and lists for others";
    command.options = {{"event", "ID|all", "which event; default all"},
                       {"format", "FORMAT", "pdf, png, svg, html, gpkg, geojson, kml, shp, xlsx, csv or inp"},
                       {"out", "PATH", "the file to write"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = run;
    return command;
}

} // namespace ms::cli
