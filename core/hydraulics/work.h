#pragma once

#include "core/hydraulics/elements.h"
#include "core/hydraulics/solver.h"

#include <Eigen/Core>
#include <vector>

namespace ms::hydraulics {

/// The workspace behind Solver. Units ft and cfs, indices internal (see model_data.h). solve.cpp drives, assemble.cpp builds and solves the linear
/// step, status.cpp holds the status rules, conditions.cpp takes conditions in and results out, adjoint.cpp the sensitivities.
struct Solver::Work {
    Work(HydraulicModel model, SolverOptions options);

    HydraulicModel model;
    const detail::ModelData& m;
    SolverOptions options;

    // Iterate.
    std::vector<double> head, step;        ///< by node: head and its change
    std::vector<double> demand, load;      ///< by node: asked; asked with the static trees that hang on it
    std::vector<double> flow, next;        ///< by link: flow; flow of the linearised link at the old heads
    std::vector<double> conductance, rest; ///< by link
    std::vector<double> diagonal, balance; ///< by node (forest and fixed nodes too)
    std::vector<double> lower;             ///< entries of L, one more for links that go nowhere
    // Operation.
    std::vector<network::LinkStatus> command;
    std::vector<FlowState> state;
    std::vector<double> setting;
    std::vector<std::uint8_t> flips; ///< status changes of a link in this solve
    std::vector<std::uint8_t> pause; ///< steps for which a valve that keeps changing stays as it is

    /// A plain or forest pipe whose linearisation is not its own this time.
    struct Forced {
        std::int32_t link = -1;
        bool imposed = false; ///< else closed
        double flow = 0;
    };
    std::vector<Forced> forced;
    std::vector<std::uint8_t> isForced; ///< by link: 1 closed, 2 imposed, 3 split

    struct Element {
        std::int32_t node = -1;
        detail::NodeElement::Kind kind = detail::NodeElement::Kind::emitter;
        double k = 0, n = 2, z = 0, limit = 0; ///< limit: full demand of a pressure-driven one
        bool backflow = false;
        std::int32_t outflow = -1; ///< index in the conditions, -1 = the model's
        double flow = 0, next = 0, conductance = 0;
    };
    std::vector<Element> elements;

    /// A point inside a pipe at which water leaves; eliminated within the pipe.
    struct Inner {
        std::int32_t outflow = -1;
        double position = 0, z = 0, k = 0, n = 2, fixed = 0;
        double head = 0, step = 0, flow = 0, next = 0, conductance = 0; ///< of the outflow
        double pivot = 1, toStart = 0, right = 0;
    };
    struct Part { ///< of a pipe, between two points
        double share = 0, flow = 0, next = 0, conductance = 0;
    };
    struct Split {
        std::int32_t link = -1;
        std::int32_t firstInner = 0, inners = 0, firstPart = 0;
        double atFrom = 0, atTo = 0, between = 0; ///< what the pipe adds to the matrix
        double balanceFrom = 0, balanceTo = 0;
    };
    std::vector<Split> splits;
    std::vector<Inner> inners;
    std::vector<Part> parts;
    std::vector<std::int32_t> order; ///< scratch

    std::vector<std::uint8_t> active;       ///< by forest node
    std::vector<std::int32_t> activeForest; ///< leaves first

    /// A valve that holds the head of one of its ends.
    struct Regulator {
        std::int32_t link = -1, held = -1, other = -1;
        double target = 0;
        double diagonal = 0, balance = 0; ///< of the held node, before it was taken out
        std::int32_t firstCoupling = 0, couplings = 0;
        double sign = 1; ///< flow into `held` is + (PRV) or - (PSV)
    };
    struct Coupling {
        std::int32_t node;
        double conductance;
    };
    std::vector<Regulator> regulators;
    std::vector<Coupling> couplings;
    std::vector<std::int32_t> regulatorOf;                  ///< by node, -1
    std::vector<detail::SparseForward> otherEnds, heldEnds; ///< L^-1 of e(other end) and of the couplings of the held node, a regulator each
    Eigen::MatrixXd small, smallFactor;                     ///< (I - G) of the regulators; the copy that is eliminated
    Eigen::VectorXd smallRight;
    static void solveSmall(Eigen::MatrixXd& matrix, Eigen::VectorXd& right); ///< in place, with pivoting

    // Connection to a source.
    std::vector<std::uint8_t> connected;
    std::vector<std::uint8_t> seen, shut; ///< scratch
    std::vector<std::int32_t> closedLinks, closedBefore, queue;
    bool connectionKnown = false;
    int disconnected = 0;

    // conditions.cpp
    Result<void> takeConditions(const Conditions& conditions);
    Result<void> takeOutflows(const Conditions& conditions);
    void takeGuess(const HydraulicState& guess);
    void start();
    void activateForest();
    void spreadLoads();
    void give(const Conditions& conditions, HydraulicState& out);

    // assemble.cpp
    void linearise(); ///< conductance, next of every link, element, split at the present flows and heads
    void assemble();  ///< diagonal, lower, balance; forest and splits eliminated, held nodes taken out
    bool factorise();
    void solveStep();              ///< step of all nodes, flow of regulators
    double update(double& change); ///< new heads and flows; returns sum |q|
    void plainLinks();
    void specialLinks();
    [[nodiscard]] detail::Linear specialAt(std::size_t k) const;
    void lineariseElements();
    void lineariseSplits();
    void eliminateForest();
    void takeOutHeldNodes();
    void prepareRegulators(); ///< `small` and the sparse vectors, from the factor
    void backSubstituteForest();
    void finishForest(); ///< heads of the static trees
    double residual(std::int32_t& worst);

    // adjoint.cpp
    Result<void> prepareAdjoint(const Conditions& conditions, const HydraulicState& given, std::span<const Observation> observations);
    void spreadToParameters(const Observation& observation, const std::vector<double>& column, std::span<const int> groupOfLink,
                            ParameterSensitivities& out, Eigen::Index at);
    void takeState(const HydraulicState& given);
    void adjoint(const Observation& observation, double* column); ///< [nodes of the network], zeros on entry
    void observeSplit(std::size_t k);

    // status.cpp
    bool checkValves(bool settled);
    bool checkLinks();
    bool checkPressureControls();
    bool obey(const network::Control& control);
    bool checkConnection();
    bool setState(std::size_t k, FlowState to);
    [[nodiscard]] FlowState tankState(std::size_t k, FlowState present) const;
    int statusChanges = 0, frozen = 0;

    double time_s = 0;
};

} // namespace ms::hydraulics
