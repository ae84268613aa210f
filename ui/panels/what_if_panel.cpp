#include "ui/panels/what_if_panel.h"

#include "ui/models/what_if_model.h"
#include "ui/panels/fit_plot.h"
#include "ui/panels/panel_header.h"
#include "ui/session/core_words.h"
#include "ui/session/icons.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QTableView>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace ms::panels {

namespace {

// From a dripping joint to a burst trunk main, evenly to the eye: each step of the slider is the same share.
constexpr double kLeast_m3s = 0.00005, kMost_m3s = 0.2;
constexpr int kSteps = 1000;

} // namespace

double WhatIfPanel::flowOf(int step) { return kLeast_m3s * std::pow(kMost_m3s / kLeast_m3s, static_cast<double>(step) / kSteps); }
int WhatIfPanel::stepOf(double flow_m3s) {
    return static_cast<int>(
        std::lround(std::log(std::clamp(flow_m3s, kLeast_m3s, kMost_m3s) / kLeast_m3s) / std::log(kMost_m3s / kLeast_m3s) * kSteps));
}

WhatIfPanel::WhatIfPanel(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("What if"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_header = new PanelHeader(this);
    m_header->addHeading(tr("What if"));
    m_where = m_header->addAbout();
    m_close = m_header->addClose(tr("End the what-if; the project is as it was"), tr("End the what-if"));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    const auto label = [&](const QString& text, int row) {
        auto* l = new QLabel(text, this);
        l->setProperty("muted", true);
        grid->addWidget(l, row, 0);
        return l;
    };
    auto* sizeLabel = label(tr("Size"), 0);
    m_size = new QSlider(Qt::Horizontal, this);
    m_size->setObjectName(QStringLiteral("whatIfSize"));
    m_size->setRange(0, kSteps);
    m_size->setPageStep(50);
    m_size->setAccessibleName(tr("Size of the supposed burst"));
    m_size->setMinimumWidth(90);
    grid->addWidget(m_size, 0, 1);
    m_flow = new QDoubleSpinBox(this);
    m_flow->setObjectName(QStringLiteral("whatIfFlow"));
    m_flow->setAccessibleName(tr("Size of the supposed burst as a number"));
    m_flow->setKeyboardTracking(false);
    grid->addWidget(m_flow, 0, 2);
    sizeLabel->setBuddy(m_size);
    auto* placeLabel = label(tr("Place"), 1);
    m_position = new QSlider(Qt::Horizontal, this);
    m_position->setObjectName(QStringLiteral("whatIfPlace"));
    m_position->setRange(2, 98);
    m_position->setAccessibleName(tr("Place along the pipe, in per cent of its length"));
    grid->addWidget(m_position, 1, 1);
    placeLabel->setBuddy(m_position);
    m_hole = new QLabel(this);
    m_hole->setProperty("muted", true);
    grid->addWidget(m_hole, 1, 2);
    label(tr("From"), 2);
    m_span = new QLabel(this);
    m_span->setWordWrap(true);
    grid->addWidget(m_span, 2, 1);
    m_fromCursor = new QPushButton(tr("From the cursor"), this);
    m_fromCursor->setAccessibleName(tr("Let it begin at the time cursor"));
    m_fromCursor->setToolTip(tr("Let it begin at the time cursor of the charts"));
    grid->addWidget(m_fromCursor, 2, 2);
    auto* growsLabel = label(tr("Grows"), 3);
    m_grows = new QSpinBox(this);
    m_grows->setObjectName(QStringLiteral("whatIfGrows"));
    m_grows->setAccessibleName(tr("For how long the hole grows, in hours"));
    m_grows->setToolTip(tr("A leak grows; a burst is there at once"));
    m_grows->setRange(0, 2400);
    m_grows->setSingleStep(6);
    m_grows->setPrefix(tr("for "));
    m_grows->setSuffix(tr(" h"));
    m_grows->setSpecialValueText(tr("not: it bursts at once"));
    m_grows->setKeyboardTracking(false);
    grid->addWidget(m_grows, 3, 1, Qt::AlignLeft);
    growsLabel->setBuddy(m_grows);
    layout->addLayout(grid);
    m_verdict = new QLabel(this);
    m_verdict->setWordWrap(true);
    m_verdict->setTextFormat(Qt::RichText);
    m_verdict->setAccessibleName(tr("How well it fits"));
    layout->addWidget(m_verdict);
    m_pinRow = new QWidget(this);
    auto* pins = new QHBoxLayout(m_pinRow);
    pins->setContentsMargins(0, 0, 0, 0);
    m_pin = new QPushButton(tr("Pin"), m_pinRow);
    m_pin->setObjectName(QStringLiteral("whatIfPin"));
    m_pin->setAccessibleName(tr("Pin this supposed burst to compare it"));
    m_pin->setToolTip(tr("Keep it beside the next ones, up to three"));
    pins->addWidget(m_pin);
    pins->addStretch();
    layout->addWidget(m_pinRow);
    m_plot = new FitPlot(session, this);
    layout->addWidget(m_plot);
    m_model = new models::WhatIfModel(session, this);
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("whatIfTable"));
    m_table->setAccessibleName(tr("Misfit per sensor"));
    m_table->setModel(m_model);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 8);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(40);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setMinimumHeight(90);
    layout->addWidget(m_table, 1);

    auto& whatIf = session.whatIf();
    connect(&whatIf, &session::WhatIf::changed, this, &WhatIfPanel::refresh);
    connect(&session.appearance(), &session::Appearance::unitsChanged, this, &WhatIfPanel::refresh);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, &WhatIfPanel::retheme);
    connect(&session.timeCursor(), &session::TimeCursor::instantChanged, this, [this] {
        m_fromCursor->setEnabled(m_session.timeCursor().instant().valid() && m_session.timeCursor().instant() != m_session.whatIf().burstAt());
    });
    connect(m_size, &QSlider::valueChanged, this, [this](int step) {
        if (!m_updating) m_session.whatIf().setFlow(flowOf(step));
    });
    connect(m_flow, &QDoubleSpinBox::valueChanged, this, [this](double shown) {
        if (!m_updating) m_session.whatIf().setFlow(m_session.units().toSi(Quantity::flow, shown));
    });
    connect(m_grows, &QSpinBox::valueChanged, this, [this](int shown) {
        if (!m_updating) m_session.whatIf().setGrows(hours(shown));
    });
    connect(m_position, &QSlider::valueChanged, this, [this](int percent) {
        if (!m_updating) m_session.whatIf().setPipe(m_session.whatIf().hypothesis().pipe, percent / 100.0);
    });
    connect(m_fromCursor, &QPushButton::clicked, this, [this] {
        auto& w = m_session.whatIf();
        const Instant at = m_session.timeCursor().instant();
        const Duration length = std::max(w.until() - w.burstAt(), days(1));
        w.setSpan(m_session.snapshot(), at, std::min(at + length, std::max(m_session.timeCursor().extent().to, at + hours(3))));
    });
    connect(m_pin, &QPushButton::clicked, &whatIf, &session::WhatIf::pin);
    connect(m_close, &QToolButton::clicked, this, &WhatIfPanel::closeWanted);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& row) {
        if (const auto sensor = m_model->sensorAt(row.row()); !sensor.empty()) m_session.selection().setSensors({sensor});
    });
    retheme();
}

