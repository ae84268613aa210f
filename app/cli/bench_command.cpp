#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/run_to_end.h"
#include "core/analysis/drill.h"
#include "core/analysis/live_zones.h"
#include "core/hydraulics/simulation.h"
#include "core/network/inp_reader.h"
#include "core/project/project_file.h"
#include "core/scenario/random.h"
#include "core/scenario/text_file.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace ms::cli {
namespace {

/// What one part came to, beside the reference machine: two cores of an AMD EPYC with AVX-512, nothing else running.
struct Measured {
    const char* what;
    const char* unit;
    double here = 0, reference = 0;
    bool moreIsBetter = false;
    [[nodiscard]] double speed() const { return moreIsBetter ? here / reference : reference / here; }
};

/// CPU seconds of this thread's process: other work on the machine does not count.
double cpu_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

class SilentSink final : public analysis::EventSink {
public:
    void progress(std::string_view, std::int64_t, std::int64_t) override {}
    void diagnostic(const Diagnostic&) override {}
    void partial(const std::vector<detection::Event>&) override {}
};

/// A district of 900 junctions on a grid, its inlet in a corner.
std::string gridNetwork() {
    constexpr int side = 30;
    std::string nodes = "[JUNCTIONS]\n", pipes = "[PIPES]\n", places = "[COORDINATES]\nR -100 0\nM -50 0\n";
    const auto id = [](int x, int y) { return "J" + std::to_string(y * side + x); };
    nodes += "M 20 0\n";
    pipes += "INLET R M 10 300 120 0 Open\nP0 M J0 50 300 120 0 Open\n";
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            nodes += id(x, y) + scenario::printed(" %d 0.02 DAY\n", 10 + (x * 7 + y * 3) % 15);
            places += id(x, y) + scenario::printed(" %d %d\n", x * 60, y * 60);
            const int diameter = x % 6 == 0 || y % 6 == 0 ? 150 : 100;
            if (x + 1 < side)
                pipes +=
                    "H" + std::to_string(y * side + x) + " " + id(x, y) + " " + id(x + 1, y) + scenario::printed(" 60 %d 110 0 Open\n", diameter);
            if (y + 1 < side)
                pipes +=
                    "V" + std::to_string(y * side + x) + " " + id(x, y) + " " + id(x, y + 1) + scenario::printed(" 60 %d 110 0 Open\n", diameter);
        }
    return nodes + "[RESERVOIRS]\nR 70\n" + pipes +
           "[PATTERNS]\nDAY 0.4 0.3 0.3 0.3 0.4 0.8\nDAY 1.5 1.8 1.5 1.3 1.2 1.2\nDAY 1.2 1.1 1.1 1.1 1.2 1.5\nDAY 1.7 1.6 1.3 1.0 0.7 0.5\n[TIMES]\n"
           "Pattern Timestep 1:00\nHydraulic Timestep 0:15\nDuration 168:00\n" +
           places + "[OPTIONS]\nUnits LPS\nHeadloss H-W\n[END]\n";
}

std::vector<series::Sensor> gridSensors() {
    std::vector<series::Sensor> sensors;
    const auto add = [&](const char* name, const char* element, Quantity quantity, const char* unit) {
        series::Sensor s;
        s.name = name;
        s.element = element;
        s.quantity = quantity;
        s.unit = unit;
        s.zone = "GRID";
        sensors.push_back(s);
    };
    add("inlet", "INLET", Quantity::flow, "l/s");
    for (const char* node : {"J33", "J170", "J280", "J415", "J502", "J655", "J777", "J866"}) add(node, node, Quantity::pressure, "m");
    return sensors;
}

/// A year of 37 loggers of 5 minutes as one wide table.
std::string wideTable() {
    scenario::Random random(11, "bench");
    std::string text = "Timestamp";
    for (int k = 0; k < 37; ++k) text += ",n" + std::to_string(k);
    text += "\n";
    const Instant start = instantFromUtc({2018, 1, 1});
    for (int i = 0; i < 105'120; ++i) {
        text += toIso(start + minutes(5) * i).substr(0, 19);
        const double wave = 45 + 3 * std::sin(2 * 3.14159265358979 * i / 288);
        for (int k = 0; k < 37; ++k) text += scenario::printed(",%.2f", wave + 0.3 * random.normal());
        text += "\n";
    }
    return text;
}

Result<void> imported(const QString& project, const QStringList& paths, const QString& map, Context& context) {
    jobs::ImportRequest request;
    request.projectPath = project;
    request.paths = paths;
    request.sensorMapPath = map;
    request.units.insert(QStringLiteral("pressure"), QStringLiteral("m"));
    request.check = false;
    jobs::ImportRun import(request, runOptions(0, {}));
    if (const RunEnd end = runToEnd(import, context.console, context.stop, [](const Diagnostic&) { return false; });
        end.outcome == jobs::RunOutcome::done)
        return {};
    return import.error().value_or(Error{ErrorCode::cancelled, "cancelled", {}, {}, {}, {}});
}

