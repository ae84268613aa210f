#pragma once

#include "core/base/error.h"
#include "core/base/time.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QSet>
#include <QString>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace ms::cli {

/// Reads the members of one JSON object, remembers the first thing that was wrong and where, and complains about keys that nobody asked for. Reading
/// goes on with defaults after an error, so that the caller needs to look once, at the end. Shared between a reader and the readers of its members.
class JsonReader {
public:
    /// `error` collects the first error; it must outlive the reader.
    JsonReader(QJsonObject object, QString place, const LocalZone& zone, std::optional<Error>& error)
        : m_object(std::move(object)), m_place(std::move(place)), m_zone(zone), m_error(error) {}
    /// Complains about keys that were not read.
    ~JsonReader();
    JsonReader(const JsonReader&) = delete;
    JsonReader& operator=(const JsonReader&) = delete;

    [[nodiscard]] bool has(const char* key) const { return m_object.contains(QLatin1String(key)); }
    [[nodiscard]] std::string text(const char* key, const std::string& otherwise = {});
    [[nodiscard]] double number(const char* key, double otherwise = 0);
    /// A number cut to a whole one; wrong outside of [0, most].
    [[nodiscard]] std::int64_t whole(const char* key, std::int64_t otherwise, std::int64_t most, double times = 1);
    [[nodiscard]] bool flag(const char* key, bool otherwise);
    /// ISO 8601; without an offset in the zone. Invalid instant when the key is missing.
    [[nodiscard]] Instant time(const char* key);
    /// Two numbers in brackets.
    [[nodiscard]] std::pair<double, double> range(const char* key, std::pair<double, double> otherwise);
    [[nodiscard]] QJsonObject object(const char* key);
    /// Calls `each` for every element of a list of objects, with a reader of it.
    void list(const char* key, const std::function<void(JsonReader&)>& each);
    /// The texts of a list.
    [[nodiscard]] std::vector<std::string> texts(const char* key);
    void wrong(const char* key, const std::string& message);
    [[nodiscard]] QString placeOf(const char* key) const;

private:
    [[nodiscard]] QJsonValue take(const char* key);

    QJsonObject m_object;
    QString m_place;
    const LocalZone& m_zone;
    std::optional<Error>& m_error;
    QSet<QString> m_read;
};

} // namespace ms::cli
