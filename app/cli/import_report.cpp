#include "app/cli/import_report.h"

#include "app/cli/console.h"
#include "core/project/report_json.h"

#include <QSaveFile>

#include <cstdio>

namespace ms::cli {
namespace {

using jobs::FileOutcome;

std::string percent(double share) {
    char text[16];
    std::snprintf(text, sizeof text, "%.0f %%", 100 * share);
    return text;
}

/// ", 3 late rows" when there are any.
std::string counted(std::int64_t n, const char* one, const char* many) {
    return n == 0 ? std::string{} : ", " + std::to_string(n) + " " + (n == 1 ? one : many);
}

std::string lineOf(const FileOutcome& o) {
    const ingest::FileReport& r = o.report;
    std::string text = o.path.toStdString() + ": " + o.format.toStdString() + " (" + percent(r.confidence) + " sure), " + std::to_string(o.channels) +
                       (o.channels == 1 ? " channel, " : " channels, ") + std::to_string(o.values) + " values";
    text += counted(o.replaced, "replaced", "replaced") + counted(o.quarantined, "set aside", "set aside");
    text += counted(r.textCells, "text or error code among them", "texts or error codes among them");
    text += counted(r.conflictingRows, "conflicting duplicate row", "conflicting duplicate rows");
    text += counted(r.duplicateRows, "duplicate row", "duplicate rows") + counted(r.lateRows, "late row put in place", "late rows put in place");
    text += counted(r.missingRows, "missing step", "missing steps") + counted(r.emptyCells, "empty cell", "empty cells");
    return text;
}

std::string csvCell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c == '\r' || c == '\n' ? ' ' : c);
    return quoted + "\"";
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (std::size_t i = 0; i < texts.size(); ++i) all += (i > 0 ? "; " : "") + texts[i];
    return all;
}

/// "Pressure (bar) -> PL1, pressure in bar, at J0446, 85 % sure (why)"; "?" where it could not go in.
std::string guessLine(const ingest::ChannelGuess& g) {
    std::string text = (g.header.empty() ? std::string("(no header)") : g.header) + " -> ";
    if (g.trouble == ingest::ChannelGuess::Trouble::none)
        text += g.sensor.name + ", " + std::string(nameOf(g.sensor.quantity)) + " in " + g.sensor.unit +
                (g.sensor.element.empty() ? "" : ", at " + g.sensor.element) + ", " + percent(g.confidence) + " sure";
    else
        text += "?";
    return text + " (" + joined(g.reasons) + ")";
}

constexpr std::size_t kGuessesShown = 10; ///< of a file

/// What nobody has said about the columns of a file, and what was made of it.
void noteGuesses(const ingest::FileReport& r, Context& context) {
    std::size_t guessed = 0, mapped = 0;
    for (const ingest::ChannelGuess& g : r.guesses) {
        if (g.mapped)
            ++mapped;
        else if (++guessed <= kGuessesShown)
            context.console.note("    " + guessLine(g));
    }
    if (guessed > kGuessesShown) context.console.note("    ... and " + std::to_string(guessed - kGuessesShown) + " columns more; --json lists all");
    if (mapped > 0) context.console.note("    " + std::to_string(mapped) + (mapped == 1 ? " column" : " columns") + " by sensors.csv");
}

} // namespace

bool isSaidElsewhere(const Diagnostic& d) {
    return d.code == "ingest.guessed-quantity" || d.code == "ingest.guessed-element" || d.code == "ingest.no-element" ||
           d.code == "ingest.unknown-quantity" || d.code == "ingest.not-in-map" || d.code == "ingest.unit-missing" ||
           (d.code == "ingest.date-order" && d.severity == Severity::info);
}

