#include "ui/export/report_words.h"
#include "ui/export/say.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace ms::exporting {

QString streetOf(const ReportContent& content, const std::string& pipe) {
    const auto found = content.map->findPipe(pipe);
    return found ? fromUtf8(content.map->pipes[*found].street) : QString();
}

QString headline(const ReportContent& content, const detection::Event& event) {
    QString kind = session::kindWord(event.kind);
    if (!kind.isEmpty()) kind[0] = kind[0].toUpper();
    QString text = say("%1 in zone %2").arg(kind, fromUtf8(event.zone));
    if (!event.area.pipes.empty() && !event.area.wholeZone)
        if (const QString street = streetOf(content, event.area.pipes.front().id); !street.isEmpty())
            text += QLatin1Char(' ') + say("near %1").arg(street);
    return text;
}

QString confidenceWords(double c) {
    if (c >= 0.95) return say("very likely");
    if (c >= 0.8) return say("likely");
    if (c >= 0.6) return say("more likely than not");
    return say("uncertain");
}

std::vector<std::pair<QString, QString>> facts(const ReportContent& content, const detection::Event& event) {
    const session::DisplayUnits& units = content.units;
    const LocalZone& zone = content.zone;
    std::vector<std::pair<QString, QString>> list;
    list.emplace_back(say("Size"), say("%1 (90 %: %2 to %3)")
                                       .arg(units.value(Quantity::flow, event.flow_m3s.value), units.number(Quantity::flow, event.flow_m3s.low),
                                            units.value(Quantity::flow, event.flow_m3s.high)));
    QString start = session::longTime(event.startedAt, zone);
    if (event.startedCi.first.valid() && event.startedCi.second.valid())
        start += QLatin1Char(' ') +
                 say("(90 %: %1 to %2)").arg(session::shortTime(event.startedCi.first, zone), session::shortTime(event.startedCi.second, zone));
    list.emplace_back(say("Start"), start);
    list.emplace_back(say("Called"), session::longTime(event.detectedAt, zone));
    if (event.endedAt) list.emplace_back(say("Ended"), session::longTime(*event.endedAt, zone));
    if (event.volume_m3 > 0) list.emplace_back(event.endedAt ? say("Lost") : say("Lost so far"), session::volumeText(event.volume_m3));
    QString confidence =
        say("%1 that it is a %2: %3").arg(session::percentText(event.confidence), session::kindWord(event.kind), confidenceWords(event.confidence));
    QStringList rivals;
    for (const detection::Rival& rival : event.rivals)
        if (rival.probability >= 0.005) rivals += QStringLiteral("%1 %2").arg(session::kindWord(rival.kind), session::percentText(rival.probability));
    if (!rivals.isEmpty()) confidence += say("; else %1").arg(rivals.join(QStringLiteral(", ")));
    list.emplace_back(say("Confidence"), confidence);
    const QString level = QLocale().toString(event.area.level * 100, 'f', 0);
    if (event.area.wholeZone)
        list.emplace_back(say("Area"), say("cannot be narrowed down: the whole zone"));
    else if (!event.area.pipes.empty())
        list.emplace_back(say("Area"),
                          say("%1 to walk in %2 pipes hold the burst with %3 % probability (%4 of the zone's mains)")
                              .arg(session::lengthText(event.area.length_m), QLocale().toString(static_cast<qulonglong>(event.area.pipes.size())),
                                   level, session::percentText(event.area.share)));
    list.emplace_back(say("Status"), session::statusWord(event.status));
    return list;
}

namespace {

/// {"live":true,"zones":["A","B"]} -> "live true, zones A + B".
QString optionWords(const std::string& json) {
    QStringList words;
    const QJsonObject options = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    for (auto it = options.begin(); it != options.end(); ++it) {
        const QVariant value = it.value().toVariant();
        const QString said = it.value().isArray() ? value.toStringList().join(QStringLiteral(" + ")) : value.toString();
        words << it.key().replace(QLatin1Char('_'), QLatin1Char(' ')) + QLatin1Char(' ') + said;
    }
    return words.join(QStringLiteral(", "));
}

} // namespace

QStringList runLines(const ReportContent& content) {
    QStringList lines;
    lines += say("Mainsight %1").arg(content.version);
    if (content.run.id != 0) {
        lines += say("Analysis %1, %2, %3 workers")
                     .arg(content.run.id)
                     .arg(session::longTime(content.run.finished, content.zone))
                     .arg(content.run.workers);
        if (!content.run.complete) lines += say("The run was cancelled: its results are partial.");
        if (const QString options = optionWords(content.run.optionsJson); !options.isEmpty()) lines += say("Options: %1").arg(options);
        // What was imported follows below; here what else the result rests on.
        const QJsonObject inputs = QJsonDocument::fromJson(QByteArray::fromStdString(content.run.inputsJson)).object();
        for (const auto& [key, words] : {std::pair("network", say("Network: checksum %1")), std::pair("pipes", say("GIS pipes: checksum %1")),
                                         std::pair("repairs", say("Repairs: checksum %1"))})
            if (const QString sum = inputs.value(QLatin1String(key)).toString(); !sum.isEmpty()) lines += words.arg(sum);
    }
    lines += say("Times are in %1; pressures in %2, flows in %3.")
                 .arg(fromUtf8(content.zone.name), content.units.unit(Quantity::pressure), content.units.unit(Quantity::flow));
    for (std::size_t i = 0; i < content.imports.size(); ++i) {
        const project::ImportRecord& import = content.imports[i];
        if (lines.size() > 40) {
            lines += say("and %1 more files").arg(content.imports.size() - i);
            break;
        }
        lines += say("Data: %1, %2 values, checksum %3")
                     .arg(fromUtf8(import.path), QLocale().toString(static_cast<qlonglong>(import.values)), fromUtf8(import.checksum.substr(0, 16)));
    }
    return lines;
}

} // namespace ms::exporting
