#pragma once

#include "ui/dialogs/export_job.h"
#include "ui/dialogs/export_look.h"
#include "ui/session/session.h"

#include <QDialog>
#include <QTimer>

#include <map>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QRadioButton;
class QTreeWidget;

namespace ms::dialogs {

/// The map pack: which events, for whom, in what look, where to. The pack is made in the background while the dialog is open, so that its pages,
/// files and sizes stand there before anything is written; writing then only puts them in place. The window goes on meanwhile.
class ExportDialog final : public QDialog {
    Q_OBJECT
public:
    /// `shown`: the events that the filter lets through, as the table orders them.
    ExportDialog(session::Session& session, std::vector<std::int64_t> shown, QWidget* parent = nullptr);
    [[nodiscard]] exporting::PackRequest request() const;
    [[nodiscard]] QString target() const;
    [[nodiscard]] QString problem() const; ///< why nothing can be written; empty when it can
    [[nodiscard]] const ExportJob& job() const { return *m_job; }

Q_SIGNALS:
    void written(const QString& target, const QStringList& remarks);

private:
    QWidget* buildChoices();
    QWidget* buildPreview();
    QLayout* buildTarget();
    void tickRecipient(exporting::Recipient recipient, bool on);
    void remake(); ///< soon: several ticks make one run
    void startMaking();
    void showContents();
    void showFailure(const Error& error);
    void validate();
    void browse();
    void suggest();
    void write();
    void remember() const;

    session::Session& m_session;
    std::vector<std::int64_t> m_shown;
    ExportJob* m_job;
    QTimer m_soon;
    QRadioButton *m_one, *m_all;
    std::map<exporting::Recipient, QCheckBox*> m_recipients;
    std::map<exporting::Piece, QCheckBox*> m_pieces;
    ExportLook* m_look;
    QTreeWidget* m_files;
    QListWidget* m_pages;
    QLabel *m_total, *m_problem;
    QProgressBar* m_progress;
    QRadioButton *m_asFolder, *m_asZip;
    QLineEdit* m_path;
    QPushButton *m_write, *m_close, *m_showInFolder;
    QString m_suggested, m_placedAt;
    bool m_writeWhenReady = false, m_ticking = false;
};

} // namespace ms::dialogs
