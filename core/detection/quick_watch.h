#pragma once

#include "core/detection/anchored_profile.h"
#include "core/detection/event_book.h"
#include "core/detection/noise_filter.h"
#include "core/detection/onset_bank.h"
#include "core/detection/pressure_witness.h"
#include "core/detection/recent.h"
#include "core/detection/standing_meter.h"
#include "core/detection/zone_series.h"
#include "core/detection/zone_tracker.h"

#include <vector>

namespace ms::detection {

/// A zone without customer meters watched on its loggers' own grid (a quarter of an hour). ZoneWatch is its slower sister for zones whose customers
/// tell what they take.
///
/// What a DMA takes at night is the same for months, to half a per cent of its mean inflow. So the expectation is anchored: a profile of the last
/// weeks without events, and a level that returns to it. Whatever stays above it is an event, however slowly it came; what comes back to it has
/// ended, and a meter that is read again is no burst. A departure that the bank of generalised likelihood ratios hears opens an event; its flow is
/// taken off and the rest is listened to on. It is told when the rivals have had their chance: work at a hydrant ends within the hour and is done by
/// day, a tanker has left by the end of the night, gardens are watered in the evening, heat follows the demand's shape, a valve or a source lifts all
/// pressures alike.
class QuickWatch {
public:
    QuickWatch(const ZoneSeries& series, const Balance& balance, const GridCalendar& calendar, const PressureWitness& pressures,
               const std::vector<RepairNotice>& repairs, const TrackerOptions& options);

    /// To be called for 0, 1, 2, ... in turn; looks at data up to that step alone. There must be room for kAhead_d days behind it (addRoom), so that
    /// nothing depends on how much there was to come.
    void step(Eigen::Index i);
    static constexpr Eigen::Index kAhead_d = 17;
    void grown(); ///< the series and the calendar have been given more room

    /// The first step that may still be looked at: of the profile, which goes back furthest, or of the usual before an open event.
    [[nodiscard]] Eigen::Index needed() const;
    void forgetBefore(Eigen::Index step); ///< not behind needed()

    /// What is known after the last step: by time of detection, open events in their state of now.
    [[nodiscard]] std::vector<BookedEvent> book() const;
    /// Of the steps that are held.
    [[nodiscard]] const Recent<double>& expected() const { return m_expectedThen; } ///< as predicted when the step came
    [[nodiscard]] const Recent<double>& sd() const { return m_sdThen; }

private:
    struct Open {
        BookedEvent event;
        int sign = 1;
        bool told = false;
        Eigen::Index nextFit = 0; ///< when it is fitted anew
        double use = 0;           ///< log likelihood ratio of the rival: more use in step with the demand
        double part = 0;          ///< the same of the rival: a meter reads a part of everything
        double least = 5;         ///< log likelihood ratio below which it is no longer believed
        double ending = 0;        ///< log likelihood ratio that it has ended
    };

    void learn(Eigen::Index until);
    [[nodiscard]] double caution() const { return m_model.settled() ? 1 : 2; } ///< by which thresholds are higher in a zone's second week
    void rebuildFilter(Eigen::Index until);
    void refilter(Eigen::Index until);
    bool meterStands(Eigen::Index i);
    [[nodiscard]] bool ofStanding(const Open& o, Eigen::Index since) const;
    void nameFault(Eigen::Index since, Eigen::Index i, double z);
    void endFault(Eigen::Index i);
    [[nodiscard]] double residual(Eigen::Index i) const; ///< over the anchored expectation, open events included
    [[nodiscard]] double openFlow(Eigen::Index i, const Open* but = nullptr) const;
    NoiseFilter::State addEcho(const BookedEvent& event, double factor, Eigen::Index until, Recent<double>& innovations) const;
    void replaceFit(Open& o, const Fit& fit, Eigen::Index now);
    void heedRest(Eigen::Index now); ///< the bank begins anew with what open events leave

