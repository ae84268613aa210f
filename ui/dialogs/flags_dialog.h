#pragma once

#include "ui/models/flag_table_model.h"

#include <QDialog>

class QComboBox;
class QDateTimeEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace ms::dialogs {

/// The readings that are not believed: what the checks found and what the user left out, sensor by sensor. A tick says whether a span counts;
/// readings can be left out by hand. The window stays usable beside it, and every change is undone there.
class FlagsDialog final : public QDialog {
    Q_OBJECT
public:
    explicit FlagsDialog(session::Session& session, QWidget* parent = nullptr);
    void setSensor(const QString& name); ///< empty = all
    [[nodiscard]] QTableView* table() const { return m_table; }

private:
    QWidget* buildForm();
    void fillSensors();
    void takeVisible();
    void refresh();
    void showRow(const QModelIndex& index);
    void leaveOut();
    [[nodiscard]] QString problem() const;

    session::Session& m_session;
    models::FlagTableModel* m_model;
    QSortFilterProxyModel* m_sorted;
    QComboBox* m_sensor;
    QLabel* m_summary;
    QTableView* m_table;
    QComboBox* m_target;
    QDateTimeEdit* m_from;
    QDateTimeEdit* m_to;
    QLineEdit* m_reason;
    QPushButton* m_leaveOut;
    QPushButton* m_show;
    QLabel* m_problem;
};

} // namespace ms::dialogs
