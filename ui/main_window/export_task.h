#pragma once

#include "ui/dialogs/export_dialog.h"
#include "ui/session/snapshot.h"

#include <QStringList>

namespace ms::window {

/// What an export works on: values of their own, so that it runs on any thread while the window goes on.
struct ExportInput {
    session::Snapshot snapshot;
    session::DisplayUnits units;
};

struct ExportOutcome {
    QStringList files;
    Diagnostics diagnostics;
};

/// Writes what the dialog's choice says. Any thread but the GUI's; seconds for many events.
[[nodiscard]] Result<ExportOutcome> writeExport(const ExportInput& input, const dialogs::ExportChoice& choice);

} // namespace ms::window
