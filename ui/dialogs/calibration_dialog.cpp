#include "ui/dialogs/calibration_dialog.h"

#include "core/network/inp_writer.h"
#include "core/project/shared_project.h"
#include "ui/dialogs/civil_time.h"
#include "ui/dialogs/dialog_parts.h"
#include "ui/session/calibration_words.h"
#include "ui/session/core_words.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>
#include <QtConcurrent>

#include <algorithm>

namespace ms::dialogs {

using calibration::Calibration;
using calibration::Fitted;

namespace {

constexpr int kProposal = -1;

QString times(double factor) { return QStringLiteral("× ") + QLocale().toString(factor, 'f', 2); }
QString timesBetween(const Fitted& f) { return CalibrationDialog::tr("%1 to %2").arg(times(f.low), times(f.high)); }
QString percent(double share) {
    const QString text = QLocale().toString(100 * std::abs(share), 'f', 1) + QStringLiteral(" %");
    return share < 0 ? QStringLiteral("−") + text : text;
}

void setRow(QTableWidget* table, int row, const QStringList& texts) {
    for (int column = 0; column < texts.size(); ++column) {
        auto* item = new QTableWidgetItem(texts[column]);
        item->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        table->setItem(row, column, item);
    }
}

QLabel* wordLabel(const char* name, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

CalibrationDialog::CalibrationDialog(session::Session& session, QWidget* parent) : QDialog(parent), m_session(session) {
    setWindowTitle(tr("Calibrate the model"));
    setAccessibleName(tr("Calibrate the model"));
    setSizeGripEnabled(true);
    resize(900, 660);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(
        wrappedText(tr("Fits the model to the readings, without the times of events. The model on file stays as it is: what is found is a layer over "
                       "it, which analyses use once it is taken."),
                    this));
    layout->addWidget(buildFit());
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("&Layer"), this);
    m_layers = new QComboBox(this);
    m_layers->setObjectName(QStringLiteral("calibrationLayers"));
    m_layers->setAccessibleName(tr("Layer that is shown"));
    label->setBuddy(m_layers);
    row->addWidget(label);
    row->addWidget(m_layers, 1);
    layout->addLayout(row);
    m_gate = wordLabel("calibrationGate", this);
    m_gate->setAccessibleName(tr("Which loggers to trust"));
    layout->addWidget(m_gate);
    layout->addWidget(buildTables(), 1);
    m_use = wordLabel("calibrationUse", this);
    m_use->setProperty("muted", true);
    layout->addWidget(m_use);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const auto button = [&](const QString& text, const char* name, const QString& tip) {
        auto* b = buttons->addButton(text, QDialogButtonBox::ActionRole);
        b->setObjectName(QLatin1String(name));
        b->setToolTip(tip);
        return b;
    };
    m_take = button(tr("&Take it"), "takeCalibration", tr("Analyses use this layer from now on; undo (Ctrl+Z) takes it away again"));
    m_drop = button(tr("Take &away"), "dropCalibration", tr("Takes away the layer that counts; the one before it counts again"));
    m_discard = button(tr("&Discard all"), "discardCalibrations", tr("Takes all layers away: the model is as it is on file"));
    m_export = button(tr("&Export .inp …"), "exportCalibration", tr("Writes the network with the shown layer in it"));
    for (auto* b : buttons->buttons()) static_cast<QPushButton*>(b)->setAutoDefault(false);
    layout->addWidget(buttons);

    // The window's own keys do not reach a dialog beside it.
    auto *undo = session.undoStack().createUndoAction(this), *redo = session.undoStack().createRedoAction(this);
    undo->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Z));
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    addActions({undo, redo});
    auto& fit = session.modelCalibration();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_fit, &QPushButton::clicked, this, &CalibrationDialog::start);
    connect(m_cancel, &QPushButton::clicked, &fit, &session::ModelCalibration::cancel);
    connect(m_take, &QPushButton::clicked, this, &CalibrationDialog::take);
    connect(m_drop, &QPushButton::clicked, &session, &session::Session::dropCalibration);
    connect(m_discard, &QPushButton::clicked, &session, &session::Session::discardCalibrations);
    connect(m_export, &QPushButton::clicked, this, &CalibrationDialog::askExport);
    connect(m_layers, &QComboBox::currentIndexChanged, this, [this] {
        m_said.clear();
        refresh();
    });
    connect(&fit, &session::ModelCalibration::changed, this, [this, &fit, had = false]() mutable {
        const bool finished = had && !fit.running() && !fit.error();
        had = fit.running();
        if (finished) {
            const auto* counts = m_session.snapshot().calibration();
            if (counts != nullptr && fit.proposal() == *counts) m_said = tr("It came out as the layer that counts already.");
            fillLayers(true);
        } else {
            refresh();
        }
    });
    connect(&session, &session::Session::calibrationsChanged, this, [this] { fillLayers(true); });
    connect(&session, &session::Session::eventsChanged, this, &CalibrationDialog::refresh);
    connect(&session.runs(), &session::Runs::started, this, &CalibrationDialog::refresh);
    connect(&session.runs(), &session::Runs::finished, this, &CalibrationDialog::refresh);
    connect(&session.appearance(), &session::Appearance::unitsChanged, this, &CalibrationDialog::refresh);
    connect(&session.appearance(), &session::Appearance::themeChanged, this, &CalibrationDialog::refresh);
    connect(&session, &session::Session::closed, this, &QDialog::close);
    fillLayers(true);
}

