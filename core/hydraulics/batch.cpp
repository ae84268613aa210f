#include "core/hydraulics/batch.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace ms::hydraulics {

Result<void> solveMany(const HydraulicModel& model, const SolverOptions& options, std::size_t count, int threads, const HydraulicState* guess,
                       const std::function<void(std::size_t, Conditions&)>& prepare,
                       const std::function<void(std::size_t, const SolveReport&, const HydraulicState&)>& take, std::stop_token stop) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> ended{false};
    std::mutex mutex;
    std::optional<Error> first;
    const auto work = [&] {
        Solver solver(model, options);
        Conditions conditions;
        HydraulicState state;
        while (!ended && !stop.stop_requested()) {
            const std::size_t i = next++;
            if (i >= count) return;
            prepare(i, conditions);
            const auto report = solver.solve(conditions, state, guess);
            if (report) {
                take(i, *report, state);
                continue;
            }
            ended = true;
            const std::scoped_lock lock(mutex);
            if (!first) first = report.error();
        }
    };
    const auto wanted = std::min<std::size_t>(static_cast<std::size_t>(std::max(1, threads)), std::max<std::size_t>(1, count));
    std::vector<std::jthread> others;
    for (std::size_t t = 1; t < wanted; ++t) others.emplace_back(work);
    work();
    others.clear(); // joins
    if (first) return *first;
    if (stop.stop_requested() && next < count) return Error{ErrorCode::cancelled, "the solves were cancelled", {}, {}, {}, {}};
    return {};
}

} // namespace ms::hydraulics