Result<double> importSpeed(const QString& folder, Context& context) {
    const QString table = folder + QStringLiteral("/wide_pressure.csv"), project = folder + QStringLiteral("/wide.mainsight");
    if (auto written = scenario::writeTextFile(table.toStdString(), wideTable()); !written) return written.error();
    if (auto made = project::ProjectFile::create(project, {}); !made) return made.error();
    QElapsedTimer clock;
    clock.start();
    if (auto done = imported(project, {table}, {}, context); !done) return done.error();
    return 105'120.0 * 37 / (static_cast<double>(clock.nsecsElapsed()) / 1e9) / 1e6;
}

Result<double> hydraulicsTime_ms(const network::Network& network) {
    auto model = hydraulics::HydraulicModel::make(std::make_shared<const network::Network>(network));
    if (!model) return model.error();
    hydraulics::Simulation march(std::move(*model));
    const double begin = cpu_s();
    int instants = 0;
    do {
        if (auto solved = march.solve(); !solved) return solved.error();
        ++instants;
    } while (march.advance() > 0);
    return (cpu_s() - begin) * 1000 / instants;
}

struct AnalysisTimes {
    double detect_ms = 0, place_ms = 0; ///< a zone-week; an event
};
/// A drill of three bursts on the grid, taken in and analysed in this process, task by task.
Result<AnalysisTimes> analysisTimes(const network::Network& network, const std::string& text, const QString& folder, Context& context) {
    analysis::DrillOptions options;
    options.bursts = 3;
    options.leastShare = 0.15;
    options.growing = 0;
    options.start = instantFromUtc({2024, 1, 1});
    SilentSink sink;
    const QString drill = folder + QStringLiteral("/drill"), project = drill + QStringLiteral("/drill.mainsight");
    if (auto made = analysis::makeDrill(network, text, gridSensors(), options, drill.toStdString(), sink, context.stop); !made) return made.error();
    {
        auto file = project::ProjectFile::create(project, {});
        if (!file) return file.error();
        if (auto set = (*file)->setNetworkText(text, "network.inp"); !set) return set.error();
    }
    if (auto done = imported(project, {drill + QStringLiteral("/loggers")}, drill + QStringLiteral("/sensors.csv"), context); !done)
        return done.error();
    auto file = project::ProjectFile::open(project, project::ProjectFile::Mode::readOnly);
    if (!file) return file.error();
    auto data = (*file)->analysisData(project::Flags::knownNow);
    if (!data) return data.error();
    analysis::prepare(*data);
    double detect_s = 0, place_s = 0;
    std::size_t events = 0;
    auto stage = analysis::firstStage(*data, {});
    while (stage && !stage->empty()) {
        std::vector<analysis::TaskOutput> outputs;
        for (const analysis::Task& task : *stage) {
            const double begin = cpu_s();
            auto output = analysis::run(task, *data, {}, sink, context.stop);
            if (!output) return output.error();
            if (task.kind == "detect") detect_s += cpu_s() - begin;
            if (task.kind == "localise") place_s += cpu_s() - begin, events += output->events.size();
            outputs.push_back(std::move(*output));
        }
        stage = analysis::nextStage(*data, {}, *stage, outputs);
    }
    if (!stage) return stage.error();
    if (events == 0) return Error{ErrorCode::internal, "no burst of the drill was found", {}, {}, {}, {}};
    const double weeks = (options.history.days() + 21 + 1) / 7;
    return AnalysisTimes{detect_s * 1000 / weeks, place_s * 1000 / static_cast<double>(events)};
}

