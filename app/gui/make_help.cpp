#include "app/gui/make_help.h"

#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/run_dialog.h"
#include "ui/export/help_book.h"
#include "ui/export/help_pages.h"
#include "ui/map/map_view.h"

#include <QAction>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QImage>
#include <QImageWriter>
#include <QLineEdit>
#include <QPixmap>
#include <QSignalBlocker>
#include <QTextStream>
#include <QThread>

#include <functional>

namespace ms::gui {

namespace {

constexpr int kPatience_ms = 120'000; ///< a busy machine that builds
constexpr QSize kDialog(1240, 760);

class Guide {
public:
    Guide(session::Session& session, window::MainWindow& window, QString folder)
        : m_session(session), m_window(window), m_folder(std::move(folder)) {}

    [[nodiscard]] bool takeAll(const QStringList& files) { return firstRun() && investigate() && importing(files) && run() && whatIf() && pack(); }
    [[nodiscard]] const QString& problem() const { return m_problem; }

private:
    bool firstRun() {
        m_window.show();
        return settle() && keep(m_window, QStringLiteral("first-run"));
    }

    bool investigate() {
        bool opened = false;
        QObject::connect(
            &m_session, &session::Session::viewRestored, &m_window, [&opened] { opened = true; }, Qt::SingleShotConnection);
        m_window.openSample();
        return until(QStringLiteral("the sample"), [&] { return opened; }) && settle() && keep(m_window, QStringLiteral("investigate"));
    }

    bool importing(const QStringList& files) {
        m_window.takePaths(files);
        auto* dialog = m_window.importDialog();
        if (dialog == nullptr) return fail(QStringLiteral("there is no review of the import"));
        dialog->resize(kDialog);
        const auto read = [dialog] { return !dialog->review().files().empty() && !dialog->review().reading(); };
        if (!until(QStringLiteral("the review of the import"), read)) return false;
        wait(400); // the table is told in batches, and asks for the preview
        const bool kept = keep(*dialog, QStringLiteral("import"));
        dialog->reject();
        return kept;
    }

    bool run() {
        m_window.action(QStringLiteral("run"))->trigger();
        auto* dialog = m_window.findChild<dialogs::RunDialog*>();
        if (dialog == nullptr) return fail(QStringLiteral("there is no dialog of the run"));
        wait(400);
        const bool kept = keep(*dialog, QStringLiteral("run"));
        dialog->reject();
        return kept;
    }

    bool whatIf() {
        m_window.action(QStringLiteral("whatIf"))->trigger();
        auto& whatIf = m_session.whatIf();
        if (!until(QStringLiteral("the supposed burst"), [&] { return whatIf.result() || whatIf.error(); })) return false;
        if (whatIf.error()) return fail(QString::fromStdString(whatIf.error()->toString()));
        const bool kept = settle() && keep(m_window, QStringLiteral("what-if"));
        whatIf.stop();
        return kept;
    }

    bool pack() {
        m_window.action(QStringLiteral("export"))->trigger();
        auto* dialog = m_window.findChild<dialogs::ExportDialog*>();
        if (dialog == nullptr) return fail(QStringLiteral("there is no dialog of the map pack"));
        dialog->resize(kDialog);
        if (!until(QStringLiteral("the map pack"), [dialog] { return dialog->job().ready(); })) return false;
        if (auto* target = dialog->findChild<QLineEdit*>(QStringLiteral("target"))) { // not the folder of the build
            const QSignalBlocker quiet(target);
            target->setText(QStringLiteral("/home/user/") + QFileInfo(target->text()).fileName());
        }
        wait(400);
        const bool kept = keep(*dialog, QStringLiteral("map-pack"));
        dialog->close();
        return kept;
    }

    bool fail(const QString& problem) {
        m_problem = problem;
        return false;
    }
    void wait(int ms) {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < ms) {
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
            QThread::msleep(5);
        }
    }
    bool until(const QString& what, const std::function<bool()>& done) {
        QElapsedTimer clock;
        clock.start();
        while (!done()) {
            if (clock.elapsed() > kPatience_ms) return fail(QStringLiteral("%1 was not there in time").arg(what));
            wait(20);
        }
        return true;
    }
    /// Everything holds still for a few looks: one answer of the reader may ask the next question.
    bool settle() {
        int quiet = 0;
        return until(QStringLiteral("the window at rest"), [&] {
            quiet = m_window.settled() ? quiet + 1 : 0;
            if (quiet == 5) m_window.mapView().finishFlight();
            wait(30);
            return quiet > 10;
        });
    }
    bool keep(QWidget& widget, const QString& name) {
        m_window.mapView().finishTiles();
        QImageWriter writer(QDir(m_folder).filePath(name + QStringLiteral(".png")), "png");
        writer.setCompression(100);
        return writer.write(widget.grab().toImage().convertToFormat(QImage::Format_RGB32)) ||
               fail(writer.fileName() + QStringLiteral(": ") + writer.errorString());
    }

    session::Session& m_session;
    window::MainWindow& m_window;
    QString m_folder;
    QString m_problem;
};

} // namespace

int makeHelp(session::Session& session, window::MainWindow& window, const QString& share, const QStringList& files) {
    const auto say = [](const QString& problem) {
        QTextStream(stderr) << "mainsight: " << problem << Qt::endl;
        return 1;
    };
    const QString language = exporting::helpLanguage(), pictures = QDir(share).filePath(QStringLiteral("mainsight/help/") + language),
                  books = QDir(share).filePath(QStringLiteral("doc/mainsight"));
    if (!QDir().mkpath(pictures) || !QDir().mkpath(books)) return say(QStringLiteral("%1: folders cannot be made").arg(share));
    Guide guide(session, window, pictures);
    if (!guide.takeAll(files)) return say(guide.problem());
    const auto written = exporting::exportHelpBook(language, pictures, QDir(books).filePath(QStringLiteral("mainsight-help-%1.pdf").arg(language)));
    return written ? 0 : say(QString::fromStdString(written.error().toString()));
}

} // namespace ms::gui
