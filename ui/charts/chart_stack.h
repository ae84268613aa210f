#pragma once

#include "core/base/time.h"
#include "core/base/units.h"

#include <QImage>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <memory>
#include <string>
#include <vector>

namespace ms::session {
class Session;
}

namespace ms::charts {

/// One chart of the stack.
struct ChartSpec {
    std::string sensor;                ///< name of a sensor, or "inflow ZONE" for a zone's balance (then `band` and `sensors` of the balance draw it)
    QString title;                     ///< empty: made of the sensor's name and quantity
    std::vector<std::string> others{}; ///< sensors of the same quantity whose lines are laid over it
    bool operator==(const ChartSpec&) const = default;
};

/// Charts one above the other on one time axis: measured line, expected band, last week's ghost, event spans, repairs and notes as marks, the
/// shared time cursor with a read-out. At most 4,000 points in view, whatever the span; data come from the session's reader, off this thread.
///
/// Wheel zooms time at the mouse, dragging pans, Shift+drag brushes a span, double click shows everything, a click sets the time cursor; left and
/// right step the cursor, G toggles the ghost. Time is labelled in the project's zone. GUI thread only.
class ChartStack final : public QWidget {
    Q_OBJECT
public:
    explicit ChartStack(session::Session* session, QWidget* parent = nullptr);
    ~ChartStack() override;

    /// Follow (the default): the charts are those of the selected event's evidence and of the selected sensors. setCharts() ends it.
    void setFollowSelection(bool on);
    [[nodiscard]] bool followSelection() const;
    void setCharts(std::vector<ChartSpec> charts);
    [[nodiscard]] std::vector<ChartSpec> charts() const;
    void setGhost(bool on);
    [[nodiscard]] bool ghost() const;
    /// Overlaid: sensors of one quantity share a chart, each in its colour; else one below the other.
    void setOverlaid(bool on);
    [[nodiscard]] bool overlaid() const;
    /// Raw: also the readings that carry a flag (stuck, spike, ...) are part of the line; else the line leaves them out and a cross shows each.
    void setRaw(bool on);
    [[nodiscard]] bool raw() const;
    /// What the charts show, as a table: a row an hour (or more, where that would be over a thousand rows), a column a chart.
    struct Table {
        QStringList headers;
        std::vector<QStringList> rows;
    };
    [[nodiscard]] Table table() const;

    [[nodiscard]] int pointCount() const;        ///< of all series of the charts in view; never above 4,000
    [[nodiscard]] QString spokenSummary() const; ///< also the accessible description
    [[nodiscard]] QImage image() const;          ///< all charts as seen
    /// Writes by suffix: png, svg, csv (the visible span, undecimated, ISO times with offset). Asynchronous for csv: `exported` tells.
    void saveAs(const QString& path);

public Q_SLOTS:
    void zoomIn();
    void zoomOut();
    void showAll();
    void frameEvent(); ///< the selected event with a week before and some days after it
    void copyImage();
    void askSave(); ///< where to, then saveAs()

Q_SIGNALS:
    void spanBrushed(ms::TimeSpan span);
    void ghostChanged(bool on);
    void modeChanged();                                         ///< overlaid or raw
    void exported(const QString& path, const QString& problem); ///< problem empty = written

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::charts
