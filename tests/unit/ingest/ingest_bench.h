#pragma once

#include "core/ingest/ingest.h"
#include "core/ingest/parsed_file.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

/// Imports texts as files of a scratch folder, the way a worker does, and reads back what the writer would get.
class Bench {
public:
    Bench() : m_dir(std::filesystem::temp_directory_path() / ("mainsight-ingest-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
        std::filesystem::create_directories(m_dir);
    }
    ~Bench() {
        std::error_code none;
        std::filesystem::remove_all(m_dir, none);
    }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    ms::ingest::Hints hints;
    ms::ingest::FileReport report;
    std::map<std::string, ms::series::Sensor> sensors;
    std::map<std::string, ms::series::Readings> readings; ///< by sensor's name

    std::string write(const std::string& name, const std::string& bytes) const {
        const auto path = (m_dir / name).string();
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }
    void makeFolder(const std::string& name) const { std::filesystem::create_directories(m_dir / name); }
    [[nodiscard]] std::string folder() const { return m_dir.string(); }
    /// One file, whole. The report is the last one.
    void take(const std::string& name, const std::string& bytes) {
        takeTask({{{write(name, bytes), 0, -1}}, static_cast<std::int64_t>(bytes.size())});
    }

    void takeTask(const ms::ingest::ImportTask& task) {
        ms::NullSink sink;
        const std::string out = (m_dir / "out").string();
        const auto reports = ms::ingest::importFiles(task, hints, out, sink, {});
        REQUIRE(reports.ok());
        report = reports->back();
        auto reader = ms::ingest::ParsedFileReader::open(out);
        REQUIRE(reader.ok());
        std::map<std::uint32_t, std::string> names;
        while (!reader->atEnd()) {
            const auto record = reader->next();
            REQUIRE(record.ok());
            if (const auto* s = std::get_if<ms::ingest::ParsedSensor>(&*record)) {
                names[s->index] = s->sensor.name;
                sensors[s->sensor.name] = s->sensor;
            } else if (const auto* c = std::get_if<ms::ingest::ParsedChunk>(&*record)) {
                const auto chunk = ms::ingest::decodeChunk(c->chunk.data);
                REQUIRE(chunk.ok());
                CHECK(c->chunk.summary.count == static_cast<std::int64_t>(chunk->readings.size()));
                auto& all = readings[names.at(c->sensor)];
                const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
                append(all.times_ms, chunk->readings.times_ms);
                append(all.values, chunk->readings.values);
                append(all.quality, chunk->readings.quality);
            }
        }
    }
    [[nodiscard]] std::string firstTime(const std::string& sensor) const { return ms::toIso({readings.at(sensor).times_ms.front()}); }
    [[nodiscard]] std::string lastTime(const std::string& sensor) const { return ms::toIso({readings.at(sensor).times_ms.back()}); }
    [[nodiscard]] bool told(const std::string& code) const {
        for (const auto& d : report.diagnostics)
            if (d.code == code) return true;
        return false;
    }

private:
    std::filesystem::path m_dir;
};

/// Britain in 2024: summer time from 31 March 01:00 UTC to 27 October 01:00 UTC.
inline ms::LocalZone london() {
    return {"Europe/London",
            {{*ms::instantFromIso("2023-10-29T01:00:00Z"), 0},
             {*ms::instantFromIso("2024-03-31T01:00:00Z"), 3600},
             {*ms::instantFromIso("2024-10-27T01:00:00Z"), 0}}};
}
