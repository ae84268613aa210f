#pragma once

#include "core/hydraulics/solver.h"
#include "core/localisation/candidates.h"

#include <Eigen/Core>

#include <memory>
#include <stop_token>
#include <vector>

namespace ms::localisation {

/// What a row of an InflowRecord is in the model: head at `node` less head at `reference`, or flow in `link` times `sign`.
struct BankRow {
    NodeIndex node, reference;
    LinkIndex link;
    double sign = 1;
};

/// How wrong the model may be. The members of the ensemble are drawn from this; the first is the model as it is.
struct EnsembleOptions {
    int members = 24;
    double groupRoughnessSd = 0.15; ///< of ln C of all pipes of a material and size
    double roughnessSd = 0.1;       ///< of ln C of a pipe
    double diameterSd = 0.04;       ///< of ln D of a pipe
    double demandSd = 0.5;          ///< of ln demand of a node
    std::uint64_t seed = 1;
};

/// What a small burst does to the rows of a zone, for every candidate pipe, at several inflows and in every member of an ensemble of models.
///
/// A unit shift is the effect of 1 m3/s that leaves at the middle of the pipe instead of being spread over the zone's demand: the inflow is
/// measured, so the burst's water is in it either way. Adjoint sensitivities (Todini and Pilati 1988). Immutable once made.
class SignatureBank {
public:
    /// `zoneNodes` share the inflow in proportion to their mean demand of a day; `levels_m3s` ascending. Members that do not converge are left out.
    [[nodiscard]] static Result<SignatureBank> make(const std::shared_ptr<const network::Network>& network, const std::vector<NodeIndex>& zoneNodes,
                                                    const std::vector<Candidate>& candidates, const std::vector<BankRow>& rows,
                                                    const std::vector<double>& levels_m3s, const EnsembleOptions& options, std::stop_token stop = {});

    [[nodiscard]] std::size_t members() const { return m_members.size(); }
    [[nodiscard]] const std::vector<double>& levels_m3s() const { return m_levels; }
    /// [rows x candidates] m (or m3/s) per m3/s at an inflow: linear between levels, the end levels beyond.
    [[nodiscard]] Eigen::MatrixXd unitShift(std::size_t member, double inflow_m3s) const;
    /// [rows x levels] what the rows are without a burst.
    [[nodiscard]] const Eigen::MatrixXd& base(std::size_t member) const { return m_members[member].base; }

    /// Shift by a burst of `size_m3s` on candidate `j`, solved in the model as it is (the first member): [rows]; NaN where it does not converge.
    class Exact {
    public:
        Exact(const SignatureBank& bank, double inflow_m3s);
        [[nodiscard]] Eigen::VectorXd shift(Eigen::Index j, double size_m3s);

    private:
        const SignatureBank& m_bank;
        hydraulics::Solver m_solver;
        hydraulics::Conditions m_conditions;
        hydraulics::HydraulicState m_base, m_state;
        double m_inflow = 0;
        bool m_solved = false;
    };

private:
    struct Member {
        std::vector<Eigen::MatrixXf> unit; ///< [levels] of [rows x candidates]
        Eigen::MatrixXd base;              ///< [rows x levels]
    };
    [[nodiscard]] Eigen::VectorXd observe(const hydraulics::HydraulicState& state) const;
    void fillDemands(double inflow_m3s, std::vector<double>& demands) const;

    std::optional<hydraulics::HydraulicModel> m_nominal;
    std::vector<Candidate> m_candidates;
    std::vector<BankRow> m_rows;
    std::vector<double> m_levels, m_demands; ///< mean demands of a day of all nodes
    std::vector<char> m_inZone;              ///< [nodes]
    double m_zoneDemand = 0;
    std::vector<Member> m_members;
};

} // namespace ms::localisation