QWidget* CalibrationDialog::buildFit() {
    auto* box = new QWidget(this);
    auto* all = new QVBoxLayout(box);
    all->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    m_weeks = new QSpinBox(box);
    m_weeks->setRange(1, 520);
    m_weeks->setValue(8);
    m_weeks->setAccessibleName(tr("How many weeks are looked at"));
    m_until = civilField(tr("Nothing later is looked at"), box);
    m_until->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    if (const auto extent = m_session.snapshot().span(); session::isValid(extent)) m_until->setDateTime(civil(extent.to, m_session.zone()));
    auto* weeks = new QLabel(tr("&Weeks"), box);
    weeks->setBuddy(m_weeks);
    auto* until = new QLabel(tr("&up to the end of"), box);
    until->setBuddy(m_until);
    m_fit = new QPushButton(tr("&Calibrate"), box);
    m_fit->setObjectName(QStringLiteral("fitModel"));
    m_fit->setAutoDefault(false);
    m_progress = new QProgressBar(box);
    m_progress->setObjectName(QStringLiteral("calibrationProgress"));
    m_progress->setAccessibleName(tr("How far the calibration is"));
    m_cancel = new QPushButton(tr("Ca&ncel"), box);
    m_cancel->setObjectName(QStringLiteral("cancelCalibration"));
    m_cancel->setAccessibleName(tr("Cancel the calibration"));
    m_cancel->setAutoDefault(false);
    for (QWidget* w : {static_cast<QWidget*>(weeks), static_cast<QWidget*>(m_weeks), static_cast<QWidget*>(until), static_cast<QWidget*>(m_until),
                       static_cast<QWidget*>(m_fit)})
        row->addWidget(w);
    row->addWidget(m_progress, 1);
    row->addWidget(m_cancel);
    row->addStretch();
    all->addLayout(row);
    m_words = wordLabel("calibrationWords", box);
    all->addWidget(m_words);
    return box;
}

