#include "core/export/styles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace ms::output {
namespace {

struct Rgb {
    int r, g, b;
};

constexpr std::array<Rgb, 6> kViridis{{{253, 231, 37}, {122, 209, 81}, {34, 168, 132}, {42, 120, 142}, {65, 68, 135}, {68, 1, 84}}};

Rgb colourAt(double weight) {
    const double place = std::clamp(weight, 0.0, 1.0) * (kViridis.size() - 1);
    const auto i = std::min(static_cast<std::size_t>(place), kViridis.size() - 2);
    const double f = place - static_cast<double>(i);
    const auto mix = [f](int a, int b) { return static_cast<int>(std::lround(a + f * (b - a))); };
    return {mix(kViridis[i].r, kViridis[i + 1].r), mix(kViridis[i].g, kViridis[i + 1].g), mix(kViridis[i].b, kViridis[i + 1].b)};
}

std::string commas(Rgb c) { return std::to_string(c.r) + "," + std::to_string(c.g) + "," + std::to_string(c.b) + ",255"; }

/// Small probabilities are the rule, so the colour goes by the root.
double shade(double weight) { return std::sqrt(std::clamp(weight, 0.0, 1.0)); }

std::string option(const char* name, const std::string& value) {
    return std::string("<Option type=\"QString\" name=\"") + name + "\" value=\"" + value + "\"/>";
}

std::string symbol(const char* type, int name, const char* layerClass, const std::string& options) {
    return std::string("<symbol type=\"") + type + "\" name=\"" + std::to_string(name) + "\" alpha=\"1\"><layer class=\"" + layerClass +
           "\" enabled=\"1\" pass=\"0\" locked=\"0\"><Option type=\"Map\">" + options + "</Option></layer></symbol>";
}

std::string lineSymbol(int name, const std::string& colour, double width_mm) {
    return symbol("line", name, "SimpleLine",
                  option("line_color", colour) + option("line_width", std::to_string(width_mm)) + option("line_width_unit", "MM") +
                      option("capstyle", "round") + option("line_style", "solid"));
}

std::string markerSymbol(const std::string& shape, const std::string& fill, double size_mm) {
    return symbol("marker", 0, "SimpleMarker",
                  option("name", shape) + option("color", fill) + option("outline_color", "255,255,255,255") + option("outline_width", "0.3") +
                      option("size", std::to_string(size_mm)) + option("size_unit", "MM"));
}

std::string document(const std::string& renderer) {
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22\" styleCategories=\"Symbology\">" + renderer +
           "</qgis>\n";
}

std::string single(const std::string& symbolText) {
    return document("<renderer-v2 type=\"singleSymbol\" symbollevels=\"0\" enableorderby=\"0\"><symbols>" + symbolText + "</symbols></renderer-v2>");
}

std::string byProbability() {
    constexpr std::array<double, 7> kBounds{0, 0.01, 0.03, 0.08, 0.2, 0.4, 1.0};
    std::string ranges, symbols;
    for (std::size_t i = 0; i + 1 < kBounds.size(); ++i) {
        char label[64];
        std::snprintf(label, sizeof label, "%g - %g %%", kBounds[i] * 100, kBounds[i + 1] * 100);
        ranges += "<range symbol=\"" + std::to_string(i) + "\" lower=\"" + std::to_string(kBounds[i]) + "\" upper=\"" +
                  std::to_string(kBounds[i + 1]) + "\" label=\"" + label + "\" render=\"true\"/>";
        symbols += lineSymbol(static_cast<int>(i), commas(colourAt(static_cast<double>(i) / 5)), 0.7 + 0.25 * static_cast<double>(i));
    }
    return document("<renderer-v2 type=\"graduatedSymbol\" attr=\"probability\" graduatedMethod=\"GraduatedColor\" symbollevels=\"0\" "
                    "enableorderby=\"0\"><ranges>" +
                    ranges + "</ranges><symbols>" + symbols + "</symbols></renderer-v2>");
}

} // namespace

std::string viridis(double weight) {
    const Rgb c = colourAt(weight);
    char text[8];
    std::snprintf(text, sizeof text, "#%02x%02x%02x", static_cast<unsigned>(c.r), static_cast<unsigned>(c.g), static_cast<unsigned>(c.b));
    return text;
}

std::string qmlOf(const std::string& layer) {
    if (layer == "pipes") return byProbability();
    if (layer == "mains") return single(lineSymbol(0, "150,150,150,255", 0.3));
    if (layer == "areas")
        return single(symbol("fill", 0, "SimpleFill",
                             option("color", "213,94,0,40") + option("outline_color", "213,94,0,255") + option("outline_width", "0.6") +
                                 option("outline_style", "dash") + option("style", "solid")));
    if (layer == "events") return single(markerSymbol("star", "213,94,0,255", 6));
    return single(markerSymbol("circle", "0,114,178,255", 3));
}

std::string ogrStyleOf(const std::string& layer, double weight) {
    if (layer == "pipes") return "PEN(c:" + viridis(shade(weight)) + ",w:5px)";
    if (layer == "areas") return "BRUSH(fc:#D55E0040);PEN(c:#D55E00,w:2px)";
    if (layer == "events") return "SYMBOL(c:#D55E00,s:1.4)";
    if (layer == "sensors") return "SYMBOL(c:#0072B2,s:0.9)";
    return "PEN(c:#969696,w:2px)";
}

} // namespace ms::output
