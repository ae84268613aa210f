#include "ui/main_window/filter_bar.h"

#include "ui/session/icons.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>

namespace ms::window {

namespace {

bool isKeyed(const QString& part) {
    if (part.startsWith(QLatin1Char('"'))) return false;
    for (const auto sign : {':', '<', '>', '='})
        if (part.indexOf(QLatin1Char(sign)) > 0) return true;
    return false;
}

/// Splits at blanks outside quotes; keeps the quotes.
QStringList parts(const QString& text) {
    QStringList all;
    QString part;
    bool inside = false;
    for (const auto c : text) {
        if (c == QLatin1Char('"')) inside = !inside;
        if (c.isSpace() && !inside) {
            if (!part.isEmpty()) all << part;
            part.clear();
        } else {
            part += c;
        }
    }
    if (!part.isEmpty()) all << part;
    return all;
}

QString keyOf(const QString& part) {
    int at = static_cast<int>(part.size());
    for (const auto sign : {':', '<', '>', '='}) {
        const auto i = static_cast<int>(part.indexOf(QLatin1Char(sign)));
        if (i > 0) at = qMin(at, i + (sign == ':' ? 0 : 1)); // size>1 and size<5 are two keys
    }
    return part.left(at).toLower();
}

} // namespace

FilterBar::FilterBar(session::Session& session, QWidget* parent) : QFrame(parent), m_session(session) {
    setObjectName(QStringLiteral("filterBar"));
    setAccessibleName(tr("Filter"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(10, 2, 6, 2);
    m_row->setSpacing(4);
    m_field = new QLineEdit(this);
    m_field->setObjectName(QStringLiteral("filterField"));
    m_field->setAccessibleName(tr("Filter events and sensors"));
    m_field->setPlaceholderText(tr("Filter: zone, kind, size, a sensor, a pipe …   Ctrl+L"));
    m_field->setToolTip(tr("zone:DMA02  kind:burst,leak  status:new  since:2024-08-01  until:2024-09-01  size>1  conf>80  words"));
    m_field->setFrame(false);
    m_field->setClearButtonEnabled(false);
    m_field->installEventFilter(this);
    m_row->addWidget(m_field, 1);
    connect(m_field, &QLineEdit::textEdited, this, &FilterBar::edited);
    connect(m_field, &QLineEdit::returnPressed, this, [this] { takeChips(true); });
    connect(&session.filter(), &session::FilterState::textChanged, this, &FilterBar::fromSession);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, &FilterBar::rebuild);
    fromSession();
}

void FilterBar::edited() {
    const QString text = m_field->text();
    const bool inQuotes = text.count(QLatin1Char('"')) % 2 != 0; // zone:"North Hill" is not finished after North
    if (text.endsWith(QLatin1Char(' ')) && !inQuotes) takeChips(false);
    publish();
}

void FilterBar::takeChips(bool all) {
    const QString text = m_field->text();
    const bool finished = all || text.endsWith(QLatin1Char(' '));
    QStringList stay;
    bool taken = false;
    const auto found = parts(text);
    for (int i = 0; i < found.size(); ++i) {
        const bool done = finished || i + 1 < found.size();
        const auto parsed = session::parseFilter(found[i], m_session.zone(), m_session.units().toSi(Quantity::flow, 1));
        if (done && isKeyed(found[i]) && parsed.problem.isEmpty()) {
            m_chips.removeIf([&](const QString& chip) { return keyOf(chip) == keyOf(found[i]); });
            m_chips << found[i];
            taken = true;
        } else {
            stay << found[i];
        }
    }
    if (taken) {
        QString rest = stay.join(QLatin1Char(' '));
        if (!rest.isEmpty() && text.endsWith(QLatin1Char(' '))) rest += QLatin1Char(' ');
        m_field->setText(rest);
        rebuild();
    }
    publish();
}

void FilterBar::publish() {
    QStringList all = m_chips;
    if (!m_field->text().trimmed().isEmpty()) all << m_field->text().trimmed();
    m_publishing = true;
    m_session.filter().setText(all.join(QLatin1Char(' ')));
    m_publishing = false;
    showProblem();
}

void FilterBar::fromSession() {
    if (m_publishing) return;
    m_chips.clear();
    QStringList words;
    for (const auto& part : parts(m_session.filter().text())) (isKeyed(part) ? m_chips : words) << part;
    m_field->setText(words.join(QLatin1Char(' ')));
    rebuild();
    showProblem();
}

void FilterBar::addPart(const QString& part) {
    m_chips.removeIf([&](const QString& chip) { return keyOf(chip) == keyOf(part); });
    m_chips << part;
    rebuild();
    publish();
}

void FilterBar::clear() {
    m_chips.clear();
    m_field->clear();
    rebuild();
    publish();
}

void FilterBar::rebuild() {
    qDeleteAll(m_buttons);
    m_buttons.clear();
    const auto& t = m_session.theme();
    for (int i = 0; i < m_chips.size(); ++i) {
        auto* button = new QToolButton(this);
        QString shown = m_chips[i];
        if (const auto colon = shown.indexOf(QLatin1Char(':')); colon > 0) shown.insert(colon + 1, QLatin1Char(' ')); // the first: times have more
        button->setText(shown + QStringLiteral(" ×"));
        button->setToolTip(tr("Take this part out of the filter"));
        button->setAccessibleName(tr("Remove filter %1").arg(m_chips[i]));
        button->setStyleSheet(QStringLiteral("QToolButton { background: %1; color: %2; border: 1px solid %3; border-radius: 9px; padding: 1px 8px; }"
                                             "QToolButton:hover { border-color: %4; } QToolButton:focus { border: 2px solid %4; padding: 0 7px; }")
                                  .arg(t.selection.name(), t.text.name(), t.border.name(), t.accent.name()));
        const QString chip = m_chips[i];
        connect(button, &QToolButton::clicked, this, [this, chip] {
            m_chips.removeAll(chip);
            QMetaObject::invokeMethod(this, &FilterBar::rebuild, Qt::QueuedConnection);
            publish();
            m_field->setFocus();
        });
        m_row->insertWidget(i, button);
        m_buttons << button;
    }
    const bool something = !m_chips.isEmpty() || !m_field->text().isEmpty();
    if (something) {
        auto* all = new QToolButton(this);
        all->setAutoRaise(true);
        all->setIcon(session::icon(QStringLiteral("close"), t.mutedText));
        all->setToolTip(tr("Clear the filter"));
        all->setAccessibleName(tr("Clear the filter"));
        connect(all, &QToolButton::clicked, this, [this] { QMetaObject::invokeMethod(this, &FilterBar::clear, Qt::QueuedConnection); });
        m_row->addWidget(all);
        m_buttons << all;
    }
    m_field->setPlaceholderText(m_chips.isEmpty() ? tr("Filter: zone, kind, size, a sensor, a pipe …   Ctrl+L") : QString());
    showProblem();
}

void FilterBar::showProblem() {
    const QString problem = m_session.filter().problem();
    const bool wrong = !problem.isEmpty();
    const auto& t = m_session.theme();
    setStyleSheet(QStringLiteral("QFrame#filterBar { background: %1; border: %2px solid %3; border-radius: 14px; }"
                                 "QLineEdit#filterField { background: transparent; border: 0; color: %4; padding: 3px 2px; }")
                      .arg(t.surface.name())
                      .arg(wrong ? 2 : 1)
                      .arg((wrong                 ? t.bad
                            : m_field->hasFocus() ? t.accent
                                                  : t.border)
                               .name(),
                           (wrong ? t.bad : t.text).name()));
    m_field->setAccessibleDescription(wrong ? problem : QString());
    Q_EMIT problemChanged(problem);
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Backspace && m_field->cursorPosition() == 0 && !m_field->hasSelectedText() && !m_chips.isEmpty()) {
            m_field->setText(m_chips.takeLast() + (m_field->text().isEmpty() ? QString() : QLatin1Char(' ') + m_field->text()));
            rebuild();
            publish();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            if (!m_field->text().isEmpty() || !m_chips.isEmpty())
                clear();
            else if (parentWidget() != nullptr)
                parentWidget()->window()->setFocus();
            return true;
        }
    }
    if (watched == m_field && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)) {
        if (event->type() == QEvent::FocusOut && !m_field->text().isEmpty())
            QMetaObject::invokeMethod(
                this, [this] { takeChips(true); }, Qt::QueuedConnection);
        QMetaObject::invokeMethod(this, &FilterBar::showProblem, Qt::QueuedConnection);
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace ms::window
