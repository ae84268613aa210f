#pragma once

#include "core/ingest/hints.h"

#include <string>
#include <vector>

namespace ms::ingest {

/// What a column of a file was taken for.
enum class ColumnRole : std::uint8_t { unused, date, time, tag, value, quality, unit };

/// One cell as it stands in the file.
struct PreviewCell {
    std::string text;  ///< at most 80 characters
    bool code = false; ///< stands where a number should be and is none: a text or an error code
    bool operator==(const PreviewCell&) const = default;
};

struct PreviewLine {
    std::int64_t number = 0; ///< from 1
    bool data = false;       ///< false: preamble, header or a comment
    std::vector<PreviewCell> cells;
    std::optional<Instant> time; ///< UTC, as it was read
    bool operator==(const PreviewLine&) const = default;
};

/// The first lines of a file beside how they were read, and the picture of one of its sensors.
struct FilePreview {
    std::string format;
    std::vector<std::string> headers; ///< by column, may be empty texts
    std::vector<ColumnRole> roles;    ///< by column; none for files that have no columns (logger files)
    std::vector<PreviewLine> lines;
    std::vector<std::int64_t> firstTimes_ms; ///< the sensor's first readings, as many as `firstValues`
    std::vector<double> firstValues;         ///< SI
    std::vector<double> low, high;           ///< SI, envelope in equal columns from `from` to `to`; NaN where nothing was read
    Instant from, to;
    std::string error; ///< why the file cannot be shown
    bool operator==(const FilePreview&) const = default;
};

struct PreviewWish {
    std::string path, member;             ///< member of an archive or workbook; empty for others
    std::vector<std::string> parsedPaths; ///< what importFiles() made of it; empty when nothing went in
    std::string sensor;                   ///< whose picture; empty = the first
    int lines = 60, columns = 160;
    bool operator==(const PreviewWish&) const = default;
};

/// Opens the file, so call it in a worker. Never fails: what is wrong stands in `error`.
[[nodiscard]] FilePreview previewFile(const PreviewWish& wish, const Hints& hints);

[[nodiscard]] std::string encodePreview(const FilePreview& preview);
[[nodiscard]] Result<FilePreview> decodePreview(std::string_view bytes);

} // namespace ms::ingest
