#pragma once

#include "core/base/error.h"

#include <QString>

namespace ms::exporting {

[[nodiscard]] inline Error unwritable(const QString& path, const QString& why) {
    return {ErrorCode::unwritable,
            "The file cannot be written: " + why.toStdString(),
            path.toStdString(),
            {},
            {},
            "Choose a folder in which you may write, and check the free space."};
}

[[nodiscard]] inline Error cancelledBefore(const QString& path) { return {ErrorCode::cancelled, "cancelled", path.toStdString(), {}, {}, {}}; }

} // namespace ms::exporting
