#pragma once

#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "ui/session/session.h"

#include <QFrame>

#include <deque>
#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace ms::panels {

/// The bar at the top of the window that says what went wrong or what came out, without stopping anybody: one message at a time, the next when it
/// is closed, the same one never twice. Always with Copy details.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    enum class Kind { info, warning, error };
    explicit MessageBar(session::Session& session, QWidget* parent = nullptr);

    void show(Kind kind, const QString& text, const QString& details = {}, const QString& actionText = {}, std::function<void()> action = {});
    /// "before: message. Advice."; with an action the advice is left out, the button offers it.
    void showError(const Error& error, const QString& before = {}, const QString& actionText = {}, std::function<void()> action = {});
    /// Takes back the messages that offer what has been done meanwhile.
    void withdrawOffers(const QString& actionText);
    void clear();
    [[nodiscard]] QString text() const; ///< of the message in sight; empty without one
    [[nodiscard]] int waiting() const { return static_cast<int>(m_queue.size()); }

private:
    struct Message {
        Kind kind = Kind::info;
        QString text, details, actionText;
        std::function<void()> action;
    };
    void next();
    void retheme();

    session::Session& m_session;
    std::deque<Message> m_queue; ///< the first one is in sight
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_action;
    QPushButton* m_copy;
    QToolButton* m_close;
};

} // namespace ms::panels
