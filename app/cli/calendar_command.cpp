#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/project_content.h"
#include "core/detection/calendar.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ms::cli {
namespace {

std::string zoneNames() {
    std::string names;
    for (const auto zone : detection::zonesWithHolidays()) names += (names.empty() ? "" : ", ") + std::string(zone);
    return names;
}

std::string_view livesAs(const detection::CalendarDay& d) { return d.day.off ? "Sunday" : "working day"; }
std::string occasion(const detection::CalendarDay& d) { return !d.byHand ? "by rule" : d.day.occasion.empty() ? "by hand" : d.day.occasion; }

std::string jsonOf(const std::vector<detection::CalendarDay>& all, std::string_view rules) {
    const auto text = [](std::string_view t) { return QString::fromUtf8(t.data(), static_cast<qsizetype>(t.size())); };
    QJsonArray list;
    for (const auto& d : all)
        list.append(
            QJsonObject{{"date", text(detection::textOfLocalDay(d.day.day))}, {"lives_as", text(livesAs(d))}, {"occasion", text(occasion(d))}});
    const QJsonObject whole{{"rules", text(rules.empty() ? detection::DaysOff::kNoRules : rules)}, {"days", list}};
    return QJsonDocument(whole).toJson(QJsonDocument::Compact).toStdString() + "\n";
}

std::string tableOf(const std::vector<detection::CalendarDay>& all, std::string_view rules) {
    std::string text = rules.empty() ? "no country's rules hold\n" : "rules of " + std::string(rules) + "\n";
    for (const auto& d : all) text += detection::textOfLocalDay(d.day.day) + "  as a " + std::string(livesAs(d)) + "  " + occasion(d) + "\n";
    return text;
}

/// The year of the newest reading.
Result<int> latestYear(const project::ProjectFile& file) {
    const auto sensors = file.sensors();
    if (!sensors) return sensors.error();
    Instant newest;
    for (const auto& s : *sensors)
        if (s.count > 0) newest = std::max(newest, s.span.to);
    return utcFromInstant(newest.valid() ? newest : Instant{QDateTime::currentMSecsSinceEpoch()}).year;
}

/// The days from --off, --working or --by-rule to --until, said of `days`.
Result<void> change(const Arguments& arguments, const char* option, detection::DaysOff& days) {
    const auto first = detection::localDayFromText(arguments.value(option));
    if (!first) return first.error();
    const auto last = detection::localDayFromText(arguments.value("until", arguments.value(option)));
    if (!last) return last.error();
    if (*last < *first || *last > *first + 366)
        return Error{ErrorCode::invalidInput,  "these days are no span of a year at most", {}, arguments.value("until"), {},
                     "--until is the last day"};
    for (std::int64_t day = *first; day <= *last; ++day) {
        if (std::string_view(option) == "by-rule")
            days.remove(day);
        else
            days.put({day, std::string_view(option) == "off", arguments.value("occasion")});
    }
    return {};
}

Exit runCalendar(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    auto project = openProject(arguments.positional[0]);
    if (!project) return fail(project.error());
    project::Settings& settings = project->settings;
    const auto latest = latestYear(*project->file);
    if (!latest) return fail(latest.error());
    const auto year = arguments.integer("year", *latest, 1900, 2200);
    if (!year) return fail(year.error());
    const auto before = settings.daysOff;
    if (arguments.has("country")) {
        const std::string country = arguments.value("country");
        settings.daysOff.rules = country == "project" ? "" : country;
        if (country != "project" && country != detection::DaysOff::kNoRules && detection::rulesOf(settings.daysOff, {}).empty())
            return fail(
                {ErrorCode::invalidInput, "the holidays of this time zone's country are not known", {}, country, {}, "known are " + zoneNames()});
    }
    int changes = 0;
    for (const char* option : {"off", "working", "by-rule"}) {
        if (!arguments.has(option)) continue;
        if (++changes > 1) return fail({ErrorCode::invalidInput, "--off, --working and --by-rule go one at a time", {}, {}, {}, {}});
        if (auto done = change(arguments, option, settings.daysOff); !done) return fail(done.error());
    }
    if (!(settings.daysOff == before)) {
        auto file = project::ProjectFile::open(QString::fromStdString(arguments.positional[0]), project::ProjectFile::Mode::readWrite);
        if (!file) return fail(file.error());
        if (auto done = (*file)->setSettings(settings); !done) return fail(done.error());
        context.console.note("from the next analysis on; a running watch takes it in when it is started anew");
    }
    const auto all = detection::calendarYear(settings.daysOff, project->zone.name, static_cast<int>(*year));
    const auto rules = detection::rulesOf(settings.daysOff, project->zone.name);
    context.console.result(context.json ? jsonOf(all, rules) : tableOf(all, rules));
    return Exit::done;
}

} // namespace

Command calendarCommand() {
    Command command;
    command.name = "calendar";
    command.arguments = "PROJECT";
    command.summary = "the days that live as Sundays: a country's holidays, and your own";
    command.details =
        "Lists a year of them, after changing them. On holidays people use water as on Sundays; a day that is neither in the rules nor here "
        "looks\nlike an unusual one. Countries go by their clock: " +
        zoneNames() + ".";
    command.options = {{"year", "N", "which year is listed; default: the year of the newest reading"},
                       {"country", "ZONE", "whose rules hold: a time zone, none, or project (its own zone)"},
                       {"off", "DATE", "this day lives as a Sunday"},
                       {"working", "DATE", "this holiday is an ordinary day here"},
                       {"by-rule", "DATE", "take back what was said of this day"},
                       {"until", "DATE", "and the days up to this one"},
                       {"occasion", "TEXT", "what the day is, for whoever looks"}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runCalendar;
    return command;
}

} // namespace ms::cli
