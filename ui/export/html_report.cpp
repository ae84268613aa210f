#include "ui/export/export_map.h"
namespace ms::exporting {
Result<void> exportHtml(const ReportContent&, const QString& path) {
    return Error{ErrorCode::unsupported, "not yet", path.toStdString(), {}, {}, {}};
}
} // namespace ms::exporting
