#include "core/detection/calendar.h"
#include "core/detection/days_off.h"
#include "tests/gui/window/shown_town.h"
#include "ui/dialogs/calendar_dialog.h"
#include "ui/dialogs/quiet_dialog.h"
#include "ui/main_window/desktop_notices.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/watch_panel.h"
#include "ui/session/suggestions.h"

#include <QAction>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>

using namespace ms;

/// Notices of a watch on the desktop, the quiet times of which there are none, and the calendar: what people know of their days.
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
        table->setCurrentCell(0, 0, QItemSelectionModel::NoUpdate); // as the focus does
        town.session.undoStack().undo();
        town.session.undoStack().redo();
        QVERIFY(!end->isEnabled()); // none is selected
        table->selectRow(0);
        QVERIFY(end->isEnabled());
        end->click();
        QCOMPARE(table->rowCount(), 0);
        town.session.undoStack().undo();
        QCOMPARE(table->rowCount(), 1);
        auto* until = dialog->findChild<QDateTimeEdit*>(QStringLiteral("quietUntil"));
        until->setDateTime(until->dateTime().addYears(-1));
        QVERIFY(!add->isEnabled()); // it would end before it begins
    }

    void theCalendarIsChangedAndUndone() {
        tests::ShownTown town;
        town.window.findChild<QAction*>(QStringLiteral("calendar"))->trigger();
        auto* dialog = town.window.findChild<dialogs::CalendarDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        auto* rules = dialog->findChild<QComboBox*>(QStringLiteral("calendarRules"));
        auto* table = dialog->findChild<QTableWidget*>(QStringLiteral("calendarTable"));
        auto* from = dialog->findChild<QDateEdit*>(QStringLiteral("calendarFrom"));
        auto* until = dialog->findChild<QDateEdit*>(QStringLiteral("calendarUntil"));
        auto* add = dialog->findChild<QPushButton*>(QStringLiteral("addDays"));
        auto* change = dialog->findChild<QPushButton*>(QStringLiteral("changeDay"));
        const auto& days = town.session.daysOff();

        rules->setCurrentIndex(rules->findData(QStringLiteral("Europe/Berlin")));
        Q_EMIT rules->activated(rules->currentIndex());
        QCOMPARE(days.rules, std::string("Europe/Berlin"));
        from->setDate(QDate(2024, 2, 12));
        QCOMPARE(until->date(), QDate(2024, 2, 12));
        until->setDate(QDate(2024, 2, 13));
        add->click();
        QCOMPARE(table->rowCount(), 9 + 2); // Germany has nine
        QCOMPARE(days.own.size(), std::size_t{2});
        QCOMPARE(days.own.front().day, daysFromCivil(2024, 2, 12));
        town.session.undoStack().undo();
        QCOMPARE(table->rowCount(), 9);
        QVERIFY(!change->isEnabled());

        table->selectRow(3); // the first of May, by rule
        change->click();
        QVERIFY(days.own == (std::vector<detection::OwnDay>{{daysFromCivil(2024, 5, 1), false, {}}}));
        table->selectRow(3);
        change->click(); // taken back
        QVERIFY(days.own.empty());
        until->setDate(QDate(2024, 2, 1));
        QVERIFY(!add->isEnabled()); // it would end before it begins
        while (town.session.undoStack().canUndo()) town.session.undoStack().undo();
        QVERIFY(days == detection::DaysOff{});
        QCOMPARE(rules->currentIndex(), 0);
    }

    void aDismissedHolidayOffersTheCalendarAndChangesNothing() {
        tests::ShownTown town;
        town.session.goToEvent(5); // 10 June 2024, a Monday
        town.child<QPushButton>("dismissButton")->click();
        auto* reason = town.child<QComboBox>("dismissReason");
        const auto offered = session::dismissalReasons();
        const auto holiday =
            std::find_if(offered.begin(), offered.end(), [](const auto& r) { return r.first == detection::DismissalReason::holiday; });
        reason->setCurrentIndex(static_cast<int>(holiday - offered.begin()));
        town.child<QPushButton>("dismissNow")->click();
        auto* bar = town.window.findChild<panels::MessageBar*>();
        QVERIFY2(bar->text().contains(QLatin1String("calendar")), qPrintable(bar->text()));
        QVERIFY(town.session.daysOff() == detection::DaysOff{}); // it is offered, no more
        bar->findChild<QPushButton*>(QStringLiteral("messageAction"))->click();
        auto* dialog = town.window.findChild<dialogs::CalendarDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        const auto start = tests::madeTown().event(5)->startedAt;
        QCOMPARE(
            detection::localDayFromText(dialog->findChild<QDateEdit*>(QStringLiteral("calendarFrom"))->date().toString(Qt::ISODate).toStdString())
                .value(),
            detection::localSlot(start, town.session.zone(), hours(1)).day);
        dialog->findChild<QPushButton*>(QStringLiteral("addDays"))->click();
        QCOMPARE(town.session.daysOff().own.size(), std::size_t{1});
        QVERIFY(session::suggestionsOf(town.session).empty()); // done
        bar->clear();
        town.window.findChild<QAction*>(QStringLiteral("suggestions"))->trigger();
        QVERIFY2(bar->text().contains(QLatin1String("nothing in common")), qPrintable(bar->text()));
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
