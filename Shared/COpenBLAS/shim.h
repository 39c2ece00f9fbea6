// OpenBLAS (libopenblas-dev): matrix products; openblas_set_num_threads.
#include <cblas-openblas.h>
// LAPACKE (liblapacke-dev): Cholesky and symmetric eigenvalues.
#include <lapacke.h>
