#include "ui/dialogs/review_match.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/map/map_view.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <QtConcurrent/QtConcurrentRun>

#include <set>

namespace ms::dialogs {

namespace {

constexpr double kSure = 0.85;

QString suggestionText(const PlaceSuggestion& s) {
    return ReviewMatch::tr("%1 · %2 %, %3")
        .arg(QString::fromStdString(s.element))
        .arg(qRound(s.confidence * 100))
        .arg(ReviewMatch::tr(s.why.c_str()));
}

} // namespace

ReviewMatch::ReviewMatch(session::Session& session, jobs::ImportReview& review, ImportReviewModel& model, QWidget* parent)
    : QWidget(parent), m_review(review), m_model(model), m_session(session) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    auto* left = new QVBoxLayout;
    m_hint = wrappedText(QString(), this);
    m_hint->setProperty("muted", true);
    left->addWidget(m_hint);
    m_list = new QTreeWidget(this);
    m_list->setObjectName(QStringLiteral("unmatched"));
    m_list->setAccessibleName(tr("Channels without a place"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->setHeaderLabels({tr("Channel"), tr("Best guess")});
    m_list->header()->setStretchLastSection(true);
    m_list->setColumnWidth(0, 170);
    left->addWidget(m_list, 3);
    m_ranked = new QListWidget(this);
    m_ranked->setAccessibleName(tr("Suggested places, the likeliest first"));
    m_ranked->setToolTip(tr("Double click or Return puts the channel there"));
    left->addWidget(m_ranked, 2);
    m_sure = new QPushButton(this);
    m_sure->setAccessibleName(tr("Take all sure guesses"));
    left->addWidget(m_sure);
    auto* leftWidget = new QWidget(this);
    left->setContentsMargins(0, 0, 0, 0);
    leftWidget->setLayout(left);
    leftWidget->setMinimumWidth(270);
    leftWidget->setMaximumWidth(360);
    layout->addWidget(leftWidget, 1);
    m_map = new map::MapView(nullptr, this);
    m_map->setObjectName(QStringLiteral("matchMap"));
    m_map->setMinimumWidth(200);
    layout->addWidget(m_map, 2);
    connect(m_map, &map::MapView::selectionEdited, this, &ReviewMatch::takePicked);
    connect(&m_indexing, &QFutureWatcherBase::finished, this, [this] {
        const Indexed indexed = m_indexing.result();
        m_suggest = indexed.suggest;
        m_map->setContent(indexed.content, QString::fromStdString(m_session.snapshot().info.settings.crs));
        m_map->fit();
        if (isVisible()) fill();
    });
    const auto look = [this] {
        m_map->setTheme(m_session.theme());
        m_map->setUnits(m_session.units());
    };
    look();
    connect(&session.appearance(), &session::Appearance::themeChanged, this, look);
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this] { showSuggestions(); });
    connect(m_ranked, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) { assign(item->data(Qt::UserRole).toString()); });
    connect(m_sure, &QPushButton::clicked, this, &ReviewMatch::takeSure);
    refresh();
}

ReviewMatch::~ReviewMatch() { m_indexing.waitForFinished(); }

void ReviewMatch::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) fill();
}

void ReviewMatch::refresh() {
    int open = 0;
    for (int file = 0; file < static_cast<int>(m_review.files().size()); ++file) {
        const auto& f = m_review.files()[static_cast<std::size_t>(file)];
        if (f.isRepairs || f.state != jobs::ReviewedFile::State::read) continue;
        for (const auto& guess : f.summary.report.guesses) {
            if (guess.trouble != ingest::ChannelGuess::Trouble::none) continue;
            for (const auto& row : m_review.channel(file, ingest::channelKey(guess)).rows) open += row.sensor.element.empty() ? 1 : 0;
        }
    }
    m_stale = true;
    if (open != m_open) {
        m_open = open;
        Q_EMIT openChanged(open);
    }
    if (isVisible()) fill();
}

std::optional<ImportReviewModel::Place> ReviewMatch::current() const {
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (row < 0 || row >= static_cast<int>(m_places.size())) return std::nullopt;
    return m_places[static_cast<std::size_t>(row)];
}

void ReviewMatch::setCurrent(const ImportReviewModel::Place& place) {
    for (std::size_t i = 0; i < m_places.size(); ++i)
        if (m_places[i] == place) m_list->setCurrentItem(m_list->topLevelItem(static_cast<int>(i)));
}

