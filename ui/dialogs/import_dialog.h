#pragma once

#include "core/jobs/import_run.h"
#include "ui/session/session.h"

#include <QDialog>
#include <QMap>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTableView;

namespace ms::dialogs {

class ImportTableModel;

/// The review of an import: what was dropped, in which zone and units it is to be read, and what became of each file. Not modal: the window stays
/// alive. Nothing reaches the project unless the whole import is done; Cancel leaves nothing behind.
class ImportDialog final : public QDialog {
    Q_OBJECT
public:
    explicit ImportDialog(session::Session& session, QWidget* parent = nullptr);
    void addPaths(const QStringList& paths); ///< files and folders; folders are walked on another thread
    [[nodiscard]] ImportTableModel& model() { return *m_model; }
    [[nodiscard]] jobs::ImportRequest request() const;
    [[nodiscard]] QString message() const; ///< the line under the table

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void addFiles();
    void addFolder();
    void takeListed(const QStringList& roots, const QStringList& files);
    void start();
    void progressed();
    void finished(jobs::RunOutcome outcome, const QString& message);
    void diagnosed(const Diagnostic& diagnostic);
    void setMessage(const QString& text, bool bad);
    void updateControls();
    void copyDetails();

    session::Session& m_session;
    ImportTableModel* m_model;
    QTableView* m_table;
    QComboBox* m_timezone;
    QMap<QString, QComboBox*> m_units;
    QLineEdit* m_map;
    QLineEdit* m_repairs;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton* m_addFiles;
    QPushButton* m_addFolder;
    QPushButton* m_import;
    QPushButton* m_close;
    QPushButton* m_copy;
    QStringList m_roots;
    bool m_mine = false, m_done = false; ///< the run that goes on was started here; it went in
    int m_listing = 0;
};

} // namespace ms::dialogs