QTableWidget* CalibrationDialog::addTable(const QString& title, const char* name, const QStringList& headers, const QStringList& tips) {
    auto* table = rowTable(title, headers, {}, this);
    table->setObjectName(QLatin1String(name));
    for (int column = 0; column < headers.size(); ++column) {
        table->horizontalHeaderItem(column)->setToolTip(tips[column]);
        table->horizontalHeaderItem(column)->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(static_cast<int>(headers.size()) - 1, QHeaderView::Stretch);
    table->horizontalHeader()->setHighlightSections(false);
    m_tabs->addTab(table, title);
    return table;
}

QWidget* CalibrationDialog::buildTables() {
    m_tabs = new QTabWidget(this);
    m_tabs->setObjectName(QStringLiteral("calibrationTabs"));
    m_loggers =
        addTable(tr("Loggers"), "calibrationLoggers",
                 {tr("Logger"), tr("Offset"), tr("90 % interval"), tr("Loss too large by"), tr("Misfit before"), tr("Misfit after"), tr("Trust")},
                 {{},
                  tr("Measured head less modelled: of the elevation on file, or of the instrument"),
                  tr("The offset lies in it with 90 %"),
                  tr("Part of the model's head loss on the way to the logger that it does not have"),
                  tr("Root mean square of measured less modelled, with the model as it is on file"),
                  tr("The same once calibrated"),
                  tr("Doubtful: more than three times as far off as usual")});
    m_demands = addTable(tr("Demands"), "calibrationDemands", {tr("Zone"), tr("Demand of the model"), tr("90 % interval"), tr("Junctions")},
                         {{}, tr("What customers without meters take, over what the model gives them"), tr("The factor lies in it with 90 %"), {}});
    m_roughness =
        addTable(tr("Roughness"), "calibrationRoughness", {tr("Group of pipes"), tr("Roughness on file"), tr("90 % interval"), tr("Length")},
                 {{}, tr("Of the value on file: C, height or n"), tr("The factor lies in it with 90 %"), {}});
    m_closed = addTable(tr("Valves that may be shut"), "calibrationClosed", {tr("Pipe"), tr("Evidence")},
                        {{}, tr("By how much the log likelihood rises when it is shut, after the price of looking at all pipes")});
    const auto showRow = [this](QTableWidget* table) {
        const auto* layer = shown();
        const int row = table->currentRow();
        if (layer == nullptr || row < 0 || row >= table->rowCount()) return;
        const std::string name = table->item(row, 0)->data(Qt::UserRole).toString().toStdString();
        if (table == m_loggers) {
            m_session.selection().setSensors({name});
            return;
        }
        const auto* net = m_session.snapshot().network.get();
        if (net == nullptr) return;
        std::set<LinkIndex> links;
        const auto add = [&](const std::string& pipe) {
            if (const LinkIndex link = net->findLink(pipe); link.valid()) links.insert(link);
        };
        if (table == m_closed) add(name);
        if (table == m_roughness)
            for (const auto& group : layer->roughness)
                if (group.name == name) std::ranges::for_each(group.pipes, add);
        m_session.selection().setLinks(std::move(links));
    };
    for (auto* table : {m_loggers, m_demands, m_roughness, m_closed})
        connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [table, showRow] {
            if (table->hasFocus()) showRow(table);
        });
    return m_tabs;
}

const Calibration* CalibrationDialog::shown() const {
    const QVariant chosen = m_layers->currentData();
    if (!chosen.isValid()) return nullptr;
    const int at = chosen.toInt();
    if (at == kProposal) {
        const auto& proposal = m_session.modelCalibration().proposal();
        return proposal ? &*proposal : nullptr;
    }
    const auto& layers = *m_session.snapshot().calibrations;
    return at < static_cast<int>(layers.size()) ? &layers[static_cast<std::size_t>(at)] : nullptr;
}

QString CalibrationDialog::problem() const {
    const auto& s = m_session.snapshot();
    if (s.network == nullptr) return tr("This project has no model, so there is nothing to calibrate. Make a project with an .inp of the network.");
    const auto isLogger = [](const session::SensorView& v) { return v.sensor.quantity == Quantity::pressure && v.count > 0; };
    if (std::ranges::none_of(*s.sensors, isLogger))
        return tr("This project has no readings of pressure loggers, so there is nothing to calibrate to. Import them first.");
    if (std::ranges::none_of(*s.sensors, [&](const auto& v) { return isLogger(v) && v.node.valid(); }))
        return tr("None of the pressure loggers lies at a junction of the model, so there is nothing to calibrate to. Say where they are: import a "
                  "sensors.csv.");
    return {};
}

void CalibrationDialog::start() {
    m_said.clear();
    const QDateTime day(m_until->date().addDays(1), QTime(0, 0), Qt::UTC);
    m_session.modelCalibration().start(m_session.snapshot(), m_weeks->value(), instantOf(day, m_session.zone()));
}

void CalibrationDialog::take() {
    const auto* layer = shown();
    if (layer == nullptr) return;
    const Calibration taken = *layer;
    m_session.takeCalibration(taken);
}

