#pragma once

#include "ui/export/pieces.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace ms::dialogs {

/// How reports look: company, logo, colour, sections, paper, size of pictures. The template is the user's: kept in QSettings under a name, the last
/// one used is there again the next time. Values leave as PieceOptions; nothing below the dialogs reads settings.
class ExportLook final : public QWidget {
    Q_OBJECT
public:
    explicit ExportLook(QWidget* parent = nullptr);
    [[nodiscard]] exporting::PieceOptions options() const; ///< without units
    void save() const;                                     ///< under the name that stands in the box

Q_SIGNALS:
    void changed();

private:
    void load(const QString& name);
    void chooseLogo();
    void chooseColour();
    void showLogo();
    void showColour();
    [[nodiscard]] QString name() const;

    QComboBox* m_templates;
    QLineEdit* m_company;
    QPushButton *m_logoButton, *m_noLogo, *m_colourButton;
    QComboBox *m_paper, *m_turn;
    QSpinBox *m_width, *m_height, *m_dpi;
    QCheckBox *m_charts, *m_pipes, *m_notes, *m_run, *m_whole;
    QString m_logoPath;
    QImage m_logo;
    QColor m_accent;
    bool m_loading = false;
};

} // namespace ms::dialogs
