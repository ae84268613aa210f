#include "ui/main_window/main_window.h"

#include "ui/map/map_view.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/model_fit_panel.h"
#include "ui/panels/next_logger_panel.h"
#include "ui/session/calibration_words.h"

#include <QAction>
#include <QDockWidget>

/// The window's share of what looks at the loggers there are: a place for one more, how they fit the model, and drills that show what they would see.
namespace ms::window {

void MainWindow::connectNextLogger() {
    auto& search = m_session.nextLogger();
    add("nextLogger", tr("Analysis"), tr("Where would one more &logger help? …"), "", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)},
        tr("Weigh the junctions of the event's zone: where one more pressure logger is expected to shrink its area most"), [this] {
            m_session.nextLogger().start(m_session.snapshot(), m_session.selection().event());
            m_loggersDock->show();
            m_loggersDock->raise();
        });
    connect(&search, &session::NextLogger::changed, this, &MainWindow::updateActions);
    connect(action(QStringLiteral("cancel")), &QAction::triggered, &search, &session::NextLogger::cancel);
    connect(m_loggers, &panels::NextLoggerPanel::closeWanted, m_loggersDock, &QWidget::hide);
    connect(m_loggersDock, &QDockWidget::visibilityChanged, this, [this] {
        if (m_loggersDock->isHidden()) m_session.nextLogger().clear(); // closed, not merely behind another: the marks go with it
    });
    connect(m_loggers, &panels::NextLoggerPanel::placeWanted, this, [this](int place) {
        const auto& advice = m_session.nextLogger().advice();
        if (!advice || place < 0 || static_cast<std::size_t>(place) >= advice->places.size()) return;
        const auto& at = advice->places[static_cast<std::size_t>(place)].position;
        if (!at) return;
        const auto seen = m_map->visibleBox();
        const double w = seen.width() / 2, h = seen.height() / 2;
        m_map->flyTo({at->x - w, at->y - h, at->x + w, at->y + h});
    });
}

void MainWindow::connectCalibration() {
    add("calibrate", tr("Analysis"), tr("Calibra&te the model …"), "", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)},
        tr("Fit the model to the readings: offsets of loggers, demands, roughness, valves that may be shut"), [this] { showCalibration(); });
    auto& fit = m_session.modelCalibration();
    connect(&fit, &session::ModelCalibration::changed, this, &MainWindow::updateActions);
    connect(action(QStringLiteral("cancel")), &QAction::triggered, &fit, &session::ModelCalibration::cancel);
    connect(m_fit, &panels::ModelFitPanel::calibrationWanted, this, &MainWindow::showCalibration);
    connect(&m_session, &session::Session::calibrationsChanged, this, [this] {
        const auto& s = m_session.snapshot();
        if (m_session.state() != session::Session::State::open || s.network == nullptr || s.events->empty()) return;
        m_messages->show(panels::MessageBar::Kind::info,
                         s.calibration() != nullptr
                             ? tr("The calibration counts from the next analysis on; the areas on the map still rest on the model as it was.")
                             : tr("The model is as it is on file again; the areas on the map still rest on the calibration."),
                         s.calibration() != nullptr ? session::fitGate(*s.calibration(), m_session.units()).join(QLatin1Char('\n')) : QString(),
                         tr("Run analysis …"), [this] { runAnalysis(); });
    });
}

} // namespace ms::window
