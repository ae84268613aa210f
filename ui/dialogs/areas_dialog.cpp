#include "ui/dialogs/areas_dialog.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/session/core_words.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace ms::dialogs {

namespace {

constexpr double kLevels[] = {0.5, 0.8, 0.9, 0.95};

QString percentText(double part) { return QLocale().toString(100 * part, 'f', 1) + QStringLiteral(" %"); }

} // namespace

AreasDialog::AreasDialog(session::Session& session, QWidget* parent) : QDialog(parent), m_session(session) {
    setWindowTitle(tr("Areas of this network"));
    setAccessibleName(tr("Areas of this network"));
    resize(560, 380);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(wrappedText(
        tr("An area of 90 % should hold the burst nine times in ten. Where the model is surer than it is right, the area has to take more of "
           "what it thinks probable, elsewhere less. How much shows a drill: bursts are invented on this network, measured by its own "
           "sensors and looked for."),
        this));
    m_known = wrappedText(QString(), this);
    m_known->setObjectName(QStringLiteral("areasKnown"));
    layout->addWidget(m_known);
    m_table = rowTable(tr("What areas take"), {tr("An area of"), tr("takes of the probability")}, {140}, this);
    m_table->setObjectName(QStringLiteral("areasTable"));
    m_table->setRowCount(static_cast<int>(std::size(kLevels)));
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::NoFocus);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + m_table->rowCount() * m_table->verticalHeader()->defaultSectionSize() +
                            8);
    layout->addWidget(m_table);
    auto* row = new QHBoxLayout;
    auto* label = new QLabel(tr("&Bursts"), this);
    m_bursts = new QSpinBox(this);
    m_bursts->setRange(10, 500);
    m_bursts->setValue(60);
    m_bursts->setAccessibleName(tr("Number of bursts"));
    label->setBuddy(m_bursts);
    m_learn = new QPushButton(this);
    m_learn->setObjectName(QStringLiteral("learnAreas"));
    m_learn->setAutoDefault(false);
    m_learn->setMinimumWidth(fontMetrics().horizontalAdvance(tr("&Learn …")) + 40); // whatever it says
    m_progress = slimProgress(tr("Progress"), this);
    row->addWidget(label);
    row->addWidget(m_bursts);
    row->addWidget(m_learn);
    row->addWidget(m_progress, 1);
    layout->addLayout(row);
    m_words = wrappedText(QString(), this);
    m_words->setObjectName(QStringLiteral("areasWords"));
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setMinimumHeight(3 * fontMetrics().height()); // what comes in does not move the table
    m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    layout->addWidget(m_words);
    layout->addStretch();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_forget = buttons->addButton(tr("&Forget"), QDialogButtonBox::ResetRole);
    m_forget->setObjectName(QStringLiteral("forgetAreas"));
    m_forget->setToolTip(tr("Areas take the model at its word again"));
    for (auto* b : buttons->buttons()) static_cast<QPushButton*>(b)->setAutoDefault(false);
    layout->addWidget(buttons);
    connect(m_learn, &QPushButton::clicked, this, &AreasDialog::toggle);
    connect(m_forget, &QPushButton::clicked, this, [this] { m_session.changeAreaTrust({}, tr("Forget what areas need")); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&session, &session::Session::infoChanged, this, &AreasDialog::refresh);
    connect(&session, &session::Session::stateChanged, this, &AreasDialog::refresh);
    connect(&session, &session::Session::closed, this, &QDialog::close);
    refresh();
}

AreasDialog::~AreasDialog() = default;

void AreasDialog::refresh() {
    const auto& trust = m_session.areaTrust();
    if (trust.empty())
        m_known->setText(tr("Nothing was learned of this network yet: areas take the model at its word."));
    else
        m_known->setText(tr("Learned on %1 from %n burst(s) of a drill and %2 repaired.", nullptr, trust.ofDrill)
                             .arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(trust.learnedAt.ms).date(), QStringLiteral("d MMM yyyy")))
                             .arg(trust.repaired));
    for (int r = 0; r < m_table->rowCount(); ++r) {
        const double level = kLevels[static_cast<std::size_t>(r)];
        m_table->setItem(r, 0, new QTableWidgetItem(QLocale().toString(100 * level, 'f', 0) + QStringLiteral(" %")));
        m_table->setItem(r, 1, new QTableWidgetItem(percentText(trust.massFor(level))));
    }
    const bool model = m_session.snapshot().network != nullptr;
    m_learn->setText(learning() ? tr("Stop") : tr("&Learn …"));
    m_learn->setEnabled(learning() || (model && m_session.editable()));
    m_bursts->setEnabled(!learning());
    m_forget->setEnabled(!learning() && !trust.empty() && m_session.editable());
    if (!model) m_words->setText(tr("A drill needs a network model, and this project has none."));
}

void AreasDialog::toggle() {
    if (m_run) {
        m_run->cancel();
        return;
    }
    m_folder = std::make_unique<QTemporaryDir>();
    if (!m_folder->isValid()) {
        m_words->setText(tr("No folder could be made for the drill: %1").arg(m_folder->errorString()));
        return;
    }
    analysis::DrillOptions options;
    options.bursts = m_bursts->value();
    options.start = instantFromUtc({2024, 1, 1});
    options.habits = m_session.zone();
    m_run = std::make_unique<jobs::DrillRun>(jobs::DrillRequest{m_session.path(), m_folder->filePath(QStringLiteral("drill")), options, true},
                                             jobs::RunOptions{});
    m_progress->setValue(0);
    m_progress->show();
    m_words->setText(tr("The drill is made …"));
    connect(m_run.get(), &jobs::DrillRun::progressed, this, [this](const jobs::RunProgress& progress) {
        if (progress.total > 0) m_progress->setValue(static_cast<int>(1000 * progress.done / progress.total));
    });
    connect(m_run.get(), &jobs::DrillRun::made, this, [this](int bursts) { m_words->setText(tr("%n burst(s) are looked for …", nullptr, bursts)); });
    connect(m_run.get(), &jobs::DrillRun::finished, this, [this](jobs::RunOutcome outcome) { learned(outcome); });
    m_run->start();
    refresh();
}

void AreasDialog::learned(jobs::RunOutcome outcome) {
    const auto score = m_run->score();
    const auto error = m_run->error();
    m_run.release()->deleteLater(); // it is still in its signal
    m_folder.reset();
    m_progress->hide();
    refresh();
    if (outcome != jobs::RunOutcome::done || !score) {
        m_words->setText(outcome == jobs::RunOutcome::cancelled ? tr("Stopped; nothing was changed.")
                         : error                                ? session::inWords(*error)
                                                                : tr("The drill failed."));
        return;
    }
    const auto& s = m_session.snapshot();
    const auto trust = analysis::learnAreas(*score, *s.events, *s.repairs, Instant{QDateTime::currentMSecsSinceEpoch() / 60'000 * 60'000});
    const QString found =
        tr("Found %1 of %2; as they are, areas of 90 % held %3 of them.").arg(score->found()).arg(score->results.size()).arg(score->held());
    if (trust.empty()) {
        m_words->setText(found + QLatin1Char(' ') + tr("No area told anything, so nothing can be learned."));
        return;
    }
    if (!m_session.changeAreaTrust(trust, tr("Learn what areas need"))) {
        m_words->setText(found + QLatin1Char(' ') + tr("The project cannot be changed just now."));
        return;
    }
    m_words->setText(found + QLatin1Char(' ') + tr("Areas go by this from the next analysis on."));
}

} // namespace ms::dialogs
