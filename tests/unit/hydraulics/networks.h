#pragma once

#include "core/hydraulics/solver.h"
#include "core/network/inp_reader.h"

#include <doctest/doctest.h>
#include <string>

namespace test {

/// A model of the text of an .inp; the test stops when there is none.
inline ms::hydraulics::HydraulicModel modelOf(const std::string& text, const ms::hydraulics::ModelOptions& options = {}) {
    auto read = ms::network::readInp(text, "test.inp");
    REQUIRE_MESSAGE(read.ok(), (read.ok() ? std::string{} : read.error().toString()));
    auto model = ms::hydraulics::HydraulicModel::make(read->network, options);
    REQUIRE_MESSAGE(model.ok(), (model.ok() ? std::string{} : model.error().toString()));
    return std::move(model).value();
}

/// Hazen-Williams head loss in m, with EPANET's constant.
inline double lossOf(double flow_m3s, double length_m, double diameter_m, double c) {
    const double q = flow_m3s / 0.028317, d = diameter_m / 0.3048, l = length_m / 0.3048;
    return 4.727 * l * std::pow(q, 1.852) / std::pow(c, 1.852) / std::pow(d, 4.871) * 0.3048;
}

/// No [END], so that a test can add sections. A loop with a tail, a PRV into a second zone with a loop and a second way in, a tree, an emitter.
inline const char* const kTown = R"([JUNCTIONS]
 a 10 2
 b 12 3
 c 11 4
 d 9 1
 e 8 2
 f 7 3
 g 6 1
 h 5 1
 leaf1 5 0.5
 leaf2 5 0.7
[RESERVOIRS]
 R 80
[PIPES]
 p1 R a 500 250 110
 p2 a b 400 150 110
 p3 b c 300 150 110
 p4 c a 350 150 110
 p5 e f 400 150 100
 p6 f g 300 100 100
 p7 g e 300 100 100
 p8 g h 200 100 100
 p9 h leaf1 150 80 100
 p10 leaf1 leaf2 100 80 100
 p11 c d 100 150 110
 p12 b h 2000 80 100
[VALVES]
 v d e 150 PRV 40 0
[EMITTERS]
 f 0.2
[OPTIONS]
 Units LPS
)";

} // namespace test
