#include "core/export/export.h"

#include "core/export/burst_network.h"
#include "core/export/csv_text.h"
#include "core/export/gis_writer.h"
#include "core/export/layers.h"
#include "core/export/tables.h"
#include "core/export/workshop.h"
#include "core/export/xlsx_writer.h"
#include "core/network/inp_writer.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <utility>

namespace ms::output {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<Format, std::string_view>, 7> kFormats{{{Format::geopackage, "gpkg"},
                                                                       {Format::geojson, "geojson"},
                                                                       {Format::kml, "kml"},
                                                                       {Format::shapefile, "shp"},
                                                                       {Format::csv, "csv"},
                                                                       {Format::xlsx, "xlsx"},
                                                                       {Format::inp, "inp"}}};

Result<void> writeText(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file) return Error{ErrorCode::unwritable, "could not be written to the end", path.string(), {}, {}, "is the disk full?"};
    return {};
}

Result<void> place(const fs::path& made, const fs::path& target, Written& written) {
    if (Result<void> done = publish(made, target); !done) return done;
    written.files.push_back(target.string());
    return {};
}

Layer layerOf(const std::vector<Layer>& layers, const char* name) {
    for (const Layer& layer : layers)
        if (layer.name == name) return layer;
    return {};
}

/// What spreadsheets get, pipes first.
std::vector<Layer> sheetsOf(const Content& content) {
    const std::vector<Layer> layers = layersOf(content, false);
    std::vector<Layer> sheets{withPlaces(layerOf(layers, "pipes"), content), withPlaces(layerOf(layers, "events"), content), evidenceTable(content)};
    if (!content.traces.empty()) sheets.push_back(seriesTable(content));
    if (!content.remarks.empty()) sheets.push_back(notesTable(content));
    return sheets;
}

Result<Written> writeCsv(const Content& content, const fs::path& target, const Workshop& workshop) {
    Written written;
    for (const Layer& sheet : sheetsOf(content)) {
        const fs::path made = workshop.file(sheet.name + ".csv");
        if (Result<void> done = writeText(made, csvOf(sheet)); !done) return done.error();
        const fs::path own = sheet.name == "pipes" ? target : target.parent_path() / (target.stem().string() + "_" + sheet.name + ".csv");
        if (Result<void> done = place(made, own, written); !done) return done.error();
    }
    return written;
}

Result<Written> writeWorkbook(const Content& content, const fs::path& target, const Workshop& workshop) {
    std::vector<Layer> sheets = sheetsOf(content);
    sheets.insert(sheets.begin() + 3, withPlaces(layerOf(layersOf(content, false), "sensors"), content));
    const fs::path made = workshop.file("book.xlsx");
    if (Result<void> done = writeXlsx(content, sheets, made.string()); !done) return done.error();
    Written written;
    if (Result<void> done = place(made, target, written); !done) return done.error();
    return written;
}

Diagnostic leftOut(const detection::Event& event, const fs::path& target, const std::string& why) {
    return {Severity::warning, "export.no-burst", why, target.string(), std::to_string(event.id), {}, {}, {}, {}};
}

Result<Written> writeModels(const Content& content, const fs::path& target, const Workshop& workshop, std::stop_token stop) {
    if (!content.network)
        return Error{ErrorCode::unsupported, "the project has no model to put the burst into", target.string(), {}, {}, "choose another format"};
    Written written;
    for (const detection::Event& event : content.events) {
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "cancelled", target.string(), {}, {}, {}};
        if (event.area.pipes.empty() || !(event.flow_m3s.value > 0)) {
            written.diagnostics.push_back(leftOut(event, target, "the event has no place or no size to put into the model"));
            continue;
        }
        const auto burst = withBurst(*content.network, {event.area.pipes.front().id, 0.5, event.flow_m3s.value,
                                                        "event " + std::to_string(event.id) + ", analysis " + content.run});
        if (!burst) {
            written.diagnostics.push_back(leftOut(event, target, burst.error().message));
            continue;
        }
        const fs::path own =
            content.events.size() == 1 ? target : target.parent_path() / (target.stem().string() + "-" + std::to_string(event.id) + ".inp");
        const fs::path made = workshop.file(own.filename().string());
        if (Result<void> done = writeText(made, network::writeInp(burst->network)); !done) return done.error();
        if (Result<void> done = place(made, own, written); !done) return done.error();
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
        if (Result<void> done = place(file, target.parent_path() / file.filename(), written); !done) return done.error();
    return written;
}

Result<Written> writeOne(const Content& content, const std::string& driver, bool mains, const fs::path& target, const Workshop& workshop) {
    Written written;
    const fs::path made = workshop.file(target.filename().string());
    std::vector<Layer> layers = layersOf(content, mains);
    if (driver == "GPKG") layers.push_back(evidenceTable(content));
    if (driver == "GeoJSON") layers = {oneLayer(layers)};
    Result<Diagnostics> done = writeGis(layers, content, driver, made.string());
    if (!done) return done.error();
    written.diagnostics = *done;
    if (Result<void> placed = place(made, target, written); !placed) return placed.error();
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

Result<Written> write(const Content& content, Format format, const std::string& path, std::stop_token stop) {
    const fs::path target(path);
    if (stop.stop_requested()) return Error{ErrorCode::cancelled, "cancelled", path, {}, {}, {}};
    const Workshop workshop(target);
    if (!workshop.ok()) return cannotWriteHere(target);
    switch (format) {
    case Format::geopackage: return writeOne(content, "GPKG", true, target, workshop);
    case Format::geojson: return writeOne(content, "GeoJSON", false, target, workshop);
    case Format::kml: return writeOne(content, "LIBKML", false, target, workshop);
    case Format::shapefile: return writeShapefiles(content, target, workshop);
    case Format::csv: return writeCsv(content, target, workshop);
    case Format::xlsx: return writeWorkbook(content, target, workshop);
    case Format::inp: return writeModels(content, target, workshop, stop);
    }
    return Error{ErrorCode::internal, "no such format", path, {}, {}, {}};
}

} // namespace ms::output
