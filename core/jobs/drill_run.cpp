#include "core/jobs/drill_run.h"

#include "core/jobs/import_run.h"
#include "core/network/inp_reader.h"

#include <QDir>

#include <atomic>
#include <thread>

namespace ms::jobs {

namespace {

constexpr double kScored = 0.9, kToLearn = 0.995;

Error stopped() { return {ErrorCode::cancelled, "The drill was stopped", {}, {}, {}, {}}; }

} // namespace

Result<DrillGround> drillGround(const QString& path) {
    auto file = project::ProjectFile::open(path, project::ProjectFile::Mode::readOnly);
    if (!file) return file.error();
    DrillGround ground;
    auto text = (*file)->networkText();
    if (!text) return text.error();
    if (text->empty())
        return Error{ErrorCode::invalidInput,          "a drill needs a network, and this project has none", path.toStdString(), {}, {},
                     "Make it with --network FILE.inp"};
    auto read = network::readInp(*text, path.toStdString());
    if (!read) return read.error();
    auto summaries = (*file)->sensors();
    if (!summaries) return summaries.error();
    auto settings = (*file)->settings();
    if (!settings) return settings.error();
    ground.networkText = std::move(*text);
    ground.network = std::move(read->network);
    for (const auto& s : *summaries) ground.sensors.push_back(s.sensor);
    ground.settings = std::move(*settings);
    return ground;
}

struct DrillRun::Private final : Sink {
    Private(DrillRun* owner, DrillRequest wanted, RunOptions how) : q(owner), request(std::move(wanted)), run(std::move(how)) {}

    void progress(std::string_view stage, std::int64_t done, std::int64_t total) override {
        const auto part = total > 0 ? 1000 * done / total : 0;
        if (part == told.exchange(part)) return;
        RunProgress p;
        p.stage = QString::fromUtf8(stage.data(), static_cast<qsizetype>(stage.size()));
        p.done = done;
        p.total = total;
        QMetaObject::invokeMethod(q, [this, p] { say(p); });
    }
    void diagnostic(const Diagnostic& diagnostic) override {
        QMetaObject::invokeMethod(q, [this, diagnostic] { Q_EMIT q->diagnosed(diagnostic); });
    }
    void say(const RunProgress& p) {
        now = p;
        Q_EMIT q->progressed(p);
    }
    void end(RunOutcome outcome, const QString& message) {
        if (over) return;
        over = true;
        Q_EMIT q->finished(outcome, message);
    }
    void fail(const Error& why) {
        error = why;
        end(why.code == ErrorCode::cancelled ? RunOutcome::cancelled : RunOutcome::failed, QString::fromStdString(why.toString()));
    }

    [[nodiscard]] QString drillProject() const { return QDir(request.folder).filePath(QStringLiteral("drill.mainsight")); }

    /// On the maker's thread.
    [[nodiscard]] Result<scenario::Outcome> make(DrillGround& made, const std::stop_token& stop) {
        auto found = drillGround(request.projectPath);
        if (!found) return found.error();
        made = std::move(*found);
        auto outcome = analysis::makeDrill(made.network, made.networkText, made.sensors, request.options, request.folder.toStdString(), *this, stop);
        if (!outcome) return outcome.error();
        project::Settings settings = made.settings;
        settings.title = "burst drill";
        settings.areaTrust = {}; // what the areas of the drill need is to be seen
        auto file = project::ProjectFile::create(drillProject(), settings);
        if (!file) return file.error();
        if (auto set = (*file)->setNetworkText(made.networkText, "network.inp"); !set) return set.error();
        return outcome;
    }

    void takeIn() {
        ImportRequest wanted;
        const QDir folder(request.folder);
        wanted.projectPath = drillProject();
        wanted.paths = {folder.filePath(QStringLiteral("loggers"))};
        wanted.sensorMapPath = folder.filePath(QStringLiteral("sensors.csv"));
        wanted.check = false;
        import = std::make_unique<ImportRun>(wanted, run);
        listen(*import, [this] { analyse(); });
    }
    void analyse() {
        analysis::Options options;
        options.areaLevel = request.toLearn ? kToLearn : kScored;
        analysing = std::make_unique<AnalysisRun>(drillProject(), options, run);
        listen(*analysing, [this] { judge(); });
    }
    template <typename Run, typename Next>
    void listen(Run& part, Next next) {
        connect(&part, &Run::progressed, q, [this](const RunProgress& p) { say(p); });
        connect(&part, &Run::diagnosed, q, &DrillRun::diagnosed);
        connect(
            &part, &Run::finished, q,
            [this, &part, next](RunOutcome outcome, const QString& message) {
                if (outcome == RunOutcome::done) return cancelled ? fail(stopped()) : next();
                fail(part.error().value_or(
                    Error{outcome == RunOutcome::cancelled ? ErrorCode::cancelled : ErrorCode::internal, message.toStdString(), {}, {}, {}, {}}));
            },
            Qt::QueuedConnection); // the part is not ended from within its own signal
        part.start();
    }
    void judge() {
        auto file = project::ProjectFile::open(drillProject(), project::ProjectFile::Mode::readOnly);
        if (!file) return fail(file.error());
        const auto events = (*file)->events();
        if (!events) return fail(events.error());
        const auto summaries = (*file)->sensors();
        if (!summaries) return fail(summaries.error());
        std::vector<series::Sensor> sensors;
        for (const auto& s : *summaries) sensors.push_back(s.sensor);
        auto bursts = analysis::readDrill(request.folder.toStdString());
        if (!bursts) return fail(bursts.error());
        scored = analysis::scoreDrill(std::move(*bursts), *events, ground.network, sensors, {}, kScored);
        end(RunOutcome::done, {});
    }

    DrillRun* q;
    DrillRequest request;
    RunOptions run;
    DrillGround ground;
    RunProgress now;
    std::optional<analysis::DrillScore> scored;
    std::optional<Error> error;
    bool over = false, cancelled = false;
    std::atomic<std::int64_t> told{-1};
    std::unique_ptr<ImportRun> import;
    std::unique_ptr<AnalysisRun> analysing;
    std::jthread maker; // last: is joined before what it uses goes
};

DrillRun::DrillRun(DrillRequest request, RunOptions run, QObject* parent)
    : QObject(parent), d(std::make_unique<Private>(this, std::move(request), std::move(run))) {}

DrillRun::~DrillRun() = default;

void DrillRun::start() {
    d->maker = std::jthread([this](const std::stop_token& stop) {
        auto made = std::make_shared<DrillGround>();
        auto outcome = std::make_shared<Result<scenario::Outcome>>(d->make(*made, stop));
        QMetaObject::invokeMethod(this, [this, made, outcome] {
            if (d->over) return;
            if (!*outcome) return d->fail(outcome->error());
            if (d->cancelled) return d->fail(stopped());
            d->ground = std::move(*made);
            for (const Diagnostic& diagnostic : (*outcome)->diagnostics) Q_EMIT diagnosed(diagnostic);
            Q_EMIT this->made((*outcome)->bursts);
            d->takeIn();
        });
    });
}

void DrillRun::cancel() {
    d->cancelled = true;
    d->maker.request_stop();
    if (d->analysing)
        d->analysing->cancel();
    else if (d->import)
        d->import->cancel();
}

RunProgress DrillRun::progress() const { return d->now; }
const std::optional<analysis::DrillScore>& DrillRun::score() const { return d->scored; }
std::optional<Error> DrillRun::error() const { return d->error; }

} // namespace ms::jobs
