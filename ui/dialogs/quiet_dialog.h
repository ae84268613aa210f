#pragma once

#include "ui/session/session.h"

#include <QDialog>

class QComboBox;
class QDateTimeEdit;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace ms::dialogs {

/// Of which zones and sensors nobody is to be told for a while: planned work, or a wish for quiet. The window stays usable beside it, and every
/// change is undone there.
class QuietDialog final : public QDialog {
    Q_OBJECT
public:
    explicit QuietDialog(session::Session& session, QWidget* parent = nullptr);

private:
    QWidget* buildForm();
    void fillTargets();
    void refresh();
    void check();
    [[nodiscard]] project::Quiet chosen() const;

    session::Session& m_session;
    QTableWidget* m_table;
    QPushButton* m_end;
    QComboBox* m_target;
    QDateTimeEdit* m_from;
    QDateTimeEdit* m_until;
    QLineEdit* m_reason;
    QPushButton* m_add;
};

} // namespace ms::dialogs
