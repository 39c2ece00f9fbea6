// Zstandard (libzstd-dev, 1.5.4): compressed files of events.
#include <zstd.h>
