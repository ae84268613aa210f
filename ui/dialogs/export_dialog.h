#pragma once

#include "ui/session/session.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace ms::dialogs {

enum class ExportFormat { pdf, png, geopackage, csv };

/// What is to be written, for whom.
struct ExportChoice {
    ExportFormat format = ExportFormat::pdf;
    QString path;
    std::vector<std::int64_t> events; ///< in the order of the table
};

/// Which events, as what, where to.
class ExportDialog final : public QDialog {
    Q_OBJECT
public:
    /// `shown`: the events that the filter lets through, as the table orders them.
    ExportDialog(session::Session& session, std::vector<std::int64_t> shown, QWidget* parent = nullptr);
    [[nodiscard]] ExportChoice choice() const;
    [[nodiscard]] QString problem() const;

private:
    void browse();
    void formatChanged();
    void validate();
    [[nodiscard]] QString suggestedName() const;

    session::Session& m_session;
    std::vector<std::int64_t> m_shown;
    QRadioButton* m_one;
    QRadioButton* m_all;
    QComboBox* m_format;
    QLabel* m_for;
    QLineEdit* m_path;
    QLabel* m_problem;
    QPushButton* m_ok;
    QString m_suggested;
};

} // namespace ms::dialogs
