#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSlider;

namespace ms::dialogs {

/// Asks what shall lie behind the map: nothing, a file of this computer, or the tiles of an address that the user types.
class BackgroundDialog final : public QDialog {
    Q_OBJECT
public:
    BackgroundDialog(const QString& source, double strength, const QString& crs, const QStringList& typed, QWidget* parent = nullptr);
    [[nodiscard]] QString source() const; ///< path or address; empty = nothing
    [[nodiscard]] double strength() const;
    [[nodiscard]] QString problem() const; ///< empty = can be accepted

Q_SIGNALS:
    void strengthChanged(double strength); ///< while the slider is dragged

private:
    void validate();

    QString m_crs;
    QRadioButton *m_none, *m_isFile, *m_isAddress;
    QLineEdit *m_file, *m_address;
    QSlider* m_strength;
    QLabel* m_problem;
    QPushButton* m_ok;
};

} // namespace ms::dialogs
