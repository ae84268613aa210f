#pragma once

#include "ui/session/session.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace ms::window {

/// The filter field: what has been said as chips, what is being typed as text. Red, with the reason beside it, while the text is wrong.
class FilterBar final : public QFrame {
    Q_OBJECT
public:
    explicit FilterBar(session::Session& session, QWidget* parent = nullptr);
    [[nodiscard]] QLineEdit* field() const { return m_field; }
    [[nodiscard]] QStringList chips() const { return m_chips; }
    void addPart(const QString& part); ///< "zone:DMA02"; replaces a chip of the same key
    void clear();

Q_SIGNALS:
    void problemChanged(const QString& problem); ///< empty when the text is right

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void edited();
    void takeChips(bool all); ///< finished parts of the text become chips; `all`: also the one at the cursor
    void rebuild();
    void publish();
    void fromSession();
    void showProblem();

    session::Session& m_session;
    QHBoxLayout* m_row;
    QLineEdit* m_field;
    QStringList m_chips;
    QList<QWidget*> m_buttons;
    bool m_publishing = false;
};

} // namespace ms::window
