#pragma once

#include "core/hydraulics/simulation.h"
#include "core/network/inp_reader.h"
#include "core/network/inp_writer.h"

#include <string_view>

namespace test {

/// Reads what may be an .inp, writes it back, and where a network of moderate size came out solves it and takes a few steps. Nothing of this may
/// crash or hang, whatever the bytes are.
inline void exerciseInp(std::string_view bytes) {
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

} // namespace test
