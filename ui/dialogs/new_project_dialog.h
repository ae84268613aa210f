#pragma once

#include "core/base/result.h"
#include "ui/session/loading.h"
#include "ui/session/session.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ms::dialogs {

/// Where the new project lies, its network, time zone and coordinate system. The network file is read on another thread while the rest is filled in.
class NewProjectDialog final : public QDialog {
    Q_OBJECT
public:
    explicit NewProjectDialog(QWidget* parent = nullptr);
    [[nodiscard]] session::NewProject project() const;
    void setNetwork(const QString& path); ///< as if it were chosen with Browse
    void setPath(const QString& path);
    [[nodiscard]] QString problem() const; ///< why Create is not possible; empty when it is

private:
    void browsePath();
    void browseNetwork();
    void readNetwork();
    void showPreview(const QString& path, const Result<session::NetworkPreview>& preview);
    void validate();

    QLineEdit* m_path;
    QLineEdit* m_network;
    QComboBox* m_timezone;
    QComboBox* m_crs;
    QLabel* m_preview;
    QLabel* m_problem;
    QPushButton* m_create;
    QString m_read, m_networkProblem, m_suggested;
    bool m_reading = false;
};

/// The zones of this computer's data base, the system's own first.
[[nodiscard]] QStringList timeZoneNames();

} // namespace ms::dialogs
