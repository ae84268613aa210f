#pragma once

#include "core/analysis/analysis.h"
#include "core/detection/balance.h"
#include "core/project/project_file.h"
#include "core/series/readings.h"

#include <QList>
#include <QPointF>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// Series as lines of a chart: x = ms since 1970, y = value times a factor (display units). Gaps stay gaps: a line for each stretch without one.
namespace ms::drawing {

using Polyline = QList<QPointF>;
using Polylines = std::vector<Polyline>;

/// All readings in the span; where one is farther from the next than 2.5 usual steps, the line ends and another begins.
/// Readings with a bit of `drop` are left out: the line goes on to the next good one where that is not too far.
[[nodiscard]] Polylines linesOf(const series::Readings& readings, TimeSpan span, double factor, Duration shift = {0}, std::uint8_t drop = 0);
/// Those left out, as points.
[[nodiscard]] Polyline flaggedOf(const series::Readings& readings, TimeSpan span, double factor, std::uint8_t drop);
/// Bits of series::Quality that a cleaned line leaves out: all but `repaired`.
inline constexpr std::uint8_t droppedWhenClean = 0xDF;
/// Least and greatest value of each column, in the order that makes the shorter way; one point where they are the same.
[[nodiscard]] Polylines linesOf(const project::Envelope& envelope, double factor, Duration shift = {0});

/// A column longer than six hours becomes whole days: means of a part of a day would beat against the day's own rhythm and draw waves that are none.
[[nodiscard]] Duration wholeDays(Duration column);

/// The band over a span in at most `most` columns: the mean of what was expected, between its least low and its greatest high.
struct BandLines {
    Polylines low, expected, high; ///< stretch by stretch, of the same lengths
};
[[nodiscard]] BandLines linesOf(const analysis::ExpectedBand& band, TimeSpan span, int most, double factor);

/// Sums of `factor` times the means of several series in the columns of a grid; NaN where one is missing. For a zone's balance.
struct Columns {
    Instant start;
    Duration step{3'600'000};
    std::vector<double> values;
};
[[nodiscard]] std::vector<double> columnMeans(const series::Readings& readings, Instant start, Duration step, std::size_t count);
[[nodiscard]] std::vector<double> columnMeans(const project::Envelope& envelope, Instant start, Duration step, std::size_t count);
[[nodiscard]] Polylines linesOf(const Columns& columns, double factor, Duration shift = {0});

/// What a zone's balance is made of: factor * flow, or for a storage factor * dL/dt with factor = -area in m2.
struct BalanceTerm {
    std::string sensor;
    double factor = 1;
    bool storage = false;
};
/// `sensors`: the list that the balance's indices refer to.
[[nodiscard]] std::vector<BalanceTerm> termsOf(const detection::Balance& balance, const std::vector<std::string>& sensors);
/// Its sum (m3/s) of the terms' column means, one list a term, all of one length.
[[nodiscard]] Columns sumOf(const std::vector<BalanceTerm>& terms, const std::vector<std::vector<double>>& means, Instant start, Duration step);

[[nodiscard]] int pointsOf(const Polylines& lines);
/// Least and greatest y of the points with x in the span; (inf, -inf) without any.
[[nodiscard]] std::pair<double, double> rangeOf(const Polylines& lines, TimeSpan span);

} // namespace ms::drawing
