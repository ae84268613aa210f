#include "core/network/inp_reader.h"
#include "core/project/project_file_private.h"

namespace ms::project {

Result<analysis::Data> ProjectFile::analysisSetup() const {
    analysis::Data data;
    const auto wanted = settings();
    if (!wanted.ok()) return wanted.error();
    auto zone = localZone(wanted->timezone);
    if (!zone.ok()) return zone.error();
    data.zone = std::move(*zone);
    data.daysOff = wanted->daysOff;
    data.areaTrust = wanted->areaTrust;
    const auto text = networkText();
    if (!text.ok()) return text.error();
    if (!text->empty()) {
        auto inp = network::readInp(*text, d->path.toStdString());
        if (!inp.ok()) return inp.error();
        data.network = std::make_shared<const network::Network>(std::move(inp->network));
    }
    auto pipes = gisPipes();
    if (!pipes.ok()) return pipes.error();
    data.gisPipes = std::move(*pipes);
    auto jobs = repairs();
    if (!jobs.ok()) return jobs.error();
    data.repairs = std::move(*jobs);
    auto rows = d->sensorRows();
    if (!rows.ok()) return rows.error();
    for (auto& row : *rows) data.sensors.push_back({std::move(row.sensor), {}});
    return data;
}

Result<void> ProjectFile::addReadings(analysis::Data& data, Flags flags) const {
    for (analysis::SensorData& s : data.sensors) {
        auto values = readings(s.sensor.name, {}, flags);
        if (!values.ok()) return values.error();
        s.readings = std::move(*values);
    }
    return {};
}

Result<analysis::Data> ProjectFile::analysisData(Flags flags) const {
    auto data = analysisSetup();
    if (!data.ok()) return data;
    if (auto read = addReadings(*data, flags); !read.ok()) return read.error();
    return data;
}

} // namespace ms::project
