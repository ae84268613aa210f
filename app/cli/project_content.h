#pragma once

#include "core/base/result.h"
#include "core/export/content.h"
#include "core/project/project_file.h"

#include <memory>
#include <string>

namespace ms::cli {

/// A project opened for reading, with what most commands ask of it.
struct OpenProject {
    std::unique_ptr<project::ProjectFile> file;
    project::Settings settings;
    LocalZone zone;
};
[[nodiscard]] Result<OpenProject> openProject(const std::string& path);

/// All that an export may show, with all events. `network` is parsed; its diagnostics were shown when the project was made.
[[nodiscard]] Result<output::Content> contentOf(const OpenProject& project);

} // namespace ms::cli
