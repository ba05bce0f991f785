#ifndef SOWER_CMARKGFM_H
#define SOWER_CMARKGFM_H

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <stdlib.h>

/* The options are macros with casts, which Swift can't always read. Raw HTML passes, since all output is sanitised. */
static inline int sower_markdown_options(void) {
    return CMARK_OPT_SOURCEPOS | CMARK_OPT_UNSAFE | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_FOOTNOTES;
}

#endif
