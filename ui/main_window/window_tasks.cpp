#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/help_window.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/new_project_dialog.h"
#include "ui/dialogs/print_report.h"
#include "ui/dialogs/run_dialog.h"
#include "ui/export/help_book.h"
#include "ui/export/help_pages.h"
#include "ui/main_window/main_window.h"

#include "core/jobs/worker_platform.h"
#include "core/project/shared_project.h"
#include "ui/main_window/welcome_view.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/session/core_words.h"
#include "ui/session/usual_folder.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>
#include <QPrintDialog>
#include <QPrinter>
#include <QSettings>
#include <QStandardPaths>
#include <QUrl>
#include <QtConcurrent>

#include <algorithm>

/// The part of MainWindow that does the tasks of the menus: open, import, run, export, help.
namespace ms::window {

using panels::MessageBar;

void MainWindow::openProject(const QString& path) { m_session.open(path); }

namespace {

/// The writable copy of the sample: made once, renewed when the program brings a newer one (the old copy stays beside it).
Result<QString> copySample(const QString& source, const QString& folder) {
    const QString target = QDir(folder).filePath(QFileInfo(source).fileName());
    const QFileInfo have(target), offered(source);
    if (have.exists() && have.lastModified() >= offered.lastModified()) return target;
    if (!QDir().mkpath(folder)) return Error{ErrorCode::unwritable, "The folder for the sample cannot be made", folder.toStdString(), {}, {}, {}};
    if (have.exists()) {
        const QString kept = QDir(folder).filePath(QStringLiteral("previous-") + have.fileName());
        QFile::remove(kept);
        if (!QFile::rename(target, kept))
            return Error{ErrorCode::unwritable, "The older copy of the sample cannot be moved away", target.toStdString(), {}, {}, {}};
        for (const auto* tail : {"-wal", "-shm"}) QFile::remove(target + QLatin1String(tail));
    }
    const QString part = target + QStringLiteral(".part");
    QFile::remove(part);
    if (!QFile::copy(source, part) || !QFile::setPermissions(part, QFile::ReadOwner | QFile::WriteOwner) || !QFile::rename(part, target))
        return Error{ErrorCode::unwritable, "The sample cannot be copied", target.toStdString(), {}, {}, "Is the disk full?"};
    return target;
}

} // namespace

void MainWindow::openSample() {
    if (m_sample.isEmpty() || !QFileInfo::exists(m_sample)) {
        m_messages->showError(
            Error{ErrorCode::notFound, "The sample is not installed", m_sample.toStdString(), {}, {}, "It is made by the build target 'sample'"});
        return;
    }
    const QString folder = QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(QStringLiteral("sample"));
    m_welcome->setOpening(tr("the sample"));
    auto* watcher = new QFutureWatcher<std::shared_ptr<Result<QString>>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        const auto copy = watcher->result();
        if (*copy) {
            openProject(**copy);
        } else {
            m_welcome->setOpening({});
            m_messages->showError(copy->error());
        }
    });
    watcher->setFuture(QtConcurrent::run([source = m_sample, folder] { return std::make_shared<Result<QString>>(copySample(source, folder)); }));
}

void MainWindow::newProject(const QString& network, const QStringList& thenImport) {
    auto* dialog = new dialogs::NewProjectDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (!network.isEmpty()) dialog->setNetwork(network);
    connect(dialog, &QDialog::accepted, this, [this, dialog, thenImport] {
        m_importAfterOpen = thenImport;
        m_session.create(dialog->project());
    });
    dialog->open();
}

void MainWindow::chooseProject() {
    const auto paths = recent();
    const auto file = std::find_if_not(paths.begin(), paths.end(), project::isShared);
    const QString folder = file == paths.end() ? session::usualFolder() : QFileInfo(*file).path();
    auto* dialog = new QFileDialog(this, tr("Open project"), folder, tr("Mainsight projects (*.mainsight)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::openProject);
    dialog->open();
}

void MainWindow::chooseShared() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Open a shared project"));
    dialog->setLabelText(tr("Database and name of the project. The password stands in ~/.pgpass or in the service file.\n"
                            "Example: service=team#town, or postgresql://db.example/water#town"));
    dialog->setTextValue(m_persistent ? QSettings().value(QStringLiteral("shared")).toString() : QString());
    dialog->resize(560, dialog->height());
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& text) {
        const QString path = text.trimmed();
        if (!project::isShared(path)) {
            m_messages->show(panels::MessageBar::Kind::error, tr("This names no shared project: %1").arg(path));
            return;
        }
        if (m_persistent) QSettings().setValue(QStringLiteral("shared"), path);
        openProject(path);
    });
    dialog->open();
}

