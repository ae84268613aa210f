#pragma once

#include "core/jobs/import_review.h"
#include "ui/dialogs/review_words.h"

#include <QAbstractItemModel>
#include <QTimer>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace ms::dialogs {

/// The review table: a row a file, filled in as the workers report, its channels below it where it has several. Cells that say how a channel is
/// taken can be edited; an edit is a correction of the review.
class ImportReviewModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { File, Format, Channels, QuantityColumn, Unit, Zone, Element, ClockColumn, Span, Kept, Quarantined, StateColumn, ColumnCount };

    ImportReviewModel(jobs::ImportReview& review, LocalZone zone, bool hasNetwork, QObject* parent = nullptr);

    /// A sensor of a column of a file.
    struct Place {
        int file = 0;
        std::string key; ///< ingest::channelKey()
        std::size_t sensor = 0;
        auto operator<=>(const Place&) const = default;
    };
    /// The channels that a row stands for: all of a file, or one.
    [[nodiscard]] std::vector<Place> placesOf(const QModelIndex& index) const;
    [[nodiscard]] int fileOf(const QModelIndex& index) const; ///< -1 when invalid
    [[nodiscard]] QModelIndex fileIndex(int file) const { return index(file, 0); }
    [[nodiscard]] QModelIndex indexOf(const Place& place) const;

    /// Changes one field of many channels at once.
    using Change = std::function<void(ingest::SensorMapRow&)>;
    void change(const std::vector<Place>& places, const Change& change);
    /// The same, but said even where it changes nothing: "the unit that the file names is right".
    void confirm(const std::vector<Place>& places, const Change& change);
    /// As the file says again.
    void reset(const std::vector<Place>& places);
    [[nodiscard]] ingest::SensorMapRow rowAt(const Place& place, bool* quantityKnown = nullptr) const;
    [[nodiscard]] QString details() const; ///< for Copy details
    /// After the import: what the project says of a sensor by its name ("▲ drifts"), shown as the state of its channel.
    void setHealth(std::function<QString(const std::string&)> health);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void takeList();
    void correct(const std::vector<Place>& places, const Change& change, bool evenUnchanged);
    void takeChanges();
    [[nodiscard]] int childrenOf(int file) const;
    [[nodiscard]] QString text(const QModelIndex& index) const;
    [[nodiscard]] QString healthOf(int file, const ReviewChannel& channel) const;
    [[nodiscard]] QString joined(int file, Column column) const;
    [[nodiscard]] jobs::ImportReview::Channel said(int file, const ReviewChannel& channel) const;
    [[nodiscard]] QString channelText(int file, const ReviewChannel& channel, Column column) const;

    jobs::ImportReview& m_review;
    LocalZone m_zone;
    bool m_hasNetwork;
    std::vector<QString> m_paths; ///< of the rows shown
    std::vector<int> m_children;  ///< as shown
    std::set<int> m_changed;
    std::function<QString(const std::string&)> m_health;
    QTimer m_batch;
};

} // namespace ms::dialogs
