// The events of a YAML text, with libyaml.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum yaml_read_kind {
  YAML_READ_SCALAR,
  YAML_READ_SEQUENCE,
  YAML_READ_SEQUENCE_END,
  YAML_READ_MAPPING,
  YAML_READ_MAPPING_END,
  YAML_READ_ALIAS,
  YAML_READ_DOCUMENT,
};

// One event; lines and columns count from 0, columns in code points. The text is good during the call.
struct yaml_read_event {
  enum yaml_read_kind kind;
  const uint8_t *text;
  size_t length;
  bool is_plain;
  bool has_tag;
  bool has_anchor;
  size_t line;
  size_t column;
};

// What is wrong with a text, and where: at a line and a column, or at the offset of a byte.
struct yaml_read_problem {
  char message[200];
  bool is_offset;
  size_t offset;
  size_t line;
  size_t column;
};

// Calls `take` for each event until it returns false. True when the text is YAML as far as it was read;
// else `problem` is filled.
bool yaml_read(
    const uint8_t *text, size_t length, bool (*take)(void *, struct yaml_read_event), void *context,
    struct yaml_read_problem *problem);