void MainWindow::saveAs() {
    const QString open = m_session.path();
    const QString proposed =
        project::isShared(open) ? QDir(session::usualFolder()).filePath(project::projectName(open) + QStringLiteral(".mainsight")) : open;
    auto* dialog = new QFileDialog(this, tr("Save as"), proposed, tr("Mainsight projects (*.mainsight)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("mainsight"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        if (QFileInfo(path) == QFileInfo(m_session.path())) return; // every change is in the file already
        m_session.saveCopy(path, true);
    });
    dialog->open();
}

void MainWindow::importPaths(const QStringList& paths) {
    if (m_session.state() != session::Session::State::open) {
        newProject({}, paths);
        return;
    }
    if (!m_import) {
        m_import = new dialogs::ImportDialog(m_session, this);
        m_import->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_import->addPaths(paths);
    m_import->show();
    m_import->raise();
    m_import->activateWindow();
}

void MainWindow::runAnalysis(std::optional<double> rate) {
    if (m_session.runs().active() || m_session.state() != session::Session::State::open) return;
    auto* dialog = new dialogs::RunDialog(m_session, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (rate) dialog->setRate(*rate);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const auto options = dialog->options();
        if (const auto valid = options.validate(); !valid) {
            m_messages->showError(valid.error());
            return;
        }
        m_tasksDock->show();
        m_session.runAnalysis(options, dialog->run());
    });
    dialog->open();
}

namespace {

/// "12,004 readings are in from 9 files; 12 replaced, 300 known already, 7 rows put aside. Ctrl+Z takes them back."
QString importText(const session::Runs& runs) {
    qint64 values = 0, unchanged = 0, replaced = 0, aside = 0;
    int files = 0;
    for (const auto& o : runs.outcomes()) {
        values += o.values;
        unchanged += o.unchanged;
        replaced += o.replaced;
        aside += o.quarantined;
        files += o.error.isEmpty() ? 1 : 0;
    }
    const QLocale locale;
    QStringList also;
    if (replaced > 0) also << MainWindow::tr("%1 replaced").arg(locale.toString(replaced));
    if (unchanged > 0) also << MainWindow::tr("%1 known already").arg(locale.toString(unchanged));
    if (aside > 0) also << MainWindow::tr("%1 rows put aside").arg(locale.toString(aside));
    QString text = MainWindow::tr("%1 new readings are in from %n file(s)", nullptr, files).arg(locale.toString(values - unchanged - replaced));
    if (!also.isEmpty()) text += QStringLiteral("; ") + also.join(QStringLiteral(", "));
    text += QLatin1Char('.');
    if (runs.step() != 0) text += QLatin1Char(' ') + MainWindow::tr("Undo (Ctrl+Z) takes the import back.");
    return text;
}

} // namespace

void MainWindow::runFinished(session::RunKind kind, jobs::RunOutcome outcome, const QString& message) {
    updateActions();
    const auto& runs = m_session.runs();
    QStringList lines;
    for (const auto& d : runs.diagnostics()) lines << session::inWords(d, m_session.units());
    const QString details = lines.join(QLatin1Char('\n'));
    if (kind == session::RunKind::undo) {
        // A failed one is told as a problem of the session.
        if (outcome == jobs::RunOutcome::done)
            m_messages->show(MessageBar::Kind::info, runs.progress().stage == QLatin1String("undo")
                                                         ? tr("The import was taken back: the measurements are as they were before it.")
                                                         : tr("The import is in again."));
        return;
    }
    if (outcome == jobs::RunOutcome::failed) {
        if (kind == session::RunKind::import && m_import && m_import->isVisible()) return; // the review says it
        m_messages->show(MessageBar::Kind::error, message.isEmpty() ? tr("The run failed.") : message, details);
    } else if (kind == session::RunKind::import && outcome == jobs::RunOutcome::done) {
        m_messages->show(MessageBar::Kind::info, importText(runs), details, tr("Run analysis …"), [this] { runAnalysis(); });
    } else if (runs.progress().retries > 0) {
        m_messages->show(MessageBar::Kind::warning,
                         tr("%n task(s) were done again because a worker ended early. The result is whole.", nullptr, runs.progress().retries),
                         details);
    }
    if (kind == session::RunKind::analysis && outcome == jobs::RunOutcome::done) m_messages->withdrawOffers(tr("Run analysis …")); // it ran
    // A first run ends at a finding, not at an empty inspector.
    if (kind == session::RunKind::analysis && outcome == jobs::RunOutcome::done && m_session.selection().event() == 0) m_events->step(1);
}