void reportImport(const std::vector<FileOutcome>& outcomes, const jobs::RunProgress& progress, Context& context) {
    qint64 values = 0, quarantined = 0, unchanged = 0, replaced = 0;
    std::size_t failed = 0;
    std::size_t unplaced = 0;
    std::string files;
    for (const FileOutcome& o : outcomes) {
        values += o.values;
        quarantined += o.quarantined;
        unchanged += o.unchanged;
        replaced += o.replaced;
        if (!o.error.isEmpty()) {
            ++failed;
            context.console.error({ErrorCode::unreadable, o.error.toStdString(), o.path.toStdString(), {}, {}, {}});
        }
        if (context.json) {
            const std::string outcome = "\"unchanged\": " + std::to_string(o.unchanged) + ", \"replaced\": " + std::to_string(o.replaced) + ", ";
            files += (files.empty() ? "" : ", ") + project::reportToJson(o.report, outcome);
        } else if (o.error.isEmpty()) {
            context.console.note(lineOf(o));
            if (!o.report.evidence.empty()) context.console.note("    " + joined(o.report.evidence));
            noteGuesses(o.report, context);
            for (const ingest::ChannelGuess& g : o.report.guesses)
                if (g.trouble == ingest::ChannelGuess::Trouble::none && g.soughtInVain) ++unplaced;
        }
    }
    if (context.json) {
        context.console.result("{\"files\": [" + files + "], \"values\": " + std::to_string(values) +
                               ", \"unchanged\": " + std::to_string(unchanged) + ", \"replaced\": " + std::to_string(replaced) +
                               ", \"quarantined\": " + std::to_string(quarantined) +
                               ", \"seconds\": " + QString::number(progress.elapsed_s, 'g', 6).toStdString() + "}\n");
        return;
    }
    std::string sum = std::to_string(outcomes.size() - failed) + " of " + std::to_string(outcomes.size()) + " files, " + std::to_string(values) +
                      " values in " + QString::number(progress.elapsed_s, 'f', 1).toStdString() + " s; ";
    if (values > 0 && unchanged == values)
        sum += "all were known: nothing has changed";
    else
        sum += std::to_string(unchanged) + " were known, " + std::to_string(replaced) + " replaced, " + std::to_string(quarantined) + " set aside";
    if (unplaced > 0)
        context.console.note(std::to_string(unplaced) + (unplaced == 1 ? " column has" : " columns have") +
                             " no place in the network; give their elements in sensors.csv (--map)");
    context.console.note(sum);
}

void reportSniffed(const ingest::SniffedFiles& sniffed, const LocalZone& zone, Context& context) {
    if (context.json) {
        std::string all;
        for (const auto& f : sniffed.files) all += (all.empty() ? "" : ",\n") + project::sniffToJson(f, zone);
        context.console.result("[" + all + "]\n");
        return;
    }
    for (const auto& f : sniffed.files) {
        std::string text = f.path + "\n";
        if (!f.format.empty()) {
            text += "  " + f.format + ", " + percent(f.confidence) + " sure: " + joined(f.evidence) + "\n";
            if (f.span.from.valid())
                text += "  " + toIso(f.span.from, zone) + (f.spanIsWhole ? " to " + toIso(f.span.to, zone) : " on") + ", every " +
                        QString::number(f.step.seconds() / 60, 'g', 4).toStdString() + " min; times read as " + f.timezone + "\n";
        }
        for (const auto& c : f.channels) {
            text += "  " + guessLine(c.guess);
            for (std::size_t i = 0; i < c.first.size() && i < 4; ++i)
                text += (i == 0 ? "  " : " ") + QString::number(c.first[i].second, 'g', 7).toStdString();
            text += c.first.size() > 4 ? " ...\n" : "\n";
        }
        for (const auto& q : f.quarantine)
            text += "  line " + std::to_string(q.line) + ": " + q.reason + (q.text.empty() ? "" : ": " + q.text) + "\n";
        if (!f.error.empty()) text += "  ! " + f.error + "\n";
        context.console.result(text);
    }
}

Result<void> writeQuarantine(const std::vector<project::QuarantinedFile>& files, const std::string& path) {
    QSaveFile out(QString::fromStdString(path));
    const Error unwritable{
        ErrorCode::unwritable, "the list of what stayed out cannot be written", path, {}, {}, "check the folder and its free space"};
    if (!out.open(QIODevice::WriteOnly)) return unwritable;
    std::string text = "file,line,reason,text\n";
    for (const auto& file : files) {
        for (const auto& q : file.listed) {
            const std::string name = q.file.empty() ? file.path : file.path + ": " + q.file;
            text += csvCell(name) + "," + std::to_string(q.line) + "," + csvCell(q.reason) + "," + csvCell(q.text) + "\n";
        }
        if (const auto more = file.total - static_cast<std::int64_t>(file.listed.size()); more > 0)
            text += csvCell(file.path) + ",," + std::to_string(more) + " more are not listed,\n";
    }
    if (out.write(text.data(), static_cast<qint64>(text.size())) != static_cast<qint64>(text.size()) || !out.commit()) return unwritable;
    return {};
}

} // namespace ms::cli
