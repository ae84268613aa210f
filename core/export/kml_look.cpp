#include "core/export/kml_look.h"

#include "core/export/styles.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace ms::output {
namespace {

constexpr std::int64_t kLabelledRanks = 10; ///< more names than these cover each other

const Cell* cellOf(const Layer& layer, const Feature& feature, const char* field) {
    for (std::size_t i = 0; i < layer.fields.size() && i < feature.cells.size(); ++i)
        if (layer.fields[i].name == field) return &feature.cells[i];
    return nullptr;
}

std::string shown(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* integer = std::get_if<std::int64_t>(&cell)) return std::to_string(*integer);
    if (const auto* real = std::get_if<double>(&cell)) {
        char buffer[40];
        std::snprintf(buffer, sizeof buffer, "%.6g", *real);
        std::string text = buffer;
        std::replace(text.begin(), text.end(), ',', '.');
        return text;
    }
    return {};
}

std::string said(const Layer& layer, const Feature& feature, const char* field) {
    const Cell* cell = cellOf(layer, feature, field);
    return cell ? shown(*cell) : std::string();
}

double realOf(const Layer& layer, const Feature& feature, const char* field) {
    const Cell* cell = cellOf(layer, feature, field);
    const auto* real = cell ? std::get_if<double>(cell) : nullptr;
    return real ? *real : 0;
}

std::string percent(double probability) {
    if (probability < 0.01) return "< 1 %";
    return std::to_string(static_cast<int>(std::lround(probability * 100))) + " %";
}

std::string nameOfFeature(const Layer& layer, const Feature& feature) {
    if (layer.name == "pipes") return said(layer, feature, "pipe") + ": " + percent(realOf(layer, feature, "probability"));
    if (layer.name == "events") {
        std::string kind = said(layer, feature, "kind"), zone = said(layer, feature, "zone");
        std::replace(kind.begin(), kind.end(), '_', ' ');
        return "Event " + said(layer, feature, "event") + ": " + kind + (zone.empty() ? "" : " in " + zone) + ", " +
               said(layer, feature, "flow_lps") + " l/s";
    }
    if (layer.name == "areas") return "Area of interest of event " + said(layer, feature, "event");
    if (layer.name == "sensors") {
        const std::string shift = said(layer, feature, "shift");
        const std::string quantity = said(layer, feature, "quantity");
        const std::string sign = realOf(layer, feature, "shift") > 0 ? "+" : "";
        return said(layer, feature, "sensor") +
               (shift.empty() ? "" : ": " + sign + shift + (quantity == "flow" || quantity == "demand" ? " l/s" : " m"));
    }
    return feature.cells.empty() ? std::string() : shown(feature.cells.front());
}

std::string balloonOf(const Layer& layer, const Feature& feature) {
    std::string rows;
    for (std::size_t i = 0; i < layer.fields.size() && i < feature.cells.size(); ++i) {
        const std::string value = shown(feature.cells[i]);
        if (value.empty()) continue;
        std::string name = layer.fields[i].name;
        std::replace(name.begin(), name.end(), '_', ' ');
        rows += "<tr><td><b>" + htmlEscaped(name) + "</b></td><td>" + htmlEscaped(value) + "</td></tr>";
    }
    return "<table>" + rows + "</table>";
}

} // namespace

std::string htmlEscaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out += c;
        }
    }
    return out;
}

KmlLook kmlLook(const Layer& layer, const Feature& feature) {
    KmlLook look{nameOfFeature(layer, feature), balloonOf(layer, feature), ogrStyleOf(layer.name, feature.weight), false};
    if (layer.name == "pipes") {
        const Cell* rank = cellOf(layer, feature, "rank");
        const auto* number = rank ? std::get_if<std::int64_t>(rank) : nullptr;
        look.labelled = number && *number <= kLabelledRanks && !feature.lines.empty();
        if (look.labelled) look.style += ";SYMBOL(c:#00000000,s:0);LABEL(c:#FFFFFF,w:80)"; // the point is there for the name alone
    } else if (layer.name == "sensors") {
        look.style += feature.weight > 0 ? ";LABEL(c:#FFFFFF,w:80)" : ";LABEL(w:0)"; // names of sensors that say nothing only hide the map
    } else if (layer.name == "events") {
        look.style += ";LABEL(c:#FFFFFF,w:110)";
    }
    return look;
}

std::string kmlFolder(const std::string& layer) {
    if (layer == "pipes") return "Pipes by probability";
    if (layer == "events") return "Events";
    if (layer == "areas") return "Areas of interest";
    if (layer == "sensors") return "Sensors";
    return layer;
}

std::string kmlTitle(const Content& content) {
    std::string title = content.title.empty() ? "Mainsight" : content.title;
    if (content.events.size() == 1) title += ", event " + std::to_string(content.events.front().id);
    return title;
}

std::string kmlDescription(const Content& content) {
    std::string text;
    const auto add = [&text](const std::string& label, const std::string& value) {
        if (!value.empty()) text += (text.empty() ? "" : "<br/>") + label + htmlEscaped(value);
    };
    add("", content.company);
    add("Mainsight ", content.version);
    add("Analysis ", content.run);
    add("Coordinates of the project: ", content.crs);
    return text;
}

} // namespace ms::output
