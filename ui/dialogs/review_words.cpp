#include "ui/dialogs/review_words.h"

#include "ui/session/core_words.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace ms::dialogs {

using Trouble = ingest::ChannelGuess::Trouble;

namespace {

QString say(const char* text, int n = -1) { return QCoreApplication::translate("ms::dialogs::Review", text, nullptr, n); }
QString numberOf(std::int64_t n) { return QLocale().toString(static_cast<qlonglong>(n)); }
QString fromStd(const std::string& s) { return QString::fromStdString(s); }

const QString kGood = QStringLiteral("●"), kLook = QStringLiteral("▲"), kBad = QStringLiteral("■"), kWait = QStringLiteral("◔"),
              kOut = QStringLiteral("○");

} // namespace

std::vector<ReviewChannel> channelsOf(const jobs::ReviewedFile& file) {
    std::vector<ReviewChannel> channels;
    std::size_t taken = 0;
    for (const auto& guess : file.summary.report.guesses)
        for (std::size_t k = 0; k <= guess.others.size(); ++k) {
            channels.push_back({&guess, k, taken});
            taken += guess.trouble == Trouble::none ? 1 : 0;
        }
    return channels;
}

bool asksForUnit(const ingest::ChannelGuess& guess) { return guess.trouble == Trouble::noUnit || guess.trouble == Trouble::implausible; }

const ingest::SensorFigures* figuresOf(const jobs::ReviewedFile& file, const ReviewChannel& channel) {
    if (!channel.taken()) return nullptr;
    const std::string& name = channel.read().name;
    const auto& all = file.summary.sensors;
    if (channel.order < all.size() && all[channel.order].sensor.name == name) return &all[channel.order];
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& f) { return f.sensor.name == name; });
    return found == all.end() ? nullptr : &*found;
}

Verdict verdictOn(const ReviewChannel& channel, const std::vector<ingest::SensorMapRow>& rows, bool hasNetwork) {
    const auto& guess = *channel.guess;
    const auto doubt = ingest::implausibility(guess);
    switch (guess.trouble) {
    case Trouble::leftOut: return {0, kOut, say("left out"), say("It was said to be left out. Tick it again under Take in"), false};
    case Trouble::noUnit:
        return {3, kBad, say("unit missing"), say("Neither the file nor a list of sensors names its unit: choose it under Unit"), true};
    case Trouble::implausible:
        return {3, kBad, doubt ? fromStd(*doubt) : say("its unit cannot be right"),
                say("Choose the unit it is in; if the one named is right, choose that one"), true};
    case Trouble::notInMap:
        return {2, kOut, say("not taken: not in the list of sensors, and it names no unit"), say("Choose its unit to take it in"), false};
    case Trouble::noQuantity:
        return {2, kOut, say("not taken: nothing says what it measures"), say("Choose its quantity and unit to take it in"), false};
    case Trouble::none: break;
    }
    if (doubt) return {2, kLook, fromStd(*doubt), say("Check the unit. If the values are right, nothing need be done"), false};
    if (hasNetwork && channel.sensor < rows.size() && rows[channel.sensor].sensor.element.empty() && !rows[channel.sensor].sensor.x)
        return {2, kLook, say("ready, without a place"),
                say("Its readings go in without a place. Match it on the map, or type the id of its node or pipe"), false};
    QStringList why;
    for (const auto& reason : guess.reasons) why << session::inWords(reason);
    return {1, kGood, say("ready"), why.join(QStringLiteral("; ")), false};
}

Verdict verdictOn(const jobs::ReviewedFile& file) {
    using Read = jobs::ReviewedFile::State;
    switch (file.state) {
    case Read::waiting: return {0, kWait, say("waiting"), {}, false};
    case Read::reading: return {0, kWait, say("reading …"), {}, false};
    case Read::notRead: return {2, kOut, say("not read: stays out"), say("The reading was stopped. Press Read again"), false};
    case Read::failed:
        return {3, kBad, file.error.isEmpty() ? say("could not be read: stays out") : file.error,
                say("It stays out, the others go in. Remove it, or read again"), false};
    case Read::read: break;
    }
    if (file.isRepairs) return {1, kGood, say("list of repairs"), {}, false};
    const auto& r = file.summary.report;
    int missing = 0, impossible = 0, doubtful = 0, aside = 0;
    QString first;
    for (const auto& g : r.guesses) {
        missing += g.trouble == Trouble::noUnit;
        impossible += g.trouble == Trouble::implausible;
        aside += g.trouble == Trouble::noQuantity || g.trouble == Trouble::notInMap;
        const auto doubt = ingest::implausibility(g);
        if (!doubt) continue;
        ++doubtful;
        if (first.isEmpty()) first = fromStd(*doubt);
    }
    const QString how = say("The file stays out until its unit is chosen: under Unit below, or press F2 in the column Unit");
    if (missing > 0)
        return {3, kBad, missing == 1 ? say("unit missing: choose it") : say("unit of %n channels missing: choose it", missing), how, true};
    if (impossible > 0)
        return {3, kBad, impossible == 1 ? first : say("%n channels cannot be in the unit they name: choose it", impossible), how, true};
    if (!r.error.empty())
        return {3, kBad, fromStd(r.error), say("It stays out, the others go in. See the lines below: a separator or date order can be set by hand"),
                false};
    if (doubtful > 0)
        return {2, kLook, doubtful == 1 ? first : say("%n channels with unusual values: check the unit", doubtful),
                say("Check the unit. If the values are right, nothing need be done"), false};
    if (aside > 0)
        return {2, kLook, aside == 1 ? say("ready, one column not taken") : say("ready, %n columns not taken", aside),
                say("Nothing says what they measure: choose quantity and unit to take them in"), false};
    for (const auto& d : r.diagnostics)
        if (d.severity == Severity::warning && d.code != "ingest.no-element" && d.code != "ingest.unknown-quantity" && d.code != "ingest.not-in-map")
            return {2, kLook, session::inWords(d.message),
                    d.kept.empty() ? session::inWords(d.advice) : session::inWords(d.kept) + QStringLiteral("; ") + session::inWords(d.advice),
                    false};
    if (r.quarantined > 0) return {2, kLook, say("ready, some rows put aside"), say("They are listed below with line and reason"), false};
    return {1, kGood, say("ready"), {}, false};
}

