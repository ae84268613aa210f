#include "ui/main_window/export_task.h"

#include "core/base/version.h"
#include "core/export/export.h"
#include "core/project/project_file.h"
#include "ui/export/export_map.h"

namespace ms::window {

namespace {

output::Content contentOf(const ExportInput& input, const dialogs::ExportChoice& choice) {
    const auto& s = input.snapshot;
    output::Content content;
    content.title = s.info.settings.title;
    content.network = s.network;
    content.gisPipes = *s.gisPipes;
    for (const auto& view : *s.sensors) content.sensors.push_back(view.sensor);
    for (const auto id : choice.events)
        if (const auto* event = s.event(id)) content.events.push_back(*event);
    content.crs = s.info.settings.crs;
    content.zone = s.info.zone;
    if (!s.runs->empty()) content.run = std::to_string(s.runs->back().id);
    content.version = kVersion;
    return content;
}

} // namespace

Result<ExportOutcome> writeExport(const ExportInput& input, const dialogs::ExportChoice& choice) {
    const auto content = contentOf(input, choice);
    switch (choice.format) {
    case dialogs::ExportFormat::geopackage:
    case dialogs::ExportFormat::csv: {
        const auto format = choice.format == dialogs::ExportFormat::csv ? output::Format::csv : output::Format::geopackage;
        auto written = output::write(content, format, choice.path.toStdString());
        if (!written) return written.error();
        ExportOutcome outcome;
        for (const auto& file : written->files) outcome.files << QString::fromStdString(file);
        outcome.diagnostics = std::move(written->diagnostics);
        return outcome;
    }
    case dialogs::ExportFormat::pdf:
    case dialogs::ExportFormat::png: break;
    }
    // The painters read charts' readings from the project: a connection of this thread's own.
    auto file = project::ProjectFile::open(input.snapshot.info.path, project::ProjectFile::Mode::readOnly);
    if (!file) return file.error();
    auto written = exporting::writeMap(**file, choice.events,
                                       choice.format == dialogs::ExportFormat::png ? QStringLiteral("png") : QStringLiteral("pdf"), choice.path);
    if (!written) return written.error();
    return ExportOutcome{written->files, std::move(written->diagnostics)};
}

} // namespace ms::window
