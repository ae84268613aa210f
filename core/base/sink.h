#pragma once

#include "core/base/diagnostic.h"

#include <cstdint>
#include <stop_token>
#include <string_view>

namespace ms {

/// Where long work reports to. Called on the thread that does the work; implementations must be quick and must not throw. Work polls a
/// std::stop_token beside it.
class Sink {
public:
    virtual ~Sink() = default;
    /// Measured progress: `done` of `total` units of `stage` ("detect AB", zone-days); never invented. total 0 = unknown.
    virtual void progress(std::string_view stage, std::int64_t done, std::int64_t total) = 0;
    virtual void diagnostic(const Diagnostic& diagnostic) = 0;
};

/// A sink that drops everything, for tests and callers that do not care.
class NullSink final : public Sink {
public:
    void progress(std::string_view, std::int64_t, std::int64_t) override {}
    void diagnostic(const Diagnostic&) override {}
};

} // namespace ms
