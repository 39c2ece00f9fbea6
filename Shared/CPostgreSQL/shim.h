// libpq (libpq-dev, 15): PostgreSQL's protocol over a blocking connection.
#include <libpq-fe.h>
