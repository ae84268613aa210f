#include "core/analysis/expect_task.h"

#include "core/hydraulics/solver.h"
#include "core/series/statistics.h"
#include "core/series/time_series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ms::analysis {

namespace {

constexpr int slotsPerDay = 8, hoursPerSlot = 3;

/// Sum and count of a slot.
struct Mean {
    double sum = 0;
    int n = 0;
    void add(double v) {
        if (!std::isfinite(v)) return;
        sum += v;
        ++n;
    }
    [[nodiscard]] float value() const { return n >= 2 ? static_cast<float>(sum / n) : std::numeric_limits<float>::quiet_NaN(); }
};

} // namespace

Result<Expectation> expectBlock(const ModelFrame& frame, const Data& data, TimeSpan span, Sink& sink, std::stop_token stop) {
    const network::Network& net = *data.network;
    auto model = hydraulics::HydraulicModel::make(data.network);
    if (!model) return model.error();
    hydraulics::Solver solver(std::move(model).value(), {1e-5, 100});
    const Drive drive = makeDrive(frame, data, span);
    const Eigen::Index hourCount = drive.size(), slots = hourCount / hoursPerSlot;

    Expectation result;
    std::vector<std::vector<Eigen::VectorXd>> measured; // per zone and row, hourly
    for (const auto& zone : frame.zones) {
        calibration::ResidualRecord record;
        record.start = span.from;
        record.slotsPerDay = slotsPerDay;
        record.pressures = zone.pressures;
        std::vector<Eigen::VectorXd> series;
        for (const auto& row : zone.rows) {
            record.sensors.push_back(row.sensor);
            series.push_back(series::resample(data.sensors[row.sensor].readings, span, drive.step, series::Resample::mean).values);
        }
        record.residual = Eigen::MatrixXf::Constant(static_cast<Eigen::Index>(zone.rows.size()), slots, std::numeric_limits<float>::quiet_NaN());
        record.loss = record.residual;
        measured.push_back(std::move(series));
        result.records.push_back(std::move(record));
        for (std::size_t r = 0; r < zone.pressures; ++r) {
            ExpectedBand band;
            band.sensor = data.sensors[zone.rows[r].sensor].sensor.name;
            band.start = span.from;
            band.step = drive.step;
            band.expected.assign(static_cast<std::size_t>(slots * hoursPerSlot), std::numeric_limits<float>::quiet_NaN());
            result.model.push_back(std::move(band));
        }
    }
    result.drive.resize(drive.values.rows(), slots);

    hydraulics::Conditions conditions;
    hydraulics::HydraulicState state, guess;
    bool warm = false;
    for (Eigen::Index slot = 0; slot < slots; ++slot) {
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "The analysis was stopped", {}, {}, {}, {}};
        std::vector<std::vector<Mean>> residual(frame.zones.size()), loss(frame.zones.size());
        for (std::size_t z = 0; z < frame.zones.size(); ++z) {
            residual[z].resize(frame.zones[z].rows.size());
            loss[z].resize(frame.zones[z].rows.size());
        }
        for (Eigen::Index hour = slot * hoursPerSlot; hour < (slot + 1) * hoursPerSlot; ++hour) {
            fillConditions(frame, net, drive.values.col(hour), drive.customers.col(hour), conditions);
            auto report = solver.solve(conditions, state, warm ? &guess : nullptr);
            if (!report) return report.error();
            if (!report->converged) {
                ++result.unsolved;
                warm = false;
                continue;
            }
            guess = state;
            warm = true;
            std::size_t logger = 0;
            for (std::size_t z = 0; z < frame.zones.size(); ++z) {
                const auto& zone = frame.zones[z];
                double reference = -std::numeric_limits<double>::infinity();
                for (const NodeIndex n : frame.balances.zones[zone.balance].nodes)
                    if (std::isfinite(state.heads_m[n.at()])) reference = std::max(reference, state.heads_m[n.at()]);
                for (std::size_t r = 0; r < zone.rows.size(); ++r) {
                    const auto& row = zone.rows[r];
                    const double value = hour < measured[z][r].size() ? measured[z][r][hour] : series::kNan;
                    if (row.node.valid()) {
                        const double head = state.heads_m[row.node.at()];
                        residual[z][r].add(value + net.node(row.node).elevation_m - head);
                        loss[z][r].add(reference - head);
                        result.model[logger++].expected[static_cast<std::size_t>(hour)] = static_cast<float>(head - net.node(row.node).elevation_m);
                    } else {
                        residual[z][r].add(value * row.sign - state.flows_m3s[row.link.at()]);
                        loss[z][r].add(state.flows_m3s[row.link.at()]);
                    }
                }
            }
        }
        for (std::size_t z = 0; z < frame.zones.size(); ++z)
            for (std::size_t r = 0; r < frame.zones[z].rows.size(); ++r) {
                result.records[z].residual(static_cast<Eigen::Index>(r), slot) = residual[z][r].value();
                result.records[z].loss(static_cast<Eigen::Index>(r), slot) = loss[z][r].value();
            }
        result.drive.col(slot) = drive.values.middleCols(slot * hoursPerSlot, hoursPerSlot).rowwise().mean().cast<float>();
        if (slot % slotsPerDay == 0) sink.progress("expect", (slot + 1) * hoursPerSlot, hourCount);
    }
    sink.progress("expect", hourCount, hourCount);
    return result;
}

Expectation joinBlocks(const std::vector<Expectation>& blocks) {
    Expectation all;
    if (blocks.empty()) return all;
    Eigen::Index slots = 0;
    for (const auto& b : blocks) {
        slots += b.drive.cols();
        all.unsolved += b.unsolved;
    }
    all.records = blocks.front().records;
    all.drive.resize(blocks.front().drive.rows(), slots);
    for (auto& r : all.records) {
        r.residual.resize(r.residual.rows(), slots);
        r.loss.resize(r.loss.rows(), slots);
    }
    Eigen::Index at = 0;
    for (const auto& b : blocks) {
        all.drive.middleCols(at, b.drive.cols()) = b.drive;
        for (std::size_t z = 0; z < all.records.size() && z < b.records.size(); ++z) {
            all.records[z].residual.middleCols(at, b.drive.cols()) = b.records[z].residual;
            all.records[z].loss.middleCols(at, b.drive.cols()) = b.records[z].loss;
        }
        at += b.drive.cols();
    }
    return all;
}

} // namespace ms::analysis
