#include "core/base/diagnostic.h"

namespace ms {

std::string Diagnostic::toString() const {
    std::string line = Error{ErrorCode::invalidInput, message, subject, element, position, {}}.toString();
    if (!text.empty()) line += " '" + text + "'";
    if (!kept.empty()) line += "; kept: " + kept;
    if (!advice.empty()) line += "; " + advice;
    return line;
}

} // namespace ms
