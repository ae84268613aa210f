#include "ui/panels/model_fit_panel.h"

#include "ui/models/model_fit_model.h"
#include "ui/panels/model_fit_plot.h"
#include "ui/panels/panel_header.h"
#include "ui/session/calibration_words.h"
#include "ui/session/icons.h"

#include <QButtonGroup>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace ms::panels {

using Side = session::ModelFit::Side;

ModelFitPanel::ModelFitPanel(session::Session& session, QWidget* parent) : QWidget(parent), m_session(session) {
    setAccessibleName(tr("Measured against modelled"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_header = new PanelHeader(this);
    m_header->addHeading(tr("Model fit"));
    m_about = m_header->addAbout();
    m_close = m_header->addClose(tr("Close"), tr("Close measured against modelled"));

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(6);
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    auto* label = new QLabel(tr("On the map"), this);
    label->setProperty("muted", true);
    row->addWidget(label);
    row->addSpacing(6);
    m_sides = new QButtonGroup(this);
    for (const auto& [side, text, tip] :
         {std::tuple(Side::before, tr("Before"), tr("Show on the map what each sensor measured less the model before the event")),
          std::tuple(Side::after, tr("After"), tr("Show on the map what each sensor measured less the model after the event")),
          std::tuple(Side::change, tr("Change"), tr("Show on the map by how much each sensor moved away from the model")),
          std::tuple(Side::none, tr("Off"), tr("Leave the map as it is"))}) {
        auto* button = new QToolButton(this);
        button->setText(text);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        m_sides->addButton(button, static_cast<int>(side));
        row->addWidget(button);
    }
    row->addStretch();
    layout->addLayout(row);
    m_spans = new QLabel(this);
    m_spans->setProperty("muted", true);
    m_spans->setWordWrap(true);
    layout->addWidget(m_spans);
    m_plot = new ModelFitPlot(session, this);
    layout->addWidget(m_plot, 3);
    m_model = new models::ModelFitModel(session, this);
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("modelFitTable"));
    m_table->setAccessibleName(tr("Measured less modelled per sensor"));
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
    layout->addWidget(m_table, 2);
    m_gate = new QLabel(this);
    m_gate->setObjectName(QStringLiteral("modelFitGate"));
    m_gate->setWordWrap(true);
    m_gate->setTextFormat(Qt::PlainText);
    layout->addWidget(m_gate);
    m_calibrate = new QPushButton(tr("Calibrate the model …"), this);
    m_calibrate->setObjectName(QStringLiteral("calibrateFromPanel"));
    layout->addWidget(m_calibrate, 0, Qt::AlignLeft);

    auto& fit = session.modelFit();
    connect(&fit, &session::ModelFit::changed, this, &ModelFitPanel::refresh);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, &ModelFitPanel::retheme);
    connect(m_sides, &QButtonGroup::idClicked, this, [this](int id) {
        const auto side = static_cast<Side>(id);
        if (side != Side::none) m_session.residuals().setWanted(false); // the map shows one of the two
        m_session.modelFit().setSide(side);
    });
    connect(&session.residuals(), &session::Residuals::changed, this, [this] {
        if (m_session.residuals().wanted()) m_session.modelFit().setSide(Side::none);
    });
    connect(m_close, &QToolButton::clicked, this, &ModelFitPanel::closeWanted);
    connect(m_calibrate, &QPushButton::clicked, this, &ModelFitPanel::calibrationWanted);
    connect(&session, &session::Session::calibrationsChanged, this, &ModelFitPanel::refresh);
    connect(&session, &session::Session::networkChanged, this, &ModelFitPanel::refresh);
    connect(&session.appearance(), &session::Appearance::unitsChanged, this, &ModelFitPanel::refresh);
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& at) { m_session.selection().setSensors({m_model->sensorAt(at.row())}); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& at) {
        if (m_table->hasFocus() && at.isValid()) m_session.selection().setSensors({m_model->sensorAt(at.row())});
    });
    connect(&session.selection(), &session::Selection::sensorsChanged, this, &ModelFitPanel::refresh);
    retheme();
}

void ModelFitPanel::retheme() {
    m_close->setIcon(session::icon(QStringLiteral("close"), m_session.theme().mutedText));
    refresh();
}

void ModelFitPanel::refresh() {
    const auto& fit = m_session.modelFit();
    for (auto* button : m_sides->buttons()) button->setChecked(m_sides->id(button) == static_cast<int>(fit.wanted() ? fit.side() : Side::change));
    const auto* event = m_session.snapshot().event(m_session.selection().event());
    m_about->setText(event != nullptr ? tr("about the event of %1").arg(session::shortTime(event->startedAt, m_session.zone()))
                                      : tr("about the time cursor"));
    QStringList spans;
    if (session::isValid(fit.before()))
        spans << tr("Before: %1 up to %2").arg(session::spanText(fit.before().length()), session::shortTime(fit.before().to, m_session.zone()));
    if (session::isValid(fit.after())) spans << tr("after: the %1 from then on").arg(session::spanText(fit.after().length()));
    QString text = spans.join(QStringLiteral("; "));
    if (!fit.sensors().empty())
        text += QStringLiteral(". ") +
                tr("The model follows the measured inflow, so after a burst it already counts its water as demand: what stays is where.");
    m_spans->setText(text);
    const auto& s = m_session.snapshot();
    const auto* layer = s.calibration();
    // The first sentence is about the loggers, which this panel is about; the dialog says all.
    const QString gate = s.network == nullptr ? QString()
                         : layer == nullptr   ? tr("The model has not been calibrated to the readings.")
                                              : session::fitGate(*layer, m_session.units()).front();
    m_gate->setText(gate);
    m_gate->setVisible(!gate.isEmpty());
    const auto* shown = m_plot->shown();
    const int row = shown != nullptr ? m_model->rowOf(shown->sensor) : -1;
    if (row >= 0 && m_table->currentIndex().row() != row) m_table->setCurrentIndex(m_model->index(row, 0));
}

} // namespace ms::panels
