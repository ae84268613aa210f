#pragma once

#include <QString>

namespace ms::jobs {

/// Why `program` (a path, or a name to be looked for in PATH) cannot be started, in the system's words; empty when it can, as far as a look tells.
/// Asked before QProcess::start: Qt 6.4 keeps a descriptor of every start that fails (the child shares our memory until it is another program, and
/// marks as closed what the parent was to close), and who tries again every second has none left within minutes.
[[nodiscard]] QString whyNotStartable(const QString& program);

} // namespace ms::jobs
