#pragma once

#include "core/detection/balance.h"
#include "ui/charts/chart_feed.h"
#include "ui/charts/chart_pane.h"
#include "ui/charts/chart_stack.h"
#include "ui/charts/time_ruler.h"
#include "ui/session/session.h"

#include <QLabel>
#include <QScrollArea>
#include <QTimer>

#include <optional>
#include <vector>

namespace ms::charts {

constexpr int mostPoints = 4000; ///< of all charts together: beyond, a repaint of Qt Charts takes longer than a frame
constexpr int mostFollowed = 6;

/// What chart_stack.cpp (showing) and chart_stack_export.cpp (writing) share.
struct ChartStack::Private {
    Private(ChartStack* owner, session::Session* s) : stack(owner), session(s) {}

    ChartStack* stack;
    session::Session* session;
    bool follow = true, ghost = true, overlaid = false, raw = false;
    std::vector<ChartSpec> specs;
    std::vector<ChartFeed*> feeds; ///< each a child of its pane
    QScrollArea* scroll = nullptr;
    QWidget* column = nullptr;
    TimeRuler* ruler = nullptr;
    QLabel* empty = nullptr;
    Instant hover;
    std::optional<TimeSpan> brushed;
    QTimer fetchSoon; ///< data that come in bursts (bands, events, readings) are asked for once

    // Balances are found once for a network and its sensors.
    std::shared_ptr<const network::Network> balancedNetwork;
    std::shared_ptr<const std::vector<session::SensorView>> balancedSensors;
    std::vector<detection::Balance> balances;

    void bind();
    void rebuild(std::vector<ChartSpec> next);
    void followSelection();
    void restyle();
    void fetch();
    void showSpan();
    void showMarks();
    void showCursor();
    void updateEmpty();
    void showMenu(const QPoint& at);
    void setVisible(TimeSpan span) { session->timeCursor().setVisible(span); }
    [[nodiscard]] const std::vector<detection::Balance>& knownBalances();
    [[nodiscard]] std::optional<detection::Balance> balanceOf(const std::string& zone);
    [[nodiscard]] std::vector<ChartSpec> wanted();
    [[nodiscard]] std::vector<ChartSpec> grouped(std::vector<ChartSpec> specs) const; ///< overlaid: one chart a quantity
    [[nodiscard]] std::vector<ChartMark> marksFor(ChartFeed& feed) const;
    void saveCsv(const QString& path);
};

} // namespace ms::charts
