// The table of an import's review, without its window: what may be written into its cells, and what becomes of it.
#include "core/jobs/import_review.h"
#include "core/project/project_file.h"
#include "ui/dialogs/import_review_model.h"
#include "ui/models/roles.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace ms;
using dialogs::ImportReviewModel;
using Model = ImportReviewModel;

class TestReviewModel final : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<jobs::ImportReview> m_review;
    std::unique_ptr<Model> m_model;

    QString file(const char* name) const { return m_dir->filePath(QLatin1String(name)); }
    void write(const char* name, const QByteArray& text) const {
        QFile f(file(name));
        QVERIFY(f.open(QIODevice::WriteOnly));
        QCOMPARE(f.write(text), text.size());
    }
    static QByteArray hours(const QByteArray& header, int columns, double base) {
        QByteArray text = "Date,Time," + header + "\n";
        for (int i = 0; i < 48; ++i) {
            text += QByteArray::number(25 + i / 24) + "/05/2024," + QByteArray::number(i % 24).rightJustified(2, '0') + ":00:00";
            for (int c = 0; c < columns; ++c) text += "," + QByteArray::number(base + c + 0.1 * (i % 7), 'f', 2);
            text += "\n";
        }
        return text;
    }
    void read(const QStringList& names) {
        QStringList paths;
        for (const QString& name : names) paths << m_dir->filePath(name);
        m_review->add(paths);
        wait();
    }
    void wait() {
        QTRY_VERIFY_WITH_TIMEOUT(!m_review->reading(), 240'000);
        QTest::qWait(150); // the table is told in batches
    }
    QModelIndex row(const char* name, int column = 0) const {
        for (int i = 0; i < m_model->rowCount(); ++i)
            if (m_model->index(i, 0).data().toString() == QLatin1String(name)) return m_model->index(i, column);
        return {};
    }
    QString text(const QModelIndex& index, int column) const { return index.siblingAtColumn(column).data().toString(); }
    bool edit(const QModelIndex& index, int column, const char* text) {
        const bool taken = m_model->setData(index.siblingAtColumn(column), QString::fromUtf8(text), Qt::EditRole);
        wait();
        return taken;
    }

private Q_SLOTS:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(project::ProjectFile::create(file("p.mainsight"), {"", "UTC", ""}).ok());
        m_review = std::make_unique<jobs::ImportReview>(file("p.mainsight"), jobs::RunOptions{});
        m_model = std::make_unique<Model>(*m_review, LocalZone{}, false);
        new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest, m_model.get());
        write("one.csv", hours("Pressure m", 1, 40));
        write("many.csv", hours("Pressure A m,Pressure B m,Pressure C m", 3, 30));
        write("meter.csv", hours("Flow l/s", 1, 8));
        write("notes.txt", "no readings\nat all\n");
    }
    void cleanup() {
        m_model.reset();
        m_review.reset();
        m_dir.reset();
    }

    void channelsStandBelowTheirFile() {
        read({QStringLiteral("one.csv"), QStringLiteral("many.csv"), QStringLiteral("notes.txt")});
        QCOMPARE(m_model->rowCount(), 3);
        QCOMPARE(m_model->rowCount(row("one.csv")), 0); // a file of one channel is that channel
        const QModelIndex many = row("many.csv");
        QCOMPARE(m_model->rowCount(many), 3);
        QCOMPARE(text(many, Model::Channels), QStringLiteral("3"));
        QCOMPARE(text(many, Model::Unit), QStringLiteral("m")); // of all three
        const QModelIndex second = m_model->index(1, 0, many);
        QCOMPARE(m_model->parent(second), many);
        QCOMPARE(m_model->fileOf(second), many.row());
        QCOMPARE(m_model->rowCount(second), 0);
        const auto places = m_model->placesOf(second);
        QCOMPARE(places.size(), std::size_t{1});
        QCOMPARE(m_model->indexOf(places.front()), second);
        QCOMPARE(m_model->placesOf(many).size(), std::size_t{3});
        QCOMPARE(m_model->indexOf({many.row(), "no such column", 0}), many); // else its file
        QVERIFY(!m_model->indexOf({99, "Pressure A m", 0}).isValid());
        QVERIFY(m_model->placesOf({}).empty());
        QCOMPARE(m_model->fileOf({}), -1);
        const QModelIndex notes = row("notes.txt");
        QCOMPARE(notes.siblingAtColumn(Model::StateColumn).data(models::SeverityRole).toInt(), 3);
        QVERIFY(!m_model->flags(notes.siblingAtColumn(Model::Unit)).testFlag(Qt::ItemIsEditable));
        QCOMPARE(text(notes, Model::Kept), QStringLiteral("0"));
        QVERIFY(text(row("one.csv"), Model::Span).contains(QStringLiteral("2024")));
        QVERIFY(row("one.csv", Model::Kept).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("48")));
        const QString details = m_model->details();
        for (const char* name : {"one.csv", "many.csv", "notes.txt"}) QVERIFY(details.contains(file(name)));
    }

    void cellsTakeWhatMakesSense() {
        read({QStringLiteral("one.csv"), QStringLiteral("meter.csv")});
        const QModelIndex one = row("one.csv"), meter = row("meter.csv");
        QVERIFY(!edit(one, Model::Unit, "furlongs"));
        QVERIFY(!edit(one, Model::Unit, "l/s")); // no unit of a pressure
        QVERIFY(!edit(meter, Model::Unit, "bar"));
        QVERIFY(!edit(one, Model::QuantityColumn, "happiness"));
        QVERIFY(!edit(one, Model::Unit, "m")); // as it is
        QVERIFY(!edit(one, Model::Kept, "7"));
        QVERIFY(!m_model->setData(one.siblingAtColumn(Model::Unit), QStringLiteral("bar"), Qt::DisplayRole));
        QCOMPARE(text(one, Model::Unit), QStringLiteral("m"));

        QVERIFY(edit(one, Model::Unit, "ft"));
        QCOMPARE(text(row("one.csv"), Model::Unit), QStringLiteral("ft"));
        QVERIFY(edit(row("one.csv"), Model::File, " Hill 7 "));
        QVERIFY(edit(row("one.csv"), Model::Zone, "Hill"));
        QVERIFY(edit(row("one.csv"), Model::Element, "J7"));
        QVERIFY(edit(row("one.csv"), Model::ClockColumn, "Europe/London"));
        QCOMPARE(text(row("one.csv"), Model::Zone), QStringLiteral("Hill"));
        QCOMPARE(text(row("one.csv"), Model::Element), QStringLiteral("J7"));
        QCOMPARE(text(row("one.csv"), Model::ClockColumn), QStringLiteral("Europe/London"));
        QCOMPARE(row("one.csv").data(Qt::EditRole).toString(), QStringLiteral("Hill 7"));
        // A meter that is no flow meter has no unit of a flow either.
        QVERIFY(edit(row("meter.csv"), Model::QuantityColumn, "pressure"));
        QCOMPARE(m_model->rowAt(m_model->placesOf(row("meter.csv")).front()).sensor.quantity, Quantity::pressure);
        QVERIFY(m_model->rowAt(m_model->placesOf(row("meter.csv")).front()).sensor.unit.empty());

        m_model->reset(m_model->placesOf(row("one.csv")));
        wait();
        QCOMPARE(text(row("one.csv"), Model::Unit), QStringLiteral("m"));
        QCOMPARE(text(row("one.csv"), Model::Zone), QStringLiteral("–"));
        m_model->reset(m_model->placesOf(row("one.csv"))); // nothing to take back: nothing is read
        QVERIFY(!m_review->reading());
    }

    void aFileIsSetAsAWholeButItsNames() {
        read({QStringLiteral("many.csv")});
        QVERIFY(!m_model->flags(row("many.csv")).testFlag(Qt::ItemIsEditable)); // a name belongs to one channel
        QVERIFY(edit(row("many.csv"), Model::Zone, "Quay"));
        QCOMPARE(text(row("many.csv"), Model::Zone), QStringLiteral("Quay"));
        QVERIFY(edit(m_model->index(1, 0, row("many.csv")), Model::Zone, "Hill"));
        QVERIFY(edit(m_model->index(1, 0, row("many.csv")), Model::File, "B7"));
        const QModelIndex many = row("many.csv");
        QCOMPARE(text(m_model->index(0, 0, many), Model::Zone), QStringLiteral("Quay"));
        QCOMPARE(text(m_model->index(1, 0, many), Model::Zone), QStringLiteral("Hill"));
        QVERIFY(m_model->index(1, 0, many).data().toString().endsWith(QStringLiteral("→ B7")));
        QVERIFY(text(many, Model::Zone).contains(QStringLiteral("Hill")) && text(many, Model::Zone).contains(QStringLiteral("Quay")));
    }

    /// A sensors.csv may take two sensors from one column: what is said of both at once holds for both.
    void whatIsConfirmedOfAllSensorsOfAColumnHoldsForAll() {
        write("sensors.csv", "column,file,element,quantity,unit,zone,x,y,timezone,sign\n"
                             "Flow l/s,meter.csv,P1,flow,l/s,North,,,UTC,1\nFlow l/s,meter.csv,P1,flow,l/s,South,,,UTC,-1\n");
        m_review->setSensorMap(file("sensors.csv"));
        read({QStringLiteral("meter.csv")});
        const auto places = m_model->placesOf(row("meter.csv"));
        QCOMPARE(places.size(), std::size_t{2});
        QCOMPARE(places[0].key, places[1].key);
        m_model->confirm(places, [](ingest::SensorMapRow& r) { r.sensor.unit = "m3/h"; });
        wait();
        for (const auto& place : places) QCOMPARE(m_model->rowAt(place).sensor.unit, std::string("m3/h"));
        m_model->change(places, [](ingest::SensorMapRow& r) { r.sensor.zone = "Quay"; });
        wait();
        for (const auto& place : places) QCOMPARE(m_model->rowAt(place).sensor.zone, std::string("Quay"));
    }

    void filesComeAndGo() {
        read({QStringLiteral("one.csv")});
        read({QStringLiteral("many.csv"), QStringLiteral("meter.csv")});
        QCOMPARE(m_model->rowCount(), 3);
        m_model->setHealth([](const std::string& name) { return name.empty() ? QString() : QStringLiteral("▲ drifts"); });
        QTest::qWait(150);
        QCOMPARE(text(row("one.csv"), Model::StateColumn), QStringLiteral("▲ drifts"));
        QCOMPARE(row("one.csv", Model::StateColumn).data(models::SeverityRole).toInt(), 2);
        QCOMPARE(text(m_model->index(2, 0, row("many.csv")), Model::StateColumn), QStringLiteral("▲ drifts"));
        m_review->remove({row("one.csv").row()});
        QCOMPARE(m_model->rowCount(), 2);
        QVERIFY(!row("one.csv").isValid());
        QCOMPARE(m_model->rowCount(row("many.csv")), 3);
        QVERIFY(!m_model->index(7, 0).isValid());
        QVERIFY(!m_model->data({}, Qt::DisplayRole).isValid());
        for (int c = 0; c < Model::ColumnCount; ++c) QVERIFY(!m_model->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
    }
};

QTEST_MAIN(TestReviewModel)
#include "test_review_model.moc"
