#include "core/hydraulics/ldl.h"

#include <Eigen/OrderingMethods>
#include <Eigen/SparseCore>
#include <algorithm>

namespace ms::hydraulics::detail {

std::int32_t LdlPattern::find(std::int32_t i, std::int32_t j) const {
    if (i < j) std::swap(i, j);
    const auto begin = row.begin() + start[static_cast<std::size_t>(j)], end = row.begin() + start[static_cast<std::size_t>(j) + 1];
    const auto found = std::lower_bound(begin, end, i);
    return found != end && *found == i ? static_cast<std::int32_t>(found - row.begin()) : -1;
}

std::vector<std::int32_t> eliminationOrder(std::int32_t n, const std::vector<std::pair<std::int32_t, std::int32_t>>& edges) {
    std::vector<Eigen::Triplet<double>> entries;
    entries.reserve(edges.size() * 2 + static_cast<std::size_t>(n));
    for (const auto& [a, b] : edges) {
        entries.emplace_back(a, b, 1.0);
        entries.emplace_back(b, a, 1.0);
    }
    for (std::int32_t i = 0; i < n; ++i) entries.emplace_back(i, i, 1.0);
    Eigen::SparseMatrix<double> matrix(n, n);
    matrix.setFromTriplets(entries.begin(), entries.end());
    Eigen::PermutationMatrix<Eigen::Dynamic, Eigen::Dynamic, int> permutation;
    Eigen::AMDOrdering<int> amd;
    amd(matrix, permutation);
    std::vector<std::int32_t> order(static_cast<std::size_t>(n));
    for (std::int32_t k = 0; k < n; ++k) order[static_cast<std::size_t>(k)] = permutation.indices()[k];
    return order;
}

LdlPattern makePattern(std::int32_t n, const std::vector<std::pair<std::int32_t, std::int32_t>>& edges) {
    std::vector<std::vector<std::int32_t>> columns(static_cast<std::size_t>(n)), children(static_cast<std::size_t>(n));
    for (auto [a, b] : edges) {
        if (a > b) std::swap(a, b);
        if (a != b) columns[static_cast<std::size_t>(a)].push_back(b);
    }
    LdlPattern pattern;
    pattern.n = n;
    pattern.start.assign(static_cast<std::size_t>(n) + 1, 0);
    for (std::int32_t k = 0; k < n; ++k) {
        auto& column = columns[static_cast<std::size_t>(k)];
        for (const std::int32_t child : children[static_cast<std::size_t>(k)])
            for (const std::int32_t r : columns[static_cast<std::size_t>(child)])
                if (r > k) column.push_back(r);
        std::sort(column.begin(), column.end());
        column.erase(std::unique(column.begin(), column.end()), column.end());
        if (!column.empty()) children[static_cast<std::size_t>(column.front())].push_back(k);
        pattern.start[static_cast<std::size_t>(k) + 1] = pattern.start[static_cast<std::size_t>(k)] + static_cast<std::int32_t>(column.size());
    }
    pattern.row.reserve(static_cast<std::size_t>(pattern.start.back()));
    for (const auto& column : columns) pattern.row.insert(pattern.row.end(), column.begin(), column.end());
    for (const auto& column : columns)
        for (std::size_t a = 0; a < column.size(); ++a)
            for (std::size_t b = a + 1; b < column.size(); ++b) pattern.target.push_back(pattern.find(column[b], column[a]));
    return pattern;
}

bool factor(const LdlPattern& pattern, double* diagonal, double* lower) {
    bool good = true;
    const std::int32_t* target = pattern.target.data();
    const std::int32_t* row = pattern.row.data();
    for (std::int32_t k = 0; k < pattern.n; ++k) {
        const std::int32_t begin = pattern.start[static_cast<std::size_t>(k)], end = pattern.start[static_cast<std::size_t>(k) + 1];
        double d = diagonal[k];
        if (!(d > 1e-14)) {
            good = false;
            d = 1e-14;
        }
        const double inverse = 1.0 / d;
        diagonal[k] = inverse;
        for (std::int32_t a = begin; a < end; ++a) {
            const double raw = lower[a], scaled = raw * inverse;
            diagonal[row[a]] -= raw * scaled;
            for (std::int32_t b = a + 1; b < end; ++b) lower[*target++] -= scaled * lower[b];
            lower[a] = scaled;
        }
    }
    return good;
}

void forward(const LdlPattern& pattern, const double* lower, double* x) {
    const std::int32_t* row = pattern.row.data();
    const std::int32_t* start = pattern.start.data();
    for (std::int32_t k = 0; k < pattern.n; ++k) {
        const double y = x[k];
        for (std::int32_t a = start[k]; a < start[k + 1]; ++a) x[row[a]] -= lower[a] * y;
    }
}

void backward(const LdlPattern& pattern, const double* inverseDiagonal, const double* lower, double* x) {
    const std::int32_t* row = pattern.row.data();
    const std::int32_t* start = pattern.start.data();
    for (std::int32_t k = pattern.n - 1; k >= 0; --k) {
        double sum = x[k] * inverseDiagonal[k];
        for (std::int32_t a = start[k]; a < start[k + 1]; ++a) sum -= lower[a] * x[row[a]];
        x[k] = sum;
    }
}

void SparseForward::clear() {
    for (const std::int32_t i : path) values[static_cast<std::size_t>(i)] = 0;
    path.clear();
}

void SparseForward::add(std::int32_t row, double value, const LdlPattern& pattern) {
    values.resize(static_cast<std::size_t>(pattern.n), 0.0);
    values[static_cast<std::size_t>(row)] += value;
    const std::size_t known = path.size();
    for (std::int32_t i = row;;) {
        const auto at = std::lower_bound(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(known), i);
        if (at != path.begin() + static_cast<std::ptrdiff_t>(known) && *at == i) break; // the rest of the way is there
        path.push_back(i);
        const auto k = static_cast<std::size_t>(i);
        if (pattern.start[k] == pattern.start[k + 1]) break;
        i = pattern.row[static_cast<std::size_t>(pattern.start[k])];
    }
    std::inplace_merge(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(known), path.end());
}

void SparseForward::run(const LdlPattern& pattern, const double* lower) {
    for (const std::int32_t k : path) {
        const double y = values[static_cast<std::size_t>(k)];
        if (y == 0) continue;
        for (std::int32_t a = pattern.start[static_cast<std::size_t>(k)]; a < pattern.start[static_cast<std::size_t>(k) + 1]; ++a)
            values[static_cast<std::size_t>(pattern.row[static_cast<std::size_t>(a)])] -= lower[a] * y;
    }
}

} // namespace ms::hydraulics::detail
