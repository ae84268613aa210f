#include "core/jobs/follow_protocol.h"

#include "core/wire/values.h"

namespace ms::jobs {

void write(ByteWriter& to, const FollowRequest& r) {
    to.text(r.part.projectPath);
    wire::write(to, r.part.options);
    to.zigzag(r.part.part);
    to.zigzag(r.part.parts);
    to.zigzag(r.part.generation);
    to.count(r.part.without.size());
    for (const std::string& zone : r.part.without) to.text(zone);
    to.boolean(r.flush);
    to.f64(r.catchUp_s);
    to.count(r.changes.size());
    for (const auto& c : r.changes) {
        to.text(c.sensor);
        to.i64(c.from.ms);
    }
}

void read(ByteReader& from, FollowRequest& r) {
    r.part.projectPath = from.text();
    wire::read(from, r.part.options);
    r.part.part = static_cast<std::int32_t>(from.zigzag());
    r.part.parts = static_cast<std::int32_t>(from.zigzag());
    r.part.generation = from.zigzag();
    r.part.without.clear();
    for (std::size_t n = from.count(1); n > 0 && !from.failed(); --n) r.part.without.emplace_back(from.text());
    r.flush = from.boolean();
    r.catchUp_s = from.f64();
    r.changes.clear();
    for (std::size_t n = from.count(1); n > 0 && !from.failed(); --n) {
        auto& c = r.changes.emplace_back();
        c.sensor = from.text();
        c.from.ms = from.i64();
    }
}

void write(ByteWriter& to, const FollowAnswer& a) {
    to.zigzag(a.restarts);
    to.zigzag(a.waiting);
    to.count(a.news.size());
    for (const analysis::ZoneNews& n : a.news) {
        to.text(n.zone);
        to.count(n.events.size());
        for (const detection::Event& e : n.events) detection::write(to, e);
    }
}

void read(ByteReader& from, FollowAnswer& a) {
    a.restarts = from.zigzag();
    a.waiting = from.zigzag();
    a.news.clear();
    for (std::size_t n = from.count(1); n > 0 && !from.failed(); --n) {
        analysis::ZoneNews& news = a.news.emplace_back();
        news.zone = from.text();
        for (std::size_t m = from.count(1); m > 0 && !from.failed(); --m) detection::read(from, news.events.emplace_back());
    }
}

} // namespace ms::jobs
