#include "core/jobs/worker_loop.h"

#include "core/jobs/worker_ending.h"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <exception>
#include <mutex>
#include <new>
#include <thread>
#include <utility>

namespace ms::jobs {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kRoom = 64; ///< for the other fields of a message that carries bytes

/// The output pipe, shared by three threads.
class Output {
public:
    explicit Output(int out) : m_out(out) {}
    bool send(const wire::Message& message) {
        const std::string bytes = wire::encode(message);
        const std::lock_guard lock(m_mutex);
        m_good = m_good && platform::writeAll(m_out, bytes);
        return m_good;
    }

private:
    std::mutex m_mutex;
    int m_out;
    bool m_good = true;
};

class Channel final : public TaskChannel {
public:
    Channel(Output& output, std::uint64_t task) : m_output(output), m_task(task) {}

    void progress(std::string_view stage, std::int64_t done, std::int64_t total) override {
        const std::lock_guard lock(m_mutex);
        const auto now = Clock::now();
        if (done != total && m_stage == stage && now - m_last < milliseconds(50)) return;
        m_last = now;
        m_stage = stage;
        m_output.send(wire::Progress{m_task, m_stage, done, total});
    }
    void diagnostic(const Diagnostic& diagnostic) override { m_output.send(wire::Finding{m_task, diagnostic}); }
    void partial(std::string bytes) override {
        if (bytes.size() + kRoom > wire::kLongestPayload) {
            diagnostic(
                {Severity::info, "jobs.partial-too-large", "a partial result is too large to be shown before the end", {}, {}, {}, {}, {}, {}});
            return;
        }
        m_output.send(wire::Partial{m_task, std::move(bytes)});
    }

private:
    Output& m_output;
    std::uint64_t m_task;
    std::mutex m_mutex;
    Clock::time_point m_last{};
    std::string m_stage;
};

/// What the reader thread and the computing thread share.
struct Mailbox {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<wire::Start> waiting;
    std::uint64_t running = 0;
    std::stop_source stop; ///< of what runs
    bool closed = false;

    void close() {
        {
            const std::lock_guard lock(mutex);
            closed = true;
            stop.request_stop();
        }
        changed.notify_all();
    }
};

void hear(Mailbox& mailbox, Output& output, const wire::Message& message) {
    const std::lock_guard lock(mailbox.mutex);
    if (const auto* start = std::get_if<wire::Start>(&message)) {
        mailbox.waiting.push_back(*start);
        mailbox.changed.notify_all();
    } else if (const auto* cancel = std::get_if<wire::Cancel>(&message)) {
        if (cancel->task == mailbox.running) mailbox.stop.request_stop();
        // One that has not begun is given back at once, whatever goes on.
        if (std::erase_if(mailbox.waiting, [&](const wire::Start& s) { return s.task == cancel->task; }) > 0)
            output.send(wire::Cancelled{cancel->task});
    } else {
        std::fprintf(stderr, "mainsight-worker: a %s message is not for a worker\n", wire::nameOf(message));
    }
}

void readAll(Mailbox& mailbox, Output& output, const WorkerLoopOptions& options) {
    wire::FrameDecoder decoder;
    std::string bytes;
    while (!decoder.error() && platform::readSome(options.channel.in, bytes)) {
        decoder.feed(bytes);
        bytes.clear();
        while (auto frame = decoder.next()) {
            if (auto message = wire::decode(*frame))
                hear(mailbox, output, *message);
            else
                std::fprintf(stderr, "mainsight-worker: %s\n", message.error().message.c_str());
        }
    }
    if (decoder.error()) std::fprintf(stderr, "mainsight-worker: %s\n", decoder.error()->message.c_str());
    mailbox.close();
    std::this_thread::sleep_for(milliseconds(options.leave_ms));
    platform::leave(4); // nobody is there any more, and the computation does not hear it
}

/// Whether the task at hand has taken more CPU time than it may, of all threads; seen every heartbeat.
class CpuWatch {
public:
    explicit CpuWatch(int limit_s) : m_limit_s(limit_s) {}
    bool exceeded(std::uint64_t task) {
        const double used_s = platform::cpuTime_s();
        if (std::exchange(m_task, task) != task) m_begin_s = used_s;
        return m_limit_s > 0 && task != 0 && used_s - m_begin_s > m_limit_s;
    }

private:
    int m_limit_s;
    std::uint64_t m_task = 0;
    double m_begin_s = 0;
};

Error errorOfException(const std::exception& exception, const std::string& service) {
    return {ErrorCode::internal, "an exception in service '" + service + "': " + exception.what(), {}, {}, {}, "Please report this"};
}

wire::Message perform(const wire::Start& task, const std::vector<std::unique_ptr<Service>>& services, Output& output, std::stop_token stop) {
    for (const auto& service : services) {
        if (service->name() != task.service) continue;
        Channel channel(output, task.task);
        try {
            auto result = service->run(task, channel, stop);
            if (!result && result.error().code == ErrorCode::cancelled) return wire::Cancelled{task.task};
            if (!result) return wire::Failed{task.task, result.error()};
            if (result->inlineBytes.size() + kRoom > wire::kLongestPayload)
                return wire::Failed{task.task, {ErrorCode::internal, "a result is too large for a message", {}, {}, {}, {}}};
            wire::Done done{task.task, std::move(result->inlineBytes), 0, 0};
            if (result->file) {
                done.outputSize = result->file->size;
                done.outputChecksum = result->file->checksum;
            }
            return done;
        } catch (const std::bad_alloc&) {
            return wire::Failed{task.task, {ErrorCode::limitExceeded, "the memory limit of a worker was reached", {}, {}, {}, {}}};
        } catch (const std::exception& exception) {
            return wire::Failed{task.task, errorOfException(exception, task.service)};
        }
    }
    return wire::Failed{task.task, {ErrorCode::internal, "this worker has no service '" + task.service + "'", {}, {}, {}, {}}};
}

} // namespace

