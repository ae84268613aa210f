#include "ui/session/trace_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace ms::session {

namespace {
constexpr std::size_t kMostTraces = 5000; ///< beyond, the lanes are a grey mass anyway
double rounded(double s) { return std::round(s * 1000) / 1000; }
} // namespace

QString tracesToText(const jobs::RunProgress& progress, const std::vector<jobs::TaskTrace>& traces) {
    QJsonArray all;
    for (std::size_t i = 0; i < traces.size() && i < kMostTraces; ++i) {
        const auto& t = traces[i];
        all.append(QJsonArray{t.kind, t.subject, t.worker, rounded(t.start_s), rounded(t.end_s), t.attempt, t.failed});
    }
    const QJsonObject text{{QStringLiteral("elapsed_s"), rounded(progress.elapsed_s)},
                           {QStringLiteral("workers"), progress.workers},
                           {QStringLiteral("retries"), progress.retries},
                           {QStringLiteral("tasks"), progress.tasksTotal},
                           {QStringLiteral("done"), progress.tasksDone},
                           {QStringLiteral("traces"), all}};
    return QString::fromUtf8(QJsonDocument(text).toJson(QJsonDocument::Compact));
}

bool tracesFromText(const QString& text, jobs::RunProgress& progress, std::vector<jobs::TaskTrace>& traces) {
    const auto object = QJsonDocument::fromJson(text.toUtf8()).object();
    if (!object.value(QLatin1String("traces")).isArray()) return false;
    std::vector<jobs::TaskTrace> found;
    for (const auto& value : object.value(QLatin1String("traces")).toArray()) {
        const auto t = value.toArray();
        if (t.size() != 7) return false;
        found.push_back({t[0].toString(), t[1].toString(), t[2].toInt(), t[3].toDouble(), t[4].toDouble(), t[5].toInt(), t[6].toBool()});
    }
    progress = {};
    progress.elapsed_s = object.value(QLatin1String("elapsed_s")).toDouble();
    progress.workers = object.value(QLatin1String("workers")).toInt();
    progress.retries = object.value(QLatin1String("retries")).toInt();
    progress.tasksTotal = object.value(QLatin1String("tasks")).toInt();
    progress.tasksDone = object.value(QLatin1String("done")).toInt();
    traces = std::move(found);
    return true;
}

} // namespace ms::session
