#pragma once

#include "core/base/result.h"

#include <QString>

namespace ms::exporting {

/// All pages of the help as one PDF on A4: a title page, contents with page numbers, each page of the help from the top of a sheet, the pictures of
/// `pictures` (a folder; those that are missing are left out). Returns the number of sheets. Any thread.
[[nodiscard]] Result<int> exportHelpBook(const QString& language, const QString& pictures, const QString& path);

} // namespace ms::exporting
