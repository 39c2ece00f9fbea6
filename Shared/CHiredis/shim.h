// hiredis (libhiredis-dev, 0.14): Redis's protocol over a blocking connection, without TLS.
#include <hiredis/hiredis.h>
