#include "ui/export/pieces.h"

#include "core/export/export.h"
#include "core/jobs/run_record_file.h"
#include "ui/export/file_errors.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace ms::exporting {
namespace {

struct PieceName {
    Piece piece;
    const char *name, *suffix;
};
constexpr PieceName kNames[] = {
    {Piece::pdf, "pdf", "pdf"},    {Piece::html, "html", "html"},       {Piece::png, "png", "png"},       {Piece::svg, "svg", "svg"},
    {Piece::kmz, "kmz", "kmz"},    {Piece::geopackage, "gpkg", "gpkg"}, {Piece::shapefile, "shp", "shp"}, {Piece::geojson, "geojson", "geojson"},
    {Piece::xlsx, "xlsx", "xlsx"}, {Piece::csv, "csv", "csv"},          {Piece::inp, "inp", "inp"},       {Piece::record, "record", "json"}};

const PieceName& entryOf(Piece piece) {
    return *std::find_if(std::begin(kNames), std::end(kNames), [piece](const PieceName& n) { return n.piece == piece; });
}

output::Format formatOf(Piece piece) {
    switch (piece) {
    case Piece::kmz: return output::Format::kml;
    case Piece::geopackage: return output::Format::geopackage;
    case Piece::shapefile: return output::Format::shapefile;
    case Piece::geojson: return output::Format::geojson;
    case Piece::xlsx: return output::Format::xlsx;
    case Piece::inp: return output::Format::inp;
    default: return output::Format::csv;
    }
}

Diagnostic missing(const std::string& code, const std::string& message, const std::string& element = {}) {
    Diagnostic d;
    d.code = code;
    d.message = message;
    d.element = element;
    return d;
}

Diagnostics whatIsMissing(const ReportContent& content) {
    Diagnostics found;
    if (content.events.empty())
        found.push_back(missing("export.no-events", "There is no burst or leak to show: the map is that of the network alone"));
    if (content.map->empty()) found.push_back(missing("export.no-places", "The network has no coordinates, so there is no map"));
    for (const ReportEvent& report : content.events) {
        const auto count = std::count_if(report.event.area.pipes.begin(), report.event.area.pipes.end(),
                                         [&](const detection::PipeProbability& pipe) { return !content.map->findPipe(pipe.id); });
        if (count > 0)
            found.push_back(missing("export.pipe-without-place", std::to_string(count) + " pipes of the area are not on the map",
                                    "event " + std::to_string(report.event.id)));
    }
    return found;
}

/// "map.png" -> "map-7.png", "map-7-charts.png".
QString withEnding(const QString& path, const QString& ending) {
    const QFileInfo info(path);
    return info.path() + QLatin1Char('/') + info.completeBaseName() + ending + QLatin1Char('.') + info.suffix();
}

Result<WrittenPiece> writePictures(const ReportContent& content, Piece piece, const PictureOptions& options, const QString& path,
                                   std::stop_token stop) {
    WrittenPiece written;
    ReportContent one = content;
    const auto draw = [&](Picture what, const QString& name) -> Result<void> {
        if (stop.stop_requested()) return cancelledBefore(path);
        const auto done = piece == Piece::png ? exportPng(one, options, what, name) : exportSvg(one, options, what, name);
        if (done.ok()) written.files += name;
        return done;
    };
    for (std::size_t i = 0; i < std::max<std::size_t>(1, content.events.size()); ++i) {
        if (!content.events.empty()) one.events = {content.events[i]};
        const QString number = content.events.size() > 1 ? QStringLiteral("-%1").arg(content.events[i].event.id) : QString();
        if (auto done = draw(Picture::map, number.isEmpty() ? path : withEnding(path, number)); !done) return done.error();
        if (one.events.empty() || one.events.front().charts.empty()) continue;
        if (auto done = draw(Picture::charts, withEnding(path, number + QStringLiteral("-charts"))); !done) return done.error();
    }
    return written;
}

Result<WrittenPiece> writeRecord(const Material& material, const QString& path) {
    if (material.record.empty())
        return Error{ErrorCode::notFound, "The project has not been analysed, so there is no run to record", path.toStdString(), {}, {}, {}};
    QSaveFile file(path);
    const QByteArray bytes = QByteArray::fromStdString(material.record);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) return unwritable(path, file.errorString());
    return WrittenPiece{{path}, 0, {}};
}

} // namespace

std::optional<Piece> pieceFromString(const QString& name) {
    if (name == QLatin1String("kml")) return Piece::kmz;
    for (const PieceName& entry : kNames)
        if (name == QLatin1String(entry.name)) return entry.piece;
    return std::nullopt;
}

QString nameOf(Piece piece) { return QLatin1String(entryOf(piece).name); }
QString suffixOf(Piece piece) { return QLatin1String(entryOf(piece).suffix); }

bool isPainted(Piece piece) { return piece == Piece::pdf || piece == Piece::html || piece == Piece::png || piece == Piece::svg; }

Needs needsOf(const std::vector<Piece>& pieces) {
    const auto any = [&](auto&& test) { return std::any_of(pieces.begin(), pieces.end(), test); };
    return {any(isPainted), any([](Piece piece) { return piece == Piece::xlsx || piece == Piece::csv; })};
}

Result<Material> readMaterial(const project::ProjectFile& file, const std::vector<std::int64_t>& events, const Needs& needs,
                              const PieceOptions& options, std::stop_token stop) {
    auto source = readSource(file);
    if (!source) return source.error();
    const auto picked = source->pick(events);
    if (!picked) return picked.error();
    Material material;
    auto tables = tablesOf(*source, file, *picked, needs.series, stop);
    if (!tables) return tables.error();
    material.tables = std::move(*tables);
    material.tables.company = options.letterhead.company.toStdString();
    if (needs.painted) {
        auto report = gatherReport(*source, file, *picked, options.units, stop);
        if (!report) return report.error();
        material.report = std::move(*report);
        material.report.letterhead = options.letterhead;
        material.diagnostics = whatIsMissing(material.report);
    }
    if (source->run.id != 0) {
        auto record = jobs::runRecordJson(file);
        if (!record) return record.error();
        material.record = std::move(*record);
    }
    return material;
}

Result<WrittenPiece> writePiece(const Material& material, Piece piece, const PieceOptions& options, const QString& path, std::stop_token stop) {
    if (stop.stop_requested()) return cancelledBefore(path);
    switch (piece) {
    case Piece::pdf: {
        const auto pages = exportPdf(material.report, options.pdf, path, stop);
        if (!pages) return pages.error();
        return WrittenPiece{{path}, *pages, {}};
    }
    case Piece::html: {
        const auto done = exportHtml(material.report, options.pdf.sections, path, stop);
        if (!done) return done.error();
        return WrittenPiece{{path}, 0, {}};
    }
    case Piece::png:
    case Piece::svg: return writePictures(material.report, piece, options.picture, path, stop);
    case Piece::record: return writeRecord(material, path);
    default: break;
    }
    auto done = output::write(material.tables, formatOf(piece), path.toStdString(), stop);
    if (!done) return done.error();
    WrittenPiece written;
    for (const std::string& file : done->files) written.files += QString::fromStdString(file);
    written.diagnostics = std::move(done->diagnostics);
    return written;
}

} // namespace ms::exporting
