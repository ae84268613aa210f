#pragma once

#include "core/base/result.h"
#include "ui/export/report_content.h"

#include <QString>

#include <stop_token>
#include <vector>

namespace ms::exporting {

enum class Paper { a4, a3 };

/// Which sections a report has beside map and facts; shared by PDF and HTML.
struct Sections {
    bool charts = true, pipeTable = true, notes = true, runRecord = true;
    bool operator==(const Sections&) const = default;
};

struct PdfOptions {
    Paper paper = Paper::a4;
    bool landscape = false;
    Sections sections;
    bool operator==(const PdfOptions&) const = default;
};

struct PictureOptions {
    int width = 1600, height = 1000; ///< pixels at 96 dpi; a PNG has width * dpi / 96 pixels
    int dpi = 192;
    bool wholeNetwork = false; ///< false: the area of the event and what is around it
    bool operator==(const PictureOptions&) const = default;
};

/// What a picture is of: the first event's map, or the charts that prove it, one above the other.
enum class Picture { map, charts };

/// All writers write under a temporary name and rename when complete: an Error (unwritable, cancelled) leaves what was there. They need a
/// QGuiApplication with a font (offscreen will do) and may run on any thread. An event without an area gets the whole map and says so.
/// Returns the number of pages.
[[nodiscard]] Result<int> exportPdf(const ReportContent& content, const PdfOptions& options, const QString& path, std::stop_token stop = {});
/// The first pages of that PDF as pictures of `width` pixels, `most` at most: what a preview shows.
[[nodiscard]] std::vector<QImage> pagePictures(const ReportContent& content, const PdfOptions& options, int width, int most,
                                               std::stop_token stop = {});
[[nodiscard]] Result<void> exportPng(const ReportContent& content, const PictureOptions& options, Picture what, const QString& path);
[[nodiscard]] Result<void> exportSvg(const ReportContent& content, const PictureOptions& options, Picture what, const QString& path);
/// One file that opens in any browser, also on a phone and without a network: pan, zoom, pinch, pick, layers, charts. Leaflet is in it.
[[nodiscard]] Result<void> exportHtml(const ReportContent& content, const Sections& sections, const QString& path, std::stop_token stop = {});

} // namespace ms::exporting
