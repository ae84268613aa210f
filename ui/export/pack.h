#pragma once

#include "core/base/result.h"
#include "ui/export/pieces.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <vector>

/// A map pack: all that the chosen colleagues need, in one folder or one zip.
namespace ms::exporting {

enum class Recipient { fieldTeam, manager, gisTeam, planner, modeller };
inline constexpr Recipient kRecipients[] = {Recipient::fieldTeam, Recipient::manager, Recipient::gisTeam, Recipient::planner, Recipient::modeller};

[[nodiscard]] QString nameOf(Recipient recipient); ///< translated: "Field team"
[[nodiscard]] QString keyOf(Recipient recipient);  ///< "field", "manager", "gis", "planner", "modeller": the command line's names
[[nodiscard]] std::optional<Recipient> recipientFromString(const QString& key);
[[nodiscard]] const std::vector<Piece>& piecesFor(Recipient recipient);
[[nodiscard]] std::vector<Piece> piecesFor(const std::vector<Recipient>& recipients); ///< each once, in the order of kPieces
[[nodiscard]] QString useOf(Piece piece);                                             ///< translated: "Map, charts and ranked pipes to print"

struct PackRequest {
    QString project;                  ///< path of its file
    std::vector<std::int64_t> events; ///< empty = all bursts and leaks that are not dismissed
    std::vector<Piece> pieces;
    QString stem; ///< file names begin with it: "westvale-event-7"
    PieceOptions options;
    int previewPages = 0, previewWidth = 0; ///< so many pictures of the PDF's pages are wanted, so many pixels wide
};

struct PackFile {
    Piece piece = Piece::pdf;
    QString name; ///< within the pack
    qint64 bytes = 0;
    bool operator==(const PackFile&) const = default;
};

struct PackContents {
    std::vector<PackFile> files; ///< by piece, then as they were written
    int pages = 0;               ///< of the PDF
    std::vector<QImage> preview; ///< its first pages
    Diagnostics diagnostics;     ///< also of pieces that could not be made: a network without CRS has no KMZ, the others go on
    [[nodiscard]] qint64 bytes() const;
};

/// done and total count pieces, pictures one by one. Called from the threads of the work, one at a time.
using PackProgress = std::function<void(int done, int total)>;

/// Makes the files in `folder`, which must be there. Pieces are made side by side on all cores. A piece that the project has not the makings of
/// becomes a diagnostic; what cannot be written is an Error; `cancelled` when stopped, at the latest after the file (PDF: event) at hand. Not on the
/// GUI thread.
[[nodiscard]] Result<PackContents> makePack(const PackRequest& request, const QString& folder, const PackProgress& progress, std::stop_token stop);

/// Puts a made pack in its place: copied beside `target` under another name first, then renamed, so that it is whole or not there. An old folder of
/// that name keeps its other files; those of the pack are replaced. A zip (`target` ends in .zip) is replaced as a whole.
[[nodiscard]] Result<void> placePack(const QString& folder, const PackContents& contents, const QString& target, std::stop_token stop);

/// Both in one, for the command line.
[[nodiscard]] Result<PackContents> writePack(const PackRequest& request, const QString& target, const PackProgress& progress, std::stop_token stop);

[[nodiscard]] QString sizeText(qint64 bytes); ///< "1.2 MB"

} // namespace ms::exporting
