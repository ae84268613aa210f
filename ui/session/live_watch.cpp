#include "ui/session/live_watch.h"

#include "ui/session/core_words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace ms::session {
namespace {

constexpr qint64 kRateSpan_s = 600;
constexpr const char* kColumnKeys[] = {"time", "sensor", "value"};

QString text(const std::string& s) { return QString::fromStdString(s); }

} // namespace

QString toJson(const WatchSources& sources) {
    QJsonArray databases;
    for (const jobs::PostgresReadings& readings : sources.databases) {
        QJsonObject one{{QStringLiteral("connection"), text(readings.connection)},
                        {QStringLiteral("table"), text(readings.table)},
                        {QStringLiteral("query"), text(readings.query)}};
        for (std::size_t k = 0; k < readings.columns.size(); ++k) one.insert(QLatin1String(kColumnKeys[k]), text(readings.columns[k]));
        databases.append(one);
    }
    const QJsonObject all{{QStringLiteral("folders"), QJsonArray::fromStringList(sources.folders)},
                          {QStringLiteral("databases"), databases},
                          {QStringLiteral("interval_s"), sources.interval_s}};
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

WatchSources watchSourcesFromJson(const QString& json) {
    const auto all = QJsonDocument::fromJson(json.toUtf8()).object();
    WatchSources sources;
    sources.interval_s = std::clamp(all.value(QLatin1String("interval_s")).toDouble(60), 1.0, 3600.0);
    for (const auto& folder : all.value(QLatin1String("folders")).toArray()) sources.folders << folder.toString();
    const QString only = all.value(QLatin1String("folder")).toString(); // of an older version
    if (sources.folders.isEmpty() && !only.isEmpty()) sources.folders << only;
    for (const auto& value : all.value(QLatin1String("databases")).toArray()) {
        const auto one = value.toObject();
        const auto field = [&one](const char* key) { return one.value(QLatin1String(key)).toString().toStdString(); };
        jobs::PostgresReadings readings{field("connection"), field("table"), field("query"), {}};
        for (std::size_t k = 0; k < readings.columns.size(); ++k) readings.columns[k] = field(kColumnKeys[k]);
        if (!readings.table.empty() || !readings.query.empty()) sources.databases.push_back(std::move(readings));
    }
    return sources;
}

QString nameOf(const jobs::PostgresReadings& readings) {
    const std::string& what = readings.table.empty() ? readings.query : readings.table;
    return text(what).simplified() + QStringLiteral(", ") + text(readings.connection);
}

LiveWatch::LiveWatch(QObject* parent) : QObject(parent) {}
LiveWatch::~LiveWatch() = default;

bool LiveWatch::start(const QString& project, const WatchSources& sources, const QString& launcher) {
    if (active() || sources.empty()) return false;
    jobs::WatchOptions options;
    options.projectPath = project;
    options.folders = sources.folders;
    options.databases = sources.databases;
    options.interval_s = sources.interval_s;
    options.run.launcher = launcher;
    m_sources.clear();
    for (const QString& folder : sources.folders) m_sources.push_back({folder, {}, 0, {}, 0});
    for (const auto& readings : sources.databases) m_sources.push_back({nameOf(readings), {}, 0, {}, 0});
    m_run = std::make_unique<jobs::WatchRun>(options);
    m_state = State::catchingUp;
    m_trouble.clear();
    m_postponed = 0;
    m_waiting = 0;
    m_lastLook = {};
    m_looks.clear();
    m_arrivals.clear();
    m_since = QDateTime::currentDateTime();
    m_progress = {};
    connect(m_run.get(), &jobs::WatchRun::cycled, this, &LiveWatch::onCycle);
    connect(m_run.get(), &jobs::WatchRun::progressed, this, [this](const jobs::RunProgress& progress) {
        m_progress = progress;
        Q_EMIT changed();
    });
    connect(m_run.get(), &jobs::WatchRun::diagnosed, this, &LiveWatch::diagnosed);
    connect(m_run.get(), &jobs::WatchRun::finished, this, [this](jobs::RunOutcome outcome, const QString& why) {
        m_state = State::off;
        m_run.release()->deleteLater(); // it is the sender
        Q_EMIT changed();
        Q_EMIT stopped(outcome, why);
    });
    m_run->start();
    Q_EMIT changed();
    return true;
}

void LiveWatch::onCycle(const jobs::WatchCycle& cycle) {
    m_lastLook = QDateTime::currentDateTime();
    m_trouble = cycle.trouble ? inWords(*cycle.trouble) : QString();
    m_postponed = cycle.postponed;
    m_waiting = cycle.waiting;
    for (std::size_t i = 0; i < cycle.sources.size() && i < m_sources.size(); ++i) {
        const jobs::WatchedSource& now = cycle.sources[i];
        Source& source = m_sources[i];
        source.away = text(now.away);
        source.found += now.found;
        if (!now.arrived.valid()) continue;
        source.arrived = QDateTime::fromMSecsSinceEpoch(now.arrived.ms);
        source.lag_s = std::max(0.0, static_cast<double>(source.arrived.msecsTo(m_lastLook)) / 1000);
    }
    if (m_state == State::catchingUp) m_state = State::watching;
    m_arrivals.emplace_back(m_lastLook, cycle.values);
    while (m_arrivals.front().first.secsTo(m_lastLook) > kRateSpan_s) m_arrivals.pop_front();
    if (cycle.files > 0 || !cycle.events.empty()) {
        m_looks.push_front({m_lastLook, cycle});
        if (m_looks.size() > kLooksKept) m_looks.pop_back();
        Q_EMIT cycled(cycle);
    }
    Q_EMIT changed();
}

double LiveWatch::valuesPerMinute() const {
    qint64 values = 0;
    for (const auto& [at, count] : m_arrivals) values += count;
    const qint64 seconds = std::clamp<qint64>(m_since.secsTo(m_lastLook), 60, kRateSpan_s); // a first file says nothing of a minute yet
    return 60.0 * static_cast<double>(values) / static_cast<double>(seconds);
}

void LiveWatch::stop() {
    if (!m_run || m_state == State::stopping) return;
    m_state = State::stopping;
    m_run->cancel();
    Q_EMIT changed();
}

void LiveWatch::lookNow() {
    if (m_run) m_run->lookNow();
}

void LiveWatch::abandon() {
    m_run.reset();
    m_looks.clear();
    m_sources.clear();
    m_trouble.clear();
    if (std::exchange(m_state, State::off) != State::off) Q_EMIT changed();
}

} // namespace ms::session
