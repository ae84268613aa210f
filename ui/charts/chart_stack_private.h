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

constexpr int mostPoints = 4000;  ///< of all charts in view together: beyond, a repaint of Qt Charts takes longer than a frame
constexpr int unseenPoints = 400; ///< of a chart that is scrolled out of view: it is read out and exported, not painted
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
    std::vector<const ChartFeed*> fetchedInView; ///< what the last fetch was for
    QTimer fetchSoon;                            ///< data that come in bursts (bands, events, readings) are asked for once

    void bind();
    void rebuild(std::vector<ChartSpec> next);
    void followSelection();
    void restyle();
    void fetch();
    void lookAgain();
    [[nodiscard]] bool inView(const ChartFeed& feed) const;
    [[nodiscard]] std::vector<const ChartFeed*> feedsInView() const;
    void showSpan();
    void showMarks();
    void showCursor();
    void updateEmpty();
    void showMenu(const QPoint& at);
    void setVisible(TimeSpan span) { session->timeCursor().setVisible(span); }
    [[nodiscard]] std::optional<detection::Balance> balanceOf(const std::string& zone) const;
    [[nodiscard]] std::vector<ChartSpec> wanted();
    [[nodiscard]] std::vector<ChartSpec> grouped(std::vector<ChartSpec> specs) const; ///< overlaid: one chart a quantity
    [[nodiscard]] std::vector<ChartMark> marksFor(ChartFeed& feed) const;
    void saveCsv(const QString& path);
};

} // namespace ms::charts
