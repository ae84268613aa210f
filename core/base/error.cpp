#include "core/base/error.h"

namespace ms {

std::string Error::toString() const {
    std::string text;
    if (!subject.empty()) {
        text = subject;
        if (position.line > 0) text += ":" + std::to_string(position.line);
        if (position.line > 0 && position.column > 0) text += ":" + std::to_string(position.column);
        text += ": ";
    }
    text += message;
    if (!element.empty()) text += " (" + element + ")";
    if (!advice.empty()) text += ". " + advice;
    return text;
}

} // namespace ms
