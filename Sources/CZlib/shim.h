#ifndef SOWER_CZLIB_H
#define SOWER_CZLIB_H

#include <zlib.h>

// deflateInit2 is a macro, which Swift cannot call. 15 + 16 window bits: a gzip wrapper, whose
// header zlib fills with no name and a zero time.
static inline int sower_deflate_init_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
