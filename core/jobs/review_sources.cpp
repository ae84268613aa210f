#include "core/jobs/review_sources.h"

#include "core/project/project_file.h"

#include <QDirIterator>
#include <QFileInfo>

#include <map>

namespace ms::jobs {
namespace {

bool isSensorMap(const QFileInfo& file) { return file.fileName().compare(QLatin1String("sensors.csv"), Qt::CaseInsensitive) == 0; }

bool isRepairList(const QFileInfo& file) {
    const QString suffix = file.suffix().toLower();
    return file.fileName().contains(QLatin1String("repair"), Qt::CaseInsensitive) &&
           (suffix == QLatin1String("csv") || suffix == QLatin1String("xlsx") || suffix == QLatin1String("ods"));
}

/// What describes the data stands beside them, or a folder above or below.
void findDescriptions(const QString& folder, FoundSources& found, std::map<QString, bool>& repairs) {
    QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        it.next();
        const QFileInfo file = it.fileInfo();
        if (file.dir().dirName() == QLatin1String("truth")) continue;
        if (found.sensorMapPath.isEmpty() && isSensorMap(file)) found.sensorMapPath = file.absoluteFilePath();
        if (isRepairList(file)) repairs[file.absoluteFilePath()] = true;
    }
}

} // namespace

FoundSources findSources(const QStringList& paths, int workers) {
    FoundSources found;
    std::map<QString, bool> repairs;
    std::vector<std::string> sources;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (!info.exists()) {
            found.diagnostics.push_back({Severity::warning,
                                         "import.not-found",
                                         "there is no such file or folder",
                                         path.toStdString(),
                                         {},
                                         {},
                                         {},
                                         "it is passed over",
                                         "check the path"});
        } else if (info.isDir()) {
            findDescriptions(path, found, repairs);
            sources.push_back(info.absoluteFilePath().toStdString());
        } else if (isSensorMap(info)) {
            if (found.sensorMapPath.isEmpty()) found.sensorMapPath = info.absoluteFilePath();
        } else if (isRepairList(info)) {
            repairs[info.absoluteFilePath()] = true;
        } else {
            sources.push_back(info.absoluteFilePath().toStdString());
        }
    }
    auto plan = ingest::planImport(sources, workers);
    if (plan) {
        for (Diagnostic& d : plan->diagnostics) found.diagnostics.push_back(std::move(d));
        for (const ingest::ImportTask& task : plan->tasks)
            for (const ingest::SourcePart& part : task.parts) {
                const QString path = QString::fromStdString(part.path);
                if (repairs.count(path) > 0) continue;
                if (found.files.empty() || found.files.back().path != path) found.files.push_back({path, {}, 0, false});
                const qint64 end = part.to < 0 ? QFileInfo(path).size() : part.to;
                ingest::ImportTask one{{part}, std::max<std::int64_t>(1, end - part.from)};
                found.files.back().bytes += one.bytes;
                found.files.back().parts.push_back(std::move(one));
            }
    } else {
        const Error& e = plan.error();
        found.diagnostics.push_back({Severity::warning, "import.not-found", e.message, e.subject, {}, {}, {}, "it is passed over", e.advice});
    }
    for (const auto& [path, yes] : repairs) found.files.push_back({path, {ingest::ImportTask{{{path.toStdString(), 0, -1}}, 1}}, 1, true});
    return found;
}

Result<void> addZones(ingest::Hints& hints) {
    const auto add = [&hints](const std::string& name) -> Result<void> {
        if (name.empty() || hints.zones.count(name) > 0) return {};
        auto zone = project::localZone(name);
        if (!zone) return zone.error();
        hints.zones[name] = std::move(*zone);
        return {};
    };
    for (const auto& row : hints.sensorMap)
        if (auto done = add(row.sensor.timezone); !done) return done;
    for (const auto& correction : hints.corrections)
        if (auto done = add(correction.timezone); !done) return done;
    return {};
}

} // namespace ms::jobs
