#include "tests/gui/window/shown_town.h"
#include "ui/charts/chart_stack.h"
#include "ui/dialogs/background_dialog.h"
#include "ui/dialogs/drill_dialog.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/flags_dialog.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/help_window.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/new_project_dialog.h"
#include "ui/dialogs/run_dialog.h"
#include "ui/dialogs/table_dialog.h"
#include "ui/main_window/main_window.h"
#include "ui/map/map_view.h"
#include "ui/panels/what_if_panel.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <set>

using namespace ms;

/// Walks every widget of the window and of its dialogs: name, role, keyboard focus, contrast; and that all that can be done can be done by keyboard.
class TestAccess final : public QObject {
    Q_OBJECT

    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<window::MainWindow> m_window;

    /// Something that one works with, not a part that Qt makes for itself inside another control.
    static bool isControl(const QWidget* w) {
        const bool control = qobject_cast<const QAbstractButton*>(w) || qobject_cast<const QAbstractItemView*>(w) ||
                             qobject_cast<const QComboBox*>(w) || qobject_cast<const QLineEdit*>(w) || qobject_cast<const QAbstractSpinBox*>(w) ||
                             qobject_cast<const QAbstractSlider*>(w);
        if (!control || w->objectName().startsWith(QLatin1String("qt_")) || w->parentWidget() == nullptr) return false;
        for (const auto* part : {"QTableCornerButton", "QHeaderView", "QLineEditIconButton", "QComboBoxListView", "QToolBarExtension",
                                 "QCalendarView", "QScrollBar", "QDockWidgetTitleButton"})
            if (w->inherits(part)) return false;
        return !qobject_cast<const QAbstractItemView*>(w->parentWidget()) && !qobject_cast<const QComboBox*>(w->parentWidget()) &&
               !qobject_cast<const QAbstractSpinBox*>(w->parentWidget());
    }
    static QString describe(const QWidget* w) {
        return QStringLiteral("%1 '%2' \"%3\" in %4")
            .arg(QLatin1String(w->metaObject()->className()), w->objectName(), w->accessibleName(),
                 w->parentWidget() != nullptr ? QLatin1String(w->parentWidget()->metaObject()->className()) : QLatin1String("nothing"));
    }
    static double luminance(const QColor& c) {
        const auto linear = [](double v) { return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
    }
    static double contrast(const QColor& a, const QColor& b) {
        const double x = luminance(a), y = luminance(b);
        return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
    }
    /// The window in each of its layouts and every dialog that can be opened without files of its own.
    template <typename F>
    void everywhere(F check) {
        for (const auto layout : {window::Layout::prepare, window::Layout::watch, window::Layout::publish, window::Layout::investigate}) {
            m_window->setLayout(layout);
            QTest::qWait(30);
            check(*m_window);
        }
        dialogs::RunDialog run(*m_session);
        check(run);
        dialogs::NewProjectDialog fresh;
        check(fresh);
        dialogs::TableDialog tables({{QStringLiteral("t"), QStringLiteral("s"), {QStringLiteral("a")}, {{QStringLiteral("1")}}, {}, {}}}, 0);
        check(tables);
        dialogs::HelpWindow help;
        check(help);
        dialogs::AboutDialog about(m_window->windowIcon());
        check(about);
        dialogs::BackgroundDialog background({}, 0.6, QStringLiteral("EPSG:27700"), {});
        check(background);
        dialogs::FlagsDialog flags(*m_session);
        check(flags);
        dialogs::DrillDialog drill(*m_session);
        check(drill);
        dialogs::ImportDialog import(*m_session);
        check(import);
        dialogs::ExportDialog pack(*m_session, {5});
        check(pack);
    }

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("MainsightTest"));
    }

    void init() {
        m_session = std::make_unique<session::Session>();
        m_window = std::make_unique<window::MainWindow>(*m_session, QString());
        tests::showForTest(*m_session, *m_window);
        m_session->show(tests::madeTown(), tests::madeSource());
        QTRY_VERIFY(m_window->settled());
        const auto* event = m_session->snapshot().event(5);
        m_session->startWhatIf(m_session->snapshot().network->findLink(event->area.pipes.front().id)); // so that its panel is walked too
        QTRY_VERIFY_WITH_TIMEOUT(m_session->whatIf().result().has_value(), 20000);
        m_session->whatIf().pin();
    }

    void cleanup() {
        m_window.reset();
        m_session.reset();
    }

    void everyControlHasANameAndARole() {
        QStringList wrong;
        int walked = 0;
        everywhere([&](QWidget& root) {
            for (auto* w : root.findChildren<QWidget*>()) {
                if (!isControl(w)) continue;
                ++walked;
                auto* spoken = QAccessible::queryAccessibleInterface(w);
                if (spoken == nullptr || !spoken->isValid()) {
                    wrong << QStringLiteral("cannot be spoken: ") + describe(w);
                    continue;
                }
                if (spoken->text(QAccessible::Name).trimmed().isEmpty()) wrong << QStringLiteral("no name: ") + describe(w);
                const auto role = spoken->role();
                if (role == QAccessible::NoRole || role == QAccessible::Client || role == QAccessible::Window)
                    wrong << QStringLiteral("no role: ") + describe(w);
            }
        });
        QVERIFY2(walked > 60, qPrintable(QString::number(walked)));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }

    void mapAndChartsSayWhatTheyShow() {
        for (auto* w : {static_cast<QWidget*>(&m_window->mapView()), static_cast<QWidget*>(&m_window->charts())}) {
            auto* spoken = QAccessible::queryAccessibleInterface(w);
            QVERIFY(spoken != nullptr);
            QVERIFY(!spoken->text(QAccessible::Name).isEmpty());
            QVERIFY2(spoken->text(QAccessible::Description).size() > 40, qPrintable(spoken->text(QAccessible::Description)));
        }
        QVERIFY(m_window->mapView().accessibleDescription().contains(QLatin1String("Most probable")));
        // ... and can be had as tables.
        m_window->action(QStringLiteral("tables"))->trigger();
        auto* dialog = m_window->findChild<dialogs::TableDialog*>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->tableCount(), 3);
        const QString text = dialog->asText();
        QVERIFY(text.contains(QLatin1String("PL61198")));
        QVERIFY(text.contains(QStringLiteral("−0.62 m")));
        dialog->close();
    }

    void tablesSortByWhatIsMeant() {
        dialogs::TextTable table{
            QStringLiteral("t"),   {}, {QStringLiteral("Time"), QStringLiteral("P"), QStringLiteral("Place")}, {}, {QStringLiteral("P")},
            QStringLiteral("Time")};
        table.rows = {{QStringLiteral("30 Jun 22:00"), QStringLiteral("> 99 %"), QStringLiteral("10 High Street")},
                      {QStringLiteral("30 Jun 23:00"), QStringLiteral("\u22120.5 m"), QStringLiteral("2 Low Lane")},
                      {QStringLiteral("1 Jul 00:00"), QStringLiteral("< 1 %"), QStringLiteral("P10")},
                      {QStringLiteral("1 Jul 01:00"), QStringLiteral("\u2013"), QStringLiteral("7")},
                      {QStringLiteral("2 Jul 00:00"), QStringLiteral("12 %"), QStringLiteral("30")}};
        dialogs::TableDialog dialog({table}, 0);
        auto* view = dialog.findChild<QTableView*>();
        QVERIFY(view != nullptr);
        const auto column = [&](int c) {
            QStringList texts;
            for (int row = 0; row < view->model()->rowCount(); ++row) texts << view->model()->index(row, c).data().toString();
            return texts;
        };
        QStringList times = column(0); // as it came
        view->sortByColumn(0, Qt::AscendingOrder);
        QCOMPARE(column(0), times);
        view->sortByColumn(0, Qt::DescendingOrder);
        std::reverse(times.begin(), times.end());
        QCOMPARE(column(0), times);
        view->sortByColumn(1, Qt::AscendingOrder);
        QCOMPARE(column(1), (QStringList{QStringLiteral("\u2013"), QStringLiteral("\u22120.5 m"), QStringLiteral("< 1 %"), QStringLiteral("12 %"),
                                         QStringLiteral("> 99 %")}));
        view->sortByColumn(2, Qt::AscendingOrder);
        QCOMPARE(column(2).last(), QStringLiteral("30")); // ids that are numbers by value, addresses as words
        QCOMPARE(column(2).at(3), QStringLiteral("7"));
        QVERIFY(dialog.asText().startsWith(QLatin1String("Time\tP\tPlace\n")));
        view->selectionModel()->select(view->model()->index(3, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QCOMPARE(dialog.asText(), QStringLiteral("1 Jul 01:00\t\u2013\t7")); // what is selected, and no header
    }

    void everyControlIsReachedByTab_data() {
        QTest::addColumn<window::Layout>("layout");
        QTest::newRow("prepare") << window::Layout::prepare;
        QTest::newRow("investigate") << window::Layout::investigate;
        QTest::newRow("watch") << window::Layout::watch;
        QTest::newRow("publish") << window::Layout::publish;
    }
    void everyControlIsReachedByTab() {
        QFETCH(window::Layout, layout);
        m_window->setLayout(layout);
        QTRY_VERIFY(m_window->settled());
        // What Tab reaches from the window's first widget, going round once.
        std::set<const QWidget*> reached;
        m_window->setFocus();
        for (int i = 0; i < 400; ++i) {
            QTest::keyClick(QApplication::focusWidget() != nullptr ? QApplication::focusWidget() : m_window.get(), Qt::Key_Tab);
            const auto* now = QApplication::focusWidget();
            if (now == nullptr) continue;
            if (!reached.insert(now).second && reached.size() > 20) break;
        }
        QStringList missed;
        for (auto* w : m_window->findChildren<QWidget*>()) {
            if (!isControl(w) || !w->isVisible() || !w->isEnabled() || w->visibleRegion().isEmpty()) continue;
            const QWidget* focus = w;
            while (focus->focusProxy() != nullptr) focus = focus->focusProxy();
            const bool inside = std::any_of(reached.begin(), reached.end(), [&](const QWidget* r) { return r == focus || w->isAncestorOf(r); });
            // Buttons that only repeat an action with a key of its own may do without.
            const auto* button = qobject_cast<const QAbstractButton*>(w);
            const bool keyed = button != nullptr && std::any_of(button->actions().begin(), button->actions().end(),
                                                                [](const QAction* a) { return !a->shortcut().isEmpty(); });
            if (!inside && !keyed) missed << describe(w);
        }
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QLatin1Char('\n'))));
    }

    void everyActionCanBeReachedByKey() {
        // By a key of its own or through a menu; and no two actions share a key.
        QStringList lost, doubled;
        std::set<QString> keys;
        QList<QAction*> inMenus;
        const std::function<void(QWidget*)> walk = [&](QWidget* menu) {
            for (auto* a : menu->actions()) {
                inMenus << a;
                if (a->menu() != nullptr) walk(a->menu());
            }
        };
        walk(m_window->menuBar());
        for (auto* a : m_window->actions()) {
            if (a->isSeparator() || a->text().isEmpty()) continue;
            if (a->shortcuts().isEmpty() && !inMenus.contains(a)) lost << a->objectName();
            for (const auto& key : a->shortcuts())
                if (!keys.insert(key.toString()).second) doubled << a->objectName() + QLatin1Char(' ') + key.toString();
        }
        QVERIFY2(lost.isEmpty(), qPrintable(lost.join(QLatin1Char('\n'))));
        QVERIFY2(doubled.isEmpty(), qPrintable(doubled.join(QLatin1Char('\n'))));
    }

    void everyActionWithAKeyIsListed() {
        m_window->action(QStringLiteral("keys"))->trigger();
        auto* dialog = m_window->findChild<dialogs::ShortcutsDialog*>();
        QVERIFY(dialog != nullptr);
        QStringList missing;
        for (auto* a : m_window->actions()) {
            if (a->shortcut().isEmpty() || a->text().isEmpty()) continue;
            dialog->search(QString(a->text()).remove(QLatin1Char('&')));
            if (dialog->shownCount() == 0) missing << a->objectName();
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(QLatin1Char('\n'))));
        dialog->close();
    }

    void textStandsOutInBothThemes() {
        for (const auto choice : {session::ThemeChoice::light, session::ThemeChoice::dark}) {
            m_session->appearance().setThemeChoice(choice);
            QTest::qWait(30);
            QStringList faint;
            int walked = 0;
            everywhere([&](QWidget& root) {
                root.ensurePolished();
                for (auto* w : root.findChildren<QWidget*>()) {
                    const bool text = qobject_cast<QLabel*>(w) != nullptr || isControl(w);
                    if (!text || !w->isEnabled()) continue;
                    w->ensurePolished();
                    ++walked;
                    const QPalette p = w->palette();
                    const bool base = qobject_cast<QAbstractItemView*>(w) || qobject_cast<QLineEdit*>(w) || qobject_cast<QAbstractSpinBox*>(w);
                    const bool button = qobject_cast<QAbstractButton*>(w) != nullptr;
                    const QColor ink = base ? p.color(QPalette::Text) : button ? p.color(QPalette::ButtonText) : p.color(w->foregroundRole());
                    QColor paper = base ? p.color(QPalette::Base) : button ? p.color(QPalette::Button) : p.color(w->backgroundRole());
                    for (auto* behind = w->parentWidget(); paper.alpha() < 255 && behind != nullptr; behind = behind->parentWidget())
                        paper = behind->palette().color(behind->backgroundRole()); // see-through: what lies behind it counts
                    if (const double c = contrast(ink, paper); c < 4.5)
                        faint << QStringLiteral("%1 on %2 is %3: %4").arg(ink.name(), paper.name()).arg(c, 0, 'f', 2).arg(describe(w));
                }
            });
            QVERIFY(walked > 80);
            QVERIFY2(faint.isEmpty(), qPrintable(faint.join(QLatin1Char('\n'))));
        }
    }
};

QTEST_MAIN(TestAccess)
#include "test_access.moc"
