#include "tests/gui/window/made_town.h"
#include "ui/models/event_table_model.h"
#include "ui/models/pipe_list_model.h"
#include "ui/models/project_tree_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace ms;
using models::EventTableModel;

namespace {
QList<qlonglong> order(const models::EventFilterModel& model) {
    QList<qlonglong> ids;
    for (int row = 0; row < model.rowCount(); ++row) ids << model.idAt(row);
    return ids;
}
} // namespace

class TestModels final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eventsAreShownInWords() {
        const auto town = tests::madeTown();
        EventTableModel model;
        QAbstractItemModelTester tester(&model);
        model.setContext(town.info.zone, {});
        model.setEvents(town.events);
        QCOMPARE(model.rowCount(), 5);
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(4, EventTableModel::Start), QStringLiteral("10 Jun 05:15")); // 04:15Z in British Summer Time
        QCOMPARE(text(4, EventTableModel::Kind), QStringLiteral("◆ burst"));
        QCOMPARE(text(4, EventTableModel::Size), QStringLiteral("4.1 ± 0.7"));
        QCOMPARE(text(4, EventTableModel::Confidence), QStringLiteral("97 %"));
        QCOMPARE(text(4, EventTableModel::Status), QStringLiteral("● new"));
        QCOMPARE(text(2, EventTableModel::Area), QStringLiteral("whole zone"));
        QCOMPARE(text(3, EventTableModel::Size), QStringLiteral("–")); // a sensor fault has no size
        QVERIFY(model.index(4, 0).data(Qt::AccessibleTextRole).toString().contains(QLatin1String("Start")));
        model.setContext(town.info.zone, {QStringLiteral("m3/h"), QStringLiteral("bar")});
        QCOMPARE(text(4, EventTableModel::Size), QStringLiteral("14.8 ± 2.5"));
        QCOMPARE(model.headerData(EventTableModel::Size, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("m³/h"));
    }

    void sortingGoesByMeaning() {
        const auto town = tests::madeTown();
        EventTableModel model;
        model.setEvents(town.events);
        models::EventFilterModel shown;
        QAbstractItemModelTester tester(&shown);
        shown.setSourceModel(&model);
        shown.sort(EventTableModel::Start, Qt::DescendingOrder);
        QCOMPARE(order(shown), (QList<qlonglong>{5, 4, 3, 2, 1}));
        shown.sort(EventTableModel::Size, Qt::DescendingOrder);
        QCOMPARE(order(shown), (QList<qlonglong>{1, 2, 5, 3, 4}));
        shown.sort(EventTableModel::Area, Qt::DescendingOrder);
        QCOMPARE(shown.idAt(0), 3); // the whole zone is the largest
        shown.sort(EventTableModel::Confidence, Qt::AscendingOrder);
        QCOMPARE(shown.idAt(0), 3);
    }

    void filterHidesAndFinds() {
        const auto town = tests::madeTown();
        EventTableModel model;
        model.setEvents(town.events);
        models::EventFilterModel shown;
        shown.setSourceModel(&model);
        session::EventFilter filter;
        filter.zones = {"dma02"};
        shown.setFilter(filter);
        QCOMPARE(shown.rowCount(), 2);
        QCOMPARE(shown.rowOf(1), -1);
        QVERIFY(shown.rowOf(5) >= 0);
        shown.setFilter({});
        QCOMPARE(shown.rowCount(), 5);
    }

    void streamingEventsKeepTheRows() {
        auto events = *tests::madeTown().events;
        EventTableModel model;
        QAbstractItemModelTester tester(&model);
        model.setEvents(std::make_shared<std::vector<detection::Event>>(events));
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset), inserted(&model, &QAbstractItemModel::rowsInserted),
            changed(&model, &QAbstractItemModel::dataChanged);
        auto more = events;
        more.push_back(events.back());
        more.back().id = 6;
        model.setEvents(std::make_shared<std::vector<detection::Event>>(more));
        QCOMPARE(inserted.size(), 1);
        more[0].status = detection::EventStatus::confirmed;
        changed.clear();
        model.setEvents(std::make_shared<std::vector<detection::Event>>(more));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 0);
        QCOMPARE(resets.size(), 0);
        model.setEvents({});
        QCOMPARE(model.rowCount(), 0);
    }

    void treeShowsHealthAsGlyphAndWord() {
        const auto town = tests::madeTown();
        models::ProjectTreeModel tree;
        QAbstractItemModelTester tester(&tree);
        tree.setSnapshot(town, {});
        QCOMPARE(tree.rowCount(), 5); // data, network, zones, repairs, runs
        const auto good = tree.sensorIndex(QStringLiteral("PL60474"));
        QVERIFY(good.isValid());
        QCOMPARE(good.data().toString(), QStringLiteral("● PL60474"));
        QCOMPARE(good.siblingAtColumn(1).data().toString(), QStringLiteral("ok"));
        const auto bad = tree.sensorIndex(QStringLiteral("PL60078"));
        QCOMPARE(bad.data().toString(), QStringLiteral("■ PL60078"));
        QCOMPARE(bad.siblingAtColumn(1).data().toString(), QStringLiteral("faulty"));
        QCOMPARE(bad.data(models::EventIdRole).toLongLong(), 4);
        QVERIFY(tree.sensorIndex(QStringLiteral("PL59345")).siblingAtColumn(1).data().toString().contains(QLatin1String("late")));
        QSignalSpy resets(&tree, &QAbstractItemModel::modelReset);
        tree.setSnapshot(town, {}); // nothing changed: what is expanded stays
        QCOMPARE(resets.size(), 0);
        session::EventFilter filter;
        filter.words = {"pl604"};
        tree.setSnapshot(town, filter);
        QVERIFY(tree.sensorIndex(QStringLiteral("PL60474")).isValid());
        QVERIFY(!tree.sensorIndex(QStringLiteral("PL60078")).isValid());
    }

    void importedFilesOfOneNameAreTwo() {
        auto town = tests::madeTown();
        const auto record = [](const char* path, std::int64_t values, std::int64_t quarantined) {
            project::ImportRecord r;
            r.path = path;
            r.values = values;
            r.quarantined = quarantined;
            return r;
        };
        town.imports = std::make_shared<const std::vector<project::ImportRecord>>(
            std::vector<project::ImportRecord>{record("/in/monday/readings.csv", 96, 0), record("/in/tuesday/readings.csv", 95, 1),
                                               record("/in/flows.csv", 5, 0), record("/in/flows.csv", 7, 0)});
        models::ProjectTreeModel tree;
        QAbstractItemModelTester tester(&tree);
        tree.setSnapshot(town, {});
        const auto data = tree.index(0, 0, {});
        QStringList shown;
        for (int row = 0; row < tree.rowCount(data); ++row)
            shown << tree.index(row, 0, data).data().toString() + QLatin1Char(' ') + tree.index(row, 1, data).data().toString();
        shown.sort();
        QCOMPARE(shown, (QStringList{QStringLiteral("/in/monday/readings.csv 96"), QStringLiteral("flows.csv 7"), // the last import of it
                                     QStringLiteral("▲ /in/tuesday/readings.csv 95")}));
    }

    void manyImportedFilesAreCounted() {
        auto town = tests::madeTown();
        std::vector<project::ImportRecord> records(250);
        for (std::size_t i = 0; i < records.size(); ++i) records[i].path = "/in/" + std::to_string(i) + ".csv";
        town.imports = std::make_shared<const std::vector<project::ImportRecord>>(records);
        models::ProjectTreeModel tree;
        tree.setSnapshot(town, {});
        const auto data = tree.index(0, 0, {});
        QCOMPARE(tree.rowCount(data), 201);
        QCOMPARE(tree.index(200, 0, data).data().toString(), QStringLiteral("and 50 more"));
    }

    void pipesAreRankedAndCutShort() {
        const auto town = tests::madeTown();
        models::PipeListModel pipes;
        QAbstractItemModelTester tester(&pipes);
        pipes.setEvent(town.event(5), town, 10);
        QCOMPARE(pipes.rowCount(), 10);
        QCOMPARE(pipes.hidden(), std::size_t(14));
        QCOMPARE(pipes.index(0, 0).data(models::FractionRole).toDouble(), 1.0);
        QVERIFY(pipes.index(9, 0).data(models::FractionRole).toDouble() < 0.5);
        pipes.setEvent(nullptr, town);
        QCOMPARE(pipes.rowCount(), 0);
    }
};

QTEST_MAIN(TestModels)
#include "test_models.moc"
