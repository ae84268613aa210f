#pragma once

#include "core/calibration/model_calibration.h"

namespace ms::calibration {

/// How large a burst must be to be seen by a zone's loggers beyond what the model does not explain: the flow with which two loggers (one, where there
/// is only one) move by twice their misfit, at the middling pipe by length. By the adjoint (hydraulics::Solver::sensitivities) in the middle of the
/// pipes, as a mean over some of the problem's instants, of the calibrated `model`. `links`: the zone's; `loggers`: fits by position in the
/// problem's. 0 when no flow does so on half of the length.
[[nodiscard]] Result<double> leastFlow(const network::Network& model, const CalibrationProblem& problem, const std::vector<LoggerFit>& loggers,
                                       int zone, const std::vector<LinkIndex>& links);

} // namespace ms::calibration
