#pragma once

#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/flags_dialog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/quiet_dialog.h"
#include "ui/main_window/filter_bar.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/view_history.h"
#include "ui/session/session.h"

#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <map>

class QAction;
class QActionGroup;
class QDockWidget;
class QLabel;
class QMenu;
class QSplitter;
class QStackedWidget;

namespace ms::detection {
struct Suggestion;
}
namespace ms::charts {
class ChartStack;
}
namespace ms::dialogs {
class AreasDialog;
class CalendarDialog;
class CalibrationDialog;
class DrillDialog;
class PrintReport;
} // namespace ms::dialogs
namespace ms::map {
class MapView;
struct MapHit;
} // namespace ms::map
namespace ms::panels {
class EventPanel;
class InspectorPanel;
class MessageBar;
class ModelFitPanel;
class NextLoggerPanel;
class OverviewStrip;
class ProjectPanel;
class TasksPanel;
class WatchPanel;
class WhatIfPanel;
} // namespace ms::panels

namespace ms::window {

class DesktopNotices;
class WelcomeView;

/// Arrangements of the docks for what one is about; no modes: everything works in each.
enum class Layout { prepare, investigate, watch, publish };

/// The window: menus, toolbar, docks, status bar, and the wiring between them. What the views share is in the session; this only says who asks whom.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    /// Where the finished sample lies; empty = there is none in this build.
    explicit MainWindow(session::Session& session, const QString& samplePath, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openProject(const QString& path);
    void openSample(); ///< a copy of it in a writable place
    /// Takes what was dropped: projects are opened, networks start a new project, all else goes to the import review.
    void takePaths(const QStringList& paths);
    void setPersistent(bool on);                   ///< off: neither reads nor writes QSettings (tests, screenshots)
    void reopenAfterKill();                        ///< the project that was open when the program was ended by force, if any
    void offerLanguages(const QStringList& codes); ///< in the menu; what is chosen stands in QSettings as "language"
    void restoreLayout();                          ///< from QSettings, or the standard one
    void resetLayout() { standardLayout(); }
    void setLayout(Layout layout); ///< the one before is kept with the project as it was left
    [[nodiscard]] Layout currentLayout() const { return m_layout; }

    [[nodiscard]] QAction* action(const QString& name) const; ///< by its object name: "run", "export", ...
    [[nodiscard]] panels::EventPanel& events() const { return *m_events; }
    [[nodiscard]] panels::InspectorPanel& inspector() const { return *m_inspector; }
    [[nodiscard]] panels::MessageBar& messages() const { return *m_messages; }
    [[nodiscard]] panels::TasksPanel& tasks() const { return *m_tasks; }
    void watchFolder(const QString& folder); ///< empty: the user is asked what is to be watched
    [[nodiscard]] map::MapView& mapView() const { return *m_map; }
    [[nodiscard]] charts::ChartStack& charts() const { return *m_charts; }
    [[nodiscard]] panels::WhatIfPanel& whatIfPanel() const { return *m_whatIf; }
    [[nodiscard]] StatusLine& statusLine() const { return *m_status; }
    [[nodiscard]] dialogs::ImportDialog* importDialog() const { return m_import; }
    [[nodiscard]] dialogs::FlagsDialog* flagsDialog() const { return m_flags; }
    [[nodiscard]] DesktopNotices& notices() const { return *m_notices; }
    void showQuiet();
    void showCalendar();
    void showCalendar(std::int64_t localDay);
    void tellSuggestion(const detection::Suggestion& suggestion);
    void tellSuggestionOf(qint64 event); ///< that a dismissal just made speaks for, if there is one
    void tellSuggestions();              ///< all that dismissals suggest
    void showDrill();
    void showAreas();
    void showCalibration();
    [[nodiscard]] dialogs::CalibrationDialog* calibrationDialog() const; ///< null = not open
    [[nodiscard]] bool settled() const; ///< nothing is being read, flown to or painted: a screenshot shows the final state

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildCentre();
    void buildDocks();
    void buildToolBar();
    void buildActions();
    void buildMenus();
    // window_views.cpp
    void buildViewActions();
    void buildLayoutSwitch();
    void connectViews();
    void showMapMenu(const QPoint& at, const map::MapHit& hit);
    [[nodiscard]] LinkIndex pipeForWhatIf() const; ///< the selected pipe, else the likeliest of the event; invalid without either
    void showTables();
    void chooseCrs(); ///< window_background.cpp, with the next two
    void chooseBackground();
    void restoreBackground();
    void setPlaying(bool on);
    void playStep();
    void noteView();
    void goInHistory(int by);
    void updateHistoryActions();
    void arrange(Layout layout); ///< as it comes
    void showLayout(Layout layout);
    void storeLayout();
    void restoreLayouts();
    [[nodiscard]] int tasksHeight() const;
    void connectSession();
    QAction* add(const QString& name, const QString& group, const QString& text, const QString& icon, const QList<QKeySequence>& keys,
                 const QString& tip);
    template <typename F>
    QAction* add(const QString& name, const QString& group, const QString& text, const QString& icon, const QList<QKeySequence>& keys,
                 const QString& tip, F run) {
        auto* a = add(name, group, text, icon, keys, tip);
        connect(a, &QAction::triggered, this, run);
        return a;
    }
    QDockWidget* addDock(const QString& name, const QString& title, QWidget* content, QWidget* header, Qt::DockWidgetArea area);
    void standardLayout();
    void connectWatch();
    void connectNextLogger(); ///< window_loggers.cpp, with the next one
    void connectCalibration();
    void updateActions();
    void retheme();

    void newProject(const QString& network = {}, const QStringList& thenImport = {});
    void chooseProject();
    void chooseShared();
    void saveAs();
    // window_project.cpp
    void showReadOnly();
    void showProblem(const Error& error, const QString& before); ///< of a damaged project with the offer to save what is left
    void showRepaired(const QString& path, const project::Repaired& repaired);
    void importPaths(const QStringList& paths);
    void runAnalysis(std::optional<double> rate = {}); ///< asks first; with this rate of false alarms instead of the last one
    void exportEvents();
    void printEvent();
    void exported(const QString& target, const QStringList& remarks);
    void showShortcuts();
    void showFlags(const QString& sensor); ///< empty = the one selected, else all
    void showHelp();
    void saveHelp(); ///< as a PDF
    void showAbout();
    void cyclePanes(int by);
    void noteClosed();
    void noteOpened(const QString& path); ///< for the list of recent projects
    void fillRecent();
    [[nodiscard]] QStringList recent() const;
    void runFinished(session::RunKind kind, jobs::RunOutcome outcome, const QString& message);
    [[nodiscard]] QString quotedZone(const QString& zone) const;

    session::Session& m_session;
    QString m_sample;
    bool m_persistent = true;
    QStringList m_importAfterOpen;
    std::map<QString, QAction*> m_actions;
    QList<QPair<QAction*, QString>> m_icons;
    QMenu* m_recentMenu = nullptr;
    QMenu* m_languageMenu = nullptr;
    QActionGroup* m_themes = nullptr;
    QActionGroup* m_colourings = nullptr;
    QActionGroup* m_layouts = nullptr;
    struct LayoutState {
        QByteArray docks, splitter;
    };
    std::map<Layout, LayoutState> m_layoutStates; ///< as they were left in this project
    Layout m_layout = Layout::investigate;
    bool m_arranging = false; ///< docks are hidden and shown by a layout, not by the user
    ViewHistory m_history;
    QTimer m_historyTimer, m_playTimer, m_layoutTimer;
    panels::MessageBar* m_messages = nullptr;
    QStackedWidget* m_stack = nullptr;
    WelcomeView* m_welcome = nullptr;
    QSplitter* m_splitter = nullptr;
    map::MapView* m_map = nullptr;
    charts::ChartStack* m_charts = nullptr;
    panels::OverviewStrip* m_overview = nullptr;
    panels::ProjectPanel* m_project = nullptr;
    panels::EventPanel* m_events = nullptr;
    panels::InspectorPanel* m_inspector = nullptr;
    panels::TasksPanel* m_tasks = nullptr;
    panels::WatchPanel* m_watch = nullptr;
    panels::WhatIfPanel* m_whatIf = nullptr;
    panels::ModelFitPanel* m_fit = nullptr;
    QDockWidget* m_fitDock = nullptr;
    panels::NextLoggerPanel* m_loggers = nullptr;
    QDockWidget* m_loggersDock = nullptr;
    QDockWidget *m_projectDock = nullptr, *m_eventsDock = nullptr, *m_inspectorDock = nullptr, *m_tasksDock = nullptr, *m_whatIfDock = nullptr;
    QDockWidget* m_watchDock = nullptr;
    FilterBar* m_filter = nullptr;
    QLabel* m_filterProblem = nullptr;
    StatusLine* m_status = nullptr;
    QPointer<dialogs::ImportDialog> m_import;
    QPointer<dialogs::ExportDialog> m_export;
    dialogs::PrintReport* m_print = nullptr; ///< a child; made when first needed
    QPointer<dialogs::FlagsDialog> m_flags;
    QPointer<dialogs::QuietDialog> m_quiet;
    QPointer<dialogs::AreasDialog> m_areas;
    QPointer<dialogs::CalendarDialog> m_calendar;
    QPointer<dialogs::DrillDialog> m_drill;
    QPointer<dialogs::CalibrationDialog> m_calibration;
    DesktopNotices* m_notices = nullptr; ///< a child
    bool m_reopening = false;            ///< the project that is being opened was open when the program was killed
};

} // namespace ms::window
