#include "CGazetteer.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char cities[] = {
#embed "cities.tsv"
};

const unsigned char *gazetteer_cities(void) { return cities; }

size_t gazetteer_cities_size(void) { return sizeof cities; }