/// Two hundred district meter areas of four weeks, then one more quarter of an hour: milliseconds a zone.
Result<double> liveTime_ms(Context& context) {
    constexpr int zones = 200, steps = 28 * 96, more = 8;
    scenario::Random random(5, "bench");
    const Instant start = instantFromUtc({2024, 1, 1});
    analysis::Data data;
    std::vector<series::Readings> all;
    for (int z = 0; z < zones; ++z)
        for (int s = 0; s < 3; ++s) {
            series::Sensor sensor;
            sensor.name = std::to_string(z) + "-" + std::to_string(s);
            sensor.zone = "Z" + std::to_string(z);
            sensor.quantity = s == 0 ? Quantity::flow : Quantity::pressure;
            sensor.unit = s == 0 ? "m3/s" : "m";
            series::Readings r;
            for (int i = 0; i < steps + more; ++i) {
                const double shape = 1 - 0.8 * std::cos(2 * 3.14159265358979 * ((i % 96) / 4.0 - 3) / 24);
                r.times_ms.push_back((start + minutes(15) * (i + 1)).ms);
                r.values.push_back(s == 0 ? 0.004 + 0.016 * shape * (1 + 0.03 * random.normal()) : 40 - 3 * shape * shape + 0.05 * random.normal());
            }
            r.quality.assign(r.size(), 0);
            all.push_back(std::move(r));
            data.sensors.push_back({sensor, {}});
        }
    analysis::prepare(data);
    Instant known = start + minutes(15) * steps;
    const analysis::ReadingSource source = [&](std::size_t s, TimeSpan span) -> Result<series::Readings> {
        const auto& from = all[s];
        const auto at = [&](Instant t) { return std::lower_bound(from.times_ms.begin(), from.times_ms.end(), t.ms) - from.times_ms.begin(); };
        const auto first = span.from.valid() ? at(span.from) : 0;
        const auto last = at(span.to.valid() ? std::min(span.to, Instant{known.ms + 1}) : Instant{known.ms + 1});
        if (last <= first) return series::Readings{};
        return series::Readings{{from.times_ms.begin() + first, from.times_ms.begin() + last},
                                {from.values.begin() + first, from.values.begin() + last},
                                {from.quality.begin() + first, from.quality.begin() + last}};
    };
    std::vector<std::size_t> numbers(zones);
    for (std::size_t z = 0; z < numbers.size(); ++z) numbers[z] = z;
    analysis::LiveZones live(std::make_shared<const analysis::Data>(std::move(data)), {}, numbers);
    NullSink sink;
    if (auto begun = live.catchUp(3600, source, sink, context.stop); !begun) return begun.error();
    const double begin = cpu_s();
    for (int i = 0; i < more; ++i) {
        std::vector<analysis::SensorChange> changes;
        for (std::size_t s = 0; s < all.size(); ++s) changes.push_back({s, known + minutes(15)});
        known = known + minutes(15);
        if (auto gone = live.goOn(changes, source, sink, context.stop); !gone) return gone.error();
    }
    return (cpu_s() - begin) * 1000 / (more * zones);
}

std::string jsonOf(const std::vector<Measured>& rows) {
    QJsonArray parts;
    for (const Measured& m : rows)
        parts.append(QJsonObject{{"what", QLatin1String(m.what)},
                                 {"unit", QLatin1String(m.unit)},
                                 {"here", m.here},
                                 {"reference", m.reference},
                                 {"times_the_reference_speed", m.speed()}});
    return QJsonDocument(QJsonObject{{"parts", parts}}).toJson(QJsonDocument::Indented).toStdString();
}

std::string tableOf(const std::vector<Measured>& rows) {
    std::string text = scenario::printed("%-58s %10s %10s  %s\n", "", "here", "reference", "speed");
    for (const Measured& m : rows)
        text += scenario::printed("%-58s %10.3g %10.3g  %.2f times\n", (std::string(m.what) + ", " + m.unit).c_str(), m.here, m.reference, m.speed());
    return text;
}

Exit runBench(const Arguments&, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.endProgress();
        context.console.error(error);
        return exitFor(error);
    };
    const QTemporaryDir folder;
    if (!folder.isValid())
        return fail({ErrorCode::unwritable, "no temporary folder can be made: " + folder.errorString().toStdString(), {}, {}, {}, {}});
    const std::string text = gridNetwork();
    auto read = network::readInp(text, "grid");
    if (!read) return fail(read.error());
    std::vector<Measured> rows;
    const auto step = [&](int done) { context.console.progress("bench", done, 4); };
    step(0);
    const auto import = importSpeed(folder.path(), context);
    if (!import) return fail(import.error());
    rows.push_back({"import of a wide CSV of 3.9 million readings, all cores", "million readings a second", *import, 20, true});
    step(1);
    const auto hydraulics = hydraulicsTime_ms(read->network);
    if (!hydraulics) return fail(hydraulics.error());
    rows.push_back({"hydraulics: an instant of 900 junctions", "ms of CPU", *hydraulics, 0.16, false});
    step(2);
    const auto analysis = analysisTimes(read->network, text, folder.path(), context);
    if (!analysis) return fail(analysis.error());
    rows.push_back({"detection: a zone-week of 15 minutes", "ms of CPU", analysis->detect_ms, 4.6, false});
    rows.push_back({"localisation: an event, 1,740 pipes, all its revisions", "ms of CPU", analysis->place_ms, 360, false});
    step(3);
    const auto live = liveTime_ms(context);
    if (!live) return fail(live.error());
    rows.push_back({"live: an interval of one zone, its readings at hand", "ms of CPU", *live, 0.016, false});
    step(4);
    context.console.endProgress();
    context.console.result(context.json ? jsonOf(rows) : tableOf(rows));
    return Exit::done;
}

} // namespace

Command benchCommand() {
    Command command;
    command.name = "bench";
    command.summary = "how fast this machine is: import, hydraulics, detection, localisation, live, beside reference figures";
    command.details =
        "Invents a district and two hundred more in a temporary folder and works on them; takes about half a minute. The reference is two cores\n"
        "of an AMD EPYC server. CPU times hardly depend on other work on the machine, the import does.";
    command.run = runBench;
    return command;
}

} // namespace ms::cli
