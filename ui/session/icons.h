#pragma once

#include "ui/session/theme.h"

#include <QIcon>

namespace ms::session {

/// The icon of that name (resources/icons/NAME.svg), drawn in the theme's text colour, greyed where disabled. An empty icon when there is no such
/// file. Sharp at every scale from 100 to 250 %. GUI thread only.
[[nodiscard]] QIcon icon(const QString& name, const Theme& theme);
[[nodiscard]] QIcon icon(const QString& name, const QColor& colour);

} // namespace ms::session
