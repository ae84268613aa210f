#include "tests/gui/window/shown_town.h"
#include "ui/panels/event_panel.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QStandardPaths>
#include <QToolButton>

#include <cmath>
#include <memory>

using namespace ms;

/// What the user says the findings are: linked to a repair, split, merged; and how the table groups them.
class TestFindings final : public QObject {
    Q_OBJECT

    std::unique_ptr<tests::ShownTown> m_town;

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("MainsightTest"));
    }
    void init() { m_town = std::make_unique<tests::ShownTown>(); }
    void cleanup() { m_town.reset(); }

    void repairIsLinked() {
        QVERIFY(!m_town->session.snapshot().repairs->empty());
        const auto id = m_town->session.snapshot().events->front().id;
        const auto before = *m_town->session.snapshot().event(id);
        const auto notes = m_town->session.snapshot().notes->size();
        QVERIFY(m_town->session.linkRepair(id, 0));
        QCOMPARE(m_town->session.snapshot().event(id)->status, detection::EventStatus::repaired);
        QVERIFY(QString::fromStdString(m_town->session.snapshot().notes->back().text).contains(QLatin1String("J-2231")));
        m_town->session.undoStack().undo();
        QVERIFY(*m_town->session.snapshot().event(id) == before);
        QCOMPARE(m_town->session.snapshot().notes->size(), notes);
    }

    void eventIsSplitAndMergedAgain() {
        const auto before = *m_town->session.snapshot().events;
        const auto whole = *m_town->session.snapshot().event(5);
        QVERIFY(!m_town->session.splitEvent(5, whole.startedAt - hours(1))); // must lie inside
        const Instant at = whole.startedAt + hours(30);
        QVERIFY(m_town->session.splitEvent(5, at));
        QCOMPARE(m_town->session.snapshot().events->size(), before.size() + 1);
        const auto second = *m_town->session.snapshot().event(6);
        QCOMPARE(m_town->session.snapshot().event(5)->endedAt->ms, at.ms);
        QCOMPARE(second.startedAt.ms, at.ms);
        QVERIFY(std::abs(m_town->session.snapshot().event(5)->volume_m3 + second.volume_m3 - whole.volume_m3) < 1e-6);
        QVERIFY(m_town->session.addNote(6, at, QStringLiteral("on the second")));
        QVERIFY(m_town->session.mergeEvents(5, 6));
        QCOMPARE(m_town->session.snapshot().events->size(), before.size());
        QCOMPARE(m_town->session.snapshot().event(5)->startedAt.ms, whole.startedAt.ms);
        QCOMPARE(m_town->session.snapshot().notes->back().event, 5); // notes move along
        QCOMPARE(m_town->window.events().model()->rowCount(), int(before.size()));
        while (m_town->session.undoStack().canUndo()) m_town->session.undoStack().undo();
        QVERIFY(*m_town->session.snapshot().events == before);
    }

    void eventsAreGrouped() {
        auto* group = m_town->child<QComboBox>("groupEvents");
        auto* model = m_town->window.events().model();
        const int kind = models::EventTableModel::Kind;
        group->setCurrentIndex(group->findData(kind));
        QStringList order;
        int starts = 0;
        for (int row = 0; row < model->rowCount(); ++row) {
            const QString now = model->index(row, kind).data().toString();
            if (order.isEmpty() || order.last() != now) {
                QVERIFY2(!order.contains(now), qPrintable(now)); // together
                order << now;
            }
            starts += model->index(row, 0).data(models::GroupStartRole).toBool() ? 1 : 0;
        }
        QVERIFY(order.size() >= 3);
        QCOMPARE(starts, int(order.size()) - 1);
        m_town->key(Qt::Key_J); // steps in the order that is seen
        QVERIFY(m_town->session.selection().event() != 0);
        group->setCurrentIndex(0);
        QCOMPARE(model->index(0, 0).data(models::EventIdRole).toLongLong(), 5);
    }

    void moreMenuOffersWhatFits() {
        auto* more = m_town->child<QToolButton>("moreButton");
        m_town->session.timeCursor().setInstant(m_town->session.snapshot().event(5)->startedAt + hours(2));
        Q_EMIT more->menu()->aboutToShow();
        QAction* split = nullptr;
        for (auto* a : more->menu()->actions())
            if (a->objectName() == QLatin1String("splitEvent")) split = a;
        QVERIFY(split != nullptr && split->isEnabled());
        m_town->session.timeCursor().setInstant(m_town->session.snapshot().event(5)->startedAt - hours(2));
        Q_EMIT more->menu()->aboutToShow();
        for (auto* a : more->menu()->actions())
            if (a->objectName() == QLatin1String("splitEvent")) QVERIFY(!a->isEnabled());
    }
};

QTEST_MAIN(TestFindings)
#include "test_findings.moc"
