#include "ui/panels/empty_hint.h"

#include "ui/session/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ms::panels {

EmptyHint::EmptyHint(QWidget* parent) : QWidget(parent) {
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 20);
    layout->setSpacing(8);
    layout->addStretch(2);
    m_heading = new QLabel(this);
    m_heading->setAlignment(Qt::AlignCenter);
    m_heading->setWordWrap(true);
    QFont font = m_heading->font();
    font.setBold(true);
    m_heading->setFont(font);
    layout->addWidget(m_heading);
    m_sentence = new QLabel(this);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    m_sentence->setProperty("muted", true);
    layout->addWidget(m_sentence);
    m_buttons = new QHBoxLayout;
    m_buttons->setContentsMargins(0, 8, 0, 0);
    m_buttons->addStretch();
    m_buttons->addStretch();
    layout->addLayout(m_buttons);
    layout->addStretch(3);
}

void EmptyHint::setText(const QString& heading, const QString& sentence) {
    m_heading->setText(heading);
    m_heading->setVisible(!heading.isEmpty());
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(heading);
    setAccessibleDescription(sentence);
}

QPushButton* EmptyHint::addButton(const QString& text, const QString& icon) {
    auto* button = new QPushButton(text, this);
    button->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    button->setProperty("iconName", icon);
    if (m_buttons->count() == 2) button->setProperty("primary", true);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

void EmptyHint::setIcons(const QColor& colour, const QColor& primary) {
    for (auto* button : findChildren<QPushButton*>()) {
        const QString name = button->property("iconName").toString();
        if (!name.isEmpty()) button->setIcon(session::icon(name, button->property("primary").toBool() ? primary : colour));
    }
}

} // namespace ms::panels
