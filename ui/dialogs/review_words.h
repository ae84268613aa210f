#pragma once

#include "core/jobs/import_review.h"
#include "ui/session/display_units.h"

#include <QString>

#include <vector>

/// What the review of an import says about files and channels: glyph, word and what to do, never colour alone.
namespace ms::dialogs {

/// One sensor of one column of a file; files with a single one are shown as that.
struct ReviewChannel {
    const ingest::ChannelGuess* guess = nullptr;
    std::size_t sensor = 0; ///< which of the column's
    std::size_t order = 0;  ///< among the sensors of the file, where its figures are looked for first
    [[nodiscard]] const series::Sensor& read() const { return ingest::sensorOf(*guess, sensor); } ///< as the workers took it
    [[nodiscard]] bool taken() const { return guess->trouble == ingest::ChannelGuess::Trouble::none; }
};
[[nodiscard]] std::vector<ReviewChannel> channelsOf(const jobs::ReviewedFile& file);
/// Null where nothing of it went in.
[[nodiscard]] const ingest::SensorFigures* figuresOf(const jobs::ReviewedFile& file, const ReviewChannel& channel);

struct Verdict {
    int severity = 0; ///< as models::SeverityRole: 0 calm, 1 good, 2 look at it, 3 must be answered or stays out
    QString glyph, text;
    QString advice;        ///< what to do; tool tip
    bool question = false; ///< Import waits for the answer
    [[nodiscard]] QString line() const { return glyph + QLatin1Char(' ') + text; }
};
[[nodiscard]] Verdict verdictOn(const ReviewChannel& channel, const std::vector<ingest::SensorMapRow>& rows, bool hasNetwork);
[[nodiscard]] Verdict verdictOn(const jobs::ReviewedFile& file);

/// Units that a user can choose from, for a quantity.
[[nodiscard]] QStringList unitChoices(Quantity quantity);
/// Readings kept, and their span in a zone: "6 May – 3 Nov 2024".
[[nodiscard]] QString spanOf(std::int64_t first_ms, std::int64_t last_ms, const LocalZone& zone);
/// Whether the unit of a channel must be said before its file can go in: it names none, or one that its values cannot have.
[[nodiscard]] bool asksForUnit(const ingest::ChannelGuess& guess);
/// How sure the recognition of the form is, and why, in a few words.
[[nodiscard]] QString formatText(const jobs::ReviewedFile& file);
/// Everything that the reader decided and on what evidence, a line each.
[[nodiscard]] QStringList evidenceLines(const jobs::ReviewedFile& file);

} // namespace ms::dialogs
