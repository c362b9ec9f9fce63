// PCRE2 for UTF-8.
#pragma once

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdint.h>

// PCRE2_AUTO_CALLOUT stops at each item of the pattern, where the steps are counted. Its own limit starts
// anew at each place where a match could begin, and counts no loop over single characters.
static const uint32_t pattern_options = PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_ALLOW_EMPTY_CLASS |
    PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C |
    PCRE2_AUTO_CALLOUT | PCRE2_NO_AUTO_POSSESS;
static const uint32_t pattern_extra_options = PCRE2_EXTRA_ALT_BSUX;

// Searches `text`, and takes the steps that it needs from `steps`. 1: found, 0: not found, -1: the steps
// or the memory, in KiB, did not suffice.
int pattern_search(
    const pcre2_code_8 *code, const uint8_t *text, size_t length, uint32_t memory, int64_t *steps);