void CalibrationDialog::fillLayers(bool fresh) {
    const auto& layers = *m_session.snapshot().calibrations;
    const auto& proposal = m_session.modelCalibration().proposal();
    const QVariant before = m_layers->currentData();
    {
        const QSignalBlocker quiet(m_layers);
        m_layers->clear();
        const auto& zone = m_session.zone();
        if (proposal && std::ranges::find(layers, *proposal) == layers.end())
            m_layers->addItem(tr("New, not taken yet: %1").arg(session::calibrationBasis(*proposal, zone)), kProposal);
        for (int i = static_cast<int>(layers.size()) - 1; i >= 0; --i) {
            const QString basis = session::calibrationBasis(layers[static_cast<std::size_t>(i)], zone);
            m_layers->addItem((i + 1 == static_cast<int>(layers.size()) ? tr("Counts now: %1") : tr("Earlier: %1")).arg(basis), i);
        }
        if (m_layers->count() == 0) m_layers->addItem(tr("None: the model is as it is on file"));
        m_layers->setCurrentIndex(fresh ? 0 : std::max(0, m_layers->findData(before)));
    }
    refresh();
}

void CalibrationDialog::refresh() {
    const auto& fit = m_session.modelCalibration();
    const bool running = fit.running();
    const QString why = problem();
    m_weeks->setEnabled(!running);
    m_until->setEnabled(!running);
    m_fit->setVisible(!running);
    m_fit->setEnabled(why.isEmpty());
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    m_progress->setRange(0, static_cast<int>(fit.total())); // 0, 0: reading, nobody knows how long
    m_progress->setValue(static_cast<int>(fit.done()));
    QString words = why;
    const QLocale locale;
    if (running && fit.stage() == QLatin1String("fit"))
        words = tr("Fitting: step %1 of at most %2.")
                    .arg(locale.toString(static_cast<qlonglong>(fit.done() + 1)), locale.toString(static_cast<qlonglong>(fit.total())));
    else if (running && fit.stage() == QLatin1String("closings"))
        words = tr("Trying what a shut valve would explain: pipe %1 of %2.")
                    .arg(locale.toString(static_cast<qlonglong>(fit.done() + 1)), locale.toString(static_cast<qlonglong>(fit.total())));
    else if (running)
        words = tr("Reading the measurements.");
    else if (fit.error())
        words = session::inWords(*fit.error(), m_session.units());
    else if (!m_said.isEmpty())
        words = m_said;
    else if (why.isEmpty() && m_layers->currentData() == kProposal) {
        QStringList lines;
        for (const auto& d : fit.remarks()) lines << session::inWords(d, m_session.units());
        if (!shown()->converged) lines << tr("The search had not settled when it ended: the figures may move in a further run.");
        words = lines.join(QLatin1Char('\n'));
    }
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());

    const auto* layer = shown();
    const bool isNew = layer != nullptr && m_layers->currentData() == kProposal;
    fillTables(layer);
    const bool writable = m_session.editable() && !m_session.snapshot().readOnly;
    m_take->setEnabled(isNew && writable && !running);
    m_drop->setEnabled(writable && !m_session.snapshot().calibrations->empty());
    m_discard->setEnabled(m_drop->isEnabled());
    m_export->setEnabled(layer != nullptr && m_session.snapshot().network != nullptr);
    QString use;
    if (m_session.snapshot().readOnly)
        use = tr("This project can only be read: a calibration can be looked at and exported, not kept.");
    else if (!m_session.editable())
        use = tr("An analysis runs: layers can be changed when it is over.");
    else if (layer != nullptr)
        use = tr("It rests on readings up to %1: analyses with hindsight and what is watched from now on use it, a live analysis only for a period "
                 "that begins "
                 "after that.")
                  .arg(session::dateOnly(layer->period.to, m_session.zone()));
    m_use->setText(use);
    m_use->setVisible(!use.isEmpty());
}

