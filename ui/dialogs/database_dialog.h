#pragma once

#include "core/jobs/postgres_source.h"

#include <QDialog>
#include <QMap>

#include <array>
#include <memory>
#include <stop_token>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;
class QTableWidget;

namespace ms::dialogs {

/// Readings in a PostgreSQL database: where it is, which table or query, which columns. Test connects and shows the first rows, or says why not.
/// There is no field for a password: that is libpq's matter (service file, ~/.pgpass), so none reaches the project.
class DatabaseDialog final : public QDialog {
    Q_OBJECT
public:
    explicit DatabaseDialog(const jobs::PostgresReadings& readings, QWidget* parent = nullptr);
    ~DatabaseDialog() override;
    [[nodiscard]] jobs::PostgresReadings readings() const;

private:
    QWidget* buildPlace();
    QWidget* buildReadings();
    void take(const jobs::PostgresReadings& readings);
    void test();
    void showRows(const jobs::PostgresPreview& preview);
    void changed();
    [[nodiscard]] QStringList otherWords() const;
    [[nodiscard]] QString problem() const; ///< empty = can be accepted

    QRadioButton *m_byService, *m_byServer, *m_isTable, *m_isQuery;
    QComboBox* m_service;
    QLineEdit *m_host, *m_port, *m_database, *m_user, *m_table;
    QPlainTextEdit* m_query;
    std::array<QComboBox*, 3> m_columns{};
    QMap<QString, QString> m_given; ///< words of the connection as it came
    bool m_givenByServer = false;
    QPushButton *m_test, *m_ok;
    QLabel* m_answer;
    QTableWidget* m_rows;
    std::stop_source m_stop; ///< of the test that goes on
    int m_number = 0;        ///< of the last test: answers of older ones are passed over
};

} // namespace ms::dialogs
