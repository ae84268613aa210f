#pragma once

#include "ui/main_window/main_window.h"

namespace ms::gui {

/// What the build makes of the help in the window's language: goes through the six tasks on the sample, as a user would, and takes a picture of each
/// (SHARE/mainsight/help/LANGUAGE/*.png); then all pages as one PDF (SHARE/doc/mainsight/mainsight-help-LANGUAGE.pdf). `files` are what its picture
/// of an import shows; they are read, not taken in. Returns the exit status of the program; what went wrong is on stderr.
[[nodiscard]] int makeHelp(session::Session& session, window::MainWindow& window, const QString& share, const QStringList& files);

} // namespace ms::gui
