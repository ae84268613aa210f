#include "core/project/project_file_private.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace ms::project {
namespace {

using detection::Event;

/// Told at the same instant it is the same, whatever it is called by now.
bool sameFinding(const Event& a, const Event& b) {
    if (a.zone != b.zone) return false;
    if (a.detectedAt.valid() && a.detectedAt == b.detectedAt) return true;
    return a.kind == b.kind && a.startedCi.first <= b.startedCi.second && b.startedCi.first <= a.startedCi.second;
}

std::int64_t apart(const Event& a, const Event& b) { return std::abs(a.startedAt.ms - b.startedAt.ms); }

/// For each fresh event the old one that it is again, if any: same kinds and closest starts first.
std::vector<const Event*> knownBefore(const std::vector<Event>& fresh, const std::vector<Event>& old) {
    struct Pair {
        bool otherKind;
        std::int64_t apart;
        std::size_t fresh, old;
    };
    std::map<std::string, std::vector<std::size_t>> byZone;
    for (std::size_t j = 0; j < old.size(); ++j) byZone[old[j].zone].push_back(j);
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < fresh.size(); ++i)
        for (const std::size_t j : byZone[fresh[i].zone])
            if (sameFinding(fresh[i], old[j])) pairs.push_back({fresh[i].kind != old[j].kind, apart(fresh[i], old[j]), i, j});
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
        return std::tie(a.otherKind, a.apart, a.fresh, a.old) < std::tie(b.otherKind, b.apart, b.fresh, b.old);
    });
    std::vector<const Event*> before(fresh.size(), nullptr);
    std::set<std::size_t> used;
    for (const Pair& p : pairs)
        if (!before[p.fresh] && used.insert(p.old).second) before[p.fresh] = &old[p.old];
    return before;
}

/// What a person said of an event outlives a new run; what a run said does not.
detection::EventStatus kept(detection::EventStatus found, detection::EventStatus before) {
    using detection::EventStatus;
    const bool said =
        before == EventStatus::confirmed || before == EventStatus::dismissed || (before == EventStatus::repaired && found == EventStatus::open);
    return said && found != EventStatus::repaired ? before : found;
}

} // namespace

Result<std::vector<Event>> ProjectFile::events() const {
    auto query = d->run("SELECT id, json FROM event ORDER BY started_ms, id");
    if (!query.ok()) return query.error();
    std::vector<Event> events;
    while (query->next()) {
        auto one = eventsFromJson(textOf(query->value(1)));
        if (!one.ok() || one->size() != 1)
            return Error{ErrorCode::invalidInput, "an event is damaged", d->path.toStdString(), textOf(query->value(0)), {},
                         "run the analysis again"};
        events.push_back(std::move(one->front()));
    }
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return events;
}

Result<void> ProjectFile::replaceEvents(const std::vector<Event>& fresh, std::int64_t run) {
    Transaction all(*this);
    if (auto done = all.begin(); !done.ok()) return done;
    const auto old = events();
    if (!old.ok()) return old.error();
    const auto held = notes();
    if (!held.ok()) return held.error();
    const auto before = knownBefore(fresh, *old); // what comes again keeps its number, its status and thereby its notes
    std::set<std::int64_t> taken;
    std::int64_t greatest = 0;
    for (const Event& e : *old) taken.insert(e.id);
    for (const Note& n : *held) taken.insert(n.event);
    if (!taken.empty()) greatest = *taken.rbegin();
    for (const Event& e : fresh) greatest = std::max(greatest, e.id);
    if (auto done = d->run("DELETE FROM event"); !done.ok()) return done.error();
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        Event e = fresh[i];
        if (before[i]) {
            e.id = before[i]->id;
            e.status = kept(e.status, before[i]->status);
        } else if (e.id <= 0 || !taken.insert(e.id).second) {
            e.id = ++greatest;
            taken.insert(e.id);
        }
        if (auto done = d->insertEvent(e, toVariant(run)); !done.ok()) return done;
    }
    return all.commit();
}

