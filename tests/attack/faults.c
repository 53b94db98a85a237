/* Counts the calls that touch files under a folder, and has something go wrong at one of them.

   fault_begin(folder, fault, at, writes_only, log): the fault is "kill" (before that call), "killed" (after it),
   the number of an error (that one call), its negative (that call and all after it), "half" (it writes half of what
   it should and fails with ENOSPC), or "" (nothing). Whatever changes a file is told to the log, a handle, -1 for
   none: a line with what, path, other path, offset and length, and the bytes of a write. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char under[PATH_MAX], fault[16];
static long at, count;
static int log_to = -1, writes_only;
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void fault_begin(const char *folder, const char *kind, long number, int only_writes, int log) {
    snprintf(under, sizeof under, "%s", folder);
    snprintf(fault, sizeof fault, "%s", kind);
    at = number, count = 0, writes_only = only_writes, log_to = log;
}

long fault_count(void) { return count; }

static int is_under(const char *path) {
    char full[PATH_MAX];
    if (!under[0] || !path) return 0;
    if (path[0] != '/') {
        if (!getcwd(full, sizeof full)) return 0;
        strncat(full, "/", sizeof full - strlen(full) - 1);
        strncat(full, path, sizeof full - strlen(full) - 1);
        path = full;
    }
    return strncmp(path, under, strlen(under)) == 0;
}

static int path_of(int fd, char *path) {
    char link[64];
    if (!under[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_under(path);
}

/* 0: do it; -1: fail, errno is set; 1: do it, then die; 2: write half, then fail. */
static int due(int is_write) {
    if (writes_only && !is_write) return 0;
    long now = count++;
    if (!fault[0] || now < at) return 0;
    if (!strcmp(fault, "kill")) { if (now == at) raise(SIGKILL); return 0; }
    if (!strcmp(fault, "killed")) return now == at;
    if (!strcmp(fault, "half")) { if (now == at && is_write) return 2; return 0; }
    int number = atoi(fault);
    if (number > 0 && now > at) return 0;
    errno = abs(number);
    return -1;
}

static void after(int what) { if (what == 1) raise(SIGKILL); }

static void tell(const char *what, const char *path, const char *other, long offset, const void *data, size_t length) {
    if (log_to < 0) return;
    char head[2 * PATH_MAX + 100];
    int size = snprintf(head, sizeof head, "%s\t%s\t%s\t%ld\t%zu\n", what, path, other ? other : "", offset, length);
    if (REAL(write)(log_to, head, size) < 0) return;
    if (length && data && REAL(write)(log_to, data, length) < 0) return;
}

#define GUARDED(type, inside, is_write, call, told)                                                                   \
    pthread_mutex_lock(&lock);                                                                                        \
    type result;                                                                                                      \
    int what = (inside) ? due(is_write) : 0;                                                                          \
    if (what < 0) result = (type)-1;                                                                                  \
    else {                                                                                                            \
        result = call;                                                                                                \
        if ((inside) && (long)result >= 0) { int kept = errno; told; errno = kept; }                                  \
        after(what);                                                                                                  \
    }                                                                                                                 \
    pthread_mutex_unlock(&lock);                                                                                      \
    return result;

static int opened(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
    int in = is_under(path), made = in && (flags & O_CREAT) && access(path, F_OK) != 0;
    GUARDED(int, in, 0, real(path, flags, mode), {
        if (made) tell("create", path, NULL, 0, NULL, 0);
        if (flags & O_TRUNC) tell("truncate", path, NULL, 0, NULL, 0);
    })
}

int open(const char *path, int flags, ...) {
    va_list list; va_start(list, flags); mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0; va_end(list);
    return opened(REAL(open), path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    va_list list; va_start(list, flags); mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0; va_end(list);
    return opened(REAL(open64), path, flags, mode);
}

static ssize_t written(int fd, const void *data, size_t length, off_t offset, int at_offset) {
    char path[PATH_MAX];
    int in = path_of(fd, path);
    if (!in) return at_offset ? REAL(pwrite)(fd, data, length, offset) : REAL(write)(fd, data, length);
    pthread_mutex_lock(&lock);
    int what = due(1);
    ssize_t result = -1;
    if (what >= 0) {
        if (what == 2) length /= 2;
        if (!at_offset) {
            int flags = fcntl(fd, F_GETFL);
            struct stat found;
            offset = flags & O_APPEND && fstat(fd, &found) == 0 ? found.st_size : lseek(fd, 0, SEEK_CUR);
        }
        result = at_offset ? REAL(pwrite)(fd, data, length, offset) : REAL(write)(fd, data, length);
        if (result > 0) tell("write", path, NULL, offset, data, result);
        after(what);
        if (what == 2) { errno = ENOSPC; result = -1; }
    }
    pthread_mutex_unlock(&lock);
    return result;
}
ssize_t write(int fd, const void *data, size_t length) { return written(fd, data, length, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return written(fd, data, length, offset, 1); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return written(fd, data, length, offset, 1); }

ssize_t read(int fd, void *data, size_t length) {
    char path[PATH_MAX];
    int in = path_of(fd, path);
    GUARDED(ssize_t, in, 0, REAL(read)(fd, data, length), )
}
ssize_t pread(int fd, void *data, size_t length, off_t offset) {
    char path[PATH_MAX];
    int in = path_of(fd, path);
    GUARDED(ssize_t, in, 0, REAL(pread)(fd, data, length, offset), )
}
ssize_t pread64(int fd, void *data, size_t length, off64_t offset) { return pread(fd, data, length, offset); }

int fsync(int fd) {
    char path[PATH_MAX];
    int in = path_of(fd, path);
    GUARDED(int, in, 0, REAL(fsync)(fd), tell("sync", path, NULL, 0, NULL, 0))
}
int fdatasync(int fd) {
    char path[PATH_MAX];
    int in = path_of(fd, path);
    GUARDED(int, in, 0, REAL(fdatasync)(fd), tell("sync", path, NULL, 0, NULL, 0))
}
int ftruncate(int fd, off_t length) {
    char path[PATH_MAX];
    int in = path_of(fd, path);
    GUARDED(int, in, 0, REAL(ftruncate)(fd, length), tell("truncate", path, NULL, length, NULL, 0))
}
int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }
int rename(const char *from, const char *to) {
    GUARDED(int, is_under(from), 0, REAL(rename)(from, to), tell("rename", from, to, 0, NULL, 0))
}
int unlink(const char *path) {
    GUARDED(int, is_under(path), 0, REAL(unlink)(path), tell("unlink", path, NULL, 0, NULL, 0))
}
int mkdir(const char *path, mode_t mode) {
    GUARDED(int, is_under(path), 0, REAL(mkdir)(path, mode), tell("mkdir", path, NULL, 0, NULL, 0))
}
