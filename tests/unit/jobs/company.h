#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QFile>
#include <QTest>

#include <cmath>
#include <random>
#include <vector>

/// A water company made up for tests of live work.
namespace ms::jobs::made {

inline constexpr int kHistory = 30 * 96, kSteps = kHistory + 3 * 96; ///< quarter-hours

/// Three DMAs as a historian has them: an inlet flow and two pressures each; a burst of 30 % in the second from half a day after the history on.
struct Company {
    std::vector<QByteArray> rows; ///< by step, with its line end
    QByteArray header = "Timestamp";
    QByteArray sensors = "column,file,element,quantity,unit,zone,x,y,timezone,sign\n";

    Company() {
        std::mt19937 random(4);
        std::normal_distribution<double> normal;
        for (const char* zone : {"North", "Hill", "Quay"})
            for (const char* what : {"F", "P1", "P2"}) {
                const QByteArray name = QByteArray(zone) + "_" + what;
                header += "," + name;
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

} // namespace ms::jobs::made