QStringList unitChoices(Quantity quantity) {
    return quantity == Quantity::flow || quantity == Quantity::demand
               ? QStringList{QStringLiteral("l/s"),   QStringLiteral("m3/h"), QStringLiteral("m3/s"), QStringLiteral("Ml/d"),
                             QStringLiteral("l/min"), QStringLiteral("l/h"),  QStringLiteral("gpm")}
               : QStringList{QStringLiteral("m"), QStringLiteral("bar"), QStringLiteral("kPa"), QStringLiteral("mbar"), QStringLiteral("psi")};
}

QString spanOf(std::int64_t first_ms, std::int64_t last_ms, const LocalZone& zone) {
    return QStringLiteral("%1 – %2").arg(session::dateOnly({first_ms}, zone), session::dateOnly({last_ms}, zone));
}

QString formatText(const jobs::ReviewedFile& file) {
    if (file.isRepairs) return say("repairs");
    const auto& r = file.summary.report;
    if (r.format.empty()) return {};
    return QStringLiteral("%1 · %2").arg(fromStd(r.format), QLocale().toString(qRound(r.confidence * 100)) + QStringLiteral(" %"));
}

QStringList evidenceLines(const jobs::ReviewedFile& file) {
    QStringList lines;
    const auto& r = file.summary.report;
    if (!r.format.empty()) lines << say("Read as %1; sure by %2 %.").arg(fromStd(r.format), QLocale().toString(qRound(r.confidence * 100)));
    for (const auto& sentence : r.evidence) lines << kGood + QLatin1Char(' ') + session::inWords(sentence);
    if (!r.usedProfile.empty())
        lines << kGood + QLatin1Char(' ') + say("what it leaves open was taken from a file of its kind, %1").arg(fromStd(r.usedProfile));
    for (const auto& g : r.guesses) {
        QStringList why;
        for (const auto& reason : g.reasons) why << session::inWords(reason);
        lines << QStringLiteral("%1 %2 (%3 %): %4")
                     .arg(g.trouble == Trouble::none ? kGood : kLook, fromStd(g.header.empty() ? g.sensor.name : g.header),
                          QLocale().toString(qRound(g.confidence * 100)), why.join(QStringLiteral("; ")));
        if (lines.size() > 300) break; // enough to read
    }
    for (const auto& d : r.diagnostics) {
        if (d.code == "ingest.guessed-quantity") continue; // said channel by channel above
        const QString glyph = d.severity == Severity::error ? kBad : d.severity == Severity::warning ? kLook : kGood;
        QString text = glyph + QLatin1Char(' ') + session::inWords(d.message);
        if (!d.element.empty()) text += QStringLiteral(": ") + fromStd(d.element);
        if (!d.kept.empty()) text += QStringLiteral(" → ") + session::inWords(d.kept);
        if (!d.advice.empty()) text += QStringLiteral("; ") + session::inWords(d.advice);
        lines << text;
    }
    const std::pair<std::int64_t, const char*> counts[] = {{r.duplicateRows, "%1 rows stood there twice and were dropped"},
                                                           {r.conflictingRows, "%1 rows repeat a time with other values: the first was kept"},
                                                           {r.lateRows, "%1 rows came late and were put in their place"},
                                                           {r.missingRows, "%1 readings are missing from the file's own rhythm"},
                                                           {r.textCells, "%1 cells hold a text or an error code instead of a reading"},
                                                           {r.emptyCells, "%1 cells are empty"}};
    for (const auto& [n, text] : counts)
        if (n > 0) lines << kLook + QLatin1Char(' ') + say(text).arg(numberOf(n));
    return lines;
}

} // namespace ms::dialogs