void CalibrationDialog::fillTables(const Calibration* layer) {
    const auto& units = m_session.units();
    const Calibration none;
    const Calibration& c = layer != nullptr ? *layer : none;
    const auto lines = layer != nullptr ? session::fitGate(c, units) : QStringList();
    m_gate->setText(lines.join(QLatin1Char('\n')));
    m_gate->setVisible(layer != nullptr);
    const auto gate = calibration::gateOf(c);
    const auto pressure = [&](double m) { return units.value(Quantity::pressure, m); };
    auto loggers = c.loggers;
    std::ranges::stable_sort(loggers, [](const auto& a, const auto& b) { return a.after_m > b.after_m; });
    m_loggers->setRowCount(static_cast<int>(loggers.size()));
    for (int row = 0; row < m_loggers->rowCount(); ++row) {
        const auto& l = loggers[static_cast<std::size_t>(row)];
        const bool doubtful = std::ranges::find(gate.doubtful, l.sensor) != gate.doubtful.end();
        const QString name = QString::fromStdString(l.sensor);
        setRow(m_loggers, row,
               {name, units.change(Quantity::pressure, l.offset_m.value),
                tr("%1 to %2").arg(units.change(Quantity::pressure, l.offset_m.low), units.change(Quantity::pressure, l.offset_m.high)),
                tr("%1 (%2 to %3)").arg(percent(l.lossShare.value), percent(l.lossShare.low), percent(l.lossShare.high)), pressure(l.before_m),
                pressure(l.after_m), doubtful ? tr("▲ doubtful") : tr("yes")});
        m_loggers->item(row, 0)->setData(Qt::UserRole, name);
        if (doubtful) m_loggers->item(row, 6)->setForeground(m_session.theme().bad);
    }
    m_demands->setRowCount(static_cast<int>(c.demands.size()));
    for (int row = 0; row < m_demands->rowCount(); ++row) {
        const auto& d = c.demands[static_cast<std::size_t>(row)];
        setRow(m_demands, row,
               {QString::fromStdString(d.zone), times(d.factor.value), timesBetween(d.factor),
                QLocale().toString(static_cast<qulonglong>(d.nodes.size()))});
        m_demands->item(row, 0)->setData(Qt::UserRole, QString::fromStdString(d.zone));
    }
    m_roughness->setRowCount(static_cast<int>(c.roughness.size()));
    for (int row = 0; row < m_roughness->rowCount(); ++row) {
        const auto& g = c.roughness[static_cast<std::size_t>(row)];
        setRow(m_roughness, row, {session::inWords(g.name, units), times(g.factor.value), timesBetween(g.factor), session::lengthText(g.length_m)});
        m_roughness->item(row, 0)->setData(Qt::UserRole, QString::fromStdString(g.name));
    }
    m_closed->setRowCount(static_cast<int>(c.closed.size()));
    for (int row = 0; row < m_closed->rowCount(); ++row) {
        const auto& s = c.closed[static_cast<std::size_t>(row)];
        setRow(m_closed, row, {QString::fromStdString(s.pipe), QStringLiteral("+") + QLocale().toString(s.gain, 'f', 1)});
        m_closed->item(row, 0)->setData(Qt::UserRole, QString::fromStdString(s.pipe));
    }
    const QStringList titles{tr("Loggers"), tr("Demands"), tr("Roughness"), tr("Valves that may be shut")};
    int tab = 0;
    for (const auto* table : {m_loggers, m_demands, m_roughness, m_closed}) {
        m_tabs->setTabText(tab, QStringLiteral("%1 (%2)").arg(titles[tab], QLocale().toString(table->rowCount())));
        ++tab;
    }
}

void CalibrationDialog::askExport() {
    auto* dialog = new QFileDialog(this, tr("Export the calibrated network"),
                                   project::projectName(m_session.path()) + QStringLiteral("-calibrated.inp"), tr("EPANET networks (*.inp)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("inp"));
    connect(dialog, &QFileDialog::fileSelected, this, &CalibrationDialog::exportTo);
    dialog->open();
}

void CalibrationDialog::exportTo(const QString& path) {
    const auto* layer = shown();
    const auto network = m_session.snapshot().network;
    if (layer == nullptr || network == nullptr) return;
    using Done = std::shared_ptr<Result<void>>;
    auto* watcher = new QFutureWatcher<Done>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path] {
        watcher->deleteLater();
        const Done done = watcher->result();
        say(*done ? tr("Written: %1").arg(path) : session::inWords(done->error(), m_session.units()));
    });
    watcher->setFuture(QtConcurrent::run([network, layer = *layer, path] {
        return std::make_shared<Result<void>>(network::writeInpFile(calibration::calibrated(*network, layer), path.toStdString()));
    }));
}

void CalibrationDialog::say(const QString& words) {
    m_said = words;
    refresh();
}

} // namespace ms::dialogs