void MainWindow::exportEvents() {
    if (m_export) {
        m_export->raise();
        m_export->activateWindow();
        return;
    }
    if (m_session.snapshot().events->empty()) return;
    std::vector<std::int64_t> shown;
    for (int row = 0; row < m_events->model()->rowCount(); ++row) shown.push_back(m_events->model()->idAt(row));
    m_export = new dialogs::ExportDialog(m_session, std::move(shown), this);
    m_export->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_export, &dialogs::ExportDialog::written, this, &MainWindow::exported);
    m_export->show();
}

void MainWindow::printEvent() {
    if (!m_print) {
        m_print = new dialogs::PrintReport(this);
        connect(m_print, &dialogs::PrintReport::printed, this,
                [this](int pages) { m_messages->show(MessageBar::Kind::info, tr("%n page(s) went to the printer.", nullptr, pages)); });
        connect(m_print, &dialogs::PrintReport::failed, this, [this](const Error& error) { m_messages->showError(error); });
    }
    if (m_print->busy()) return;
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(windowTitle());
    auto* dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintPageRange, false);
    connect(dialog, &QDialog::accepted, this, [this, printer] {
        exporting::PieceOptions options;
        options.units = m_session.units();
        m_messages->show(MessageBar::Kind::info, tr("The report is being printed …"));
        m_print->print(m_session.path(), {m_session.selection().event()}, options, printer);
    });
    dialog->open();
}

void MainWindow::exported(const QString& target, const QStringList& remarks) {
    const QString name = QFileInfo(target).fileName();
    const QString text = remarks.isEmpty() ? tr("%1 is written.").arg(name)
                                           : tr("%1 is written, with %n remark(s).", nullptr, static_cast<int>(remarks.size())).arg(name);
    m_messages->show(MessageBar::Kind::info, text, remarks.join(QLatin1Char('\n')), tr("Show in folder"), [target] {
        const QFileInfo place(target);
        QDesktopServices::openUrl(QUrl::fromLocalFile(place.isDir() ? target : place.path()));
    });
}

