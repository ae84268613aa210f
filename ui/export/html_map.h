#pragma once

#include "ui/export/report_content.h"

#include <QJsonObject>

namespace ms::exporting {

/// The data of the HTML report's map (resources/report/page.js reads them). With a CRS that PROJ can turn into WGS 84, places are degrees to a
/// millionth (11 cm) and `geo` is true; without, they are the map's own units, metres where those are known. Lines are whole numbers: first the place
/// from the origin, then step by step, y before x.
[[nodiscard]] QJsonObject htmlMap(const ReportContent& content);

} // namespace ms::exporting
