#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "ui/export/report_content.h"

#include <QString>
#include <QStringList>

namespace ms::exporting {

enum class Paper { a4, a3 };

struct PdfOptions {
    Paper paper = Paper::a4;
    bool landscape = false;
    bool charts = true, pipeTable = true, notes = true, runRecord = true;
};

struct PictureOptions {
    int width = 1600, height = 1000; ///< pixels at 96 dpi; a PNG has width * dpi / 96 pixels
    int dpi = 192;
    bool wholeNetwork = false; ///< false: the area of the event and what is around it
};

/// All writers write under a temporary name and rename when complete: an Error (unwritable) leaves what was there. They need a QGuiApplication with
/// a font (offscreen will do) and may run on any thread. An event without an area gets the whole map and says so.
[[nodiscard]] Result<void> exportPdf(const ReportContent& content, const PdfOptions& options, const QString& path);
/// The map of the first event (or the network alone when there is none).
[[nodiscard]] Result<void> exportPng(const ReportContent& content, const PictureOptions& options, const QString& path);
[[nodiscard]] Result<void> exportSvg(const ReportContent& content, const PictureOptions& options, const QString& path);
/// One file that opens in any browser without a network: pan, zoom, pick a pipe.
[[nodiscard]] Result<void> exportHtml(const ReportContent& content, const QString& path);

/// The formats of the command line: "pdf", "png", "svg", "html".
[[nodiscard]] QStringList formats();
/// What the command line calls: gathers and writes. `events` empty = all bursts and leaks that are not dismissed; pictures of several events get
/// "-ID" before their suffix. Unknown formats are ErrorCode::unsupported. Returns the files written and what was odd.
struct WrittenMap {
    QStringList files;
    Diagnostics diagnostics;
};
[[nodiscard]] Result<WrittenMap> writeMap(const project::ProjectFile& file, const std::vector<std::int64_t>& events, const QString& format,
                                          const QString& path);

} // namespace ms::exporting
