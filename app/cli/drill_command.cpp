#include "app/cli/area_words.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/console_sink.h"
#include "app/cli/project_content.h"
#include "app/cli/run_to_end.h"
#include "core/analysis/drill.h"
#include "core/jobs/drill_run.h"
#include "core/scenario/truth_files.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <cstdio>

namespace ms::cli {
namespace {

QJsonValue orNull(double value) { return std::isfinite(value) ? QJsonValue(value) : QJsonValue(); }

QJsonObject propertiesOf(const analysis::DrillResult& r) {
    QJsonObject object{{"id", QString::fromStdString(r.burst.id)},
                       {"zone", QString::fromStdString(r.burst.zone)},
                       {"pipe", QString::fromStdString(r.burst.pipe)},
                       {"start", QString::fromStdString(toIso(r.burst.start))},
                       {"flow_lps", r.burst.flow_m3s * 1000},
                       {"share_of_inflow", r.burst.share},
                       {"found", r.delay.has_value()}};
    if (r.delay) {
        object.insert("delay_h", r.delay->hours());
        object.insert("area_holds_it", r.held);
        object.insert("area_share", r.areaShare);
        object.insert("rank", r.rank > 0 ? QJsonValue(r.rank) : QJsonValue());
        object.insert("size_error", r.sizeError);
    }
    return object;
}

std::string jsonOf(const analysis::DrillScore& score) {
    QJsonArray bursts;
    for (const auto& r : score.results) bursts.append(propertiesOf(r));
    const QJsonObject all{{"bursts", static_cast<int>(score.results.size())},
                          {"found", score.found()},
                          {"area_holds_it", score.held()},
                          {"median_delay_h", orNull(score.medianDelay_h())},
                          {"median_area_share", orNull(score.medianAreaShare())},
                          {"median_size_error", orNull(score.medianSizeError())},
                          {"false_alarms", score.falseAlarms},
                          {"zone_weeks", score.zoneWeeks},
                          {"results", bursts}};
    return QJsonDocument(all).toJson(QJsonDocument::Indented).toStdString();
}

std::string tableOf(const analysis::DrillScore& score) {
    std::string text = "burst  zone          pipe          of inflow   told after   in area   area   rank   size\n";
    for (const auto& r : score.results) {
        char line[200];
        const int head = std::snprintf(line, sizeof line, "%-6s %-13s %-13s %7.1f %%", r.burst.id.c_str(), r.burst.zone.c_str(), r.burst.pipe.c_str(),
                                       100 * r.burst.share);
        text.append(line, static_cast<std::size_t>(std::min<int>(head, sizeof line - 1)));
        if (!r.delay) {
            text += "       missed\n";
            continue;
        }
        char rank[16] = "-";
        if (r.rank > 0) std::snprintf(rank, sizeof rank, "%d", r.rank);
        std::snprintf(line, sizeof line, " %9.1f h %9s %5.1f %% %6s %+5.0f %%\n", r.delay->hours(), r.held ? "yes" : "no", 100 * r.areaShare, rank,
                      100 * r.sizeError);
        text += line;
    }
    char line[300];
    std::snprintf(line, sizeof line, "found %d of %zu, %d false alarms in %.0f zone-weeks", score.found(), score.results.size(), score.falseAlarms,
                  score.zoneWeeks);
    text += line;
    if (score.found() > 0) {
        std::snprintf(line, sizeof line, "; areas hold %d of %d, median %.1f %% of the zone; told after %.1f h; size off by %.0f %%", score.held(),
                      score.found(), 100 * score.medianAreaShare(), score.medianDelay_h(), 100 * score.medianSizeError());
        text += line;
    }
    return text + "\n";
}

/// The bursts as points, in the project's coordinates: where they would be seen.
Result<void> writeMap(const analysis::DrillScore& score, const std::string& crs, const std::string& path) {
    QJsonArray features;
    for (const auto& r : score.results)
        features.append(QJsonObject{{"type", "Feature"},
                                    {"properties", propertiesOf(r)},
                                    {"geometry", QJsonObject{{"type", "Point"}, {"coordinates", QJsonArray{r.burst.x, r.burst.y}}}}});
    QJsonObject collection{{"type", "FeatureCollection"}, {"name", "burst drill"}, {"features", features}};
    if (const std::string name = scenario::geoJsonCrsName(crs); !name.empty())
        collection.insert("crs", QJsonObject{{"type", "name"}, {"properties", QJsonObject{{"name", QString::fromStdString(name)}}}});
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(collection).toJson()) < 0 || !file.flush())
        return Error{ErrorCode::unwritable, "cannot be written: " + file.errorString().toStdString(), path, {}, {}, {}};
    return {};
}

