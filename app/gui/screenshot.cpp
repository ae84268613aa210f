#include "app/gui/screenshot.h"

#include "ui/map/map_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPixmap>
#include <QTextStream>
#include <QTimer>

namespace ms::gui {

int takeScreenshot(QApplication& app, session::Session& session, window::MainWindow& window, const QString& path, bool loads) {
    QElapsedTimer clock;
    clock.start();
    int quiet = 0, status = 1;
    bool opened = !loads;
    QString problem;
    QObject::connect(&session, &session::Session::viewRestored, &window, [&] { opened = true; });
    QObject::connect(&session, &session::Session::openFailed, &window,
                     [&](const QString&, const Error& error) { problem = QString::fromStdString(error.toString()); });
    QTimer timer;
    timer.setInterval(50);
    QObject::connect(&timer, &QTimer::timeout, &window, [&] {
        if (problem.isEmpty() && loads && session.state() == session::Session::State::closed && clock.elapsed() > 10'000)
            problem = QStringLiteral("nothing was opened");
        if (clock.elapsed() > 60'000) problem = QStringLiteral("the project was not loaded within a minute");
        if (!problem.isEmpty()) {
            QTextStream(stderr) << "mainsight: " << problem << Qt::endl;
            app.exit(1);
            return;
        }
        // Everything must hold still for a few ticks: one answer of the reader may ask the next question.
        quiet = opened && window.settled() ? quiet + 1 : 0;
        if (quiet == 3) window.mapView().finishFlight();
        if (quiet < 8) return;
        window.mapView().finishTiles();
        const QPixmap picture = window.grab();
        if (picture.save(path, "PNG"))
            status = 0;
        else
            QTextStream(stderr) << "mainsight: " << path << " cannot be written" << Qt::endl;
        app.exit(status);
    });
    timer.start();
    return QApplication::exec();
}

} // namespace ms::gui
