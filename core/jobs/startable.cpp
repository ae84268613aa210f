#include "core/jobs/startable.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <system_error>

namespace ms::jobs {

QString whyNotStartable([[maybe_unused]] const QString& program) {
#ifdef Q_OS_UNIX                                          // elsewhere the system looks for endings, and no descriptor is lost
    const bool path = program.contains(QLatin1Char('/')); // as it stands, from the working folder; anything else is in PATH
    const QFileInfo file(program);
    if (path ? file.isFile() && file.isExecutable() : !QStandardPaths::findExecutable(program).isEmpty()) return {};
    const auto why = path && file.exists() ? std::errc::permission_denied : std::errc::no_such_file_or_directory;
    return QString::fromStdString(std::make_error_code(why).message());
#else
    return {};
#endif
}

} // namespace ms::jobs