void WhatIfPanel::retheme() {
    m_close->setIcon(session::icon(QStringLiteral("close"), m_session.theme().mutedText));
    refresh();
}

QString WhatIfPanel::verdict() const { return QTextDocumentFragment::fromHtml(m_verdict->text()).toPlainText(); }

void WhatIfPanel::refresh() {
    const auto& w = m_session.whatIf();
    const auto& units = m_session.units();
    const auto& s = m_session.snapshot();
    const QLocale locale;
    m_updating = true;
    const bool active = w.active() && s.network != nullptr;
    setEnabled(active);
    if (active) {
        const auto& link = s.network->link(w.hypothesis().pipe);
        const std::string street = s.street(link.id);
        m_where->setText(street.empty() ? tr("pipe %1").arg(QString::fromStdString(link.id))
                                        : tr("pipe %1, %2").arg(QString::fromStdString(link.id), QString::fromStdString(street)));
        const double per = units.toDisplay(Quantity::flow, 1.0);
        m_flow->setDecimals(per * 0.001 >= 50 ? 0 : per * 0.001 >= 0.5 ? 2 : 4);
        m_flow->setRange(units.toDisplay(Quantity::flow, kLeast_m3s), units.toDisplay(Quantity::flow, kMost_m3s));
        m_flow->setSingleStep(units.toDisplay(Quantity::flow, 0.0001));
        m_flow->setSuffix(QLatin1Char(' ') + units.unit(Quantity::flow));
        if (!m_flow->hasFocus() || std::abs(m_flow->value() - units.toDisplay(Quantity::flow, w.hypothesis().flow_m3s)) > 0.05)
            m_flow->setValue(units.toDisplay(Quantity::flow, w.hypothesis().flow_m3s));
        if (!m_size->isSliderDown()) m_size->setValue(stepOf(w.hypothesis().flow_m3s));
        if (!m_position->isSliderDown()) m_position->setValue(static_cast<int>(std::lround(w.hypothesis().position * 100)));
        if (!m_grows->hasFocus()) m_grows->setValue(static_cast<int>(w.hypothesis().grows.ms / hours(1).ms));
        m_span->setText(tr("%1 for %2").arg(session::shortTime(w.burstAt(), m_session.zone()), session::spanText(w.until() - w.burstAt())));
    }
    const auto& t = m_session.theme();
    QString text;
    m_hole->clear();
    if (w.error())
        text = QStringLiteral("<span style='color:%1'>■ %2</span>")
                   .arg(t.bad.name(), session::inWords(Error{{}, w.error()->message, {}, {}, {}, w.error()->advice}).toHtmlEscaped());
    else if (w.preparing())
        text = tr("Solving the model without a burst …");
    else if (w.result()) {
        const auto& p = w.result()->prediction;
        m_hole->setText(tr("hole of %1 mm").arg(locale.toString(p.hole_m * 1000, 'f', p.hole_m < 0.01 ? 1 : 0)));
        m_hole->setToolTip(
            tr("A round, sharp-edged hole under %1 of pressure would lose this much").arg(units.value(Quantity::pressure, p.pressure_m)));
        const auto number = [&](double v) { return locale.toString(v, 'f', v < 10 ? 1 : 0); };
        if (std::isfinite(p.misfit)) {
            // Words beside the number: what a misfit in sigmas means.
            const QString word = p.misfit > 0.97 * p.without  ? tr("▲ explains nothing")
                                 : p.misfit < 1.5             ? tr("● fits as well as chance lets it")
                                 : p.misfit < 0.5 * p.without ? tr("● explains most of it")
                                                              : tr("◐ explains part of it");
            text = tr("<b>%1</b>: off by %2 σ on average; without a burst %3 σ.").arg(word, number(p.misfit), number(p.without));
        } else {
            text = tr("Nothing was measured in this span to compare with.");
        }
        if (p.unsolved > 0) text += QLatin1Char(' ') + tr("The model did not converge at %n instant(s); they are left out.", nullptr, p.unsolved);
    }
    m_verdict->setText(text);
    m_verdict->setAccessibleDescription(verdict());
    m_pin->setEnabled(w.result().has_value() && w.pins().size() < session::WhatIf::mostPins);
    refreshPins();
    m_updating = false;
}

