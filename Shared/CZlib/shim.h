// zlib (zlib1g-dev, 1.2.13): the gzip and deflate encodings of messages.
#include <zlib.h>
