#include "ui/dialogs/import_dialog.h"

#include "ui/dialogs/import_review_model.h"
#include "ui/dialogs/new_project_dialog.h"
#include "ui/dialogs/review_fix_form.h"
#include "ui/dialogs/review_match.h"
#include "ui/dialogs/review_preview.h"
#include "ui/models/project_tree_model.h"
#include "ui/session/core_words.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QTreeView>

#include <set>

/// What the review does; import_dialog_build.cpp lays it out.
namespace ms::dialogs {

using State = jobs::ReviewedFile::State;

ImportDialog::~ImportDialog() = default;

void ImportDialog::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() && !m_mine && !m_done) event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const auto& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    event->acceptProposedAction();
    addPaths(paths);
}

void ImportDialog::addFiles() {
    auto* dialog = new QFileDialog(this, tr("Add files"), {},
                                   tr("Measurements (*.csv *.txt *.prn *.sli *.tsv *.gz *.zst *.zip *.xlsx *.ods *.tsd *.dat);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &ImportDialog::addPaths);
    dialog->open();
}

void ImportDialog::addFolder() {
    auto* dialog = new QFileDialog(this, tr("Add folder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) { addPaths({path}); });
    dialog->open();
}

void ImportDialog::addPaths(const QStringList& paths) {
    if (paths.isEmpty() || m_mine || m_done) return;
    m_problem.clear();
    m_review->add(paths);
    refresh();
}

void ImportDialog::removeSelected() {
    std::vector<int> files;
    for (const auto& index : m_table->selectionModel()->selectedRows())
        if (!index.parent().isValid()) files.push_back(index.row());
    if (!files.empty() && !m_mine && !m_done) m_review->remove(files);
}

void ImportDialog::showSelection() {
    std::vector<ImportReviewModel::Place> places;
    std::set<ImportReviewModel::Place> seen;
    std::set<int> files;
    for (const auto& index : m_table->selectionModel()->selectedRows()) {
        files.insert(m_model->fileOf(index));
        for (auto& place : m_model->placesOf(index))
            if (seen.insert(place).second) places.push_back(std::move(place));
    }
    m_remove->setEnabled(!files.empty() && !m_mine && !m_done);
    m_form->setPlaces(places, {files.begin(), files.end()});
    requestPreview();
}

void ImportDialog::requestPreview() {
    const QModelIndex current = m_table->currentIndex();
    const int file = m_model->fileOf(current);
    if (file < 0 || file >= static_cast<int>(m_review->files().size())) {
        m_previewFile = -1;
        m_preview->showFile(nullptr, {}, Quantity::pressure);
        return;
    }
    const auto& f = m_review->files()[static_cast<std::size_t>(file)];
    const auto places = m_model->placesOf(current);
    QString title;
    Quantity quantity = Quantity::pressure;
    m_previewSensor.clear();
    if (!places.empty()) {
        const auto row = m_model->rowAt(places.front());
        quantity = row.sensor.quantity;
        title = QString::fromStdString(row.sensor.name.empty() ? ingest::headerOf(places.front().key) : row.sensor.name);
        for (const auto& channel : channelsOf(f))
            if (channel.sensor == places.front().sensor && ingest::channelKey(*channel.guess) == places.front().key)
                if (const auto* figures = figuresOf(f, channel)) m_previewSensor = figures->sensor.name;
        m_match->setCurrent(places.front());
    }
    m_previewFile = file;
    m_preview->showFile(&f, title, quantity);
    if (f.state == State::read || f.state == State::failed) m_review->requestPreview(file, m_previewSensor);
}

QString ImportDialog::message() const { return m_message->text(); }
QString ImportDialog::question() const { return m_question; }

void ImportDialog::setMessage(const QString& text, bool bad) {
    m_message->setText(bad ? QStringLiteral("■ ") + text : text);
    m_message->setToolTip(text);
}

QString ImportDialog::readingText() const {
    const auto p = m_review->progress();
    if (p.tasksTotal == 0) return tr("Looking for files …");
    const QLocale locale;
    QString text = tr("Reading: %1 of %2 files").arg(locale.toString(p.tasksDone), locale.toString(p.tasksTotal));
    if (p.total > 1'000'000)
        text += QStringLiteral(" · ") + tr("%1 of %2").arg(locale.formattedDataSize(p.done, 1), locale.formattedDataSize(p.total, 1));
    if (p.elapsed_s >= 5 && p.remaining_s >= 0)
        text += QStringLiteral(" · ") + tr("%1 left").arg(session::spanText({static_cast<std::int64_t>(p.remaining_s * 1000)}));
    return text;
}

QString ImportDialog::summaryText() const {
    qint64 kept = 0, aside = 0;
    int in = 0, out = 0, repairs = 0;
    for (const auto& f : m_review->files()) {
        if (!f.usable()) {
            ++out;
            continue;
        }
        ++in;
        kept += f.summary.report.values;
        aside += f.summary.report.quarantined;
        repairs += static_cast<int>(f.repairs.size());
    }
    if (in + out == 0) return tr("Add what your loggers wrote. Nothing is taken in before you press Import.");
    const QLocale locale;
    QString text = tr("%n file(s) with %1 readings would go in", nullptr, in).arg(locale.toString(kept));
    if (repairs > 0) text += tr(", %n repair(s)", nullptr, repairs);
    if (aside > 0) text += tr("; %1 rows put aside").arg(locale.toString(aside));
    if (out > 0) text += tr("; %n file(s) stay out", nullptr, out);
    return text + QLatin1Char('.');
}

void ImportDialog::refresh() {
    const bool reading = m_review->reading();
    const bool open = m_session.state() == session::Session::State::open;
    const bool otherRun = m_session.runs().active() && !m_mine;
    bool any = false, notRead = false;
    std::map<std::pair<bool, Quantity>, std::pair<int, QString>> missing; // by whether a unit is named; how many, and the doubt
    for (int i = 0; i < static_cast<int>(m_review->files().size()); ++i) {
        const auto& f = m_review->files()[static_cast<std::size_t>(i)];
        any = any || f.usable();
        notRead = notRead || f.state == State::notRead || f.state == State::failed;
        if (f.state != State::read) continue;
        for (const auto& guess : f.summary.report.guesses) {
            if (!asksForUnit(guess)) continue;
            auto& asked = missing[{guess.trouble == ingest::ChannelGuess::Trouble::implausible, guess.sensor.quantity}];
            if (asked.first++ == 0)
                if (const auto doubt = ingest::implausibility(guess)) asked.second = QString::fromStdString(*doubt);
        }
    }
    m_question.clear();
    if (!missing.empty() && !m_done) {
        const auto& [what, found] = *missing.begin();
        const auto& [named, quantity] = what;
        const auto& [n, doubt] = found;
        m_question = named ? tr("%n channel(s) of %1 cannot be in the unit they name (%2).", nullptr, n).arg(session::quantityWord(quantity), doubt)
                           : tr("%n channel(s) name no unit of %1.", nullptr, n).arg(session::quantityWord(quantity));
        if (m_asked != quantity || m_askedNamed != named || m_questionUnit->count() == 0) {
            m_questionUnit->clear();
            m_questionUnit->addItems(unitChoices(quantity));
            m_questionUnit->setCurrentIndex(-1);
        }
        m_asked = quantity;
        m_askedNamed = named;
        m_questionText->setText(QStringLiteral("■ ") + m_question + QLatin1Char(' ') + tr("What are they in?"));
        m_questionApply->setText(tr("Set for a&ll (%1)").arg(n));
        m_questionApply->setEnabled(m_questionUnit->currentIndex() >= 0);
    }
    m_questionBar->setVisible(!m_question.isEmpty());

    if (m_mine) {
        const auto& p = m_session.runs().progress();
        m_progress->setRange(0, p.total > 0 ? 1000 : 0);
        if (p.total > 0) m_progress->setValue(static_cast<int>(1000 * p.done / p.total));
        QString text = m_session.runs().cancelling() ? tr("Cancelling …") : tr("Taking in: %1 of %2 files").arg(p.done).arg(p.total);
        if (p.elapsed_s >= 5 && p.remaining_s >= 0)
            text += QStringLiteral(" · ") + tr("%1 left").arg(session::spanText({static_cast<std::int64_t>(p.remaining_s * 1000)}));
        setMessage(text, false);
    } else if (m_done) {
        setMessage(m_outcome, false);
    } else if (reading) {
        const auto p = m_review->progress();
        m_progress->setRange(0, p.total > 0 ? 1000 : 0);
        if (p.total > 0) m_progress->setValue(static_cast<int>(1000 * p.done / p.total));
        setMessage(readingText(), false);
    } else if (!m_problem.isEmpty()) {
        setMessage(m_problem, true);
    } else if (!m_question.isEmpty()) {
        setMessage(tr("Import waits for an answer: %1").arg(m_question), true);
    } else if (otherRun) {
        setMessage(tr("Another run is under way; wait for it, or cancel it."), true);
    } else if (!any && !m_review->files().empty()) {
        setMessage(tr("None of these files can be taken in. The column State says why."), true);
    } else {
        setMessage(summaryText(), false);
    }
    m_progress->setVisible(m_mine || reading);
    m_stop->setVisible(reading && !m_mine);
    m_again->setVisible(!reading && !m_mine && !m_done && notRead);
    m_import->setVisible(!m_done);
    m_import->setEnabled(any && !reading && !m_mine && !otherRun && open && m_question.isEmpty());
    m_import->setToolTip(m_question);
    for (auto* w : std::initializer_list<QWidget*>{m_addFiles, m_addFolder, m_timezone, m_map, m_form}) w->setEnabled(!m_mine && !m_done);
    m_table->setEditTriggers(m_mine || m_done ? QAbstractItemView::NoEditTriggers
                                              : QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    m_saveMap->setEnabled(any && !reading);
    m_copy->setEnabled(!m_review->files().empty());
    m_close->setText(m_mine ? tr("Cancel import") : m_done ? tr("Close") : tr("Cancel"));
    m_close->setAccessibleName(m_mine ? tr("Cancel the import: nothing is taken in") : tr("Close the review"));
    if (m_map->text() != m_review->sensorMapPath() && !m_map->hasFocus()) m_map->setText(m_review->sensorMapPath());
}

void ImportDialog::answerUnit() {
    const std::string unit = m_questionUnit->currentText().toStdString();
    if (!unitFromString(unit)) return;
    std::vector<ImportReviewModel::Place> places;
    for (int i = 0; i < static_cast<int>(m_review->files().size()); ++i) {
        const auto& f = m_review->files()[static_cast<std::size_t>(i)];
        if (f.state != State::read) continue;
        for (const auto& guess : f.summary.report.guesses)
            if (asksForUnit(guess) && guess.sensor.quantity == m_asked &&
                (guess.trouble == ingest::ChannelGuess::Trouble::implausible) == m_askedNamed)
                places.push_back({i, ingest::channelKey(guess), 0});
    }
    m_questionUnit->setCurrentIndex(-1);
    m_model->confirm(places, [&unit](ingest::SensorMapRow& row) { row.sensor.unit = unit; });
}

void ImportDialog::start() {
    if (!m_import->isEnabled() || !m_import->isVisible()) return;
    m_problem.clear();
    m_mine = true;
    if (!m_session.runCommit(m_review->commitRequest())) {
        m_mine = false;
        m_problem = m_session.runs().active() ? tr("Another run is under way; wait for it, or cancel it.") : tr("Open a project first.");
    }
    refresh();
}

void ImportDialog::runFinished(jobs::RunOutcome outcome, const QString& message) {
    if (!m_mine) return refresh();
    m_mine = false;
    if (outcome == jobs::RunOutcome::done) {
        m_done = true;
        qint64 values = 0, unchanged = 0, replaced = 0, aside = 0;
        for (const auto& o : m_session.runs().outcomes()) {
            values += o.values;
            unchanged += o.unchanged;
            replaced += o.replaced;
            aside += o.quarantined;
        }
        const QLocale locale;
        m_outcome = tr("%1 readings taken in").arg(locale.toString(values - unchanged - replaced));
        if (replaced > 0) m_outcome += tr(", %1 replaced").arg(locale.toString(replaced));
        if (unchanged > 0) m_outcome += tr(", %1 were there already").arg(locale.toString(unchanged));
        if (aside > 0) m_outcome += tr(", %1 rows put aside").arg(locale.toString(aside));
        m_outcome += m_session.runs().step() != 0 ? tr(". Undo takes all of it back.") : QStringLiteral(".");
    } else {
        m_problem = outcome == jobs::RunOutcome::cancelled ? tr("Cancelled: the project is as it was.")
                    : message.isEmpty()                    ? tr("The import failed; the project is as it was.")
                                                           : message;
    }
    refresh();
    if (m_closeWhenDone) close();
}

void ImportDialog::reject() {
    if (m_mine)
        m_session.runs().cancel();
    else
        close();
}

void ImportDialog::closeEvent(QCloseEvent* event) {
    if (m_mine) { // the writer still reads what the review holds
        m_closeWhenDone = true;
        m_session.runs().cancel();
        event->ignore();
        hide();
        return;
    }
    event->accept(); // QDialog's own would call reject(), which closes, and then ignore the event as the dialog is still seen
}

void ImportDialog::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    // Return ends an entry in a field; it must not start the import as well.
    const auto* focus = QApplication::focusWidget();
    if (enter && focus != m_import && focus != this && !event->modifiers().testFlag(Qt::ControlModifier)) return event->accept();
    if (event->key() == Qt::Key_Delete && focus == m_table) return removeSelected();
    if (enter && event->modifiers().testFlag(Qt::ControlModifier)) return start();
    QDialog::keyPressEvent(event);
}

void ImportDialog::saveSensorMap() {
    auto* dialog = new QFileDialog(this, tr("Save as sensors.csv"), QStringLiteral("sensors.csv"), tr("List of sensors (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        QSaveFile file(path);
        const auto text = QByteArray::fromStdString(ingest::sensorMapText(m_review->sensorMap()));
        const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
        m_problem = written ? QString() : tr("%1 cannot be written: %2").arg(path, file.errorString());
        refresh();
        if (written) setMessage(tr("Written to %1").arg(path), false);
    });
    dialog->open();
}

void ImportDialog::copyDetails() {
    QStringList lines{m_model->details()};
    for (const auto& d : m_review->diagnostics()) lines << session::inWords(d);
    QApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace ms::dialogs
