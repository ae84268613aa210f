#include "ui/main_window/main_window.h"

#include "ui/dialogs/areas_dialog.h"
#include "ui/dialogs/calendar_dialog.h"
#include "ui/dialogs/calibration_dialog.h"
#include "ui/dialogs/drill_dialog.h"

/// Dialogs that stay open beside the window, one of each.
namespace ms::window {

namespace {

template <class Dialog>
Dialog* beside(QPointer<Dialog>& dialog, session::Session& session, MainWindow* window) {
    if (dialog == nullptr) {
        dialog = new Dialog(session, window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return dialog;
}

} // namespace

void MainWindow::showQuiet() { beside(m_quiet, m_session, this); }
void MainWindow::showCalibration() { beside(m_calibration, m_session, this); }
void MainWindow::showDrill() { beside(m_drill, m_session, this); }
void MainWindow::showAreas() { beside(m_areas, m_session, this); }
void MainWindow::showCalendar() { beside(m_calendar, m_session, this); }
void MainWindow::showCalendar(std::int64_t localDay) { beside(m_calendar, m_session, this)->showDay(localDay); }

dialogs::CalibrationDialog* MainWindow::calibrationDialog() const { return m_calibration; }

} // namespace ms::window
