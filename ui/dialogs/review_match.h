#pragma once

#include "ui/dialogs/import_review_model.h"
#include "ui/dialogs/place_suggestions.h"
#include "ui/session/session.h"

#include <QFutureWatcher>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QListWidget;
class QPushButton;
class QTreeWidget;

namespace ms::map {
class MapView;
}

namespace ms::dialogs {

/// Channels that have no place in the network yet, with what their names and positions suggest, beside a map: a click on a node or pipe puts the
/// current channel there.
class ReviewMatch final : public QWidget {
    Q_OBJECT
public:
    ReviewMatch(session::Session& session, jobs::ImportReview& review, ImportReviewModel& model, QWidget* parent = nullptr);
    ~ReviewMatch() override;
    [[nodiscard]] map::MapView& map() { return *m_map; }
    void refresh();                                   ///< from the review; cheap when hidden
    [[nodiscard]] int open() const { return m_open; } ///< channels without a place, of those taken
    void setCurrent(const ImportReviewModel::Place& place);
    [[nodiscard]] const QTreeWidget& list() const { return *m_list; }
    [[nodiscard]] std::optional<ImportReviewModel::Place> current() const;

Q_SIGNALS:
    void openChanged(int open);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void index(); ///< the network, on another thread
    void takePicked();
    void fill();
    void showSuggestions();
    void assign(const QString& element);
    void takeSure();

    jobs::ImportReview& m_review;
    ImportReviewModel& m_model;
    session::Session& m_session;
    map::MapView* m_map;                               ///< of its own: what is clicked here is no selection of the window
    std::shared_ptr<const PlaceSuggestions> m_suggest; ///< null until the network has been indexed
    struct Indexed {
        std::shared_ptr<const drawing::MapContent> content;
        std::shared_ptr<const PlaceSuggestions> suggest;
    };
    QFutureWatcher<Indexed> m_indexing;
    std::vector<ImportReviewModel::Place> m_places; ///< of the list's rows
    QTreeWidget* m_list;
    QListWidget* m_ranked;
    QLabel* m_hint;
    QPushButton* m_sure;
    int m_open = 0;
    bool m_stale = true;
};

} // namespace ms::dialogs
