// Counts a process's allocations: LD_PRELOAD it, and it prints their number at the end.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t size);
static unsigned long count;

void *malloc(size_t size) {
  __atomic_fetch_add(&count, 1, __ATOMIC_RELAXED);
  return __libc_malloc(size);
}

__attribute__((destructor)) static void report(void) { fprintf(stderr, "allocations %lu\n", count); }
