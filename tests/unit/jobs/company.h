#pragma once

#include "core/base/result.h"
#include "core/jobs/import_run.h"
#include "core/project/project_file.h"

#include <QDateTime>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <random>
#include <vector>

/// A small water company, and what tests of live work ask of its project.
namespace ms::jobs::made {

inline constexpr int kPatience_ms = 120'000;
inline constexpr int kHistory = 30 * 96, kSteps = kHistory + 3 * 96; ///< quarter-hours

template <typename T>
[[nodiscard]] T must(Result<T> result) {
    if (!result.ok()) qFatal("%s", result.error().toString().c_str());
    return std::move(*result);
}

/// Three DMAs as a historian has them: an inlet flow and two pressures each; a burst of 30 % in the second from half a day after the history on.
struct Company {
    std::vector<QByteArray> rows; ///< by step, with its line end
    QList<QByteArray> names;      ///< of the columns behind the time
    QByteArray header = "Timestamp";
    QByteArray sensors = "column,file,element,quantity,unit,zone,x,y,timezone,sign\n";

    Company() {
        std::mt19937 random(4);
        std::normal_distribution<double> normal;
        for (const char* zone : {"North", "Hill", "Quay"})
            for (const char* what : {"F", "P1", "P2"}) {
                const QByteArray name = QByteArray(zone) + "_" + what;
                header += "," + name;
                names << name;
                sensors += name + ",,," + (what[0] == 'F' ? "flow,l/s," : "pressure,m,") + zone + ",,,UTC,1\n";
            }
        header += "\n";
        const QDateTime start(QDate(2025, 11, 3), QTime(0, 0), Qt::UTC);
        for (int i = 0; i < kSteps; ++i) {
            QByteArray row = start.addSecs(900 * i).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toLatin1();
            const double shape = 0.8 - 0.6 * std::cos((i % 96) / 96.0 * 6.283 - 0.6);
            for (int z = 0; z < 3; ++z) {
                const double flow = 10 * shape * (1 + 0.03 * normal(random)) + (z == 1 && i >= kHistory + 48 ? 3 : 0);
                row += "," + QByteArray::number(flow, 'f', 2);
                for (int p = 0; p < 2; ++p) row += "," + QByteArray::number(50 - 6 * std::pow(flow / 10, 1.85) * p + 0.1 * normal(random), 'f', 1);
            }
            rows.push_back(row + "\n");
        }
    }
};

inline const Company& company() {
    static const Company it;
    return it;
}

inline void write(const QString& path, const QByteArray& text) {
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    QCOMPARE(file.write(text), text.size());
}

inline QByteArray rowsOf(int from, int to) {
    QByteArray text = company().header;
    for (int i = from; i < to; ++i) text += company().rows[static_cast<std::size_t>(i)];
    return text;
}

/// What a project knows, without the numbers of its events and the times of its runs.
inline QString contentOf(const QString& path) {
    auto p = must(project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly));
    QString text;
    for (const auto& s : must(p->sensors()))
        text += QStringLiteral("%1 %2 readings to %3\n").arg(QString::fromStdString(s.sensor.name)).arg(s.count).arg(s.span.to.ms);
    auto events = must(p->events());
    for (auto& e : events) e.id = 0;
    return text + QString::fromStdString(project::eventsToJson(events, {}));
}

template <typename Run>
RunOutcome toEnd(Run& run) {
    QSignalSpy spy(&run, &Run::finished);
    run.start();
    if (spy.isEmpty()) spy.wait(kPatience_ms);
    return spy.isEmpty() ? RunOutcome::failed : spy.at(0).at(0).template value<RunOutcome>();
}

inline void importInto(const QString& project, const QStringList& files, const QString& map) {
    ImportRequest request;
    request.projectPath = project;
    request.paths = files;
    request.sensorMapPath = map;
    request.check = false;
    ImportRun run(request, {});
    QCOMPARE(toEnd(run), RunOutcome::done);
}

} // namespace ms::jobs::made
