#pragma once

#include <cstddef>

namespace ms::hydraulics::detail {

/// Linearises `count` pipes with loss = r |q|^exponent + minor q^2 at their flows (see powerPipe in elements.h, which this repeats many at a time):
/// q' = rest + conductance * dh. exponent - 1 must lie in (0, 2); flows below 1e30. Relative error of the power below 1e-13. Uses the widest vectors
/// of the processor it runs on; results differ from powerPipe's in the last digits.
void powerPipes(std::size_t count, double exponent, const double* flow, const double* resistance, const double* minor, double* conductance,
                double* rest);

} // namespace ms::hydraulics::detail
