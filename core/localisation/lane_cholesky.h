#pragma once

#include <cstddef>

namespace ms::localisation::detail {

// Eight problems at once: number l of each array of eight (kLanes) belongs to problem l. A matrix is [rows][columns][8], rows outermost.

/// out(i, j) = base(i, j) + sum over k of a(i, k) a(j, k) for j <= i: `a` is [n][inner][8], `out` [n][n][8]; n a multiple of four.
void addSquares(std::size_t n, std::size_t inner, const double* a, double* out);

/// The lower triangle of `c` [n][n][8] becomes the Cholesky factor L of base + q2 spread (both lower triangles; `base` [n][n] is the same in all
/// lanes), and `e` [n][8] becomes L^-1 e. n is a multiple of four. The diagonal must be positive definite; a pivot that is not makes the lane's
/// numbers NaN.
void factorLanes(std::size_t n, const double* base, const double* spread, double q2, double* c, double* e);

/// Column j of L^-1 stands in `inverse` [n][n][8] from row j on: number (i, j) at inverse[(j * n + i) * 8]. The rest is left alone.
void invertLanes(std::size_t n, const double* lower, double* inverse);

/// out[8] = sum over i in from .. to-1 of x(i) y(i), both [to][8].
void dotLanes(std::size_t from, std::size_t to, const double* x, const double* y, double* out);

} // namespace ms::localisation::detail
