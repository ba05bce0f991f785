#ifndef SOWER_LINUX_SHIM_H
#define SOWER_LINUX_SHIM_H

// What Swift's Glibc module hides behind _GNU_SOURCE. Of the system's headers only numbers are taken: types would seem to
// be this module's own.
#include <sys/syscall.h>

int syncfs(int descriptor);
// <malloc.h>, which Swift's Glibc module leaves out (malloc_trim(3), mallopt(3)).
int malloc_trim(unsigned long pad);
int mallopt(int parameter, int value);
long syscall(long number, ...);
// <sys/fsuid.h>: what one thread may do with files, by user (setfsuid(2)); the former one.
int setfsuid(unsigned int user);

// Lets two absolute paths change places in one step (renameat2(2), RENAME_EXCHANGE); 0, or -1 with errno.
static inline int sower_exchange(const char *first, const char *second) {
    return (int)syscall(SYS_renameat2, -1, first, -1, second, 2u);
}

// The type of the file system at a path, the first word of what statfs(2) answers; -1 with errno.
static inline long sower_file_system_type(const char *path) {
    long answer[64];
    return syscall(SYS_statfs, path, answer) == 0 ? answer[0] : -1;
}

#endif
