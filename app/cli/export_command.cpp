#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_content.h"
#include "app/cli/series_export.h"
#include "core/project/shared_project.h"
#include "ui/export/pack.h"

#include <charconv>

namespace ms::cli {
namespace {

using exporting::Piece;

constexpr const char* kPack = "pack";

bool needsPainter(const std::string& format) {
    const auto piece = exporting::pieceFromString(QString::fromStdString(format));
    return format == kPack || (piece && exporting::isPainted(*piece));
}

/// The id asked for; 0 = all.
Result<std::int64_t> chosenEvent(const std::string& which) {
    if (which == "all") return std::int64_t{0};
    std::int64_t id = 0;
    const auto [end, code] = std::from_chars(which.data(), which.data() + which.size(), id);
    if (code != std::errc{} || end != which.data() + which.size() || id <= 0)
        return Error{ErrorCode::invalidInput, "--event: '" + which + "' is neither a number nor 'all'", {}, {}, {}, {}};
    return id;
}

Error badValue(const std::string& option, const std::string& value, const std::string& advice) {
    return {ErrorCode::invalidInput, "--" + option + ": '" + value + "' is not possible", {}, {}, {}, advice};
}

/// --size 1600x1000
Result<void> readSize(const std::string& text, exporting::PictureOptions& picture) {
    const char *from = text.data(), *end = from + text.size();
    const auto [x, first] = std::from_chars(from, end, picture.width);
    if (first == std::errc{} && x != end && *x == 'x') {
        const auto [rest, second] = std::from_chars(x + 1, end, picture.height);
        if (second == std::errc{} && rest == end) return {};
    }
    return badValue("size", text, "Write width x height in pixels at 96 dpi: 1600x1000");
}

Result<void> readSections(const std::string& text, exporting::Sections& sections) {
    sections = {false, false, false, false};
    for (const QString& name : QString::fromStdString(text).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (name == QLatin1String("charts"))
            sections.charts = true;
        else if (name == QLatin1String("pipes"))
            sections.pipeTable = true;
        else if (name == QLatin1String("notes"))
            sections.notes = true;
        else if (name == QLatin1String("run"))
            sections.runRecord = true;
        else if (name != QLatin1String("none"))
            return badValue("sections", name.toStdString(), "It takes charts, pipes, notes, run, parted by commas, or none");
    }
    return {};
}

Result<exporting::PieceOptions> readOptions(const Arguments& arguments) {
    exporting::PieceOptions options;
    const std::string paper = arguments.value("paper", "a4");
    if (paper != "a4" && paper != "a3") return badValue("paper", paper, "It is a4 or a3");
    options.pdf.paper = paper == "a3" ? exporting::Paper::a3 : exporting::Paper::a4;
    options.pdf.landscape = arguments.has("landscape");
    options.picture.wholeNetwork = arguments.has("whole-network");
    if (arguments.has("size"))
        if (auto done = readSize(arguments.value("size"), options.picture); !done) return done.error();
    const auto dpi = arguments.integer("dpi", options.picture.dpi, 36, 1200);
    if (!dpi) return dpi.error();
    options.picture.dpi = static_cast<int>(*dpi);
    if (arguments.has("sections"))
        if (auto done = readSections(arguments.value("sections"), options.pdf.sections); !done) return done.error();
    options.letterhead.company = QString::fromStdString(arguments.value("company"));
    if (arguments.has("accent")) {
        const QColor colour(QString::fromStdString(arguments.value("accent")));
        if (!colour.isValid()) return badValue("accent", arguments.value("accent"), "Write a colour as #0067a8");
        options.letterhead.accent = colour;
    }
    if (arguments.has("logo")) {
        const std::string path = arguments.value("logo");
        if (!options.letterhead.logo.load(QString::fromStdString(path)))
            return Error{ErrorCode::unreadable, "this picture cannot be read", path, {}, {}, "Give a PNG, JPEG or SVG file"};
    }
    return options;
}

Result<std::vector<exporting::Recipient>> recipientsOf(const std::string& text) {
    std::vector<exporting::Recipient> recipients;
    if (text == "all") return std::vector<exporting::Recipient>(std::begin(exporting::kRecipients), std::end(exporting::kRecipients));
    for (const QString& name : QString::fromStdString(text).split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const auto recipient = exporting::recipientFromString(name);
        if (!recipient) return badValue("for", name.toStdString(), "It takes field, manager, gis, planner, modeller, parted by commas, or all");
        recipients.push_back(*recipient);
    }
    if (recipients.empty()) return badValue("for", text, "It takes field, manager, gis, planner, modeller, parted by commas, or all");
    return recipients;
}

struct Made {
    QStringList files;
    Diagnostics diagnostics;
};

Result<Made> makeOne(const OpenProject& project, std::int64_t event, Piece piece, const exporting::PieceOptions& options, const std::string& out,
                     std::stop_token stop) {
    std::vector<std::int64_t> events;
    if (event != 0) {
        events = {event};
    } else if (!exporting::isPainted(piece) && piece != Piece::inp) { // tables are of everything that was found
        const auto all = project.file->events();
        if (!all) return all.error();
        for (const detection::Event& e : *all) events.push_back(e.id);
    }
    auto material = exporting::readMaterial(*project.file, events, exporting::needsOf({piece}), options, stop);
    if (!material) return material.error();
    auto written = exporting::writePiece(*material, piece, options, QString::fromStdString(out), stop);
    if (!written) return written.error();
    Made made{written->files, std::move(material->diagnostics)};
    made.diagnostics.insert(made.diagnostics.end(), written->diagnostics.begin(), written->diagnostics.end());
    return made;
}

Result<Made> makePack(const Arguments& arguments, std::int64_t event, const exporting::PieceOptions& options, Context& context) {
    const auto recipients = recipientsOf(arguments.value("for", "all"));
    if (!recipients) return recipients.error();
    exporting::PackRequest request;
    request.project = QString::fromStdString(arguments.positional[0]);
    if (event != 0) request.events = {event};
    request.pieces = exporting::piecesFor(*recipients);
    request.stem = project::projectName(request.project) + (event != 0 ? QStringLiteral("-event-%1").arg(event) : QString());
    request.options = options;
    const QString target = QString::fromStdString(arguments.value("out"));
    const auto progress = [&context](int done, int total) { context.console.progress("pack", done, total); };
    auto pack = exporting::writePack(request, target, progress, context.stop);
    context.console.endProgress();
    if (!pack) return pack.error();
    Made made{{}, std::move(pack->diagnostics)};
    const bool zip = target.endsWith(QLatin1String(".zip"), Qt::CaseInsensitive);
    if (zip) made.files += target;
    for (const exporting::PackFile& file : pack->files)
        if (!zip) made.files += target + QLatin1Char('/') + file.name;
    context.console.note(std::to_string(pack->files.size()) + " files, " + exporting::sizeText(pack->bytes()).toStdString() + ", the PDF has " +
                         std::to_string(pack->pages) + " pages");
    return made;
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
    const auto piece = exporting::pieceFromString(QString::fromStdString(format));
    if (!piece && format != kPack)
        return fail({ErrorCode::unsupported,
                     "the format '" + format + "' is not in this version",
                     {},
                     {},
                     {},
                     "It has pack, pdf, html, png, svg, kml, kmz, gpkg, shp, geojson, xlsx, csv, inp and record"});
    const auto event = chosenEvent(arguments.value("event", "all"));
    if (!event) return fail(event.error());
    const auto options = readOptions(arguments);
    if (!options) return fail(options.error());
    Result<Made> made = [&]() -> Result<Made> {
        if (format == kPack) return makePack(arguments, *event, *options, context);
        const auto project = openProject(arguments.positional[0]);
        if (!project) return project.error();
        return makeOne(*project, *event, *piece, *options, out, context.stop);
    }();
    if (!made) return fail(made.error());
    for (const Diagnostic& diagnostic : made->diagnostics) context.console.diagnostic(diagnostic);
    for (const QString& file : made->files) context.console.note("written: " + file.toStdString());
    return Exit::done;
}

} // namespace

Command exportCommand() {
    Command command;
    command.name = "export";
    command.arguments = "PROJECT";
    command.summary = kExportSummary;
    command.details =
        "Formats: pdf, html (one file, opens offline on a phone too), png and svg (map, and beside it -charts), kml or kmz, gpkg (with\n"
        "styles for QGIS), shp (with a dictionary of the fields), geojson, xlsx, csv, inp (the model with the burst in place), record\n"
        "(JSON that analyse --from-record repeats), pack (all that the recipients of --for need, in the folder --out, or in one\n"
        "file when --out ends in .zip). Pictures and models of several events get -ID before their suffix. Nothing is ever half\n"
        "written: each file gets its name when it is whole.";
    command.options = {
        {"event", "ID|all", "which event; default all: bursts and leaks that are neither dismissed nor withdrawn, in tables everything found"},
        {"format", "FORMAT", "pack, pdf, html, png, svg, kml, kmz, gpkg, shp, geojson, xlsx, csv, inp or record"},
        {"out", "PATH", "the file to write; of a pack: a folder, or FILE.zip"},
        {"for", "WHO,...", "of a pack: field, manager, gis, planner, modeller; default all"},
        {"paper", "a4|a3", "of the PDF; default a4"},
        {"landscape", "", "of the PDF; default portrait"},
        {"sections", "NAMES", "of PDF and HTML beside map and facts: charts,pipes,notes,run or none; default all"},
        {"size", "WxH", "of PNG and SVG in pixels at 96 dpi; default 1600x1000"},
        {"dpi", "N", "of the PNG: its pixels are WxH times N/96; default 192"},
        {"whole-network", "", "PNG and SVG show the whole network, not the area of the event"},
        {"company", "NAME", "stands at the head of PDF and HTML, and in the workbook"},
        {"logo", "FILE", "picture beside it"},
        {"accent", "COLOUR", "of headings and rules: #0067a8"},
        {"series", "SENSOR|all", "readings as CSV: sensor,time,value,unit,quantity,quality; an import gives them back value for value"},
        {"from", "T", "of --series: first instant"},
        {"to", "T", "of --series: up to here, not included"},
        {"quarantine", "", "what stayed out of the latest import of each file, as CSV: file,line,reason,text"}};
    command.leastArguments = command.mostArguments = 1;
    command.application = [](const Arguments& arguments) { return needsPainter(arguments.value("format")) ? Application::gui : Application::plain; };
    command.run = run;
    return command;
}

} // namespace ms::cli
