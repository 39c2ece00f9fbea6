// simdjson (libsimdjson-dev, 3.0.1) behind functions of C: one object's fields by their names, and lists of objects within.
//
// A document is checked whole before any of it is seen: its syntax, its depth, that it is UTF-8. Numbers that no type has room
// for, which simdjson refuses, are told as a kind of their own, so that the field can be named. Nothing throws; texts point into
// the reader and stay until its next document.
#ifndef BANDSTAND_CSIMDJSON_H
#define BANDSTAND_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What stands at a name. A name that is not there is 0; of a name that stands twice the first one counts.
enum {
  bandstand_json_absent = 0,
  bandstand_json_null = 1,
  bandstand_json_boolean = 2,
  bandstand_json_integer = 3,   // fits an int64_t
  bandstand_json_natural = 4,   // fits a uint64_t alone
  bandstand_json_real = 5,      // any other number, finite
  bandstand_json_oversized = 6, // a number outside of what a double can hold
  bandstand_json_text = 7,
  bandstand_json_list = 8,
  bandstand_json_object = 9,
};

// A place within the document, opaque: valid until the reader's next document.
typedef struct {
  uint64_t words[2];
} bandstand_json_place;

typedef struct {
  const char *text;
  size_t length;
} bandstand_json_name;

typedef struct {
  const char *text;
  size_t length;
  int64_t integer;
  uint64_t natural;
  double real;
  bandstand_json_place place;
  int32_t kind;
} bandstand_json_field;

// How far a walk through a list is.
typedef struct {
  bandstand_json_place next;
  bandstand_json_place end;
} bandstand_json_walk;

// How many bytes behind a document must be readable, whatever they are.
enum { bandstand_json_padding = 64 };

typedef struct bandstand_json_reader bandstand_json_reader;

// A reader of documents nested at most so deep; NULL when there is no memory.
bandstand_json_reader *bandstand_json_reader_make(size_t depth_max);
void bandstand_json_reader_free(bandstand_json_reader *reader);

// Reads a document that must be an object, and fills one field for each name. `readable` is how many bytes may be read from
// `bytes` on: with less than the padding behind the document it is copied first. Returns whether it is an object.
int bandstand_json_read(bandstand_json_reader *reader, const uint8_t *bytes, size_t length, size_t readable,
                        const bandstand_json_name *names, size_t count, bandstand_json_field *fields);

// The walk through a field's list.
bandstand_json_walk bandstand_json_walk_begin(bandstand_json_place list);

// Fills the fields of a list's next element: 1; 0 at the end; -1 when the element is not an object.
int bandstand_json_walk_next(bandstand_json_walk *walk, const bandstand_json_name *names, size_t count,
                             bandstand_json_field *fields);

#ifdef __cplusplus
}
#endif
#endif
