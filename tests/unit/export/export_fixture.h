#pragma once

#include "core/export/content.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <unistd.h>

/// What the tests of core/export work on and look with.
namespace fixture {

using namespace ms;
namespace fs = std::filesystem;

/// Three pipes in a row near Bristol, a burst on the second, a pressure logger and a meter.
inline output::Content content() {
    auto network = std::make_shared<network::Network>();
    for (int i = 0; i < 4; ++i) {
        network::Node node;
        node.id = "J" + std::to_string(i);
        node.position = network::Point{364000 + 100.0 * i, 176000};
        network->nodes.push_back(node);
    }
    for (int i = 0; i < 3; ++i) {
        network::Link link;
        link.id = "P" + std::to_string(i);
        link.from = NodeIndex(i);
        link.to = NodeIndex(i + 1);
        link.length_m = 100;
        link.diameter_m = 0.1;
        link.tag = i == 1 ? "=HYPERLINK(\"x\")" : "Mill Lane, upper";
        network->links.push_back(link);
    }
    network->buildIndex();
    detection::Event event;
    event.id = 7;
    event.zone = "A";
    event.detectedAt = *instantFromIso("2025-10-23T03:00:00Z");
    event.startedAt = *instantFromIso("2025-10-23T01:00:00Z");
    event.startedCi = {event.startedAt, event.detectedAt};
    event.flow_m3s = {0.0041, 0.0032, 0.005};
    event.confidence = 0.97;
    event.why = "Inflow rose by 4.1 l/s \xE2\x80\x93 and stayed";
    event.area = {0.9, 200, 0.67, false, {{"P1", 0.7, 100}, {"P2", 0.25, 100}}};
    event.evidence = {{"PL1", Quantity::pressure, -0.31, -8.2}};
    output::Content c;
    c.title = "Test";
    c.network = network;
    series::Sensor logger, meter;
    logger.name = "PL1";
    logger.element = "J2";
    logger.quantity = Quantity::pressure;
    meter.name = "FM1";
    meter.element = "P0";
    meter.quantity = Quantity::flow;
    c.sensors = {logger, meter};
    c.events = {event};
    c.crs = "EPSG:27700";
    c.run = "run 3";
    c.version = "test";
    return c;
}

class Folder {
public:
    Folder() : m_path(fs::temp_directory_path() / ("mainsight-export-test-" + std::to_string(::getpid()))) {
        fs::remove_all(m_path);
        fs::create_directories(m_path);
    }
    ~Folder() { fs::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string file(const std::string& name) const { return (m_path / name).string(); }
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_path), fs::directory_iterator()));
    }

private:
    fs::path m_path;
};

struct Close {
    void operator()(GDALDataset* d) const { GDALClose(d); }
};
inline std::unique_ptr<GDALDataset, Close> open(const std::string& path) {
    GDALAllRegister();
    return std::unique_ptr<GDALDataset, Close>(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
}

inline std::string textOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace fixture