void MainWindow::showShortcuts() {
    QList<QAction*> listed;
    const auto names =
        QStringLiteral(
            "new open saveAs import export print close quit undo redo find filter zoomIn zoomOut zoomAll flyToEvent back forward ghost overlay raw "
            "tables residuals play measure background copyCharts saveCharts panes panesBack fullScreen layout-prepare layout-investigate "
            "layout-watch layout-publish run "
            "whatIf "
            "nextLogger modelFit calibrate flags cancel next previous confirm dismiss note help keys")
            .split(QLatin1Char(' '));
    for (const auto& name : names) listed << action(name);
    const QString map = tr("Map"), charts = tr("Charts"), strip = tr("Overview"), field = tr("Filter field");
    const QList<dialogs::KeyText> others{{map, tr("Arrows"), tr("Pan")},
                                         {map, tr("Wheel"), tr("Zoom at the mouse")},
                                         {map, tr("Shift+drag"), tr("Select by a rectangle")},
                                         {map, tr("Ctrl+click"), tr("Add to the selection")},
                                         {map, QStringLiteral("F"), tr("Fly to the event")},
                                         {map, tr("Right click, Menu key"), tr("What can be done here")},
                                         {map, tr("Double click on a pipe"), tr("Suppose a burst there")},
                                         {charts, tr("Left, Right"), tr("Step the time cursor")},
                                         {charts, tr("Wheel"), tr("Zoom time at the mouse")},
                                         {charts, tr("Shift+drag"), tr("Brush a span")},
                                         {charts, tr("Double click"), tr("Show the whole time")},
                                         {strip, tr("Left, Right"), tr("Move the visible range")},
                                         {strip, QStringLiteral("+  −"), tr("Narrow or widen it")},
                                         {strip, tr("Home"), tr("Show the whole time")},
                                         {field, tr("Return"), tr("Make a chip of what was typed")},
                                         {field, tr("Backspace"), tr("Take the last chip back")},
                                         {field, tr("Escape"), tr("Clear the filter")}};
    auto* dialog = new dialogs::ShortcutsDialog(listed, others, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::showFlags(const QString& sensor) {
    if (m_flags == nullptr) {
        m_flags = new dialogs::FlagsDialog(m_session, this);
        m_flags->setAttribute(Qt::WA_DeleteOnClose);
    }
    const auto& chosen = m_session.selection().sensors();
    m_flags->setSensor(!sensor.isEmpty() ? sensor : chosen.size() == 1 ? QString::fromStdString(*chosen.begin()) : QString());
    m_flags->show();
    m_flags->raise();
    m_flags->activateWindow();
}

void MainWindow::showHelp() {
    auto* dialog = new dialogs::HelpWindow(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::saveHelp() {
    const QString folder = session::usualFolder();
    auto* dialog = new QFileDialog(this, tr("Save the help as PDF"), folder, tr("PDF (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->selectFile(QStringLiteral("mainsight-help.pdf"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        auto* watcher = new QFutureWatcher<std::shared_ptr<Result<int>>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path] {
            watcher->deleteLater();
            if (const auto sheets = watcher->result(); *sheets)
                exported(path, {});
            else
                m_messages->showError(sheets->error());
        });
        watcher->setFuture(QtConcurrent::run([path, language = exporting::helpLanguage()] {
            return std::make_shared<Result<int>>(exporting::exportHelpBook(language, exporting::helpPictures(language), path));
        }));
    });
    dialog->open();
}

void MainWindow::showAbout() {
    auto* dialog = new dialogs::AboutDialog(windowIcon(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

QStringList MainWindow::recent() const { return m_persistent ? QSettings().value(QStringLiteral("recent")).toStringList() : QStringList(); }

void MainWindow::noteOpened(const QString& path) {
    if (!m_persistent || path.isEmpty()) return;
    auto paths = recent();
    paths.removeAll(path);
    paths.prepend(path);
    while (paths.size() > 10) paths.removeLast();
    QSettings settings;
    settings.setValue(QStringLiteral("recent"), paths);
    // Who has what open: found again by reopenAfterKill() when this process was ended by force.
    settings.setValue(QStringLiteral("open/path"), path);
    settings.setValue(QStringLiteral("open/pid"), QCoreApplication::applicationPid());
    fillRecent();
}

void MainWindow::noteClosed() {
    QSettings settings;
    if (m_persistent && settings.value(QStringLiteral("open/pid")).toLongLong() == QCoreApplication::applicationPid())
        settings.remove(QStringLiteral("open"));
}

void MainWindow::reopenAfterKill() {
    if (!m_persistent) return;
    const QSettings settings;
    const QString path = settings.value(QStringLiteral("open/path")).toString();
    const auto pid = settings.value(QStringLiteral("open/pid")).toLongLong();
    // Another window may have it open: only what nobody has any more is taken up again.
    if (path.isEmpty() || pid == 0 || jobs::platform::processRuns(pid)) return;
    if (!project::isShared(path) && !QFileInfo::exists(path)) return;
    m_reopening = true;
    openProject(path);
}

void MainWindow::offerLanguages(const QStringList& codes) {
    auto* group = new QActionGroup(m_languageMenu);
    const QString wish = QSettings().value(QStringLiteral("language")).toString();
    for (const auto& code : QStringList{QString()} + codes) {
        QString name = code.isEmpty() ? tr("As the &desktop") : QLocale(code).nativeLanguageName();
        if (!code.isEmpty() && !name.isEmpty()) name[0] = name[0].toUpper();
        auto* a = m_languageMenu->addAction(code == QLatin1String("en") ? QStringLiteral("English") : name);
        a->setCheckable(true);
        a->setChecked(code == wish);
        group->addAction(a);
        connect(a, &QAction::triggered, this, [this, code] {
            QSettings().setValue(QStringLiteral("language"), code);
            m_messages->show(MessageBar::Kind::info, tr("The language changes when Mainsight is started again."));
        });
    }
    m_languageMenu->menuAction()->setVisible(codes.size() > 1);
}

void MainWindow::fillRecent() {
    const auto paths = recent(); // whether they are still there shows when one is opened: a network drive must not hold up the window
    m_welcome->setRecent(paths.mid(0, 6));
    m_recentMenu->clear();
    for (const auto& path : paths) {
        auto* a = m_recentMenu->addAction(project::projectName(path));
        a->setToolTip(path);
        connect(a, &QAction::triggered, this, [this, path] { openProject(path); });
    }
    m_recentMenu->setToolTipsVisible(true);
    m_recentMenu->setEnabled(!paths.isEmpty());
    if (paths.isEmpty()) return;
    m_recentMenu->addSeparator();
    auto* forget = m_recentMenu->addAction(tr("&Forget this list"));
    connect(forget, &QAction::triggered, this, [this] {
        QSettings().remove(QStringLiteral("recent"));
        fillRecent();
    });
}

} // namespace ms::window
