// The 59 networks of MAINSIGHT_SHARED_DATA/networks against converged EPANET 2.3.5 results; round trip of the same files.
#include "core/hydraulics/simulation.h"
#include "core/network/inp_reader.h"
#include "core/network/inp_writer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <doctest/doctest.h>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <vector>
#include <zlib.h>

using namespace ms;
namespace fs = std::filesystem;

namespace {

fs::path folder() {
    const fs::path networks = fs::path(MAINSIGHT_SHARED_DATA) / "networks";
    if (!fs::exists(networks)) {
        std::cout << "no reference data at " << networks << ": skipped\n";
        std::exit(77);
    }
    return networks;
}

std::vector<fs::path> files() {
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator(folder()))
        if (entry.path().extension() == ".inp") all.push_back(entry.path());
    std::sort(all.begin(), all.end());
    return all;
}

struct Table {
    std::vector<std::string> ids;
    std::map<std::int64_t, std::vector<double>> rows; ///< NaN = blank
};

Table readTable(const fs::path& path) {
    Table table;
    const gzFile file = gzopen(path.string().c_str(), "rb");
    REQUIRE(file != nullptr);
    std::string text;
    char buffer[1 << 16];
    for (int n = 0; (n = gzread(file, buffer, sizeof buffer)) > 0;) text.append(buffer, static_cast<std::size_t>(n));
    gzclose(file);
    std::size_t at = 0;
    bool header = true;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string line = text.substr(at, end - at);
        at = end + 1;
        if (!line.empty() && line.back() == '\r') line.pop_back();
        std::vector<std::string> cells;
        for (std::size_t i = 0;;) {
            const std::size_t comma = line.find(',', i);
            cells.push_back(line.substr(i, comma - i));
            if (comma == std::string::npos) break;
            i = comma + 1;
        }
        if (header) {
            table.ids.assign(cells.begin() + 1, cells.end());
        } else if (cells.size() > 1) {
            auto& row = table.rows[static_cast<std::int64_t>(std::stod(cells[0]))];
            for (std::size_t i = 1; i < cells.size(); ++i) row.push_back(cells[i].empty() ? std::nan("") : std::stod(cells[i]));
        }
        header = false;
    }
    return table;
}

/// Largest difference of a reference row to the present values; counts cells that are missing.
struct Worst {
    double error = 0, peak = 0;
    int missing = 0;
};

template <typename Find>
void compare(const Table& table, std::int64_t time, const std::vector<double>& values, Find&& find, Worst& worst) {
    const auto row = table.rows.find(time);
    if (row == table.rows.end()) return;
    for (std::size_t i = 0; i < table.ids.size(); ++i) {
        const double want = row->second[i];
        if (std::isnan(want)) continue;
        worst.peak = std::max(worst.peak, std::fabs(want));
        const auto index = find(table.ids[i]);
        if (!index.valid() || std::isnan(values[index.at()])) {
            ++worst.missing;
        } else {
            worst.error = std::max(worst.error, std::fabs(values[index.at()] - want));
        }
    }
}

/// Heads and flows of every instant up to `until`, to compare two runs bit by bit.
std::vector<double> run(const network::Network& net, std::int64_t until) {
    auto model = hydraulics::HydraulicModel::make(net);
    REQUIRE(model.ok());
    hydraulics::Simulation march(*model, {1e-6, 200});
    std::vector<double> all;
    do {
        REQUIRE(march.solve().ok());
        for (const double h : march.state().heads_m) all.push_back(std::isnan(h) ? -1e30 : h);
        all.insert(all.end(), march.state().flows_m3s.begin(), march.state().flows_m3s.end());
    } while (march.advance() > 0 && march.time_s() <= until);
    return all;
}

/// Section and text of every remark; where a line is not written its remarks move to the end of the section.
std::vector<std::pair<std::string, std::string>> remarksOf(const network::Network& net) {
    std::vector<std::pair<std::string, std::string>> all;
    for (const network::Remark& r : net.remarks) all.emplace_back(r.section, r.text);
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace

TEST_CASE("heads within 0.01 m and flows within 0.1 % of EPANET's, on every network") {
    for (const fs::path& path : files()) {
        const std::string name = path.stem().string();
        CAPTURE(name);
        const auto read = network::readInpFile(path.string());
        REQUIRE(read.ok());
        const auto& net = read->network;
        auto model = hydraulics::HydraulicModel::make(net);
        REQUIRE(model.ok());
        const Table heads = readTable(folder() / (name + ".head.csv.gz")), flows = readTable(folder() / (name + ".flow.csv.gz"));
        hydraulics::Simulation march(*model, {1e-6, 200});
        Worst head, flow;
        int failed = 0;
        do {
            const auto report = march.solve();
            REQUIRE(report.ok());
            failed += !report->converged;
            compare(
                heads, march.time_s(), march.state().heads_m, [&](const std::string& id) { return net.findNode(id); }, head);
            compare(
                flows, march.time_s(), march.state().flows_m3s, [&](const std::string& id) { return net.findLink(id); }, flow);
        } while (march.advance() > 0 && march.time_s() <= heads.rows.rbegin()->first);
        CHECK(failed == 0);
        CHECK(head.missing + flow.missing == 0);
        CHECK(head.error < 0.01);
        CHECK(flow.error < std::max(0.001 * std::max(flow.peak, 1e-6), 1e-6));
    }
}

TEST_CASE("reading, writing and reading gives the same network and the same results, bit by bit") {
    for (const fs::path& path : files()) {
        const std::string name = path.stem().string();
        CAPTURE(name);
        const auto first = network::readInpFile(path.string());
        REQUIRE(first.ok());
        const auto second = network::readInp(network::writeInp(first->network), name);
        REQUIRE(second.ok());
        const auto &a = first->network, &b = second->network;
        CHECK(a.title == b.title);
        CHECK(a.nodes == b.nodes);
        CHECK(a.links == b.links);
        CHECK(a.patterns == b.patterns);
        CHECK(a.curves == b.curves);
        CHECK(a.options == b.options);
        CHECK(a.times == b.times);
        CHECK(a.controls == b.controls);
        CHECK(a.rules == b.rules);
        CHECK(a.otherSections == b.otherSections);
        CHECK(remarksOf(a) == remarksOf(b));
        CHECK(a.latin1 == b.latin1);
        CHECK(network::writeInp(b) == network::writeInp(a));
        for (const Diagnostic& d : second->diagnostics) CHECK_MESSAGE(d.severity != Severity::error, d.toString());
        CHECK(run(a, 6 * 3600) == run(b, 6 * 3600));
    }
}
