#pragma once

#include "core/detection/days_off.h"
#include "ui/session/session.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace ms::dialogs {

/// Which days live as Sundays: a country's holidays and the user's own. The window stays usable beside it, and every change is undone there.
class CalendarDialog final : public QDialog {
    Q_OBJECT
public:
    explicit CalendarDialog(session::Session& session, QWidget* parent = nullptr);

    void showDay(std::int64_t localDay); ///< its year, and the form set to it

private:
    QWidget* buildForm();
    void refresh();
    void check();
    void add();
    void changeSelected();
    [[nodiscard]] const detection::CalendarDay* selected() const;

    session::Session& m_session;
    std::vector<detection::CalendarDay> m_days; ///< of the year in sight
    QComboBox* m_rules;
    QSpinBox* m_year;
    QTableWidget* m_table;
    QPushButton* m_change;
    QDateEdit* m_from;
    QDateEdit* m_until;
    QComboBox* m_as;
    QLineEdit* m_occasion;
    QPushButton* m_add;
};

} // namespace ms::dialogs
