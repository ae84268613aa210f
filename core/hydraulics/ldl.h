#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace ms::hydraulics::detail {

/// Symbolic L D L^T of a sparse symmetric matrix: where the entries of L are and which products go where. Made once for a pattern; const afterwards.
/// Rows are those of the permuted matrix.
struct LdlPattern {
    std::int32_t n = 0;
    std::vector<std::int32_t> start;  ///< [n + 1] first entry of a column
    std::vector<std::int32_t> row;    ///< [entries] rows below the diagonal, rising within a column
    std::vector<std::int32_t> target; ///< for every column and pair (i < j) of its rows: the entry (j, i) that the product goes to
    [[nodiscard]] std::int32_t entries() const { return static_cast<std::int32_t>(row.size()); }
    /// Entry of (i, j), i != j; -1 where L has none.
    [[nodiscard]] std::int32_t find(std::int32_t i, std::int32_t j) const;
};

/// An order that keeps L sparse (approximate minimum degree): order[k] = the node that is eliminated k-th.
[[nodiscard]] std::vector<std::int32_t> eliminationOrder(std::int32_t n, const std::vector<std::pair<std::int32_t, std::int32_t>>& edges);
[[nodiscard]] LdlPattern makePattern(std::int32_t n, const std::vector<std::pair<std::int32_t, std::int32_t>>& edges);

/// In place: `diagonal` [n] becomes 1 / D, `lower` [entries] the entries of A becomes L. False when a pivot was not positive (it is then replaced).
bool factor(const LdlPattern& pattern, double* diagonal, double* lower);
/// x := L^-1 x.
void forward(const LdlPattern& pattern, const double* lower, double* x);
/// x := L^-T D^-1 x; after forward(), x is A^-1 of what it was.
void backward(const LdlPattern& pattern, const double* inverseDiagonal, const double* lower, double* x);

/// L^-1 of a vector with few entries: only the rows on their ways up the elimination tree are touched.
struct SparseForward {
    std::vector<double> values;     ///< [n], 0 but on `path`
    std::vector<std::int32_t> path; ///< rows, rising
    void clear();
    void add(std::int32_t row, double value, const LdlPattern& pattern); ///< an entry of the vector and its way up
    void run(const LdlPattern& pattern, const double* lower);
};

} // namespace ms::hydraulics::detail
