// zlib (zlib1g-dev, 1.2.13): the gzip and deflate encodings of messages, and compressed files of imports.
#include <zlib.h>
