// The C library's malloc (libc6-dev, 2.36): how it shares memory among threads.
#include <malloc.h>