void WhatIfPanel::refreshPins() {
    const auto& w = m_session.whatIf();
    auto* row = static_cast<QHBoxLayout*>(m_pinRow->layout());
    const int have = row->count() - 2; // the button and the stretch
    const auto& pins = w.pins();
    // Buttons are kept while the number of pins is the same: a click on one must not delete it under the mouse.
    for (int i = have; i > static_cast<int>(pins.size()); --i) {
        auto* item = row->takeAt(i);
        item->widget()->deleteLater();
        delete item;
    }
    for (int i = have; i < static_cast<int>(pins.size()); ++i) {
        auto* button = new QToolButton(m_pinRow);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        const auto at = static_cast<std::size_t>(i);
        connect(button, &QToolButton::clicked, this, [this, at] { m_session.whatIf().showPin(at); });
        auto* away = new QAction(tr("Unpin"), button);
        connect(away, &QAction::triggered, this, [this, at] { m_session.whatIf().unpin(at); });
        button->addAction(away);
        button->setContextMenuPolicy(Qt::ActionsContextMenu);
        button->setPopupMode(QToolButton::MenuButtonPopup);
        row->insertWidget(i + 1, button);
    }
    for (std::size_t i = 0; i < pins.size(); ++i) {
        auto* button = qobject_cast<QToolButton*>(row->itemAt(static_cast<int>(i) + 1)->widget());
        const QString text =
            tr("%1: %2, %3")
                .arg(i + 1)
                .arg(QString::fromStdString(pins[i].pipe), m_session.units().value(Quantity::flow, pins[i].prediction.hypothesis.flow_m3s));
        button->setText(text);
        button->setAccessibleName(tr("Pin %1; press to take it up again").arg(text));
        button->setToolTip(tr("Press to take it up again; the arrow unpins it"));
    }
}

} // namespace ms::panels
