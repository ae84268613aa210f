#include "core/export/series_csv.h"

#include "core/ingest/chunk_codec.h"

#include "core/base/time.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <limits>

namespace ms::output {
namespace {

std::string decimalText(std::int64_t mantissa, int decimals) {
    const bool negative = mantissa < 0;
    std::string digits = std::to_string(negative ? -mantissa : mantissa);
    if (decimals > 0) {
        if (digits.size() <= static_cast<std::size_t>(decimals)) digits.insert(0, static_cast<std::size_t>(decimals) + 1 - digits.size(), '0');
        digits.insert(digits.size() - static_cast<std::size_t>(decimals), ".");
        while (digits.back() == '0') digits.pop_back();
        if (digits.back() == '.') digits.pop_back();
    }
    return (negative ? "-" : "") + digits;
}

/// The shortest text whose number times the factor is the value.
std::string exactText(double value, double factor) {
    double raw = value / factor;
    for (int step = 0; step < 5; ++step) { // the quotient may be a last digit off
        const double candidate =
            step == 0   ? raw
            : step == 1 ? std::nextafter(raw, std::numeric_limits<double>::infinity())
            : step == 2 ? std::nextafter(raw, -std::numeric_limits<double>::infinity())
            : step == 3 ? std::nextafter(std::nextafter(raw, std::numeric_limits<double>::infinity()), std::numeric_limits<double>::infinity())
                        : std::nextafter(std::nextafter(raw, -std::numeric_limits<double>::infinity()), -std::numeric_limits<double>::infinity());
        if (candidate * factor != value) continue;
        std::array<char, 32> text{};
        const auto end = std::to_chars(text.data(), text.data() + text.size(), candidate).ptr;
        return {text.data(), end};
    }
    return {};
}

std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

std::string qualityText(std::uint8_t quality) {
    const bool range = (quality & static_cast<std::uint8_t>(series::Quality::outOfRange)) != 0;
    const bool suspect = (quality & static_cast<std::uint8_t>(series::Quality::suspect)) != 0;
    return range && suspect ? "Suspect+OutOfRange" : range ? "OutOfRange" : suspect ? "Suspect" : "Good";
}

/// "2024-05-06T00:15:00Z"; the day is worked out once.
class TimeText {
public:
    const std::string& of(std::int64_t ms) {
        constexpr std::int64_t kDay_ms = 86'400'000;
        std::int64_t day = ms / kDay_ms;
        if (ms < day * kDay_ms) --day;
        if (day != m_day) {
            m_day = day;
            m_date = toIso({day * kDay_ms}).substr(0, 11);
        }
        const std::int64_t in = ms - day * kDay_ms;
        char clock[32];
        std::snprintf(clock, sizeof clock, "%02d:%02d:%02d", static_cast<int>(in / 3'600'000), static_cast<int>(in / 60'000 % 60),
                      static_cast<int>(in / 1000 % 60));
        m_text = m_date + clock;
        if (in % 1000 != 0) {
            std::snprintf(clock, sizeof clock, ".%03d", static_cast<int>(in % 1000));
            m_text += clock;
        }
        return m_text += 'Z';
    }

private:
    std::int64_t m_day = std::numeric_limits<std::int64_t>::min();
    std::string m_date, m_text;
};

} // namespace

std::vector<std::string> exactTexts(const std::vector<double>& values, double factor) {
    std::vector<std::string> texts;
    texts.reserve(values.size());
    if (const auto column = ingest::findDecimals(values, factor)) {
        for (const std::int64_t mantissa : column->mantissas) texts.push_back(decimalText(mantissa, column->scale.decimals));
        return texts;
    }
    for (const double v : values) {
        texts.push_back(exactText(v, factor));
        if (texts.back().empty()) return {};
    }
    return texts;
}

Result<SeriesWritten> writeSeries(const std::vector<series::Sensor>& sensors, const ReadSeries& read, const std::string& path) {
    const std::string part = path + ".part";
    const auto unwritable = [&] {
        std::remove(part.c_str());
        return Error{ErrorCode::unwritable, "the file cannot be written", path, {}, {}, "check the folder and its free space"};
    };
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    if (!out) return unwritable();
    out << "sensor,time,value,unit,quantity,quality\n";
    SeriesWritten written;
    TimeText time;
    for (const series::Sensor& sensor : sensors) {
        const auto readings = read(sensor);
        if (!readings.ok()) {
            out.close();
            std::remove(part.c_str());
            return readings.error();
        }
        const auto unit = unitFromString(sensor.unit);
        std::string unitText = sensor.unit;
        std::vector<std::string> texts;
        if (unit) texts = exactTexts(readings->values, unit->toSi);
        if (texts.size() != readings->size()) {
            unitText = sensor.quantity == Quantity::flow || sensor.quantity == Quantity::demand ? "m3/s" : "m";
            texts = exactTexts(readings->values, 1);
        }
        if (texts.size() != readings->size()) {
            out.close();
            std::remove(part.c_str());
            return Error{ErrorCode::internal, "a reading is no number", path, sensor.name, {}, {}};
        }
        const std::string name = cell(sensor.name), tail = "," + cell(unitText) + "," + std::string(nameOf(sensor.quantity)) + ",";
        std::string line;
        for (std::size_t i = 0; i < readings->size(); ++i) {
            line = name + "," + time.of(readings->times_ms[i]) + "," + texts[i] + tail + qualityText(readings->quality[i]) + "\n";
            out.write(line.data(), static_cast<std::streamsize>(line.size()));
        }
        written.values += static_cast<std::int64_t>(readings->size());
    }
    out.close();
    if (!out || std::rename(part.c_str(), path.c_str()) != 0) return unwritable();
    return written;
}

} // namespace ms::output