void ReviewMatch::fill() {
    m_stale = false;
    if (!m_suggest) return index();
    const auto before = current();
    const int beforeRow = m_list->indexOfTopLevelItem(m_list->currentItem());
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    m_places.clear();
    QList<QTreeWidgetItem*> items;
    int sure = 0;
    for (int file = 0; file < static_cast<int>(m_review.files().size()); ++file) {
        const auto& f = m_review.files()[static_cast<std::size_t>(file)];
        if (f.isRepairs || f.state != jobs::ReviewedFile::State::read) continue;
        for (const auto& guess : f.summary.report.guesses) {
            if (guess.trouble != ingest::ChannelGuess::Trouble::none) continue;
            const std::string key = ingest::channelKey(guess);
            const auto channel = m_review.channel(file, key);
            for (std::size_t k = 0; k < channel.rows.size(); ++k) {
                const auto& sensor = channel.rows[k].sensor;
                if (!sensor.element.empty()) continue;
                const auto best = m_suggest->forChannel(guess.header, sensor, false, 1);
                const bool isSure = !best.empty() && best.front().confidence >= kSure;
                sure += isSure;
                const QString name = QString::fromStdString(sensor.name.empty() ? guess.header : sensor.name);
                auto* item = new QTreeWidgetItem({name, best.empty() ? tr("click it on the map") : suggestionText(best.front())});
                item->setToolTip(0, f.path);
                items << item;
                m_places.push_back({file, key, k});
            }
        }
    }
    m_list->addTopLevelItems(items);
    m_sure->setEnabled(sure > 0);
    m_sure->setText(sure > 0 ? tr("Take all sure guesses (%1)").arg(sure) : tr("Take all sure guesses"));
    m_hint->setText(!m_map->content() || m_map->content()->empty() ? tr("The project has no network to match with.")
                    : m_places.empty()                             ? tr("Every channel has its place.")
                                                                   : tr("Choose a channel, then click its node or pipe on the map."));
    int row = 0;
    for (std::size_t i = 0; before && i < m_places.size(); ++i)
        if (m_places[i] == *before) row = static_cast<int>(i);
    if (before && !m_places.empty() && m_places[static_cast<std::size_t>(row)] != *before)
        row = std::min(beforeRow, static_cast<int>(m_places.size()) - 1); // it has its place now: on to the next
    if (!m_places.empty()) m_list->setCurrentItem(m_list->topLevelItem(std::max(0, row)));
    showSuggestions();
}

void ReviewMatch::showSuggestions() {
    m_ranked->clear();
    std::vector<std::string> ids;
    if (const auto place = current(); place && m_suggest) {
        for (const auto& s : m_suggest->forChannel(ingest::headerOf(place->key), m_model.rowAt(*place).sensor, true)) {
            auto* item = new QListWidgetItem(suggestionText(s), m_ranked);
            item->setData(Qt::UserRole, QString::fromStdString(s.element));
            ids.push_back(s.element);
        }
        if (ids.empty()) {
            auto* nothing = new QListWidgetItem(tr("Nothing in the network has a name like it"), m_ranked);
            nothing->setFlags(Qt::NoItemFlags);
        }
    }
    const auto& content = m_map->content();
    if (!content) return;
    std::set<std::uint32_t> nodes, pipes;
    for (const auto& id : ids) {
        if (const auto node = content->findNode(id)) nodes.insert(*node);
        if (const auto pipe = content->findPipe(id)) pipes.insert(*pipe);
    }
    m_map->setSelectedNodes(std::move(nodes));
    m_map->setSelectedPipes(std::move(pipes));
}

void ReviewMatch::index() {
    if (m_indexing.isRunning()) return;
    const auto& snapshot = m_session.snapshot();
    m_indexing.setFuture(QtConcurrent::run([network = snapshot.network, gis = snapshot.gisPipes] {
        auto content = std::make_shared<const drawing::MapContent>(drawing::buildMapContent(network.get(), *gis, {}));
        auto suggest = std::make_shared<const PlaceSuggestions>(content);
        return Indexed{std::move(content), std::move(suggest)};
    }));
}

void ReviewMatch::takePicked() {
    const auto& content = m_map->content();
    if (!content) return;
    std::string id;
    if (!m_map->selectedNodes().empty())
        id = content->nodes[*m_map->selectedNodes().begin()].id;
    else if (!m_map->selectedPipes().empty())
        id = content->pipes[*m_map->selectedPipes().begin()].id;
    assign(QString::fromStdString(id));
}

void ReviewMatch::assign(const QString& element) {
    const auto place = current();
    if (!place || element.isEmpty()) return;
    m_model.change({*place}, [id = element.toStdString()](ingest::SensorMapRow& row) { row.sensor.element = id; });
    refresh();
}

void ReviewMatch::takeSure() {
    if (!m_suggest) return;
    for (const auto& place : std::vector(m_places)) {
        const auto best = m_suggest->forChannel(ingest::headerOf(place.key), m_model.rowAt(place).sensor, false, 1);
        if (best.empty() || best.front().confidence < kSure) continue;
        m_model.change({place}, [id = best.front().element](ingest::SensorMapRow& row) { row.sensor.element = id; });
    }
    refresh();
}

} // namespace ms::dialogs
