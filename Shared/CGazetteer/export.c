// Prints every city of Debian's libgeonames, a line each: name, state, country, latitude, longitude, inhabitants.
// A program of its own, run by `generate` alone: the library is under the GPL, its data under CC BY.
#include <geonames/geonames.h>
#include <stdio.h>

int main(void) {
  for (gint index = 0; index < geonames_get_n_cities(); index++) {
    GeonamesCity *city = geonames_get_city(index);
    printf("%s\t%s\t%s\t%.4f\t%.4f\t%u\n", geonames_city_get_name(city), geonames_city_get_state(city),
           geonames_city_get_country_code(city), geonames_city_get_latitude(city), geonames_city_get_longitude(city),
           geonames_city_get_population(city));
    geonames_city_free(city);
  }
  return 0;
}
