#include "app/cli/series_export.h"

#include "app/cli/console.h"
#include "app/cli/import_report.h"
#include "app/cli/project_content.h"
#include "core/export/series_csv.h"

#include <algorithm>

namespace ms::cli {
namespace {

/// The bounds of --from and --to; both may be missing.
Result<TimeSpan> spanOf(const Arguments& arguments, const LocalZone& zone) {
    TimeSpan span;
    for (const auto& [name, bound] : {std::pair{"from", &span.from}, std::pair{"to", &span.to}}) {
        if (!arguments.has(name)) continue;
        const auto t = instantFromIso(arguments.value(name), zone);
        if (!t)
            return Error{ErrorCode::invalidInput,         std::string("--") + name + ": '" + arguments.value(name) + "' is no time", {}, {}, {},
                         "Write it like 2024-05-06T00:15"};
        *bound = *t;
    }
    return span;
}

} // namespace

Exit exportSeries(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const std::string wanted = arguments.value("series"), out = arguments.value("out");
    if (const std::string format = arguments.value("format", "csv"); format != "csv")
        return fail({ErrorCode::unsupported, "readings are exported as csv, not as " + format, {}, {}, {}, {}});
    const auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    const auto span = spanOf(arguments, project->zone);
    if (!span) return fail(span.error());
    const auto all = project->file->sensors();
    if (!all) return fail(all.error());
    std::vector<series::Sensor> sensors;
    for (const auto& s : *all)
        if (wanted == "all" || s.sensor.name == wanted) sensors.push_back(s.sensor);
    if (sensors.empty())
        return fail({ErrorCode::notFound, "the project has no sensor '" + wanted + "'", {}, {}, {}, "mainsight-cli check PROJECT lists them"});
    std::int64_t done = 0;
    const auto written = output::writeSeries(
        sensors,
        [&](const series::Sensor& sensor) -> Result<series::Readings> {
            if (context.stop.stop_requested()) return Error{ErrorCode::cancelled, "cancelled", {}, {}, {}, {}};
            context.console.progress("export", done++, static_cast<std::int64_t>(sensors.size()));
            return project->file->readings(sensor.name, *span);
        },
        out);
    context.console.endProgress();
    if (!written) return fail(written.error());
    context.console.note("written: " + out + ", " + std::to_string(sensors.size()) + (sensors.size() == 1 ? " sensor, " : " sensors, ") +
                         std::to_string(written->values) + " values");
    return Exit::done;
}

Exit exportQuarantine(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    const auto files = project->file->quarantine();
    if (!files) return fail(files.error());
    const std::string out = arguments.value("out");
    if (auto done = writeQuarantine(*files, out); !done) return fail(done.error());
    std::int64_t total = 0;
    for (const auto& f : *files) total += f.total;
    context.console.note("written: " + out + ", " + std::to_string(total) + " rows and cells of " + std::to_string(files->size()) +
                         " files stayed out");
    return Exit::done;
}

} // namespace ms::cli