int runWorkerLoop(const WorkerLoopOptions& options, std::vector<std::unique_ptr<Service>> services) {
    const auto shared = std::make_shared<Output>(options.channel.out); // the reader may outlive us by a moment
    const auto mailbox = std::make_shared<Mailbox>();
    Output& output = *shared;
    if (!output.send(wire::Hello{wire::kProtocolVersion, options.build, platform::processId(), platform::hostName()})) return 1;
    std::thread([mailbox, shared, options] { readAll(*mailbox, *shared, options); }).detach();
    const std::jthread heart([&output, mailbox, &options](std::stop_token stop) {
        CpuWatch watch(options.cpuLimit_s);
        std::mutex own;
        std::condition_variable_any wake;
        std::unique_lock lock(own);
        while (!wake.wait_for(lock, stop, milliseconds(options.heartbeat_ms), [&stop] { return stop.stop_requested(); })) {
            std::uint64_t running = 0;
            {
                const std::lock_guard guard(mailbox->mutex);
                running = mailbox->running;
            }
            output.send(wire::Heartbeat{running});
            if (!watch.exceeded(running)) continue;
            std::fprintf(stderr, "mainsight-worker: more than %d s of CPU time for one task\n", options.cpuLimit_s);
            platform::leave(kOverLimitStatus); // a computation that long hears nothing
        }
    });
    std::vector<std::string> notes = options.notes;
    for (;;) {
        wire::Start task;
        std::stop_token stop;
        {
            std::unique_lock lock(mailbox->mutex);
            mailbox->changed.wait(lock, [&] { return !mailbox->waiting.empty() || mailbox->closed; });
            if (mailbox->closed) return 0;
            task = std::move(mailbox->waiting.front());
            mailbox->waiting.pop_front();
            mailbox->running = task.task;
            mailbox->stop = std::stop_source();
            stop = mailbox->stop.get_token();
        }
        for (const std::string& note : std::exchange(notes, {}))
            output.send(wire::Finding{task.task, {Severity::info, "jobs.worker", note, {}, {}, {}, {}, {}, {}}});
        const wire::Message verdict = perform(task, services, output, stop);
        {
            const std::lock_guard lock(mailbox->mutex);
            mailbox->running = 0;
        }
        if (!output.send(verdict)) return 1;
    }
}

} // namespace ms::jobs
