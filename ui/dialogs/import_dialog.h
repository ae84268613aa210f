#pragma once

#include "core/jobs/import_review.h"
#include "ui/session/session.h"

#include <QDialog>
#include <QTimer>

#include <memory>

class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSplitter;
class QTreeView;

namespace ms::dialogs {

class ImportReviewModel;
class ReviewFixForm;
class ReviewMatch;
class ReviewPreview;

/// The review of an import: workers read what was dropped, the table fills as each file is read, with preview, evidence and corrections; nothing
/// reaches the project before Import. Not modal: the window stays alive. Import puts everything in at once, as one step of undo; Cancel and closing
/// leave nothing behind.
class ImportDialog final : public QDialog {
    Q_OBJECT
public:
    explicit ImportDialog(session::Session& session, QWidget* parent = nullptr);
    ~ImportDialog() override;
    void addPaths(const QStringList& paths); ///< files and folders: read at once, nothing taken in
    [[nodiscard]] ImportReviewModel& model() { return *m_model; }
    [[nodiscard]] jobs::ImportReview& review() { return *m_review; }
    [[nodiscard]] ReviewPreview& preview() { return *m_preview; }
    [[nodiscard]] ReviewMatch& match() { return *m_match; }
    [[nodiscard]] QString message() const;  ///< the line at the bottom
    [[nodiscard]] QString question() const; ///< what must be answered before Import; empty when nothing
    void reject() override;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QWidget* buildTop();
    void buildTable();
    [[nodiscard]] QWidget* buildQuestion();
    [[nodiscard]] QWidget* buildBottom();
    void connectReview();
    void addFiles();
    void addFolder();
    void removeSelected();
    void saveSensorMap();
    void start();
    void runFinished(jobs::RunOutcome outcome, const QString& message);
    void showSelection();
    void requestPreview();
    void refresh(); ///< question, message, progress, buttons
    void answerUnit();
    void copyDetails();
    void setMessage(const QString& text, bool bad);
    [[nodiscard]] QString readingText() const;
    [[nodiscard]] QString summaryText() const;

    session::Session& m_session;
    std::unique_ptr<jobs::ImportReview> m_review;
    ImportReviewModel* m_model;
    QTreeView* m_table;
    ReviewFixForm* m_form;
    ReviewPreview* m_preview;
    ReviewMatch* m_match;
    QSplitter* m_splitter;
    QComboBox* m_timezone;
    QLineEdit* m_map;
    QFrame* m_questionBar;
    QLabel* m_questionText;
    QComboBox* m_questionUnit;
    QPushButton* m_questionApply;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton *m_addFiles, *m_addFolder, *m_remove, *m_saveMap, *m_copy, *m_stop, *m_again, *m_close, *m_import;
    QTimer m_refresh;
    Quantity m_asked = Quantity::pressure; ///< for whose unit the bar asks
    bool m_askedNamed = false;             ///< of channels that do name one
    QString m_question, m_outcome, m_problem;
    int m_previewFile = -1;
    std::string m_previewSensor;
    bool m_mine = false, m_done = false, m_closeWhenDone = false;
};

} // namespace ms::dialogs
