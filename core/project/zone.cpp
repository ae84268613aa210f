#include "core/project/project_file.h"

#include <QDateTime>
#include <QTimeZone>

namespace ms::project {

Result<LocalZone> localZone(const std::string& ianaName) {
    LocalZone zone;
    if (ianaName.empty() || ianaName == "UTC" || ianaName == "GMT" || ianaName == "Z") return zone;
    const QTimeZone source(QByteArray::fromStdString(ianaName));
    if (!source.isValid())
        return Error{ErrorCode::invalidInput, "unknown time zone '" + ianaName + "'", {}, {}, {}, "use a name like Europe/London or UTC"};
    zone.name = ianaName;
    const QDateTime from = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    const QDateTime to = QDateTime(QDate(2100, 1, 1), QTime(0, 0), Qt::UTC);
    zone.transitions.push_back({{0}, source.offsetFromUtc(from)});
    for (const QTimeZone::OffsetData& t : source.transitions(from, to)) {
        if (t.offsetFromUtc == zone.transitions.back().offset_s) continue; // only the name or the daylight flag changes
        zone.transitions.push_back({{t.atUtc.toMSecsSinceEpoch()}, t.offsetFromUtc});
    }
    return zone;
}

} // namespace ms::project
