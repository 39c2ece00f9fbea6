// The cities of GeoNames (https://www.geonames.org), under CC BY 4.0, as bytes of the program itself: no file to find.
#pragma once
#include <stddef.h>

// Lines of name, state, country, latitude, longitude and inhabitants between tabs, for as long as the program runs.
const unsigned char *gazetteer_cities(void);
// How many bytes they are.
size_t gazetteer_cities_size(void);