Exit report(const analysis::DrillScore& score, const std::string& crs, const std::string& map, Context& context) {
    context.console.result(context.json ? jsonOf(score) : tableOf(score));
    if (map.empty()) return Exit::done;
    if (const auto written = writeMap(score, crs, map); !written) {
        context.console.error(written.error());
        return exitFor(written.error());
    }
    return Exit::done;
}

/// Puts what a drill taught of areas into the project.
Result<detection::AreaTrust> learn(const std::string& path, const analysis::DrillScore& score) {
    auto file = project::ProjectFile::open(QString::fromStdString(path), project::ProjectFile::Mode::readWrite);
    if (!file) return file.error();
    auto settings = (*file)->settings();
    if (!settings) return settings.error();
    const auto events = (*file)->events();
    if (!events) return events.error();
    const auto repairs = (*file)->repairs();
    if (!repairs) return repairs.error();
    settings->areaTrust = analysis::learnAreas(score, *events, *repairs, Instant{QDateTime::currentMSecsSinceEpoch() / 60'000 * 60'000});
    if (settings->areaTrust.empty())
        return Error{ErrorCode::invalidInput,
                     "no burst of the drill was found with an area, so nothing can be learned",
                     path,
                     {},
                     {},
                     "Larger bursts (--least) or more of them (--bursts) may be found"};
    if (auto set = (*file)->setSettings(*settings); !set) return set.error();
    return settings->areaTrust;
}

Exit runDrill(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.endProgress();
        context.console.error(error);
        return exitFor(error);
    };
    const std::string out = arguments.value("out");
    if (out.empty()) return fail({ErrorCode::invalidInput, "drill needs a folder to write to", {}, {}, {}, "Add --out DIR"});
    analysis::DrillOptions options;
    const auto bursts = arguments.integer("bursts", options.bursts, 1, 1000);
    const auto least = arguments.number("least", options.leastShare * 100, 0.1, 300),
               most = arguments.number("most", options.mostShare * 100, 0.1, 300);
    const auto seed = arguments.integer("seed", 1, 0, std::int64_t{1} << 52), workers = arguments.integer("workers", 0, 1, 1024);
    for (const auto* number : {&bursts, &seed, &workers})
        if (!*number) return fail(number->error());
    for (const auto* number : {&least, &most})
        if (!*number) return fail(number->error());
    auto ground = jobs::drillGround(QString::fromStdString(arguments.positional[0]));
    if (!ground) return fail(ground.error());
    options.bursts = static_cast<int>(*bursts);
    options.leastShare = *least / 100;
    options.mostShare = *most / 100;
    options.seed = static_cast<std::uint64_t>(*seed);
    const auto zone = project::localZone(ground->settings.timezone);
    if (!zone) return fail(zone.error());
    options.habits = *zone;
    options.crs = ground->settings.crs;
    const auto start = arguments.instant("from", *zone);
    if (!start) return fail(start.error());
    options.start = start->valid() ? *start : instantFromUtc({2024, 1, 1});
    const auto tellMade = [&](int made) { context.console.note(std::to_string(made) + " bursts in " + out + "; hand out all of it but truth"); };
    const bool toLearn = arguments.has("learn");
    if (!arguments.has("analyse") && !toLearn) {
        ConsoleSink sink(context.console);
        const auto made = analysis::makeDrill(ground->network, ground->networkText, ground->sensors, options, out, sink, context.stop);
        context.console.endProgress();
        if (!made) return fail(made.error());
        for (const Diagnostic& diagnostic : made->diagnostics) context.console.diagnostic(diagnostic);
        tellMade(made->bursts);
        return Exit::done;
    }
    jobs::DrillRun run({QString::fromStdString(arguments.positional[0]), QString::fromStdString(out), options, toLearn},
                       runOptions(static_cast<int>(*workers), {}));
    QObject::connect(&run, &jobs::DrillRun::made, &run, tellMade);
    if (const RunEnd end = runToEnd(run, context.console, context.stop); end.outcome != jobs::RunOutcome::done)
        return fail(run.error().value_or(Error{ErrorCode::cancelled, end.message.toStdString(), {}, {}, {}, {}}));
    if (toLearn) {
        const auto trust = learn(arguments.positional[0], *run.score());
        if (!trust) return fail(trust.error());
        context.console.note(areaTrustTable(*trust) + "from the next analysis on");
    }
    return report(*run.score(), ground->settings.crs, arguments.value("map"), context);
}

