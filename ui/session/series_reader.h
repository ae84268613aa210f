#pragma once

#include "core/base/result.h"
#include "core/project/project_file.h"
#include "core/series/readings.h"

#include <QObject>

#include <functional>
#include <memory>
#include <string>

namespace ms::session {

/// Where readings come from; lives on the reader's thread alone. The window's is the project file, tests bring their own.
class SeriesSource {
public:
    virtual ~SeriesSource() = default;
    [[nodiscard]] virtual Result<series::Readings> readings(const std::string& sensor, TimeSpan span) = 0;
    [[nodiscard]] virtual Result<project::Envelope> envelope(const std::string& sensor, TimeSpan span, int columns) = 0;
};
/// Called on the reader's thread, once a project (SQLite connections belong to a thread).
using SeriesSourceFactory = std::function<Result<std::unique_ptr<SeriesSource>>()>;

/// What a view wants to draw: at most about `columns` columns of a sensor over a span.
struct SeriesRequest {
    std::string sensor;
    TimeSpan span;
    int columns = 800;
    bool operator==(const SeriesRequest&) const = default;
};

/// Exactly one of `readings` (the span holds so few that each can be drawn: at most 2 a column) and `envelope` is set.
struct SeriesAnswer {
    SeriesRequest request;
    std::shared_ptr<const series::Readings> readings;
    std::shared_ptr<const project::Envelope> envelope;
};

/// Reads off the GUI thread, on one thread with its own read-only source. A newer request of the same receiver and slot replaces an older one
/// that has not begun, and the answer of one that has is dropped: stale answers never arrive. Methods and callbacks: GUI thread.
class SeriesReader final : public QObject {
    Q_OBJECT
public:
    using Callback = std::function<void(const Result<SeriesAnswer>&)>;
    using ReadingsCallback = std::function<void(const Result<std::shared_ptr<const series::Readings>>&)>;

    explicit SeriesReader(QObject* parent = nullptr);
    ~SeriesReader() override;

    /// Drops everything asked so far. A null factory closes.
    void setSource(SeriesSourceFactory factory);
    /// `slot` tells apart the lines of one receiver (a chart's measured line 0, its ghost 1). The callback is not called once `receiver` is gone.
    void request(QObject* receiver, int slot, SeriesRequest request, Callback callback);
    /// All readings of a span, undecimated, for exports and read-outs. Same rule of slots.
    void requestReadings(QObject* receiver, int slot, const std::string& sensor, TimeSpan span, ReadingsCallback callback);
    /// Forgets what a receiver has asked.
    void cancel(QObject* receiver);
    [[nodiscard]] int pending() const; ///< requests without an answer, for tests and the screenshot mode

Q_SIGNALS:
    void idle(); ///< the last pending request was answered

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// The window's source: a read-only ProjectFile.
[[nodiscard]] SeriesSourceFactory projectSource(const QString& path);

} // namespace ms::session
