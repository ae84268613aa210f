// What may be an .inp: read, written back, read again, and where a network of moderate size came out solved for a few steps.
#include "core/hydraulics/simulation.h"
#include "core/network/inp_reader.h"
#include "core/network/inp_writer.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

void exerciseInp(std::string_view bytes) {
    using namespace ms;
    const auto read = network::readInp(bytes, "mutated.inp");
    if (!read) return;
    const std::string written = network::writeInp(read->network);
    if (written.size() > (1u << 20) || read->network.nodes.size() > 500) return;
    const auto again = network::readInp(written, "again.inp");
    (void)again;
    const auto model = hydraulics::HydraulicModel::make(read->network);
    if (!model) return;
    hydraulics::Simulation march(*model, {1e-4, 30});
    for (int i = 0; i < 4; ++i) {
        const auto solved = march.solve();
        if (!solved || march.advance() == 0) return;
    }
}

const test::FuzzTargetEntry kInp({"inp", exerciseInp, nullptr});

} // namespace
