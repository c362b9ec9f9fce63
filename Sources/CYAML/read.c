#include <stdio.h>
#include <yaml.h>

#include "CYAML.h"

static struct yaml_read_event translated(const yaml_event_t *event, bool *is_known) {
  struct yaml_read_event result = {
      .line = event->start_mark.line, .column = event->start_mark.column};
  *is_known = true;
  switch (event->type) {
    case YAML_SCALAR_EVENT:
      result.kind = YAML_READ_SCALAR;
      result.text = event->data.scalar.value;
      result.length = event->data.scalar.length;
      result.is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
      result.has_tag = event->data.scalar.tag != NULL;
      result.has_anchor = event->data.scalar.anchor != NULL;
      break;
    case YAML_SEQUENCE_START_EVENT:
      result.kind = YAML_READ_SEQUENCE;
      result.has_tag = event->data.sequence_start.tag != NULL;
      result.has_anchor = event->data.sequence_start.anchor != NULL;
      break;
    case YAML_MAPPING_START_EVENT:
      result.kind = YAML_READ_MAPPING;
      result.has_tag = event->data.mapping_start.tag != NULL;
      result.has_anchor = event->data.mapping_start.anchor != NULL;
      break;
    case YAML_SEQUENCE_END_EVENT: result.kind = YAML_READ_SEQUENCE_END; break;
    case YAML_MAPPING_END_EVENT: result.kind = YAML_READ_MAPPING_END; break;
    case YAML_ALIAS_EVENT: result.kind = YAML_READ_ALIAS; break;
    case YAML_DOCUMENT_START_EVENT: result.kind = YAML_READ_DOCUMENT; break;
    default: *is_known = false;
  }
  return result;
}

static void fill(struct yaml_read_problem *problem, const yaml_parser_t *parser) {
  const char *what = parser->problem ? parser->problem : "out of memory";
  snprintf(
      problem->message, sizeof problem->message, "%s%s%s", parser->context ? parser->context : "",
      parser->context ? ", " : "", what);
  // The reader is far ahead of the scanner's mark.
  problem->is_offset = parser->error == YAML_READER_ERROR;
  problem->offset = parser->problem_offset;
  yaml_mark_t mark = parser->error == YAML_MEMORY_ERROR ? parser->mark : parser->problem_mark;
  problem->line = mark.line;
  problem->column = mark.column;
}

bool yaml_read(
    const uint8_t *text, size_t length, bool (*take)(void *, struct yaml_read_event), void *context,
    struct yaml_read_problem *problem) {
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) {
    *problem = (struct yaml_read_problem){.message = "out of memory"};
    return false;
  }
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, text, length);
  bool is_whole = true, goes_on = true;
  while (goes_on) {
    yaml_event_t event;
    if (!yaml_parser_parse(&parser, &event)) {
      fill(problem, &parser);
      is_whole = false;
      break;
    }
    bool is_known;
    struct yaml_read_event result = translated(&event, &is_known);
    goes_on = event.type != YAML_STREAM_END_EVENT && (!is_known || take(context, result));
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  return is_whole;
}
