#include "core/jobs/import_prepare.h"

#include "core/project/import_hints.h"
#include "core/project/project_file.h"

namespace ms::jobs {

Result<ingest::Hints> hintsOf(const ImportRequest& request) {
    project::ImportWishes wishes;
    wishes.timezone = request.timezone.toStdString();
    wishes.sensorMapPath = request.sensorMapPath.toStdString();
    for (auto unit = request.units.begin(); unit != request.units.end(); ++unit) wishes.units[unit.key().toStdString()] = unit.value().toStdString();
    auto file = project::ProjectFile::open(request.projectPath, project::ProjectFile::Mode::readOnly);
    if (!file && file.error().code == ErrorCode::unsupported) // of an older version: writing brings it up to date
        file = project::ProjectFile::open(request.projectPath, project::ProjectFile::Mode::readWrite);
    if (!file) return file.error();
    auto hints = project::importHints(**file, wishes);
    if (hints.ok()) hints->unknownLeftOut = request.unknownLeftOut;
    return hints;
}

} // namespace ms::jobs
