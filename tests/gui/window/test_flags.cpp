#include "tests/gui/fixtures/mnemonics.h"
#include "tests/gui/window/shown_town.h"
#include "ui/dialogs/flags_dialog.h"
#include "ui/main_window/main_window.h"

#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace ms;

/// The dialog of flagged readings in the real window, over a town in memory.
class TestFlags final : public QObject {
    Q_OBJECT

    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<window::MainWindow> m_window;

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("MainsightTest"));
    }

    void init() {
        m_session = std::make_unique<session::Session>();
        m_window = std::make_unique<window::MainWindow>(*m_session, QString());
        tests::showForTest(*m_session, *m_window);
    }

    void cleanup() {
        m_window.reset();
        m_session.reset();
    }

    void flaggedReadingsAreTakenBackAndLeftOut() {
        auto town = tests::madeTown();
        const std::string name = town.sensors->front().sensor.name;
        const Instant start{tests::kTownStart};
        town.qualitySpans = std::make_shared<const std::vector<project::QualitySpan>>(std::vector<project::QualitySpan>{
            {1, name, {quality::FaultKind::stuck, start + days(3), start + days(4), "repeats 40.10 m for 24.0 h", 0.9}, false, true},
            {2, town.sensors->back().sensor.name, {quality::FaultKind::spike, start + days(9), start + days(9), "", 0.9}, false, true}});
        m_session->show(std::move(town), tests::madeSource());
        QTRY_VERIFY(m_window->settled());
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = m_window->flagsDialog();
        QVERIFY(dialog != nullptr);
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QCOMPARE(fixtures::sharedMnemonics(*dialog).join(QStringLiteral("; ")), QString());
        auto* table = dialog->table();
        QCOMPARE(table->model()->rowCount(), 2);
        dialog->setSensor(QString::fromStdString(name));
        QCOMPARE(table->model()->rowCount(), 1);
        const auto cell = [table](int column) { return table->model()->index(0, column); };
        QCOMPARE(cell(models::FlagTableModel::Fault).data().toString(), QStringLiteral("▲ stuck"));

        // Return shows it in the charts, the space bar takes it for good, Ctrl+Z in the window takes that back.
        table->setFocus();
        table->setCurrentIndex(cell(models::FlagTableModel::Counts));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(m_session->selection().sensors(), std::set<std::string>{name});
        QVERIFY(m_session->timeCursor().visible().from < start + days(3) && m_session->timeCursor().visible().to > start + days(4));
        QTest::keyClick(table, Qt::Key_Space);
        QCOMPARE(cell(models::FlagTableModel::Counts).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
        QVERIFY(!m_session->snapshot().qualitySpans->front().active);
        m_session->undoStack().undo();
        QCOMPARE(cell(models::FlagTableModel::Counts).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));

        // Readings left out by hand, over what the charts show.
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text().contains(QLatin1String("As in"))) QTest::mouseClick(button, Qt::LeftButton);
        auto* reason = dialog->findChild<QLineEdit*>();
        for (auto* field : dialog->findChildren<QLineEdit*>())
            if (!field->placeholderText().isEmpty()) reason = field;
        QTest::keyClicks(reason, QStringLiteral("valve test"));
        QTest::keyClick(reason, Qt::Key_Return);
        QCOMPARE(table->model()->rowCount(), 2);
        const auto& spans = *m_session->snapshot().qualitySpans;
        const auto own = std::find_if(spans.begin(), spans.end(), [](const auto& s) { return s.byUser; });
        QVERIFY(own != spans.end());
        QCOMPARE(own->sensor, name);
        QCOMPARE(own->fault.reason, std::string("valve test"));
        QVERIFY(std::abs((own->fault.from - m_session->timeCursor().visible().from).ms) <= 60'000);
        m_session->undoStack().undo();
        QVERIFY(std::none_of(m_session->snapshot().qualitySpans->begin(), m_session->snapshot().qualitySpans->end(),
                             [](const auto& s) { return s.byUser && s.active; }));
        const QDir out(QStringLiteral(MAINSIGHT_BIN_DIR "/../artefacts"));
        QVERIFY(QDir().mkpath(out.path()));
        QVERIFY(dialog->grab().save(out.filePath(QStringLiteral("flags.png"))));
        dialog->close();
    }
};

QTEST_MAIN(TestFlags)
#include "test_flags.moc"
