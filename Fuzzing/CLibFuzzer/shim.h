#ifndef SOWER_CLIBFUZZER_H
#define SOWER_CLIBFUZZER_H

#include <stddef.h>
#include <stdint.h>

/* From the library that the compiler links with -sanitize=fuzzer, which has no header of its own. */
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*test)(const uint8_t *data, size_t size));

#endif
