#include "CPatterns.h"

static int count_step(pcre2_callout_block_8 *block, void *steps) {
  (void)block;
  return --*(int64_t *)steps < 0 ? PCRE2_ERROR_CALLOUT : 0;
}

int pattern_search(
    const pcre2_code_8 *code, const uint8_t *text, size_t length, uint32_t memory, int64_t *steps) {
  pcre2_match_context_8 *context = pcre2_match_context_create_8(NULL);
  pcre2_match_data_8 *data = pcre2_match_data_create_8(1, NULL);
  int result = PCRE2_ERROR_NOMEMORY;
  if (context != NULL && data != NULL) {
    pcre2_set_heap_limit_8(context, memory);
    pcre2_set_callout_8(context, count_step, steps);
    result = pcre2_match_8(code, text, length, 0, 0, data, context);
  }
  pcre2_match_data_free_8(data);
  pcre2_match_context_free_8(context);
  return result >= 0 ? 1 : result == PCRE2_ERROR_NOMATCH ? 0 : -1;
}
