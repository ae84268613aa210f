#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/run_to_end.h"
#include "core/jobs/rate_trial_run.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <cstdio>

namespace ms::cli {
namespace {

/// A share of the inflow as JSON: null when it cannot be told, or when even the largest bursts tried are not found often enough.
QJsonValue jsonShare(double share) { return share < 0 || !std::isfinite(share) ? QJsonValue() : QJsonValue(share); }

std::string jsonOf(const std::vector<analysis::RateTrial>& trials) {
    QJsonArray rates;
    for (const auto& t : trials) {
        QJsonArray sizes;
        for (std::size_t i = 0; i < t.put.size(); ++i)
            sizes.append(QJsonObject{{"share_of_inflow", analysis::kTriedShares[i]}, {"put_in", t.put[i]}, {"found", t.found[i]}});
        rates.append(QJsonObject{{"false_alarms_per_zone_week", t.rate},
                                 {"zones", t.zones},
                                 {"zone_weeks", t.zoneWeeks},
                                 {"alarms", t.alarms},
                                 {"mean_inflow_m3s", t.meanInflow_m3s},
                                 {"half_found_from", jsonShare(t.shareFoundIn(0.5))},
                                 {"nine_in_ten_found_from", jsonShare(t.shareFoundIn(0.9))},
                                 {"sizes", sizes}});
    }
    return QJsonDocument(QJsonObject{{"rates", rates}}).toJson(QJsonDocument::Indented).toStdString();
}

std::string cell(double share) {
    if (share < 0) return "?";
    char text[16];
    std::snprintf(text, sizeof text, std::isfinite(share) ? "%.1f %%" : "> %.0f %%",
                  100 * (std::isfinite(share) ? share : analysis::kTriedShares.back()));
    return text;
}

std::string tableOf(const std::vector<analysis::RateTrial>& trials) {
    std::string text = "stated a zone-week   alarms   a zone-week   half are found from   9 of 10 from\n";
    for (const auto& t : trials) {
        char line[160];
        std::snprintf(line, sizeof line, "%18.3f %8d %13.3f %21s %14s\n", t.rate, t.alarms, t.zoneWeeks > 0 ? t.alarms / t.zoneWeeks : 0.0,
                      cell(t.shareFoundIn(0.5)).c_str(), cell(t.shareFoundIn(0.9)).c_str());
        text += line;
    }
    return text;
}

Exit runTryRates(const Arguments& arguments, Context& context) {
    const auto fail = [&](const Error& error) {
        context.console.error(error);
        return exitFor(error);
    };
    const auto workers = arguments.integer("workers", 0, 1, 1024);
    if (!workers) return fail(workers.error());
    analysis::Options options;
    options.zones = arguments.names("zones");
    options.trialRates.clear();
    for (const std::string& word :
         arguments.has("rates") ? arguments.names("rates") : std::vector<std::string>{"0.002", "0.02", "0.05", "0.2", "0.5"}) {
        bool number = false;
        const double rate = QString::fromStdString(word).toDouble(&number);
        if (!number || !(rate >= 0.001 && rate <= 7))
            return fail({ErrorCode::invalidInput, "--rates takes numbers from 0.001 to 7", {}, word, {}, "For example --rates 0.02,0.1,0.5"});
        options.trialRates.push_back(rate);
    }
    jobs::RateTrialRun trial(QString::fromStdString(arguments.positional[0]), options,
                             runOptions(static_cast<int>(*workers), arguments.value("launcher")));
    const RunEnd end = runToEnd(trial, context.console, context.stop);
    if (const auto trials = trial.trials(); !trials.empty()) context.console.result(context.json ? jsonOf(trials) : tableOf(trials));
    if (end.outcome == jobs::RunOutcome::done) return Exit::done;
    if (trial.error()) return fail(*trial.error());
    return fail({ErrorCode::cancelled, end.message.toStdString(), {}, {}, {}, {}});
}

} // namespace

Command tryRatesCommand() {
    Command command;
    command.name = "try-rates";
    command.arguments = "PROJECT";
    command.summary = "what rates of false alarms would have meant for this history: alarms, and how small a burst is found";
    command.details = "Nothing is stored. Bursts of 2 to 20 % of a zone's mean inflow are put into what its meters read, every ten days, and looked\n"
                      "for live by flow alone; one counts as found within three days. Of more than 40 zones 40 are tried.";
    command.options = {{"rates", "R1,R2", "false alarms a zone and week to try, 0.001 to 7; default 0.002,0.02,0.05,0.2,0.5"},
                       {"zones", "A,B", "only these zones"},
                       {"workers", "N", "work in N processes; default: as many as cores"},
                       {"launcher", "CMD", "put before the worker's command: \"srun -n1 --unbuffered\""}};
    command.leastArguments = command.mostArguments = 1;
    command.run = runTryRates;
    return command;
}

} // namespace ms::cli
