#pragma once

#include "tests/gui/window/made_town.h"
#include "ui/main_window/main_window.h"
#include "ui/map/map_view.h"

#include <QTest>

namespace ms::tests {

/// Makes a window what every test of it starts from: light, of one size, with nothing kept from other runs.
inline void showForTest(session::Session& session, window::MainWindow& window) {
    session.appearance().setPersistent(false);
    session.appearance().setThemeChoice(session::ThemeChoice::light);
    window.setPersistent(false);
    window.resize(1600, 1000);
    window.resetLayout();
    window.show();
    if (!QTest::qWaitForWindowExposed(&window)) QTest::qFail("the window is not shown", __FILE__, __LINE__);
    window.activateWindow();
}

/// The window over the made town, as a test finds it.
struct ShownTown {
    session::Session session;
    window::MainWindow window{session, QString()};

    ShownTown() {
        showForTest(session, window);
        session.show(madeTown(), madeSource());
        if (!QTest::qWaitFor([this] { return window.settled(); })) QTest::qFail("the window does not come to rest", __FILE__, __LINE__);
        window.mapView().finishFlight();
    }
    void key(Qt::Key k, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(&window, k, modifiers); }
    template <typename T>
    T* child(const char* name) {
        return window.findChild<T*>(QLatin1String(name));
    }
};

} // namespace ms::tests
