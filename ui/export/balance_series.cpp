#include "ui/export/balance_series.h"

#include <algorithm>

namespace ms::exporting {

Result<drawing::Columns> netInflow(const ProjectSource& source, const project::ProjectFile& file, const detection::Balance& balance, TimeSpan span,
                                   int most) {
    const bool hourly = !balance.demands.empty() || !balance.tanks.empty();
    const std::int64_t least = hourly ? hours(1).ms : minutes(15).ms;
    const Duration step{(std::max(least, span.length().ms / most) + least - 1) / least * least};
    const Instant start{span.from.ms / step.ms * step.ms};
    const auto count = static_cast<std::size_t>((span.to - start).ms / step.ms + 1);
    std::vector<std::string> names;
    for (const series::Sensor& s : source.sensors) names.push_back(s.name);
    const auto terms = drawing::termsOf(balance, names);
    std::vector<std::vector<double>> means;
    for (const drawing::BalanceTerm& term : terms) {
        const auto readings = file.readings(term.sensor, {start, span.to});
        if (!readings) return readings.error();
        means.push_back(drawing::columnMeans(*readings, start, step, count));
    }
    return drawing::sumOf(terms, means, start, step);
}

} // namespace ms::exporting
