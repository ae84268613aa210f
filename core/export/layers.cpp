#include "core/export/layers.h"

#include "core/export/cells.h"
#include "core/export/polyline.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace ms::output {
namespace {

using Type = Field::Type;

struct PipeFacts {
    std::vector<network::Point> line;
    double length_m = 0;
    Cell diameter_mm;
    std::string street;
    std::string material;
};

/// Pipes by id, of the model or of the GIS.
class PipeBook {
public:
    explicit PipeBook(const Content& content) : m_content(content) {
        for (std::size_t i = 0; i < content.gisPipes.size(); ++i) m_gis.emplace(content.gisPipes[i].id, i);
    }
    [[nodiscard]] PipeFacts find(const std::string& id) const {
        if (m_content.network) {
            const LinkIndex link = m_content.network->findLink(id);
            if (link.valid()) return of(link);
        }
        const auto found = m_gis.find(id);
        return found == m_gis.end() ? PipeFacts{} : of(m_content.gisPipes[found->second]);
    }
    [[nodiscard]] PipeFacts of(LinkIndex link) const {
        const network::Link& l = m_content.network->link(link);
        PipeFacts facts{m_content.network->line(link), l.length_m, l.diameter_m * 1000, l.tag, {}};
        const auto found = m_gis.find(l.id);
        if (found == m_gis.end()) return facts;
        const network::GisPipe& gis = m_content.gisPipes[found->second];
        if (facts.street.empty()) facts.street = gis.street;
        facts.material = gis.material;
        if (gis.line.size() > facts.line.size()) facts.line = gis.line;
        return facts;
    }
    [[nodiscard]] static PipeFacts of(const network::GisPipe& gis) {
        return {gis.line, gis.length_m, gis.diameter_m ? Cell{*gis.diameter_m * 1000} : Cell{}, gis.street, gis.material};
    }

private:
    const Content& m_content;
    std::unordered_map<std::string, std::size_t> m_gis;
};

network::Point middle(const std::vector<network::Point>& line) { return pointAlong(line, 0.5).at; }

Layer pipesLayer(const Content& content, const PipeBook& book) {
    Layer layer{"pipes", Geometry::line, {}, {}};
    layer.fields = {{"event", "event", Type::integer, "number of the event"},
                    {"rank", "rank", Type::integer, "1 = most probable pipe of the event"},
                    {"pipe", "pipe", Type::text, "id of the pipe in the network"},
                    {"probability", "prob", Type::real, "probability that the burst is on this pipe, 0 to 1"},
                    {"cumulative", "cum_prob", Type::real, "probability of this pipe and all before it, 0 to 1"},
                    {"street", "street", Type::text, "street, where the network says it"},
                    {"length_m", "length_m", Type::real, "length of the pipe in metres"},
                    {"diameter_mm", "diam_mm", Type::real, "inner diameter in millimetres"},
                    {"material", "material", Type::text, "material, where the GIS says it"},
                    {"zone", "zone", Type::text, "DMA"},
                    {"run", "run", Type::text, "the analysis that found it"}};
    for (const detection::Event& event : content.events) {
        double sum = 0;
        std::int64_t rank = 0;
        for (const detection::PipeProbability& pipe : event.area.pipes) {
            const PipeFacts facts = book.find(pipe.id);
            sum += pipe.probability;
            Feature feature;
            if (facts.line.size() > 1) feature.lines.push_back(facts.line);
            feature.weight = pipe.probability;
            feature.cells = {event.id,
                             ++rank,
                             pipe.id,
                             rounded(pipe.probability, 1e-6),
                             rounded(std::min(sum, 1.0), 1e-6),
                             textCell(facts.street),
                             rounded(pipe.length_m, 0.01),
                             facts.diameter_mm,
                             textCell(facts.material),
                             textCell(event.zone),
                             textCell(content.run)};
            layer.features.push_back(std::move(feature));
        }
    }
    return layer;
}

std::vector<Field> eventFields() {
    return {{"event", "event", Type::integer, "number of the event"},
            {"kind", "kind", Type::text, "burst, leak, sensor_fault, meter_fault, operation or demand"},
            {"zone", "zone", Type::text, "DMA"},
            {"status", "status", Type::text, "new, confirmed, dismissed or repaired"},
            {"detected_at", "detected", Type::text, "when the data then at hand sufficed; ISO 8601 with offset"},
            {"started_at", "started", Type::text, "best estimate of the start"},
            {"start_from", "start_from", Type::text, "the start lies between this and start_to with 90 % probability"},
            {"start_to", "start_to", Type::text, "see start_from"},
            {"ended_at", "ended", Type::text, "when it ended; empty while it goes on"},
            {"flow_lps", "flow_lps", Type::real, "size in litres a second"},
            {"flow_low_lps", "flow_low", Type::real, "lower end of the 90 % interval of the size"},
            {"flow_high_lps", "flow_high", Type::real, "upper end of the 90 % interval of the size"},
            {"volume_m3", "volume_m3", Type::real, "water lost so far in cubic metres"},
            {"confidence", "confidence", Type::real, "probability that it is what kind says, 0 to 1"},
            {"area_level", "area_level", Type::real, "probability that the area holds the burst"},
            {"area_length_m", "area_len_m", Type::real, "metres of pipe in the area: what there is to walk"},
            {"area_share", "area_share", Type::real, "of the pipe length of its zone, 0 to 1"},
            {"whole_zone", "whole_zone", Type::integer, "1 = cannot be placed within the zone"},
            {"why", "why", Type::text, "why it was called, one sentence"},
            {"run", "run", Type::text, "the analysis that found it"}};
}

std::vector<Cell> eventCells(const detection::Event& event, const Content& content) {
    const auto lps = [](double m3s) { return rounded(m3s * 1000, 1e-3); };
    return {event.id,
            std::string(detection::nameOf(event.kind)),
            textCell(event.zone),
            std::string(detection::nameOf(event.status)),
            timeCell(event.detectedAt, content.zone),
            timeCell(event.startedAt, content.zone),
            timeCell(event.startedCi.first, content.zone),
            timeCell(event.startedCi.second, content.zone),
            event.endedAt ? timeCell(*event.endedAt, content.zone) : Cell{},
            lps(event.flow_m3s.value),
            lps(event.flow_m3s.low),
            lps(event.flow_m3s.high),
            rounded(event.volume_m3, 0.1),
            rounded(event.confidence, 1e-4),
            event.area.level,
            rounded(event.area.length_m, 0.1),
            rounded(event.area.share, 1e-4),
            std::int64_t{event.area.wholeZone ? 1 : 0},
            textCell(event.why),
            textCell(content.run)};
}

Layer eventsLayer(const Content& content, const PipeBook& book) {
    Layer layer{"events", Geometry::point, eventFields(), {}};
    for (const detection::Event& event : content.events) {
        Feature feature;
        if (!event.area.pipes.empty()) {
            const PipeFacts facts = book.find(event.area.pipes.front().id);
            if (facts.line.size() > 1) feature.lines = {{middle(facts.line)}};
        }
        feature.weight = event.confidence;
        feature.cells = eventCells(event, content);
        layer.features.push_back(std::move(feature));
    }
    return layer;
}

Layer areasLayer(const Content& content, const PipeBook& book) {
    Layer layer{"areas", Geometry::surroundings, eventFields(), {}};
    for (const detection::Event& event : content.events) {
        Feature feature;
        feature.reach_m = 15;
        feature.weight = event.confidence;
        for (const detection::PipeProbability& pipe : event.area.pipes) {
            PipeFacts facts = book.find(pipe.id);
            if (facts.line.size() > 1) feature.lines.push_back(std::move(facts.line));
        }
        if (feature.lines.empty()) continue;
        feature.cells = eventCells(event, content);
        layer.features.push_back(std::move(feature));
    }
    return layer;
}

std::vector<std::vector<network::Point>> placeOf(const series::Sensor& sensor, const Content& content) {
    if (sensor.x && sensor.y) return {{{*sensor.x, *sensor.y}}};
    if (!content.network) return {};
    if (sensor.quantity == Quantity::flow) {
        const LinkIndex link = content.network->findLink(sensor.element);
        const std::vector<network::Point> line = link.valid() ? content.network->line(link) : std::vector<network::Point>{};
        return line.size() > 1 ? std::vector<std::vector<network::Point>>{{middle(line)}} : std::vector<std::vector<network::Point>>{};
    }
    const NodeIndex node = content.network->findNode(sensor.element);
    if (!node.valid() || !content.network->node(node).position) return {};
    return {{*content.network->node(node).position}};
}

Layer sensorsLayer(const Content& content) {
    Layer layer{"sensors", Geometry::point, {}, {}};
    layer.fields = {{"sensor", "sensor", Type::text, "name of the sensor"},
                    {"element", "element", Type::text, "node or link that it measures"},
                    {"quantity", "quantity", Type::text, "pressure, flow, level or demand"},
                    {"zone", "zone", Type::text, "DMA"},
                    {"event", "event", Type::integer, "first event of this export that the sensor speaks for"},
                    {"shift", "shift", Type::real, "after minus before the start: metres beyond what the inflow explains, or litres a second"},
                    {"z", "z", Type::real, "the shift over its standard error"},
                    {"run", "run", Type::text, "the analysis that says so"}};
    for (const series::Sensor& sensor : content.sensors) {
        Feature feature;
        feature.lines = placeOf(sensor, content);
        feature.cells = {sensor.name, textCell(sensor.element), std::string(nameOf(sensor.quantity)), textCell(sensor.zone), Cell{}, Cell{},
                         Cell{},      textCell(content.run)};
        for (const detection::Event& event : content.events) {
            const auto own =
                std::find_if(event.evidence.begin(), event.evidence.end(), [&](const detection::Evidence& e) { return e.sensor == sensor.name; });
            if (own == event.evidence.end()) continue;
            feature.cells[4] = event.id;
            feature.cells[5] = shownCell(own->quantity, own->shift_si);
            feature.cells[6] = realCell(own->z, 0.01);
            feature.weight = std::min(1.0, std::abs(own->z) / 10);
            break;
        }
        layer.features.push_back(std::move(feature));
    }
    return layer;
}

Layer mainsLayer(const Content& content, const PipeBook& book) {
    Layer layer{"mains", Geometry::line, {}, {}};
    layer.fields = {{"pipe", "pipe", Type::text, "id of the pipe in the network"},
                    {"street", "street", Type::text, "street, where the network says it"},
                    {"length_m", "length_m", Type::real, "length of the pipe in metres"},
                    {"diameter_mm", "diam_mm", Type::real, "inner diameter in millimetres"},
                    {"material", "material", Type::text, "material, where the GIS says it"}};
    const auto add = [&layer](const std::string& id, const PipeFacts& facts) {
        Feature feature;
        if (facts.line.size() > 1) feature.lines.push_back(facts.line);
        feature.cells = {id, textCell(facts.street), rounded(facts.length_m, 0.01), facts.diameter_mm, textCell(facts.material)};
        layer.features.push_back(std::move(feature));
    };
    if (content.network) {
        for (std::size_t i = 0; i < content.network->links.size(); ++i)
            if (content.network->links[i].kind == network::LinkKind::pipe)
                add(content.network->links[i].id, book.of(LinkIndex(static_cast<std::int64_t>(i))));
    } else {
        for (const network::GisPipe& pipe : content.gisPipes) add(pipe.id, PipeBook::of(pipe));
    }
    return layer;
}

} // namespace