    [[nodiscard]] Eigen::Index nightEndingAt(Eigen::Index now) const;
    bool listenToNights(Eigen::Index now);
    void closeAtRest(Eigen::Index now);
    bool endOpen(Eigen::Index now);
    bool endAll(Eigen::Index now);
    bool listen(Eigen::Index now);
    bool open(const OnsetScore& score, int sign, Eigen::Index now, double least);
    void makeRoom(Eigen::Index now);
    [[nodiscard]] bool aboveAnchor(const Fit& fit, Eigen::Index now) const;
    [[nodiscard]] double excess(Eigen::Index from, Eigen::Index until, const Open* of) const;
    [[nodiscard]] double nightShare(const Open& o, Eigen::Index now) const;
    bool refit(Open& o, Eigen::Index now);
    void classify(Open& o, Eigen::Index now);
    [[nodiscard]] bool mayTell(const Open& o, Eigen::Index now) const;
    [[nodiscard]] bool mayTellDrop(const Open& o, Eigen::Index now) const;
    [[nodiscard]] bool gardens(Eigen::Index i) const;
    void tellDue(Eigen::Index now);
    [[nodiscard]] bool abrupt(const Open& o, Eigen::Index now) const;
    [[nodiscard]] bool sharp(const Open& o, Eigen::Index now) const;
    [[nodiscard]] bool repairNear(Eigen::Index i, std::string* job) const;
    bool addToUse(const Open& part, Eigen::Index now);
    void close(std::size_t k, Eigen::Index end, Eigen::Index now);
    void withdraw(std::size_t k, Eigen::Index now);
    void settle(std::size_t k, Eigen::Index now);
    void takeOffForGood(const BookedEvent& event, Eigen::Index i);
    void record(Open& o, Eigen::Index now) const;
    [[nodiscard]] FitWindow window(const Recent<double>& innovations, Eigen::Index from, Eigen::Index until) const;
    [[nodiscard]] double localHour(Eigen::Index i) const;
    [[nodiscard]] double hoursBetween(double from, Eigen::Index to) const { return (static_cast<double>(to) - from) * m_series.step.hours(); }

    const ZoneSeries& m_series;
    const Balance& m_balance;
    const GridCalendar& m_calendar;
    const PressureWitness& m_pressures;
    TrackerOptions m_options;
    std::vector<RepairNotice> m_repairs;
    double m_threshold = 12;       ///< log likelihood ratio
    double m_nightThreshold = 2;   ///< of the sum of nights
    double m_leastShare = 0.018;   ///< of the mean inflow: less is not told
    double m_nightFloor = 0.01;    ///< of the mean inflow: nights are taken to differ by no less
    double m_nightSum = 0;         ///< CUSUM of how far nights lie above the anchor, in standard deviations
    Eigen::Index m_quietUntil = 0; ///< the last night that did not
    Eigen::Index m_day = 96;
    bool m_ready = false;
    Eigen::Index m_lastLearn = -1, m_lastNoise = -1, m_deafUntil = 0;
    int m_noiseLearns = 0;
    AnchoredProfile m_model;
    NoiseParameters m_noise;
    NoiseFilter m_filter;
    NoiseFilter::State m_state;
    OnsetBank m_bank;
    Recent<double> m_expected, m_shape, m_pattern, m_evening, m_shift; ///< by the model now in force
    Recent<double> m_innovations;                                      ///< of what open events leave
    mutable Recent<double> m_scratch;
    Recent<double> m_expectedThen, m_sdThen;
    Recent<double> m_offset, m_settled; ///< flow of events that are over or have become the normal state, m3/s; of the latter alone
    Recent<bool> m_leftOut;             ///< not learned from: the time of events
    Recent<bool> m_missing;             ///< a meter stands still
    StandingMeter m_standing;
    Eigen::Index m_fault = -1;       ///< the meter fault now open, in the book
    std::vector<Open> m_open;        ///< by onset of hearing
    std::vector<BookedEvent> m_book; ///< those that are over, settled or withdrawn
    std::vector<BookedEvent> m_settledEvents;
    Eigen::Index m_now = 0; ///< steps gone through
};

} // namespace ms::detection
