#pragma once

#include "ui/dialogs/import_review_model.h"

#include <QScrollArea>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ms::dialogs {

/// The fields by which the selected channels (and their files) are corrected, all of them at once: a field that differs among them says so, and only
/// a field that the user touches is changed.
class ReviewFixForm final : public QScrollArea {
    Q_OBJECT
public:
    ReviewFixForm(jobs::ImportReview& review, ImportReviewModel& model, QWidget* parent = nullptr);
    void setPlaces(std::vector<ImportReviewModel::Place> places, std::vector<int> files);
    void setKnown(const QStringList& zones, const QStringList& elements); ///< for completion
    void refresh();                                                       ///< from the review

private:
    [[nodiscard]] QComboBox* combo(QFormLayout* form, const QString& label, const QString& name, const QStringList& items, bool editable);
    [[nodiscard]] QLineEdit* line(QFormLayout* form, const QString& label, const QString& name);
    void apply(const std::function<void(ingest::SensorMapRow&)>& change, bool needsQuantity = true, bool evenUnchanged = false);
    void applyToFiles(const std::function<void(ingest::FileCorrection&)>& change);

    jobs::ImportReview& m_review;
    ImportReviewModel& m_model;
    std::vector<ImportReviewModel::Place> m_places;
    std::vector<int> m_files;
    bool m_filling = false;
    QString m_unitShown;
    QLabel* m_title;
    QLineEdit *m_name, *m_zone, *m_element;
    QComboBox *m_quantity, *m_unit, *m_clock;
    QCheckBox *m_take, *m_export;
    QComboBox *m_order, *m_separator, *m_mark, *m_fileClock;
    QPushButton* m_reset;
};

} // namespace ms::dialogs