std::vector<Layer> layersOf(const Content& content, bool mains) {
    const PipeBook book(content);
    std::vector<Layer> layers{pipesLayer(content, book), eventsLayer(content, book), areasLayer(content, book), sensorsLayer(content)};
    if (mains) layers.push_back(mainsLayer(content, book));
    for (Layer& layer : layers)
        for (Feature& feature : layer.features) feature.geometry = layer.geometry;
    return layers;
}

Layer oneLayer(const std::vector<Layer>& layers) {
    Layer all{"mainsight", Geometry::mixed, {{"layer", "layer", Type::text, "pipes, events, areas, sensors or mains"}}, {}};
    for (const Layer& layer : layers) {
        std::vector<std::size_t> column;
        for (const Field& field : layer.fields) {
            const auto known = std::find_if(all.fields.begin(), all.fields.end(), [&](const Field& f) { return f.name == field.name; });
            column.push_back(static_cast<std::size_t>(known - all.fields.begin()));
            if (known == all.fields.end()) all.fields.push_back(field);
        }
        for (const Feature& feature : layer.features) {
            Feature copy = feature;
            copy.cells.assign(1, Cell{layer.name});
            for (std::size_t i = 0; i < column.size(); ++i) {
                if (copy.cells.size() <= column[i]) copy.cells.resize(column[i] + 1);
                copy.cells[column[i]] = feature.cells[i];
            }
            all.features.push_back(std::move(copy));
        }
    }
    for (Feature& feature : all.features) feature.cells.resize(all.fields.size());
    return all;
}

} // namespace ms::output
