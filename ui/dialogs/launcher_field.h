#pragma once

#include <QWidget>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ms::jobs {
class LauncherTest;
}

namespace ms::dialogs {

/// What is put before a worker's command, so that a cluster gives it a machine ("srun -n1 --unbuffered"); empty = this computer. The button starts
/// one worker that way and says which machine answered, or why none did. Kept for this user of this computer (QSettings "run/launcher").
class LauncherField final : public QWidget {
    Q_OBJECT
public:
    explicit LauncherField(QWidget* parent = nullptr);
    ~LauncherField() override;
    [[nodiscard]] QString launcher() const;
    void keep() const; ///< for the next time
    [[nodiscard]] static QString kept();

Q_SIGNALS:
    void changed();

private:
    void test();
    void answer(const QString& text);

    QLineEdit* m_launcher;
    QPushButton* m_test;
    QLabel* m_answer;
    std::unique_ptr<jobs::LauncherTest> m_running;
};

} // namespace ms::dialogs
