// nghttp2 (libnghttp2-dev, 1.52): HTTP/2 frames, header compression, streams and flow control.
#include <nghttp2/nghttp2.h>
