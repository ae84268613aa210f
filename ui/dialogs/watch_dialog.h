#pragma once

#include "ui/session/live_watch.h"

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace ms::dialogs {

class LauncherField;

/// What is watched: folders and databases, several at once, how often, and where the workers run. Accepted, the watch may start.
class WatchDialog final : public QDialog {
    Q_OBJECT
public:
    explicit WatchDialog(const session::WatchSources& sources, QWidget* parent = nullptr);
    [[nodiscard]] session::WatchSources sources() const;
    [[nodiscard]] QString launcher() const;

private:
    void addFolder();
    void addDatabase();
    void edit();
    void remove();
    void refresh(int current);

    session::WatchSources m_sources;
    QListWidget* m_list; ///< folders, then databases
    QSpinBox* m_interval;
    LauncherField* m_launcher;
    QPushButton *m_edit, *m_remove, *m_start;
    QLabel* m_hint;
};

} // namespace ms::dialogs
