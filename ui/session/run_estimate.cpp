#include "ui/session/run_estimate.h"

#include "core/jobs/run_record_file.h"
#include "ui/session/selection.h"
#include "ui/session/time_cursor.h"
#include "ui/session/words.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace ms::session {

namespace {

// Seconds on one core of the machine that "Measured" in CONTRIBUTING.md speaks of: reading the data in, watching a zone for a day, and laying its
// model beside a day's loggers. Starting workers and writing the results is on top, whatever the volume.
constexpr double kStart_s = 1.0;
constexpr double kPerReading_s = 2e-7;
constexpr double kPerZoneDay_s = 1.2e-3;
constexpr double kPerModelNodeDay_s = 6e-5;

/// From the first reading, which serves to learn, to the end of the period.
double learntDays(const Snapshot& s, const analysis::Options& options) {
    TimeSpan span = s.span();
    if (!isValid(span)) return 0;
    if (options.period.to.valid()) span.to = std::min(span.to, options.period.to);
    return isValid(span) ? span.length().days() : 0;
}

TimeSpan searched(const Snapshot& s, const analysis::Options& options) {
    TimeSpan span = s.span();
    if (options.period.from.valid()) span.from = std::max(span.from, options.period.from);
    if (options.period.to.valid()) span.to = std::min(span.to, options.period.to);
    return span;
}

double zonesOf(const analysis::Options& options, std::size_t all) {
    return static_cast<double>(std::max<std::size_t>(1, options.zones.empty() ? all : options.zones.size()));
}

/// The last run that ended well; null when there is none.
const project::RunRecord* lastComplete(const Snapshot& s) {
    for (auto it = s.runs->rbegin(); it != s.runs->rend(); ++it)
        if (it->complete && it->started.valid() && it->finished > it->started) return &*it;
    return nullptr;
}

bool asked(const analysis::Options& options, const std::string& zone) {
    return options.zones.empty() || std::find(options.zones.begin(), options.zones.end(), zone) != options.zones.end();
}

} // namespace

RunEstimate estimateRun(const Snapshot& s, const std::vector<std::string>& zones, const analysis::Options& options, int workers) {
    RunEstimate estimate;
    const TimeSpan span = searched(s, options);
    if (!isValid(span)) return estimate;
    const double days = learntDays(s, options), count = zonesOf(options, zones.size());
    const double alarms = options.falseAlarmsPerZoneWeek > 0 ? options.falseAlarmsPerZoneWeek : s.usualFalseAlarms(); // a zone-week
    estimate.falseAlarms = alarms * count * span.length().days() / 7;
    for (const auto& repair : *s.repairs)
        if (const auto at = repair.completed ? repair.completed : repair.reported; at && span.contains(*at)) ++estimate.repairs;
    if (const auto* last = lastComplete(s)) {
        const auto then = jobs::optionsFromJson(last->optionsJson);
        const analysis::Options past = then.ok() ? *then : analysis::Options{};
        const double work = learntDays(s, past) * zonesOf(past, zones.size());
        if (work > 0) {
            estimate.basis = RunEstimate::Basis::lastRun;
            estimate.seconds = (last->finished - last->started).seconds() * days * count / work * std::max(1, last->workers) / std::max(1, workers);
            const TimeSpan seen = searched(s, past);
            int found = 0;
            for (const auto& e : *s.events) found += span.contains(e.startedAt) && asked(options, e.zone) ? 1 : 0;
            // What the last run did not look at had as many a day as what it did.
            const double overlap = std::max(0.0, (std::min(seen.to, span.to) - std::max(seen.from, span.from)).days());
            const double rate = isValid(seen) ? static_cast<double>(s.events->size()) / seen.length().days() : 0;
            estimate.events = found + static_cast<int>(std::lround(rate * std::max(0.0, span.length().days() - overlap)));
            return estimate;
        }
    }
    double readings = 0;
    for (const auto& view : *s.sensors) readings += static_cast<double>(view.count);
    const double nodes = s.network ? static_cast<double>(s.network->nodes.size()) : 0;
    const double parallel = kPerZoneDay_s * count * days + kPerModelNodeDay_s * nodes * days;
    estimate.seconds = kStart_s + kPerReading_s * readings + parallel / std::max(1, workers);
    return estimate;
}

QString runEstimateText(const RunEstimate& e) {
    const QLocale locale;
    const int seconds = std::max(1, static_cast<int>(std::lround(e.seconds))), minutes = (seconds + 30) / 60, events = std::max(0, e.events);
    const QString took = e.seconds < 90 ? QCoreApplication::translate("ms::session", "%n second(s)", nullptr, seconds)
                                        : QCoreApplication::translate("ms::session", "%n minute(s)", nullptr, minutes);
    if (e.basis == RunEstimate::Basis::lastRun)
        return tr("By the last run, in proportion: about %1 and %2.")
            .arg(QCoreApplication::translate("ms::session", "%n event(s)", nullptr, events), took);
    QString text = tr("About %1, reckoned from the volume of data at the speed of one ordinary core; no run has been timed here yet.").arg(took);
    text += QLatin1Char(' ');
    text +=
        e.repairs > 0
            ? tr("Events to expect: one for many of the %1 on record, and about %2 false.")
                  .arg(QCoreApplication::translate("ms::session", "%n repair(s)", nullptr, e.repairs), locale.toString(e.falseAlarms, 'f', 1))
            : tr("How many events there are nobody knows before a first run; about %1 will be false.").arg(locale.toString(e.falseAlarms, 'f', 1));
    return text;
}

} // namespace ms::session
