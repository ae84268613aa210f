#pragma once

#include "core/jobs/import_review.h"
#include "ui/session/session.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QTableWidget;
class QTabWidget;

namespace ms::dialogs {

class SparkChart;

/// What the selected file looks like and how it was read: its first lines with what each column was taken for, the channel's first readings and
/// picture, the evidence, and the rows that were put aside, which can be copied and exported.
class ReviewPreview final : public QWidget {
    Q_OBJECT
public:
    ReviewPreview(session::Session& session, QWidget* parent = nullptr);
    void addTab(QWidget* page, const QString& title);
    void setTabText(QWidget* page, const QString& title);
    void showTab(QWidget* page);
    /// Null = nothing is selected. `channel`: name of the sensor whose picture comes; its quantity.
    void showFile(const jobs::ReviewedFile* file, const QString& channel, Quantity quantity);
    void showPreview(const ingest::FilePreview& preview);
    [[nodiscard]] QString quarantineCsv() const;
    [[nodiscard]] const QTableWidget& lines() const { return *m_lines; }
    [[nodiscard]] const QTableWidget& aside() const { return *m_aside; }
    [[nodiscard]] const QListWidget& evidence() const { return *m_evidence; }
    [[nodiscard]] const SparkChart& chart() const { return *m_chart; }

private:
    void exportAside();
    void retheme();

    session::Session& m_session;
    QTabWidget* m_tabs;
    QTableWidget* m_lines;
    QTableWidget* m_aside;
    QWidget* m_asidePage;
    QLabel* m_asideNote;
    QPushButton *m_export, *m_copy;
    QListWidget* m_evidence;
    SparkChart* m_chart;
    QTableWidget* m_readings;
    QLabel* m_channelTitle;
    std::vector<ingest::Quarantined> m_quarantine;
    QString m_path;
    Quantity m_quantity = Quantity::pressure;
};

} // namespace ms::dialogs
