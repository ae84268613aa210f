#include "core/export/export.h"

#include "core/export/csv_text.h"
#include "core/export/gis_writer.h"
#include "core/export/layers.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <utility>

namespace ms::output {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<Format, std::string_view>, 5> kFormats{
    {{Format::geopackage, "gpkg"}, {Format::geojson, "geojson"}, {Format::kml, "kml"}, {Format::shapefile, "shp"}, {Format::csv, "csv"}}};

/// A folder beside the target, where files are made before they get their name; gone at the end, with what is left in it.
class Workshop {
public:
    explicit Workshop(const fs::path& target) {
        const fs::path parent = target.parent_path().empty() ? fs::path(".") : target.parent_path();
        for (int i = 0; i < 1000 && m_folder.empty(); ++i) {
            const fs::path candidate = parent / (".mainsight-" + target.filename().string() + "-" + std::to_string(i));
            std::error_code error;
            if (fs::create_directory(candidate, error)) m_folder = candidate;
            if (error) break;
        }
    }
    ~Workshop() {
        std::error_code ignored; // nothing to be done about it in a destructor; the folder's name says what it was
        if (!m_folder.empty()) fs::remove_all(m_folder, ignored);
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;
    [[nodiscard]] bool ok() const { return !m_folder.empty(); }
    [[nodiscard]] fs::path file(const std::string& name) const { return m_folder / name; }
    [[nodiscard]] const fs::path& folder() const { return m_folder; }

private:
    fs::path m_folder;
};

Result<void> writeText(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file) return Error{ErrorCode::unwritable, "could not be written to the end", path.string(), {}, {}, "is the disk full?"};
    return {};
}

Result<void> publish(const fs::path& made, const fs::path& target, Written& written) {
    std::error_code error;
    fs::rename(made, target, error);
    if (error)
        return Error{ErrorCode::unwritable,           "could not be put in its place: " + error.message(), target.string(), {}, {},
                     "is it open in another program?"};
    written.files.push_back(target.string());
    return {};
}

Result<Written> writeCsv(const Content& content, const fs::path& target, const Workshop& workshop) {
    Written written;
    for (const Layer& layer : layersOf(content, false)) {
        if (layer.name != "pipes" && layer.name != "events") continue;
        const fs::path made = workshop.file(layer.name + ".csv");
        if (Result<void> done = writeText(made, csvOf(layer)); !done) return done.error();
        const fs::path own = layer.name == "pipes" ? target : target.parent_path() / (target.stem().string() + "_events.csv");
        if (Result<void> done = publish(made, own, written); !done) return done.error();
    }
    return written;
}

Result<Written> writeShapefiles(const Content& content, const fs::path& target, const Workshop& workshop) {
    Written written;
    const std::vector<Layer> layers = layersOf(content, true);
    const std::string stem = target.stem().string();
    std::vector<Layer> named = layers;
    for (Layer& layer : named) layer.name = stem + "_" + layer.name;
    const fs::path set = workshop.file("set");
    std::error_code error;
    fs::create_directory(set, error);
    Result<Diagnostics> made = writeGis(named, content, "ESRI Shapefile", set.string());
    if (!made) return made.error();
    written.diagnostics = *made;
    if (Result<void> done = writeText(set / (stem + "_fields.csv"), fieldDictionary(layers, stem)); !done) return done.error();
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(set, error)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files)
        if (Result<void> done = publish(file, target.parent_path() / file.filename(), written); !done) return done.error();
    return written;
}

Result<Written> writeOne(const Content& content, const std::string& driver, bool mains, const fs::path& target, const Workshop& workshop) {
    Written written;
    const fs::path made = workshop.file(target.filename().string());
    std::vector<Layer> layers = layersOf(content, mains);
    if (driver == "GeoJSON") layers = {oneLayer(layers)};
    Result<Diagnostics> done = writeGis(layers, content, driver, made.string());
    if (!done) return done.error();
    written.diagnostics = *done;
    if (Result<void> placed = publish(made, target, written); !placed) return placed.error();
    return written;
}

} // namespace

std::optional<Format> formatFromString(std::string_view name) {
    for (const auto& [format, known] : kFormats)
        if (known == name) return format;
    return std::nullopt;
}

std::string_view nameOf(Format format) {
    for (const auto& [known, name] : kFormats)
        if (known == format) return name;
    return "?";
}

Result<Written> write(const Content& content, Format format, const std::string& path) {
    const fs::path target(path);
    const Workshop workshop(target);
    if (!workshop.ok())
        return Error{ErrorCode::unwritable, "cannot be written here", path, {}, {}, "does the folder exist, and may you write to it?"};
    switch (format) {
    case Format::geopackage: return writeOne(content, "GPKG", true, target, workshop);
    case Format::geojson: return writeOne(content, "GeoJSON", false, target, workshop);
    case Format::kml: return writeOne(content, "LIBKML", false, target, workshop);
    case Format::shapefile: return writeShapefiles(content, target, workshop);
    case Format::csv: return writeCsv(content, target, workshop);
    }
    return Error{ErrorCode::internal, "no such format", path, {}, {}, {}};
}

} // namespace ms::output
