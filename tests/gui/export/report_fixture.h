#pragma once

#include "tests/gui/fixtures/towns.h"
#include "tests/gui/fixtures/wave_source.h"
#include "ui/export/export_map.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>

/// What the tests of ui/export work on and look with.
namespace fixture {

using namespace ms;

/// What a tool prints; empty when it is missing or fails.
inline QString outputOf(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(30000) || process.exitCode() != 0) return {};
    return QString::fromUtf8(process.readAllStandardOutput());
}

inline bool isMissing(const QString& program) { return QStandardPaths::findExecutable(program).isEmpty(); }

inline QString kept(const QString& name) {
    QDir().mkpath(QStringLiteral("screenshots"));
    return QStringLiteral("screenshots/") + name;
}

/// A report of one burst in a town, with charts, notes and a run.
inline exporting::ReportContent townReport(int pipes = 22) {
    static const network::Network net = fixtures::gridTown(14);
    using fixtures::sensorAt;
    const std::vector<series::Sensor> sensors{sensorAt("PL60474", "N105", Quantity::pressure), sensorAt("PL61198", "N92", Quantity::pressure),
                                              sensorAt("PL60803", "N150", Quantity::pressure), sensorAt("FM58904", "PU1", Quantity::flow)};
    exporting::ReportContent content;
    content.title = QStringLiteral("Westvale");
    content.letterhead.company = QStringLiteral("Vale Water");
    content.crs = QStringLiteral("EPSG:27700");
    content.zone = {"Europe/London", {{*instantFromIso("2024-03-31T01:00:00Z"), 3600}, {*instantFromIso("2024-10-27T01:00:00Z"), 0}}};
    content.map = std::make_shared<const drawing::MapContent>(drawing::buildMapContent(&net, {}, sensors));
    content.version = QStringLiteral("0.1.0");
    exporting::ReportEvent report;
    report.event = fixtures::burstNear(net, {364700, 175700}, pipes, sensors);
    report.event.startedAt = fixtures::waveBurst();
    report.event.detectedAt = fixtures::waveBurst() + hours(2);
    report.event.startedCi = {fixtures::waveBurst() - minutes(15), fixtures::waveBurst() + minutes(15)};
    const TimeSpan span{fixtures::waveBurst() - days(5), fixtures::waveBurst() + days(4)};
    fixtures::WaveSource source;
    for (const auto& sensor : {sensors[3], sensors[0], sensors[1]}) {
        const double factor = sensor.quantity == Quantity::flow ? 1000 : 1;
        report.charts.push_back({QString::fromStdString(sensor.name) + (factor > 1 ? QStringLiteral(" flow, l/s") : QStringLiteral(" pressure, m")),
                                 sensor.quantity, span, drawing::linesOf(*source.readings(sensor.name, span), span, factor),
                                 drawing::linesOf(fixtures::waveBand(sensor.name, sensor.quantity), span, 400, factor)});
    }
    report.notes.push_back(
        {1, report.event.id, report.event.startedAt, "Ann", "Crew found a wet footpath at Garth Rise 14.", report.event.startedAt + hours(30)});
    content.events.push_back(report);
    content.run.id = 3;
    content.run.finished = report.event.detectedAt;
    content.run.workers = 2;
    content.run.complete = true;
    content.run.optionsJson = "{\"areaLevel\":0.9,\"seed\":1}";
    content.imports.push_back({"loggers/PL60474.csv", "9f2c4e8811aa77dd", "wide csv", report.event.detectedAt, 5376, 0, 0, {}, {}});
    return content;
}

} // namespace fixture
