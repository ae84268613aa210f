#include "ui/main_window/welcome_view.h"

#include "core/project/shared_project.h"
#include "ui/session/icons.h"

#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ms::window {

WelcomeView::WelcomeView(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("Start"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    auto* outer = new QVBoxLayout(this);
    outer->addStretch(2);
    auto* centre = new QHBoxLayout;
    centre->addStretch();
    auto* column = new QVBoxLayout;
    column->setSpacing(10);
    auto* head = new QHBoxLayout;
    head->setSpacing(16);
    m_picture = new QLabel(this);
    m_picture->setPixmap(QIcon(QStringLiteral(":/icons/mainsight.svg")).pixmap(64, 64));
    head->addWidget(m_picture);
    auto* title =
        new QLabel(QStringLiteral("<span style='font-size:20pt;font-weight:600'>Mainsight</span><br>%1").arg(tr("Where has the main burst?")), this);
    head->addWidget(title);
    head->addStretch();
    column->addLayout(head);
    m_text = new QLabel(this);
    m_text->setProperty("muted", true);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(300); // the window can be as narrow as a display at 200 %
    column->addWidget(m_text);
    column->addSpacing(6);
    m_actions = new QWidget(this);
    auto* grid = new QGridLayout(m_actions);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto add = [&](const QString& text, const QString& icon, const QString& hint, auto signal) {
        auto* button = new QPushButton(text, m_actions);
        button->setAccessibleName(QString(text).remove(QLatin1Char('&')).remove(QStringLiteral(" …")));
        button->setMinimumWidth(170);
        button->setStyleSheet(QStringLiteral("text-align: left; padding: 8px 14px;"));
        if (row == 0) button->setProperty("primary", true);
        auto* label = new QLabel(hint, m_actions);
        label->setProperty("muted", true);
        label->setWordWrap(true);
        grid->addWidget(button, row, 0);
        grid->addWidget(label, row, 1);
        m_icons.append({button, icon});
        connect(button, &QPushButton::clicked, this, signal);
        ++row;
    };
    add(tr("Open &sample"), QStringLiteral("sample"), tr("An invented town, eight weeks of loggers, analysed: look around"),
        &WelcomeView::sampleWanted);
    add(tr("&Import data …"), QStringLiteral("import"), tr("Your loggers' files: drop files or folders anywhere in this window"),
        &WelcomeView::importWanted);
    add(tr("&Open project …"), QStringLiteral("open"), tr("A .mainsight file"), &WelcomeView::openWanted);
    add(tr("&New project …"), QStringLiteral("new"), tr("From a network (.inp), or without one"), &WelcomeView::newWanted);
    column->addWidget(m_actions);
    column->addSpacing(10);
    m_recentHeading = new QLabel(QStringLiteral("<b>%1</b>").arg(tr("Recent projects")), this);
    column->addWidget(m_recentHeading);
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(2);
    column->addLayout(m_recent);
    centre->addLayout(column);
    centre->addStretch();
    outer->addLayout(centre);
    outer->addStretch(3);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, &WelcomeView::retheme);
    setRecent({});
    setOpening({});
    retheme();
}

void WelcomeView::setRecent(const QStringList& paths) {
    while (auto* item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_recentHeading->setVisible(!paths.isEmpty());
    for (const auto& path : paths) {
        auto* button = new QPushButton(this);
        const QString name = project::projectName(path);
        button->setText(
            QStringLiteral("%1    %2").arg(name, project::isShared(path) ? tr("shared") : QDir::toNativeSeparators(QFileInfo(path).path())));
        button->setFlat(true);
        button->setStyleSheet(QStringLiteral("QPushButton { text-align: left; border: 0; padding: 4px 2px; background: transparent; color: %1; }"
                                             "QPushButton:hover, QPushButton:focus { text-decoration: underline; }")
                                  .arg(m_session.theme().accent.name()));
        button->setAccessibleName(tr("Open %1").arg(name));
        button->setCursor(Qt::PointingHandCursor);
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT recentWanted(path); });
        m_recent->addWidget(button);
    }
}

void WelcomeView::setOpening(const QString& path) {
    m_actions->setEnabled(path.isEmpty());
    m_text->setText(path.isEmpty() ? tr("From flow and pressure measurements: when a burst began, how large it is, and which pipes it may be on. "
                                        "Everything stays on this computer.")
                                   : tr("Opening %1 …").arg(QFileInfo(path).fileName()));
}

void WelcomeView::retheme() {
    const auto& t = m_session.theme();
    for (int i = 0; i < m_icons.size(); ++i) m_icons[i].first->setIcon(session::icon(m_icons[i].second, i == 0 ? t.accentText : t.text));
    for (auto* button : findChildren<QPushButton*>())
        if (button->isFlat())
            button->setStyleSheet(QStringLiteral("QPushButton { text-align: left; border: 0; padding: 4px 2px; background: transparent; color: %1; }"
                                                 "QPushButton:hover, QPushButton:focus { text-decoration: underline; }")
                                      .arg(t.accent.name()));
}

} // namespace ms::window
