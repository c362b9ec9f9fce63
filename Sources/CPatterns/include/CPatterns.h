// PCRE2 for UTF-8.
#pragma once

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

// Macros with casts, which Swift does not import.
static const uint32_t pattern_options = PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_ALLOW_EMPTY_CLASS |
    PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C;
static const uint32_t pattern_extra_options = PCRE2_EXTRA_ALT_BSUX;