Exit runDrillScore(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    auto ground = jobs::drillGround(QString::fromStdString(arguments.positional[0]));
    if (!ground) return fail(ground.error());
    if (!arguments.has("drill")) return fail({ErrorCode::invalidInput, "drill-score needs the drill's folder", {}, {}, {}, "Add --drill DIR"});
    const bool sheet = arguments.has("answers");
    const auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    const auto events = sheet ? analysis::readAnswers(arguments.value("answers"), ground->network, project->zone) : project->file->events();
    if (!events) return fail(events.error());
    auto bursts = analysis::readDrill(arguments.value("drill"));
    if (!bursts) return fail(bursts.error());
    return report(analysis::scoreDrill(std::move(*bursts), *events, ground->network, ground->sensors, sheet ? days(1) : Duration{}),
                  ground->settings.crs, arguments.value("map"), context);
}

} // namespace

Command drillCommand() {
    Command command;
    command.name = "drill";
    command.arguments = "PROJECT";
    command.summary = "invents bursts on the project's network, as its own sensors would see them: to train, and to see what would be found";
    command.details =
        "Six quiet weeks, then one burst a week on pipes of zones whose inflow is measured, sudden or growing, repaired after three days.\n"
        "DIR gets loggers/, sensors.csv, network.inp and answers.csv to hand out, and truth/ to keep. With --analyse Mainsight takes\n"
        "the drill itself, live: what would be found on this network with these sensors, and how well it would be placed.";
    command.options = {{"out", "DIR", "where the drill goes"},
                       {"bursts", "N", "how many, up to 1000; default 20"},
                       {"least", "PERCENT", "size of the smallest, as a share of the zone's mean inflow; default 4"},
                       {"most", "PERCENT", "... of the largest; default 30"},
                       {"from", "T", "when the readings begin; default 2024-01-01"},
                       {"seed", "N", "of all that is drawn at random; default 1"},
                       {"analyse", "", "import and analyse it as DIR/drill.mainsight, and score that"},
                       {"learn", "", "do so, and let the project's areas take as much as those of the drill needed (see areas)"},
                       {"map", "FILE.geojson", "with --analyse: the bursts as points with what became of each"},
                       {"workers", "N", "with --analyse: work in N processes; default: as many as cores"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runDrill;
    return command;
}

Command drillScoreCommand() {
    Command command;
    command.name = "drill-score";
    command.arguments = "PROJECT";
    command.summary = "scores a drill: the events of a project, or an answer sheet, against its truth";
    command.details =
        "A burst counts as found when an event of its zone is told while it is open. An answer sheet is a table with the columns zone,\n"
        "began, pipes (ids with blanks between) and flow_lps; an answer may be a day early. PROJECT says the network and the zones.";
    command.options = {{"drill", "DIR", "the drill's folder, with its truth"},
                       {"answers", "FILE.csv", "score this sheet instead of the project's events"},
                       {"map", "FILE.geojson", "write the bursts as points with what became of each"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runDrillScore;
    return command;
}

} // namespace ms::cli
