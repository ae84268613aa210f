#include "core/jobs/import_review.h"

#include "core/jobs/import_review_private.h"

#include <QThreadPool>

#include <algorithm>
#include <cstdio>

namespace ms::jobs {
namespace {

bool changesValues(const ingest::SensorMapRow& a, const ingest::SensorMapRow& b) {
    return a.leaveOut != b.leaveOut || a.sensor.quantity != b.sensor.quantity || a.sensor.unit != b.sensor.unit ||
           a.sensor.timezone != b.sensor.timezone;
}

using Trouble = ingest::ChannelGuess::Trouble;

const ingest::ChannelGuess* guessOf(const ReviewedFile& file, const std::string& key) {
    const auto& guesses = file.summary.report.guesses;
    const auto found = std::find_if(guesses.begin(), guesses.end(), [&](const auto& g) {
        return key.size() == g.source.size() + 1 + g.header.size() && key.ends_with(g.header) && key.starts_with(g.source);
    });
    return found == guesses.end() ? nullptr : &*found;
}

} // namespace

ImportReview::ImportReview(QString projectPath, RunOptions run, QObject* parent) : QObject(parent), d(std::make_unique<Private>()) {
    d->q = this;
    d->wishes.projectPath = std::move(projectPath);
    d->run = std::move(run);
    d->mailbox->owner = this;
    connect(&d->batch, &QTimer::timeout, this, [this] {
        if (!std::exchange(d->changed, false)) return;
        Q_EMIT progressed();
    });
}

ImportReview::~ImportReview() {
    {
        const std::lock_guard lock(d->mailbox->mutex);
        d->mailbox->owner = nullptr;
    }
    d->pool.reset();
    d->previewPool.reset();
    // Removing thousands of files takes a while: elsewhere.
    if (d->scratch) QThreadPool::globalInstance()->start([scratch = std::exchange(d->scratch, nullptr)]() mutable { scratch.reset(); });
}

void ImportReview::add(const QStringList& paths) {
    d->beginAnew();
    d->toWalk << paths;
    d->pump();
}

void ImportReview::remove(const std::vector<int>& files) {
    std::set<int> gone(files.begin(), files.end());
    for (auto it = gone.rbegin(); it != gone.rend(); ++it) {
        if (*it < 0 || *it >= static_cast<int>(d->files.size())) continue;
        const std::uint64_t key = d->entry(*it).key;
        d->toRead.erase(key);
        d->fileCorrections.erase(key);
        std::erase_if(d->corrections, [key](const auto& c) { return c.first.first == key; });
        for (const std::string& parsed : d->file(*it).parsedPaths) std::remove(parsed.c_str());
        d->files.erase(d->files.begin() + *it);
        d->entries.erase(d->entries.begin() + *it);
    }
    Q_EMIT listChanged();
    Q_EMIT progressed();
}

void ImportReview::setTimezone(const QString& timezone) {
    if (timezone == d->wishes.timezone) return;
    d->wishes.timezone = timezone;
    d->readAll();
}

void ImportReview::setSensorMap(const QString& path) {
    if (path == d->wishes.sensorMapPath) return;
    d->wishes.sensorMapPath = path;
    d->readAll();
}

QString ImportReview::timezone() const { return d->wishes.timezone; }
QString ImportReview::sensorMapPath() const { return d->wishes.sensorMapPath; }
const std::vector<ReviewedFile>& ImportReview::files() const { return d->files; }
bool ImportReview::reading() const { return d->active(); }
Diagnostics ImportReview::diagnostics() const { return d->diagnostics; }

void ImportReview::readAgain() {
    d->beginAnew();
    for (int i = 0; i < static_cast<int>(d->files.size()); ++i)
        if (d->file(i).state == ReviewedFile::State::notRead || d->file(i).state == ReviewedFile::State::failed) d->markForReading(i);
    d->pump();
}

void ImportReview::Private::readAll() {
    beginAnew();
    hintsStale = true;
    for (int i = 0; i < static_cast<int>(files.size()); ++i) markForReading(i);
    pump();
}

RunProgress ImportReview::progress() const {
    RunProgress p;
    p.stage = QStringLiteral("read");
    p.total = d->bytesTotal;
    p.done = d->bytesDone;
    for (const auto& [id, task] : d->running) p.done += task.done;
    p.done = std::min(p.done, p.total);
    p.tasksTotal = d->filesTotal;
    p.tasksDone = d->filesDone;
    p.workers = d->pool ? d->pool->workersAlive() : 0;
    p.retries = d->pool ? d->pool->retries() : 0;
    p.elapsed_s = d->clock.isValid() ? static_cast<double>(d->clock.elapsed()) / 1000 : 0;
    if (p.done > p.total / 20 && p.elapsed_s > 1) p.remaining_s = p.elapsed_s * static_cast<double>(p.total - p.done) / static_cast<double>(p.done);
    return p;
}

void ImportReview::cancel() {
    if (!d->active()) return;
    d->toWalk.clear();
    d->stopReading();
    d->batch.stop();
    Q_EMIT progressed();
}

ImportReview::Channel ImportReview::channel(int file, const std::string& key) const {
    Channel channel;
    const auto* guess = guessOf(d->file(file), key);
    const auto said = d->corrections.find({d->entry(file).key, key});
    if (said != d->corrections.end()) {
        channel.rows = said->second;
        channel.corrected = true;
        return channel;
    }
    if (!guess) return channel;
    channel.quantityKnown = guess->trouble != Trouble::noQuantity;
    for (std::size_t k = 0; k <= guess->others.size(); ++k) {
        ingest::SensorMapRow row;
        row.column = guess->header;
        row.file = guess->source;
        row.sensor = ingest::sensorOf(*guess, k);
        row.fromUser = true;
        row.leaveOut = guess->trouble == Trouble::leftOut;
        if (!guess->ownClock) row.sensor.timezone.clear();
        channel.rows.push_back(std::move(row));
    }
    return channel;
}

void ImportReview::correct(const std::vector<Correction>& corrections) {
    d->beginAnew();
    std::set<int> again, touched;
    for (const Correction& c : corrections) {
        const Channel before = channel(c.file, c.key);
        const auto* guess = guessOf(d->file(c.file), c.key);
        const Private::ColumnKey key{d->entry(c.file).key, c.key};
        if (c.rows.empty())
            d->corrections.erase(key);
        else
            d->corrections[key] = c.rows;
        const bool taken = guess && guess->trouble == Trouble::none;
        const bool same =
            taken && !c.rows.empty() && before.rows.size() == c.rows.size() &&
            std::equal(before.rows.begin(), before.rows.end(), c.rows.begin(), [](const auto& a, const auto& b) { return !changesValues(a, b); });
        (same ? touched : again).insert(c.file);
    }
    d->correctionsStale = true;
    for (const int i : again) d->markForReading(i);
    for (const int i : touched)
        if (again.count(i) == 0) Q_EMIT fileChanged(i);
    d->pump();
}

ingest::FileCorrection ImportReview::fileCorrection(int file) const {
    const auto found = d->fileCorrections.find(d->entry(file).key);
    ingest::FileCorrection none;
    none.path = d->file(file).path.toStdString();
    return found == d->fileCorrections.end() ? none : found->second;
}

void ImportReview::correctFiles(const std::vector<std::pair<int, ingest::FileCorrection>>& corrections) {
    d->beginAnew();
    for (const auto& [i, correction] : corrections) {
        if (fileCorrection(i) == correction) continue;
        d->fileCorrections[d->entry(i).key] = correction;
        d->correctionsStale = true;
        d->markForReading(i);
    }
    d->pump();
}

std::vector<ingest::SensorMapRow> ImportReview::sensorMap() const {
    std::vector<ingest::SensorMapRow> rows;
    for (int i = 0; i < static_cast<int>(d->files.size()); ++i) {
        if (d->file(i).state != ReviewedFile::State::read) continue;
        for (const auto& guess : d->file(i).summary.report.guesses) {
            Channel c = channel(i, ingest::channelKey(guess));
            if (!c.quantityKnown) continue;
            for (auto& row : c.rows) {
                if (row.sensor.timezone.empty()) row.sensor.timezone = guess.sensor.timezone;
                rows.push_back(std::move(row));
            }
        }
    }
    return rows;
}

void ImportReview::requestPreview(int file, const std::string& sensor) {
    d->previewWanted = {file, sensor};
    d->sendPreview();
}

CommitRequest ImportReview::commitRequest() const {
    CommitRequest request;
    request.projectPath = d->wishes.projectPath;
    for (int i = 0; i < static_cast<int>(d->files.size()); ++i) {
        const ReviewedFile& f = d->file(i);
        if (!f.usable()) continue;
        if (f.isRepairs) {
            request.repairs.insert(request.repairs.end(), f.repairs.begin(), f.repairs.end());
            continue;
        }
        CommitPart part;
        for (const auto& guess : f.summary.report.guesses) {
            const auto said = d->corrections.find({d->entry(i).key, ingest::channelKey(guess)});
            if (said == d->corrections.end() || guess.trouble != Trouble::none) continue;
            for (std::size_t k = 0; k <= guess.others.size() && k < said->second.size(); ++k) {
                const series::Sensor& read = ingest::sensorOf(guess, k);
                series::Sensor wanted = said->second[k].sensor;
                if (wanted.name.empty()) wanted.name = read.name;
                if (wanted.unit.empty()) wanted.unit = read.unit;
                if (wanted.timezone.empty()) wanted.timezone = read.timezone;
                if (!(wanted == read)) part.amended[read.name] = std::move(wanted);
            }
        }
        for (const std::string& parsed : f.parsedPaths) {
            part.parsedPath = parsed;
            request.parts.push_back(part);
        }
    }
    return request;
}

} // namespace ms::jobs
