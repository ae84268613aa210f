#include "ui/panels/message_bar.h"

#include "ui/session/core_words.h"
#include "ui/session/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace ms::panels {

MessageBar::MessageBar(session::Session& session, QWidget* parent) : QFrame(parent), m_session(session) {
    setObjectName(QStringLiteral("messageBar"));
    setAccessibleName(tr("Message"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(10);
    m_icon = new QLabel(this);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    m_text = new QLabel(this);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_text, 1);
    m_action = new QPushButton(this);
    m_action->setObjectName(QStringLiteral("messageAction"));
    m_action->setAccessibleName(tr("Do what the message offers"));
    layout->addWidget(m_action);
    m_copy = new QPushButton(tr("Copy details"), this);
    m_copy->setAccessibleName(tr("Copy details of the message"));
    layout->addWidget(m_copy);
    m_close = new QToolButton(this);
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
    layout->addWidget(m_close);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (m_queue.empty()) return;
        const auto& m = m_queue.front();
        QApplication::clipboard()->setText(m.details.isEmpty() ? m.text : m.text + QLatin1Char('\n') + m.details);
    });
    connect(m_action, &QPushButton::clicked, this, [this] {
        if (m_queue.empty()) return;
        const auto action = m_queue.front().action;
        m_queue.pop_front();
        next();
        if (action) action();
    });
    connect(m_close, &QToolButton::clicked, this, [this] {
        if (!m_queue.empty()) m_queue.pop_front();
        next();
    });
    connect(&m_session.appearance(), &session::Appearance::themeChanged, this, &MessageBar::retheme);
    hide();
}

void MessageBar::show(Kind kind, const QString& text, const QString& details, const QString& actionText, std::function<void()> action) {
    const bool known = std::any_of(m_queue.begin(), m_queue.end(), [&](const Message& m) { return m.text == text; });
    if (known) return;
    // What merely informs gives way to the next message at once; what went wrong waits to be read.
    if (!m_queue.empty() && m_queue.front().kind == Kind::info) m_queue.pop_front();
    m_queue.push_back({kind, text, details, actionText, std::move(action)});
    next();
}

void MessageBar::showError(const Error& error, const QString& before, const QString& actionText, std::function<void()> action) {
    QString text = session::inWords(error.message, m_session.units());
    if (!text.endsWith(QLatin1Char('.'))) text += QLatin1Char('.');
    if (!before.isEmpty()) text = QStringLiteral("%1: %2").arg(before, text);
    if (!error.advice.empty() && !action) {
        text += QLatin1Char(' ') + session::inWords(error.advice, m_session.units());
        if (!text.endsWith(QLatin1Char('.'))) text += QLatin1Char('.');
    }
    show(Kind::error, text, session::inWords(error, m_session.units()), actionText, std::move(action));
}

void MessageBar::withdrawOffers(const QString& actionText) {
    if (std::erase_if(m_queue, [&](const Message& m) { return m.actionText == actionText; }) > 0) next();
}

void MessageBar::clear() {
    m_queue.clear();
    next();
}

QString MessageBar::text() const { return m_queue.empty() ? QString() : m_queue.front().text; }

void MessageBar::next() {
    if (m_queue.empty()) {
        hide();
        return;
    }
    const auto& m = m_queue.front();
    m_text->setText(m.text);
    m_action->setVisible(!m.actionText.isEmpty());
    m_action->setText(m.actionText);
    m_action->setAccessibleName(m.actionText);
    m_copy->setVisible(m.kind != Kind::info || !m.details.isEmpty());
    setAccessibleDescription(m.text);
    retheme();
    QFrame::show();
}

void MessageBar::retheme() {
    const auto& t = m_session.theme();
    m_close->setIcon(session::icon(QStringLiteral("close"), t));
    if (m_queue.empty()) return;
    const auto kind = m_queue.front().kind;
    const QString name = kind == Kind::info ? QStringLiteral("info") : kind == Kind::warning ? QStringLiteral("warning") : QStringLiteral("error");
    m_icon->setPixmap(session::icon(name, kind == Kind::info ? t.info : kind == Kind::warning ? t.warning : t.bad).pixmap(20, 20));
}

} // namespace ms::panels
