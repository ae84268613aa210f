#pragma once

/// EPANET's internal units (feet, cubic feet per second) and constants, kept so that heads agree with EPANET's to the millimetre.
namespace ms::hydraulics::detail {

inline constexpr double kFoot_m = 0.3048;
inline constexpr double kCfs_m3s = 0.028317;
inline constexpr double kWattsPerHorsepower = 745.7;

inline constexpr double kClosed = 1e-8;          ///< conductance of a closed link, cfs/ft (EPANET: 1 / CBIG)
inline constexpr double kBig = 1e8;              ///< CBIG
inline constexpr double kSmall = 1e-6;           ///< CSMALL: head loss gradient of an open valve without minor loss, ft/cfs
inline constexpr double kLeastGradient = 1e-7;   ///< RQtol, ft/cfs: below it head loss is linear in flow
inline constexpr double kHeadTolerance = 0.0005; ///< Htol, ft
inline constexpr double kFlowTolerance = 0.0001; ///< Qtol, cfs
inline constexpr double kTankTolerance = 1e-6;   ///< ft from empty or full
inline constexpr double kZeroFlow = 1e-6;        ///< QZERO, cfs
inline constexpr double kTiny = 1e-6;            ///< TINY
inline constexpr double kMinorLoss = 0.02517;    ///< 8 / (g pi^2), s2/ft
inline constexpr double kViscosity = 1.1e-5;     ///< of water at 20 degrees C, ft2/s

} // namespace ms::hydraulics::detail
