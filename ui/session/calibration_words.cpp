#include "ui/session/calibration_words.h"

#include "core/analysis/model_fit.h"
#include "ui/session/words.h"

#include <QLocale>

#include <algorithm>

namespace ms::session {

namespace {

constexpr std::size_t kMostNamed = 4; ///< the worst

/// "PL1 (0.31 m), PL2 (0.22 m)": the worst of them.
QString worstOf(const calibration::Calibration& layer, const calibration::FitGate& gate, const DisplayUnits& units) {
    QStringList named;
    for (const auto& name : gate.doubtful)
        for (const auto& l : layer.loggers)
            if (l.sensor == name && static_cast<std::size_t>(named.size()) < kMostNamed)
                named << QStringLiteral("%1 (%2)").arg(QString::fromStdString(name), units.value(Quantity::pressure, l.after_m));
    return named.join(QStringLiteral(", "));
}

} // namespace

QString calibrationBasis(const calibration::Calibration& layer, const LocalZone& zone) {
    return tr("%1 to %2, %n mean(s) of three hours", nullptr, static_cast<int>(layer.instants))
        .arg(dateOnly(layer.period.from, zone), dateOnly(layer.period.to, zone));
}

QStringList fitGate(const calibration::Calibration& layer, const DisplayUnits& units) {
    QStringList lines;
    const auto gate = calibration::gateOf(layer);
    const QString usual = units.value(Quantity::pressure, gate.usual_m);
    if (gate.doubtful.empty()) {
        lines << tr("All %n logger(s) can be trusted: once calibrated they are usually %1 off.", nullptr, static_cast<int>(layer.loggers.size()))
                     .arg(usual);
    } else {
        QString worst = worstOf(layer, gate, units);
        if (gate.doubtful.size() > kMostNamed) worst = tr("%1 and %n more", nullptr, static_cast<int>(gate.doubtful.size() - kMostNamed)).arg(worst);
        lines
            << tr("Do not trust %1: that far off even once calibrated, where %2 is usual. An area that rests on such a logger is too wide, or wrong: "
                  "leave it out of the run, or flag its readings.")
                   .arg(worst, usual);
    }
    auto reach = layer.reach; // the least seen first
    std::ranges::stable_sort(reach, [](const auto& a, const auto& b) {
        const auto blind = [](const auto& r) { return r.leastFlow_m3s > 0 ? r.leastFlow_m3s : 1e9; };
        return blind(a) > blind(b);
    });
    QStringList sizes, blind;
    for (const auto& r : reach) {
        const QString zone = QString::fromStdString(r.zone);
        if (r.leastFlow_m3s <= 0)
            blind << zone;
        else if (static_cast<std::size_t>(sizes.size()) < kMostNamed)
            sizes << QStringLiteral("%1 %2").arg(zone, units.value(Quantity::flow, r.leastFlow_m3s));
    }
    if (!sizes.isEmpty())
        lines << tr("On the middling pipe a burst moves its zone's loggers by twice their misfit from this size on: %1. Smaller ones get wide areas, "
                    "or "
                    "the whole zone.")
                     .arg(sizes.join(QStringLiteral(", ")));
    if (!blind.isEmpty())
        lines << tr("No burst moves the loggers of zone %1 by twice their misfit: areas there are the whole zone.")
                     .arg(blind.join(QStringLiteral(", ")));
    QStringList closed;
    for (const auto& s : layer.closed) closed << QString::fromStdString(s.pipe);
    if (!closed.isEmpty())
        lines << tr("May be shut: %1. Look at these valves before you trust an area behind them.").arg(closed.join(QStringLiteral(", ")));
    return lines;
}

QStringList fitGateOfRun(const Snapshot& snapshot, const analysis::Options& options, const DisplayUnits& units) {
    if (snapshot.network == nullptr) return {};
    const auto* layer = snapshot.calibration();
    if (layer == nullptr)
        return {tr("The model has not been fitted to the readings: which loggers to trust is not known (Analysis ▸ Calibrate the model).")};
    QStringList lines;
    if (analysis::mayUse(*layer, options))
        lines << tr("The calibrated model is used (%1).").arg(calibrationBasis(*layer, snapshot.info.zone));
    else
        lines << tr("This run takes the model as it is on file: the calibration rests on readings up to %1, which a live run of this period cannot "
                    "know yet.")
                     .arg(dateOnly(layer->period.to, snapshot.info.zone));
    return lines + fitGate(*layer, units);
}

} // namespace ms::session
