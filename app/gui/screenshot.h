#pragma once

#include "ui/main_window/main_window.h"

class QApplication;

namespace ms::gui {

/// Waits until the window has loaded and painted what it was told to open, writes its picture as PNG and returns the exit status of the program:
/// 0 written, 1 the project could not be opened or the picture not be written, or it took longer than a minute.
[[nodiscard]] int takeScreenshot(QApplication& app, session::Session& session, window::MainWindow& window, const QString& path, bool loads);

} // namespace ms::gui
