#include "tests/gui/window/shown_town.h"
#include "ui/dialogs/quiet_dialog.h"
#include "ui/main_window/desktop_notices.h"
#include "ui/panels/watch_panel.h"

#include <QDateTimeEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>

using namespace ms;

/// Notices of a watch on the desktop, and the quiet times of which there are none.
class TestQuiet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aQuietTimeIsSetAndUndone() {
        tests::ShownTown town;
        auto* button = town.child<QPushButton>("quietTimes");
        QVERIFY(button != nullptr && button->isEnabled());
        button->click();
        auto* dialog = town.window.findChild<dialogs::QuietDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto* add = dialog->findChild<QPushButton*>(QStringLiteral("addQuiet"));
        auto* table = dialog->findChild<QTableWidget*>(QStringLiteral("quietTable"));
        auto* end = dialog->findChild<QPushButton*>(QStringLiteral("endQuiet"));
        add->click();
        QCOMPARE(table->rowCount(), 1);
        const auto& quiets = *town.session.snapshot().quiets;
        QCOMPARE(quiets.size(), std::size_t{1});
        QCOMPARE(quiets.front().zone, town.session.snapshot().zones().front());
        QVERIFY(quiets.front().span.to - quiets.front().span.from == hours(24));
        town.session.undoStack().undo();
        QCOMPARE(table->rowCount(), 0);
        town.session.undoStack().redo();
        table->selectRow(0);
        end->click();
        QCOMPARE(table->rowCount(), 0);
        town.session.undoStack().undo();
        QCOMPARE(table->rowCount(), 1);
        auto* until = dialog->findChild<QDateTimeEdit*>(QStringLiteral("quietUntil"));
        until->setDateTime(until->dateTime().addYears(-1));
        QVERIFY(!add->isEnabled()); // it would end before it begins
    }

    void whatBeginsIsToldOnTheDesktop() {
        tests::ShownTown town;
        QSignalSpy told(&town.window.notices(), &window::DesktopNotices::told);
        jobs::WatchCycle cycle;
        cycle.events = *town.session.snapshot().events;
        QVERIFY(cycle.events.size() > 1);
        for (const auto& e : cycle.events) cycle.quiet.push_back(e.id);
        town.window.notices().tell(cycle);
        QCOMPARE(told.size(), 0);
        cycle.quiet.pop_back();
        cycle.revised.push_back(cycle.events.back().id);
        town.window.notices().tell(cycle);
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.at(0).at(0).toString(),
                 QStringLiteral("Event %1 was revised, zone %2").arg(cycle.events.back().id).arg(QString::fromStdString(cycle.events.back().zone)));
        QVERIFY(!town.window.notices().sound());
    }
};

QTEST_MAIN(TestQuiet)
#include "test_quiet.moc"
