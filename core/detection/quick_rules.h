#pragma once

#include <cstddef>

namespace ms::detection::quick {

inline constexpr double kSettleDays = 28;                    ///< what lasts so long is the new normal
inline constexpr double kGrowthCost = 3;                     ///< log likelihood that a growing shape pays for its freedom
inline constexpr double kLeastRatio = 3;                     ///< log likelihood ratio below which an event that nights told of is not believed
inline constexpr std::size_t kMostOpen = 4;                  ///< events open at once
inline constexpr double kNightFrom = 1.5, kNightTo = 4.75;   ///< local hours in which hardly anybody uses water
inline constexpr double kYoung_h = 8, kWait_h = 1;           ///< what began so lately is told so long after the night: work by night ends with it
inline constexpr double kMorningTo = 9.5, kEveningTo = 21.5; ///< local hours by which people are up, and gardens have been watered
inline constexpr double kWorkFrom = 8, kWorkTo = 16;         ///< local hours in which crews begin to work on the network
inline constexpr double kHydrant_m3s[] = {0.003, 0.013};     ///< what is drawn from one when it is flushed

/// Of the mean inflow, at `kRate` false alarms a week: what is looked for, and by how much nights are taken to differ at least. Habits wander as
/// much, so who wants fewer alarms has to look for more, who bears more of them may look for less: the last two are exponents of the rate. Set on
/// twelve pairs of invented years without a burst in six zones, so that stated rates hold from 0.005 to 0.5.
inline constexpr double kRate = 0.1, kLeastShare = 0.015, kNightFloor = 0.0075, kShareByRate = 0.1, kFloorByRate = 0.1;
inline constexpr double kAtNight = 0.6, kSureAtNight = 0.4; ///< of an event's size: what the small hours must show of it; and of one that is plain
inline constexpr double kPlain = 2;                         ///< thresholds: log likelihood ratio of what is plain
/// An end: its log likelihood ratio in thresholds; and of the size that ends, how much may be missing or left over once it is taken off.
inline constexpr double kEnds = 0.6, kLeftAtEnd = 0.45, kOverAtEnd = -0.7;
inline constexpr double kMeterShare = 0.12;   ///< of the inflow: in step with all of it nothing but a meter takes so much off
inline constexpr double kMeter_h = 6;         ///< how long that must have been seen
inline constexpr double kLeastDrop = 0.025;   ///< of the mean inflow: less is no operation to be told of
inline constexpr double kTimer_h = 2.25;      ///< how long what a timer starts by night runs
inline constexpr double kTanker_m3s = 0.0031; ///< a tanker or a standpipe takes no more
inline constexpr double kUserShare = 0.12;    ///< of the mean inflow: what a large user may begin to take in the morning
inline constexpr double kSharp = 5;           ///< standard deviations of the difference of two steps that a sharp rise exceeds
inline constexpr double kFlushing_h = 1.7;    ///< how long it is flushed, and two steps to see the end

} // namespace ms::detection::quick
