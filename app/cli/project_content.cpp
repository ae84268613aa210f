#include "app/cli/project_content.h"

#include "core/base/version.h"
#include "core/jobs/run_record_file.h"
#include "core/network/inp_reader.h"

namespace ms::cli {

Result<OpenProject> openProject(const std::string& path) {
    auto file = project::ProjectFile::open(QString::fromStdString(path), project::ProjectFile::Mode::readOnly);
    if (!file) return file.error();
    auto settings = (*file)->settings();
    if (!settings) return settings.error();
    auto zone = project::localZone(settings->timezone);
    if (!zone) return zone.error();
    return OpenProject{std::move(*file), std::move(*settings), std::move(*zone)};
}

Result<output::Content> contentOf(const OpenProject& project) {
    output::Content content;
    content.title = project.settings.title;
    content.crs = project.settings.crs;
    content.zone = project.zone;
    content.version = kVersion;
    auto text = project.file->networkText();
    if (!text) return text.error();
    if (!text->empty()) {
        auto read = network::readInp(*text, "the project's network");
        if (!read) return read.error();
        content.network = std::make_shared<const network::Network>(std::move(read->network));
    }
    auto pipes = project.file->gisPipes();
    if (!pipes) return pipes.error();
    content.gisPipes = std::move(*pipes);
    auto sensors = project.file->sensors();
    if (!sensors) return sensors.error();
    for (auto& summary : *sensors) content.sensors.push_back(std::move(summary.sensor));
    auto events = project.file->events();
    if (!events) return events.error();
    content.events = std::move(*events);
    auto run = jobs::runOfEvents(*project.file);
    if (!run) return run.error();
    if (run->id != 0) content.run = std::to_string(run->id);
    return content;
}

} // namespace ms::cli
