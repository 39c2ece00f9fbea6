#include "CSimdjson.h"

#include <simdjson.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>

using namespace simdjson;

struct bandstand_json_reader {
  dom::parser parser;
  std::string rewritten;
};

namespace {

// Stands in a rewritten document for a number that no type has room for: a noncharacter, then a word.
constexpr char oversized_mark[] = "\xEF\xBF\xBF" "oversized";

static_assert(sizeof(dom::element) == sizeof(bandstand_json_place), "a place holds an element");
static_assert(sizeof(dom::array::iterator) == sizeof(bandstand_json_place), "a place holds an iterator");
static_assert(bandstand_json_padding >= SIMDJSON_PADDING, "simdjson reads no further than the padding");

template <typename Value> bandstand_json_place place_of(const Value &value) {
  bandstand_json_place place;
  std::memcpy(&place, &value, sizeof place);
  return place;
}

template <typename Value> Value value_at(const bandstand_json_place &place) {
  Value value;
  std::memcpy(&value, &place, sizeof place);
  return value;
}

void fill(bandstand_json_field &field, const dom::element &value) {
  switch (value.type()) {
  case dom::element_type::NULL_VALUE: field.kind = bandstand_json_null; break;
  case dom::element_type::BOOL: field.kind = bandstand_json_boolean; break;
  case dom::element_type::INT64:
    field.kind = bandstand_json_integer;
    field.integer = int64_t(value.get_int64().value_unsafe());
    break;
  case dom::element_type::UINT64:
    field.kind = bandstand_json_natural;
    field.natural = uint64_t(value.get_uint64().value_unsafe());
    break;
  case dom::element_type::DOUBLE:
    field.kind = bandstand_json_real;
    field.real = double(value.get_double().value_unsafe());
    break;
  case dom::element_type::STRING: {
    std::string_view text = value.get_string().value_unsafe();
    field.kind = text == oversized_mark ? bandstand_json_oversized : bandstand_json_text;
    field.text = text.data();
    field.length = text.size();
    break;
  }
  case dom::element_type::ARRAY:
    field.kind = bandstand_json_list;
    field.place = place_of(value);
    break;
  case dom::element_type::OBJECT:
    field.kind = bandstand_json_object;
    field.place = place_of(value);
    break;
  }
}

void fill(const dom::object &object, const bandstand_json_name *names, size_t count, bandstand_json_field *fields) {
  std::memset(fields, 0, count * sizeof *fields);
  size_t expected = 0;
  for (auto member : object) {
    // Most writers keep one order of names, so the next name is tried first.
    for (size_t tried = 0; tried < count; tried += 1) {
      size_t index = expected + tried < count ? expected + tried : expected + tried - count;
      if (names[index].length != member.key.size()) continue;
      if (std::memcmp(names[index].text, member.key.data(), member.key.size()) != 0) continue;
      if (fields[index].kind == bandstand_json_absent) fill(fields[index], member.value);
      expected = index + 1 < count ? index + 1 : 0;
      break;
    }
  }
}

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// Where the number that begins at `start` ends; `start` itself when there is none that JSON allows.
size_t number_end(const char *bytes, size_t start, size_t length) {
  size_t end = start;
  auto digits = [&] {
    size_t first = end;
    while (end < length && is_digit(bytes[end])) end += 1;
    return end > first;
  };
  if (end < length && bytes[end] == '-') end += 1;
  if (end < length && bytes[end] == '0') end += 1;
  else if (!digits()) return start;
  if (end < length && bytes[end] == '.') {
    end += 1;
    if (!digits()) return start;
  }
  if (end < length && (bytes[end] == 'e' || bytes[end] == 'E')) {
    end += 1;
    if (end < length && (bytes[end] == '+' || bytes[end] == '-')) end += 1;
    if (!digits()) return start;
  }
  return end;
}

// Puts the number in a form that simdjson takes: a whole one of over 64 bits as a double, one that no double holds as the mark.
void append_number(std::string &out, const char *bytes, size_t start, size_t end) {
  std::string number(bytes + start, end - start);
  double value = std::strtod(number.c_str(), nullptr);
  if (!std::isfinite(value)) {
    out += '"';
    out += oversized_mark;
    out += '"';
    return;
  }
  bool is_whole = number.find_first_of(".eE") == std::string::npos;
  out += number;
  if (is_whole && number.size() > 19) out += ".0";
}

// The document with every number in a form that simdjson takes. Texts are left as they are.
void rewrite_numbers(std::string &out, const char *bytes, size_t length) {
  out.clear();
  bool is_text = false;
  for (size_t at = 0; at < length;) {
    char byte = bytes[at];
    if (is_text && byte == '\\' && at + 1 < length) {
      out.append(bytes + at, 2);
      at += 2;
      continue;
    }
    if (byte == '"') is_text = !is_text;
    size_t end = !is_text && (byte == '-' || is_digit(byte)) ? number_end(bytes, at, length) : at;
    if (end > at) {
      append_number(out, bytes, at, end);
      at = end;
    } else {
      out += byte;
      at += 1;
    }
  }
}

error_code read(bandstand_json_reader &reader, const uint8_t *bytes, size_t length, size_t readable, dom::object &object) {
  bool needs_copy = readable < length + SIMDJSON_PADDING;
  dom::element document;
  error_code error = reader.parser.parse(bytes, length, needs_copy).get(document);
  if (error == NUMBER_ERROR) {
    rewrite_numbers(reader.rewritten, reinterpret_cast<const char *>(bytes), length);
    error = reader.parser.parse(reader.rewritten).get(document);
  }
  return error ? error : document.get_object().get(object);
}

}  // namespace

bandstand_json_reader *bandstand_json_reader_make(size_t depth_max) {
  auto *reader = new (std::nothrow) bandstand_json_reader;
  if (reader == nullptr) return nullptr;
  if (reader->parser.allocate(4096, depth_max) != SUCCESS) {
    delete reader;
    return nullptr;
  }
  return reader;
}

void bandstand_json_reader_free(bandstand_json_reader *reader) { delete reader; }

int bandstand_json_read(bandstand_json_reader *reader, const uint8_t *bytes, size_t length, size_t readable,
                        const bandstand_json_name *names, size_t count, bandstand_json_field *fields) {
  dom::object object;
  if (read(*reader, bytes, length, readable, object) != SUCCESS) return 0;
  fill(object, names, count, fields);
  return 1;
}

bandstand_json_walk bandstand_json_walk_begin(bandstand_json_place list) {
  dom::array array = value_at<dom::element>(list).get_array().value_unsafe();
  return {place_of(array.begin()), place_of(array.end())};
}

int bandstand_json_walk_next(bandstand_json_walk *walk, const bandstand_json_name *names, size_t count,
                             bandstand_json_field *fields) {
  auto next = value_at<dom::array::iterator>(walk->next);
  if (!(next != value_at<dom::array::iterator>(walk->end))) return 0;
  dom::element element = *next;
  ++next;
  walk->next = place_of(next);
  dom::object object;
  if (element.get_object().get(object) != SUCCESS) return -1;
  fill(object, names, count, fields);
  return 1;
}
