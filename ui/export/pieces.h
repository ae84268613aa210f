#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/export/content.h"
#include "ui/export/export_map.h"
#include "ui/export/report_content.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>
#include <vector>

/// Every format in which results leave, behind one function: what the window, the command line and the pack call.
namespace ms::exporting {

enum class Piece { pdf, html, png, svg, kmz, geopackage, shapefile, geojson, xlsx, csv, inp, record };
inline constexpr Piece kPieces[] = {Piece::pdf,       Piece::html,    Piece::png,  Piece::svg, Piece::kmz, Piece::geopackage,
                                    Piece::shapefile, Piece::geojson, Piece::xlsx, Piece::csv, Piece::inp, Piece::record};

/// "pdf", "html", "png", "svg", "kmz", "gpkg", "shp", "geojson", "xlsx", "csv", "inp", "record"; the command line's names. "kml" is kmz.
[[nodiscard]] std::optional<Piece> pieceFromString(const QString& name);
[[nodiscard]] QString nameOf(Piece piece);
[[nodiscard]] QString suffixOf(Piece piece); ///< of its file, without the point: "json" for the record
[[nodiscard]] bool isPainted(Piece piece);   ///< needs a QGuiApplication with a font

/// How the pieces are made; every choice of the user, a value.
struct PieceOptions {
    PdfOptions pdf; ///< its sections are those of the HTML too
    PictureOptions picture;
    Letterhead letterhead;
    session::DisplayUnits units;
    bool operator==(const PieceOptions&) const = default;
};

/// What the pieces are made of: read from the project once. A value; shared by threads for reading.
struct Material {
    ReportContent report;    ///< with `painted`
    output::Content tables;  ///< always; series only where they were asked for
    std::string record;      ///< JSON; empty when the project has not been analysed
    Diagnostics diagnostics; ///< what the receiver will miss
};

struct Needs {
    bool painted = true, series = true;
};
[[nodiscard]] Needs needsOf(const std::vector<Piece>& pieces);

/// `events` empty = all bursts and leaks that are not dismissed. Error when a number is unknown.
[[nodiscard]] Result<Material> readMaterial(const project::ProjectFile& file, const std::vector<std::int64_t>& events, const Needs& needs,
                                            const PieceOptions& options, std::stop_token stop = {});

struct WrittenPiece {
    QStringList files; ///< the one asked for first
    int pages = 0;     ///< of a PDF
    Diagnostics diagnostics;
};

/// Writes one piece to `path`. Pictures and models of several events get "-ID" before their suffix; beside a picture of the map stands the one of the
/// charts, "-charts". Each file is whole or not there. Any thread.
[[nodiscard]] Result<WrittenPiece> writePiece(const Material& material, Piece piece, const PieceOptions& options, const QString& path,
                                              std::stop_token stop = {});

} // namespace ms::exporting