Result<void> ProjectFile::Private::insertEvent(const Event& e, const QVariant& ofRun) {
    const auto done = run("INSERT INTO event (id, run, zone, kind, started_ms, json) VALUES (?, ?, ?, ?, ?, ?)",
                          {toVariant(e.id), ofRun, toVariant(e.zone), toVariant(nameOf(e.kind)), toVariant(e.startedAt.valid() ? e.startedAt.ms : 0),
                           toVariant(eventsToJson({e}, {}))});
    if (!done.ok()) return done.error();
    return {};
}

Result<std::vector<Event>> ProjectFile::replaceZoneEvents(const std::vector<std::string>& zones, const std::vector<Event>& fresh) {
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun.error();
    std::vector<Event> old;
    for (const std::string& zone : zones) {
        auto query = d->run("SELECT json FROM event WHERE zone = ? ORDER BY id", {toVariant(zone)});
        if (!query.ok()) return query.error();
        while (query->next()) {
            auto one = eventsFromJson(textOf(query->value(0)));
            if (one.ok() && one->size() == 1) old.push_back(std::move(one->front()));
        }
        if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
        if (auto gone = d->run("DELETE FROM event WHERE zone = ?", {toVariant(zone)}); !gone.ok()) return gone.error();
    }
    auto latest = d->run("SELECT (SELECT coalesce(max(run), 0) FROM event), (SELECT coalesce(max(id), 0) FROM event), (SELECT coalesce(max(event), "
                         "0) FROM note)");
    if (!latest.ok()) return latest.error();
    latest->next();
    const QVariant run = latest->value(0);
    std::int64_t greatest = std::max<std::int64_t>(latest->value(1).toLongLong(), latest->value(2).toLongLong());
    latest->finish();
    for (const Event& e : old) greatest = std::max(greatest, e.id);
    const auto before = knownBefore(fresh, old);
    std::vector<Event> stored = fresh;
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        Event& e = stored[i];
        e.id = before[i] ? before[i]->id : ++greatest;
        if (before[i]) e.status = kept(e.status, before[i]->status);
        if (auto done = d->insertEvent(e, run); !done.ok()) return done.error();
    }
    if (auto done = all.commit(); !done.ok()) return done.error();
    return stored;
}

Result<void> ProjectFile::updateEvent(const Event& e) {
    Transaction all(*this);
    if (auto begun = all.begin(); !begun.ok()) return begun;
    const auto done = d->run("UPDATE event SET zone = ?, kind = ?, started_ms = ?, json = ? WHERE id = ?",
                             {toVariant(e.zone), toVariant(nameOf(e.kind)), toVariant(e.startedAt.valid() ? e.startedAt.ms : 0),
                              toVariant(eventsToJson({e}, {})), toVariant(e.id)});
    if (!done.ok()) return done.error();
    if (done->numRowsAffected() == 0)
        return Error{ErrorCode::notFound, "there is no such event", d->path.toStdString(), std::to_string(e.id), {}, {}};
    return all.commit();
}

Result<void> ProjectFile::changeEvents(const std::vector<Event>& put, const std::vector<std::int64_t>& gone) {
    Transaction all(*this);
    if (auto done = all.begin(); !done.ok()) return done;
    for (const Event& e : put) {
        const auto done = d->run(
            "INSERT INTO event (id, run, zone, kind, started_ms, json) VALUES (?, (SELECT coalesce(max(run), 0) FROM event), ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET zone = excluded.zone, kind = excluded.kind, started_ms = excluded.started_ms, json = excluded.json",
            {toVariant(e.id), toVariant(e.zone), toVariant(nameOf(e.kind)), toVariant(e.startedAt.valid() ? e.startedAt.ms : 0),
             toVariant(eventsToJson({e}, {}))});
        if (!done.ok()) return done.error();
    }
    for (const std::int64_t id : gone)
        if (const auto done = d->run("DELETE FROM event WHERE id = ?", {toVariant(id)}); !done.ok()) return done.error();
    return all.commit();
}

} // namespace ms::project
