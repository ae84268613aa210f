#include "ui/session/series_reader.h"

#include <QPointer>

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <variant>

namespace ms::session {

/// The key of a line of a receiver; the pointer is compared, never followed, on the reader's thread.
struct ReaderSlot {
    const QObject* receiver = nullptr;
    int slot = 0;
    auto operator<=>(const ReaderSlot&) const = default;
};

struct ReaderJob {
    ReaderSlot slot;
    quint64 generation = 0;
    SeriesRequest request;
    bool wholeReadings = false;
};

struct SeriesReader::Private {
    struct Waiting {
        QPointer<QObject> receiver;
        quint64 generation = 0;
        Callback callback;
        ReadingsCallback readingsCallback;
    };

    explicit Private(SeriesReader* owner) : q(owner), thread([this] { work(); }) {}

    // GUI thread
    SeriesReader* q;
    std::map<ReaderSlot, Waiting> waiting;
    quint64 nextGeneration = 1;

    // shared, under the mutex
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<ReaderJob> queue;
    SeriesSourceFactory factory;
    bool factoryChanged = false, quit = false;
    std::thread thread; // last: starts when all above is there

    void post(QObject* receiver, int slot, SeriesRequest request, bool whole, Waiting wait) {
        const ReaderSlot key{receiver, slot};
        wait.receiver = receiver;
        wait.generation = nextGeneration++;
        ReaderJob job{key, wait.generation, std::move(request), whole};
        waiting[key] = std::move(wait);
        const std::lock_guard lock(mutex);
        std::erase_if(queue, [&](const ReaderJob& j) { return j.slot == key; });
        queue.push_back(std::move(job));
        wake.notify_one();
    }

    using Answer = std::variant<Result<SeriesAnswer>, Result<std::shared_ptr<const series::Readings>>>;

    static Result<SeriesAnswer> read(SeriesSource& source, const SeriesRequest& request) {
        SeriesAnswer answer;
        answer.request = request;
        const int columns = std::max(1, request.columns);
        auto envelope = source.envelope(request.sensor, request.span, columns);
        if (!envelope) return envelope.error();
        // Where a column is hardly longer than the logger's step the readings themselves are the better picture.
        if (envelope->step.ms <= 15 * 60'000 || request.span.length().ms <= days(3).ms) {
            auto readings = source.readings(request.sensor, request.span);
            if (!readings) return readings.error();
            if (readings->size() <= static_cast<std::size_t>(2 * columns)) {
                answer.readings = std::make_shared<const series::Readings>(std::move(*readings));
                return answer;
            }
        }
        answer.envelope = std::make_shared<const project::Envelope>(std::move(*envelope));
        return answer;
    }

    void work() {
        std::unique_ptr<SeriesSource> source;
        Error sourceError{ErrorCode::notFound, "No project is open", {}, {}, {}, {}};
        for (;;) {
            ReaderJob job;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [&] { return quit || factoryChanged || !queue.empty(); });
                if (quit) return;
                if (factoryChanged) {
                    factoryChanged = false;
                    const auto make = factory;
                    lock.unlock();
                    source.reset();
                    if (make) {
                        auto made = make();
                        if (made)
                            source = std::move(*made);
                        else
                            sourceError = made.error();
                    }
                    continue;
                }
                job = std::move(queue.front());
                queue.pop_front();
            }
            Answer answer = [&]() -> Answer {
                if (job.wholeReadings) {
                    if (!source) return Result<std::shared_ptr<const series::Readings>>(sourceError);
                    auto readings = source->readings(job.request.sensor, job.request.span);
                    if (!readings) return Result<std::shared_ptr<const series::Readings>>(readings.error());
                    return Result<std::shared_ptr<const series::Readings>>(std::make_shared<const series::Readings>(std::move(*readings)));
                }
                if (!source) return Result<SeriesAnswer>(sourceError);
                return read(*source, job.request);
            }();
            QMetaObject::invokeMethod(
                q, [this, slot = job.slot, generation = job.generation, answer = std::move(answer)] { deliver(slot, generation, answer); },
                Qt::QueuedConnection);
        }
    }

    void deliver(ReaderSlot slot, quint64 generation, const Answer& answer) {
        const auto it = waiting.find(slot);
        if (it == waiting.end() || it->second.generation != generation) return; // stale
        const Waiting wait = std::move(it->second);
        waiting.erase(it);
        if (wait.receiver) {
            if (const auto* a = std::get_if<0>(&answer); a && wait.callback) wait.callback(*a);
            if (const auto* a = std::get_if<1>(&answer); a && wait.readingsCallback) wait.readingsCallback(*a);
        }
        if (waiting.empty()) Q_EMIT q->idle();
    }

    void stop() {
        {
            const std::lock_guard lock(mutex);
            quit = true;
            queue.clear();
        }
        wake.notify_all();
        thread.join();
    }
};

SeriesReader::SeriesReader(QObject* parent) : QObject(parent), d(std::make_unique<Private>(this)) {}

SeriesReader::~SeriesReader() { d->stop(); }

void SeriesReader::setSource(SeriesSourceFactory factory) {
    d->waiting.clear();
    const std::lock_guard lock(d->mutex);
    d->queue.clear();
    d->factory = std::move(factory);
    d->factoryChanged = true;
    d->wake.notify_one();
}

void SeriesReader::request(QObject* receiver, int slot, SeriesRequest request, Callback callback) {
    Private::Waiting wait;
    wait.callback = std::move(callback);
    d->post(receiver, slot, std::move(request), false, std::move(wait));
}

void SeriesReader::requestReadings(QObject* receiver, int slot, const std::string& sensor, TimeSpan span, ReadingsCallback callback) {
    Private::Waiting wait;
    wait.readingsCallback = std::move(callback);
    d->post(receiver, slot, SeriesRequest{sensor, span, 0}, true, std::move(wait));
}

void SeriesReader::cancel(QObject* receiver) {
    std::erase_if(d->waiting, [receiver](const auto& w) { return w.first.receiver == receiver; });
    const std::lock_guard lock(d->mutex);
    std::erase_if(d->queue, [receiver](const ReaderJob& j) { return j.slot.receiver == receiver; });
}

int SeriesReader::pending() const { return static_cast<int>(d->waiting.size()); }

namespace {

class ProjectSource final : public SeriesSource {
public:
    explicit ProjectSource(std::unique_ptr<project::ProjectFile> file) : m_file(std::move(file)) {}
    Result<series::Readings> readings(const std::string& sensor, TimeSpan span) override { return m_file->readings(sensor, span); }
    Result<project::Envelope> envelope(const std::string& sensor, TimeSpan span, int columns) override {
        return m_file->envelope(sensor, span, columns);
    }

private:
    std::unique_ptr<project::ProjectFile> m_file;
};

} // namespace

SeriesSourceFactory projectSource(const QString& path) {
    return [path]() -> Result<std::unique_ptr<SeriesSource>> {
        auto file = project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly);
        if (!file) return file.error();
        return std::unique_ptr<SeriesSource>(std::make_unique<ProjectSource>(std::move(*file)));
    };
}

} // namespace ms::session
