#include "ui/session/loading.h"

#include "core/network/inp_reader.h"
#include "core/project/shared_project.h"
#include "ui/session/session.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <limits>

namespace ms::session {

namespace {

template <typename T>
bool take(Result<T> from, std::shared_ptr<const T>& into, std::optional<Error>& error) {
    if (!from) {
        error = from.error();
        return false;
    }
    into = std::make_shared<const T>(std::move(*from));
    return true;
}

Result<void> loadChanging(const project::ProjectFile& file, Snapshot& s) {
    auto settings = file.settings();
    if (!settings) return settings.error();
    s.info.path = file.path();
    s.info.settings = std::move(*settings);
    auto zone = project::localZone(s.info.settings.timezone);
    if (zone)
        s.info.zone = std::move(*zone);
    else
        s.info.zone = {};

    std::optional<Error> error;
    if (!take(file.events(), s.events, error) || !take(file.notes(), s.notes, error) || !take(file.quiets(), s.quiets, error) ||
        !take(file.repairs(), s.repairs, error) || !take(file.imports(), s.imports, error) || !take(file.qualitySpans(), s.qualitySpans, error) ||
        !take(file.runs(), s.runs, error) || !take(file.calibrations(), s.calibrations, error))
        return *error;
    s.eventsPartial = !s.runs->empty() && !s.runs->back().complete;
    auto sensors = file.sensors();
    if (!sensors) return sensors.error();
    s.sensors = std::make_shared<const std::vector<SensorView>>(viewSensors(*sensors, s.network.get(), *s.events, *s.qualitySpans));
    return {};
}

Result<std::string> readBytes(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::unreadable, "The file cannot be opened: " + file.errorString().toStdString(), path.toStdString(), {}, {}, {}};
    constexpr qint64 limit = 512LL * 1024 * 1024;
    if (file.size() > limit) return Error{ErrorCode::limitExceeded, "The file is larger than 512 MB", path.toStdString(), {}, {}, {}};
    return file.readAll().toStdString();
}

} // namespace

Result<Snapshot> loadSnapshot(const project::ProjectFile& file) {
    Snapshot s;
    auto text = file.networkText();
    if (!text) return text.error();
    if (!text->empty()) {
        auto read = network::readInp(*text, file.path().toStdString());
        if (!read) return read.error();
        s.networkDiagnostics = std::make_shared<const Diagnostics>(std::move(read->diagnostics));
        s.network = std::make_shared<const network::Network>(std::move(read->network));
    }
    std::optional<Error> error;
    if (!take(file.gisPipes(), s.gisPipes, error)) return *error;
    if (auto done = loadChanging(file, s); !done) return done.error();
    s.readOnly = file.readOnly();
    return s;
}

Result<Snapshot> reloadSnapshot(const project::ProjectFile& file, const Snapshot& old) {
    Snapshot s = old;
    if (auto done = loadChanging(file, s); !done) return done.error();
    return s;
}

Result<analysis::Data> readAnalysisData(const Snapshot& s, const SeriesSourceFactory& open, TimeSpan span,
                                        const std::function<bool(const series::Sensor&)>& wanted, const std::stop_token& stop) {
    auto source = open();
    if (!source) return source.error();
    analysis::Data data;
    data.network = s.network;
    data.gisPipes = *s.gisPipes;
    data.zone = s.info.zone;
    data.repairs = *s.repairs;
    for (const auto& view : *s.sensors) {
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "The work was stopped", {}, {}, {}, {}};
        series::Readings readings;
        if (wanted(view.sensor)) {
            auto read = (*source)->readings(view.sensor.name, span);
            if (!read) return read.error();
            readings = std::move(*read);
        }
        data.sensors.push_back({view.sensor, std::move(readings)});
    }
    return data;
}

Result<std::unique_ptr<project::ProjectFile>> createProject(const NewProject& wanted) {
    if (QFileInfo::exists(wanted.path))
        return Error{ErrorCode::invalidInput,        "A file of that name is there already", wanted.path.toStdString(), {}, {},
                     "Choose another name or folder"};
    std::string text;
    if (!wanted.networkPath.isEmpty()) {
        auto bytes = readBytes(wanted.networkPath);
        if (!bytes) return bytes.error();
        text = std::move(*bytes);
        auto read = network::readInp(text, wanted.networkPath.toStdString());
        if (!read) return read.error();
    }
    project::Settings settings;
    settings.title = (wanted.title.isEmpty() ? project::projectName(wanted.path) : wanted.title).toStdString();
    settings.timezone = wanted.timezone.toStdString();
    settings.crs = wanted.crs.toStdString();
    auto file = project::ProjectFile::create(wanted.path, settings, project::ProjectFile::Mode::edit);
    if (!file || text.empty()) return file;
    if (auto done = (*file)->setNetworkText(text, QFileInfo(wanted.networkPath).fileName().toStdString()); !done) {
        file->reset();
        QFile::remove(wanted.path);
        return done.error();
    }
    return file;
}

QString suggestCrs(const network::Network& network) {
    double minX = std::numeric_limits<double>::infinity(), maxX = -minX, minY = minX, maxY = -minX;
    for (const auto& node : network.nodes) {
        if (!node.position) continue;
        minX = std::min(minX, node.position->x);
        maxX = std::max(maxX, node.position->x);
        minY = std::min(minY, node.position->y);
        maxY = std::max(maxY, node.position->y);
    }
    // The land of the British grid: false easting 0..660 km, false northing 0..1220 km; invented schematics lie near the origin.
    const bool british = minX > 80'000 && maxX < 660'000 && minY > 5'000 && maxY < 1'220'000 && maxX - minX < 200'000 && maxY - minY < 200'000;
    return british ? QStringLiteral("EPSG:27700") : QString();
}

Result<NetworkPreview> previewNetwork(const QString& path) {
    auto bytes = readBytes(path);
    if (!bytes) return bytes.error();
    auto read = network::readInp(*bytes, path.toStdString());
    if (!read) return read.error();
    NetworkPreview preview;
    for (const auto& node : read->network.nodes) {
        if (node.kind == network::NodeKind::junction)
            ++preview.junctions;
        else if (node.kind == network::NodeKind::tank)
            ++preview.tanks;
        else
            ++preview.reservoirs;
        if (!node.position) ++preview.withoutPosition;
    }
    preview.links = static_cast<int>(read->network.links.size());
    for (const auto& link : read->network.links)
        if (link.kind == network::LinkKind::pipe) preview.length_m += link.length_m;
    preview.crs = suggestCrs(read->network);
    preview.diagnostics = std::move(read->diagnostics);
    return preview;
}

} // namespace ms::session
