#include "ui/dialogs/drill_dialog.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/session/core_words.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

#include <atomic>
#include <cmath>
#include <thread>

namespace ms::dialogs {

namespace {

namespace of { // columns
enum DrillColumn { id, zone, pipe, share, delay, held, area, rank, flow, count };
}

QPushButton* drillButton(const QString& text, const char* name, QWidget* parent) {
    auto* b = new QPushButton(text, parent);
    b->setObjectName(QLatin1String(name));
    b->setAutoDefault(false);
    return b;
}

QLabel* selectableWords(const char* name, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

/// The drill being made, on its thread; what it says goes to the dialog as queued calls.
struct DrillDialog::Work final : Sink {
    Work(DrillDialog* owner, QString project, std::shared_ptr<const network::Network> net, std::vector<series::Sensor> at,
         analysis::DrillOptions chosen, QString out)
        : q(owner), path(std::move(project)), network(std::move(net)), sensors(std::move(at)), options(std::move(chosen)), folder(std::move(out)),
          thread([this](const std::stop_token& stop) { work(stop); }) {}

    void progress(std::string_view, std::int64_t done, std::int64_t total) override {
        const auto part = total > 0 ? 1000 * done / total : 0;
        if (part == told.exchange(part)) return;
        QMetaObject::invokeMethod(q, [owner = q, part] { owner->m_progress->setValue(static_cast<int>(part)); });
    }
    void diagnostic(const Diagnostic&) override {}

    void work(const std::stop_token& stop) {
        auto outcome = [&]() -> Result<scenario::Outcome> {
            auto file = project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly);
            if (!file) return file.error();
            const auto text = (*file)->networkText();
            if (!text) return text.error();
            return analysis::makeDrill(*network, *text, sensors, options, folder.toStdString(), *this, stop);
        }();
        QMetaObject::invokeMethod(q, [owner = q, outcome = std::move(outcome)] { owner->made(outcome); });
    }

    DrillDialog* q;
    QString path;
    std::shared_ptr<const network::Network> network;
    std::vector<series::Sensor> sensors;
    analysis::DrillOptions options;
    QString folder;
    std::atomic<std::int64_t> told{-1};
    std::jthread thread; // last: is joined before what it uses goes
};

DrillDialog::DrillDialog(session::Session& session, QWidget* parent) : QDialog(parent), m_session(session) {
    setWindowTitle(tr("Burst drill"));
    setAccessibleName(tr("Burst drill"));
    resize(820, 640);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(
        wrappedText(tr("Bursts are invented on this project's network and measured by its own sensors. Hand the readings out to train, or analyse "
                       "them to see what would be found here."),
                    this));
    auto* row = new QHBoxLayout;
    m_folder = new QLineEdit(this);
    m_folder->setObjectName(QStringLiteral("drillFolder"));
    m_folder->setAccessibleName(tr("Folder of the drill"));
    m_folder->setPlaceholderText(tr("Folder of the drill"));
    auto* browse = drillButton(tr("&Choose …"), "drillBrowse", this);
    row->addWidget(m_folder, 1);
    row->addWidget(browse);
    layout->addLayout(row);
    layout->addWidget(buildMaking());
    layout->addWidget(buildScoring(), 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    for (auto* b : buttons->buttons()) static_cast<QPushButton*>(b)->setAutoDefault(false);
    layout->addWidget(buttons);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getExistingDirectory(this, tr("Folder of the drill"), m_folder->text());
        if (!chosen.isEmpty()) setFolder(chosen);
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_folder, &QLineEdit::textChanged, this, &DrillDialog::check);
    connect(&session, &session::Session::closed, this, &QDialog::close);
    check();
}

DrillDialog::~DrillDialog() = default;

void DrillDialog::setFolder(const QString& folder) { m_folder->setText(QDir::toNativeSeparators(folder)); }

QWidget* DrillDialog::buildMaking() {
    auto* box = new QGroupBox(tr("Make a drill"), this);
    auto* form = new QFormLayout(box);
    const analysis::DrillOptions defaults;
    m_bursts = new QSpinBox(box);
    m_bursts->setRange(1, 1000);
    m_bursts->setValue(defaults.bursts);
    m_bursts->setAccessibleName(tr("Number of bursts"));
    m_bursts->setMaximumWidth(120);
    form->addRow(tr("&Bursts"), m_bursts);
    const auto percent = [box](double value, const QString& name) {
        auto* spin = new QDoubleSpinBox(box);
        spin->setRange(0.5, 300);
        spin->setDecimals(1);
        spin->setSuffix(QStringLiteral(" %"));
        spin->setValue(100 * value);
        spin->setAccessibleName(name);
        return spin;
    };
    m_least = percent(defaults.leastShare, tr("Size of the smallest, as a share of the zone's mean inflow"));
    m_most = percent(defaults.mostShare, tr("Size of the largest, as a share of the zone's mean inflow"));
    auto* sizes = new QHBoxLayout;
    sizes->addWidget(m_least);
    sizes->addWidget(new QLabel(tr("to"), box));
    sizes->addWidget(m_most);
    sizes->addWidget(new QLabel(tr("of the zone's mean inflow"), box));
    sizes->addStretch();
    auto* label = new QLabel(tr("&Sizes"), box);
    label->setBuddy(m_least);
    form->addRow(label, sizes);
    m_seed = new QSpinBox(box);
    m_seed->setRange(0, 1'000'000);
    m_seed->setValue(1);
    m_seed->setAccessibleName(tr("Number of the drill"));
    m_seed->setToolTip(tr("The same number gives the same bursts; another number another drill"));
    m_seed->setMaximumWidth(120);
    form->addRow(tr("&Number"), m_seed);
    m_make = drillButton(tr("&Make"), "makeDrill", box);
    m_progress = slimProgress(tr("Progress"), box);
    auto* row = new QHBoxLayout;
    row->addWidget(m_make);
    row->addWidget(m_progress, 1);
    form->addRow(row);
    m_madeWords = selectableWords("drillMade", box);
    form->addRow(m_madeWords);
    connect(m_make, &QPushButton::clicked, this, &DrillDialog::make);
    return box;
}

QWidget* DrillDialog::buildScoring() {
    auto* box = new QGroupBox(tr("Score a drill"), this);
    auto* layout = new QVBoxLayout(box);
    auto* row = new QHBoxLayout;
    m_answers = new QComboBox(box);
    m_answers->addItems({tr("The events of this project"), tr("An answer sheet …")});
    m_answers->setObjectName(QStringLiteral("drillAnswers"));
    m_answers->setAccessibleName(tr("What is scored"));
    m_scoreButton = drillButton(tr("Sc&ore"), "scoreDrill", box);
    row->addWidget(m_answers);
    row->addWidget(m_scoreButton);
    row->addStretch();
    layout->addLayout(row);
    m_table = new QTableWidget(0, of::count, box);
    m_table->setObjectName(QStringLiteral("drillTable"));
    m_table->setAccessibleName(tr("What became of each burst"));
    m_table->setHorizontalHeaderLabels(
        {tr("Burst"), tr("Zone"), tr("Pipe"), tr("Of inflow"), tr("Told after"), tr("In the area"), tr("Area"), tr("Rank"), tr("Size")});
    m_table->horizontalHeaderItem(of::area)->setToolTip(tr("Share of the zone's pipe length"));
    m_table->horizontalHeaderItem(of::rank)->setToolTip(tr("Place of the burst's pipe among those of the area, most probable first"));
    m_table->horizontalHeaderItem(of::flow)->setToolTip(tr("Stated size over the true one"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    layout->addWidget(m_table, 1);
    m_scoreWords = selectableWords("drillScore", box);
    layout->addWidget(m_scoreWords);
    connect(m_scoreButton, &QPushButton::clicked, this, &DrillDialog::scoreAnswers);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, [this] { // on the map, too
        const auto chosen = static_cast<std::size_t>(m_table->currentRow());
        const auto& network = m_session.snapshot().network;
        if (!m_score || chosen >= m_score->results.size() || !network) return;
        if (const LinkIndex link = network->findLink(m_score->results[chosen].burst.pipe); link.valid()) m_session.selection().setLinks({link});
    });
    return box;
}

std::vector<series::Sensor> DrillDialog::sensors() const {
    std::vector<series::Sensor> all;
    for (const auto& view : *m_session.snapshot().sensors) all.push_back(view.sensor);
    return all;
}

void DrillDialog::check() {
    const bool ready = m_session.snapshot().network != nullptr && !m_folder->text().trimmed().isEmpty();
    m_make->setEnabled(m_work != nullptr || ready);
    m_scoreButton->setEnabled(m_work == nullptr && ready);
    if (m_session.snapshot().network == nullptr) m_madeWords->setText(tr("A drill needs a network model, and this project has none."));
}

void DrillDialog::make() {
    if (m_work) {
        m_work->thread.request_stop();
        return;
    }
    analysis::DrillOptions options;
    options.bursts = m_bursts->value();
    options.leastShare = m_least->value() / 100;
    options.mostShare = m_most->value() / 100;
    options.seed = static_cast<std::uint64_t>(m_seed->value());
    options.start = instantFromUtc({2024, 1, 1});
    options.habits = m_session.zone();
    options.crs = m_session.snapshot().info.settings.crs;
    m_progress->setValue(0);
    m_progress->show();
    m_make->setText(tr("Stop"));
    m_madeWords->clear();
    m_work = std::make_unique<Work>(this, m_session.path(), m_session.snapshot().network, sensors(), options, m_folder->text().trimmed());
    check();
}

void DrillDialog::made(const Result<scenario::Outcome>& outcome) {
    const QString folder = m_work->folder;
    m_work.reset();
    m_progress->hide();
    m_make->setText(tr("&Make"));
    check();
    if (outcome)
        m_madeWords->setText(
            tr("%n burst(s) are in %1. Hand out all of it but the folder truth: who looks for them makes a project of network.inp, loggers "
               "and sensors.csv, or fills in answers.csv.",
               nullptr, outcome->bursts)
                .arg(folder));
    else
        m_madeWords->setText(outcome.error().code == ErrorCode::cancelled ? tr("Stopped; what was written so far lies in %1.").arg(folder)
                                                                          : session::inWords(outcome.error()));
}

void DrillDialog::scoreAnswers() {
    const auto& s = m_session.snapshot();
    const std::string folder = m_folder->text().trimmed().toStdString();
    const bool sheet = m_answers->currentIndex() == 1;
    std::vector<detection::Event> events = *s.events;
    const auto fail = [&](const Error& error) {
        m_score.reset();
        fill();
        m_scoreWords->setText(session::inWords(error));
    };
    if (sheet) {
        const QString path = QFileDialog::getOpenFileName(this, tr("Answer sheet"), m_folder->text(), tr("Tables (*.csv *.xlsx *.ods)"));
        if (path.isEmpty()) return;
        auto answers = analysis::readAnswers(path.toStdString(), *s.network, m_session.zone());
        if (!answers) return fail(answers.error());
        events = std::move(*answers);
    }
    auto bursts = analysis::readDrill(folder);
    if (!bursts) return fail(bursts.error());
    m_score = analysis::scoreDrill(std::move(*bursts), events, *s.network, sensors(), sheet ? days(1) : Duration{});
    fill();
}

void DrillDialog::fill() {
    const QLocale locale;
    m_table->clearContents();
    m_table->setRowCount(m_score ? static_cast<int>(m_score->results.size()) : 0);
    for (int r = 0; r < m_table->rowCount(); ++r) {
        const auto& result = m_score->results[static_cast<std::size_t>(r)];
        const auto put = [&](of::DrillColumn column, const QString& text, bool number = true) {
            auto* item = new QTableWidgetItem(text);
            if (number) item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            m_table->setItem(r, column, item);
        };
        put(of::id, QString::fromStdString(result.burst.id), false);
        put(of::zone, QString::fromStdString(result.burst.zone), false);
        put(of::pipe, QString::fromStdString(result.burst.pipe), false);
        put(of::share, locale.toString(100 * result.burst.share, 'f', 1) + QStringLiteral(" %"));
        if (!result.delay) {
            put(of::delay, tr("missed"), false);
            continue;
        }
        put(of::delay, locale.toString(result.delay->hours(), 'f', 1) + QStringLiteral(" h"));
        put(of::held, result.held ? tr("yes") : tr("no"), false);
        put(of::area, locale.toString(100 * result.areaShare, 'f', 1) + QStringLiteral(" %"));
        put(of::rank, result.rank > 0 ? locale.toString(result.rank) : QStringLiteral("–"));
        put(of::flow, QString(result.sizeError < 0 ? QStringLiteral("−") : QStringLiteral("+")) +
                          locale.toString(100 * std::abs(result.sizeError), 'f', 0) + QStringLiteral(" %"));
    }
    if (!m_score) return;
    QString text = tr("Found %1 of %2; %n false alarm(s) in %3 zone-weeks.", nullptr, m_score->falseAlarms)
                       .arg(m_score->found())
                       .arg(m_score->results.size())
                       .arg(locale.toString(m_score->zoneWeeks, 'f', 0));
    if (m_score->found() > 0)
        text +=
            QLatin1Char(' ') + tr("Of those found the area holds %1, at %2 % of the zone's pipes in the median; told after %3 h, size off by %4 %.")
                                   .arg(m_score->held())
                                   .arg(locale.toString(100 * m_score->medianAreaShare(), 'f', 1), locale.toString(m_score->medianDelay_h(), 'f', 1),
                                        locale.toString(100 * m_score->medianSizeError(), 'f', 0));
    m_scoreWords->setText(text);
}

} // namespace ms::dialogs
