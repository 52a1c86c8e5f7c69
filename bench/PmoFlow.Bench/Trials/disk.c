// Preloaded under a process, it stands between the program and the disk for the files of one folder. It records every write,
// truncation, sync and removal in order (PMO_RECORD names the log), or lets the n-th call and all after it fail (PMO_FAULT is
// "n:errno:s" where s is 1 for short writes; "n:errno:s:m" where those after the m-th go well again), or ends the process at the n-th point of a kind (PMO_END is "kind:n": b before a sync
// of the write-ahead log, a after it, l within a write to that log, c within a write to the database itself, o within any call). The log of one call: kind, length of the name, name, offset, length, bytes.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define FILES 4096
static char *names[FILES];
static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
static long fail_from = -1, fail_to = 0, calls = 0;
static int fail_with = 0, fail_short = 0;
static char end_kind = 0;
static long end_at = 0, ends = 0;
static const char *folder;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("PMO_FOLDER");
    const char *record = getenv("PMO_RECORD"), *fault = getenv("PMO_FAULT"), *end = getenv("PMO_END");
    if (record) log_fd = syscall(SYS_openat, AT_FDCWD, record, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (end) sscanf(end, "%c:%ld", &end_kind, &end_at);
    if (fault) sscanf(fault, "%ld:%d:%d:%ld", &fail_from, &fail_with, &fail_short, &fail_to);
}

// Only the database, its log and the acknowledgements; the shared-memory index is rebuilt from the log.
static const char *of_interest(const char *path) {
    if (!folder || !path || strncmp(path, folder, strlen(folder))) return NULL;
    const char *name = path + strlen(folder);
    while (*name == '/') name++;
    return !strcmp(name, "pmoflow.db") || !strcmp(name, "pmoflow.db-wal") || !strcmp(name, "acks") ? name : NULL;
}

static void put(const void *data, size_t length) {
    while (length > 0) {
        long done = syscall(SYS_write, log_fd, data, length);
        if (done <= 0) abort();
        data = (const char *)data + done;
        length -= done;
    }
}

static void record(char kind, const char *name, int64_t offset, const void *data, int32_t length) {
    if (log_fd < 0) return;
    char head[64];
    uint8_t size = strlen(name);
    head[0] = kind; head[1] = size;
    memcpy(head + 2, name, size);
    memcpy(head + 2 + size, &offset, 8);
    memcpy(head + 10 + size, &length, 4);
    put(head, 14 + size);
    if (data) put(data, length);
}

static const char *name_of(int fd) { return fd >= 0 && fd < FILES ? names[fd] : NULL; }

// The acknowledgements are the outside world's and never fail.
static int fails(const char *name) {
    return fail_from >= 0 && strcmp(name, "acks") && ++calls >= fail_from && (!fail_to || calls <= fail_to);
}

// True at the point where the process is to end.
static int ends_here(char kind, const char *name) {
    if (!end_kind || !strcmp(name, "acks")) return 0;
    int is_log = !strcmp(name, "pmoflow.db-wal");
    int counts = end_kind == 'o' ? kind != 'a'
        : end_kind == 'l' ? kind == 'w' && is_log
        : end_kind == 'c' ? kind == 'w' && !is_log
        : end_kind == kind && is_log;
    return counts && ++ends == end_at;
}

static void end(void) { syscall(SYS_kill, syscall(SYS_getpid), SIGKILL); }

static int opened(int fd, const char *path) {
    if (fd >= 0 && fd < FILES) {
        pthread_mutex_lock(&gate);
        const char *name = of_interest(path);
        free(names[fd]);
        names[fd] = name ? strdup(name) : NULL;
        pthread_mutex_unlock(&gate);
    }
    return fd;
}

static mode_t mode_of(int flags, va_list args) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0; }

int open(const char *path, int flags, ...) {
    va_list args; va_start(args, flags); mode_t mode = mode_of(flags, args); va_end(args);
    return opened(syscall(SYS_openat, AT_FDCWD, path, flags, mode), path);
}
int open64(const char *path, int flags, ...) {
    va_list args; va_start(args, flags); mode_t mode = mode_of(flags, args); va_end(args);
    return opened(syscall(SYS_openat, AT_FDCWD, path, flags | O_LARGEFILE, mode), path);
}
int openat(int dir, const char *path, int flags, ...) {
    va_list args; va_start(args, flags); mode_t mode = mode_of(flags, args); va_end(args);
    return opened(syscall(SYS_openat, dir, path, flags, mode), path);
}

static ssize_t do_write(int fd, const void *data, size_t length, int64_t offset, int positioned) {
    const char *name = name_of(fd);
    if (!name) return positioned ? syscall(SYS_pwrite64, fd, data, length, offset) : syscall(SYS_write, fd, data, length);
    pthread_mutex_lock(&gate);
    ssize_t done;
    if (ends_here('w', name)) {
        if (positioned) syscall(SYS_pwrite64, fd, data, length / 2, offset);
        end();
    }
    if (fails(name)) {
        if (fail_short && length > 1) {
            done = syscall(SYS_pwrite64, fd, data, length / 2, offset);
        } else {
            done = -1;
            errno = fail_with;
        }
    } else {
        if (!positioned) offset = syscall(SYS_lseek, fd, 0, SEEK_CUR);
        done = positioned ? syscall(SYS_pwrite64, fd, data, length, offset) : syscall(SYS_write, fd, data, length);
        if (done > 0) record('w', name, offset, data, done);
    }
    int error = errno;
    pthread_mutex_unlock(&gate);
    errno = error;
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return do_write(fd, data, length, offset, 1); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return do_write(fd, data, length, offset, 1); }
ssize_t write(int fd, const void *data, size_t length) { return do_write(fd, data, length, 0, 0); }

static int do_other(int fd, char kind, int64_t size) {
    const char *name = name_of(fd);
    long call = kind == 't' ? SYS_ftruncate : SYS_fsync;
    if (!name) return kind == 't' ? syscall(call, fd, size) : syscall(call, fd);
    pthread_mutex_lock(&gate);
    int done;
    if (ends_here(kind == 's' ? 'b' : kind, name)) end();
    if (fails(name)) {
        done = -1;
        errno = fail_with;
    } else {
        done = kind == 't' ? syscall(call, fd, size) : syscall(call, fd);
        if (done == 0) record(kind, name, size, NULL, 0);
        if (kind == 's' && ends_here('a', name)) end();
    }
    int error = errno;
    pthread_mutex_unlock(&gate);
    errno = error;
    return done;
}
int ftruncate(int fd, off_t size) { return do_other(fd, 't', size); }
int ftruncate64(int fd, off64_t size) { return do_other(fd, 't', size); }
int fsync(int fd) { return do_other(fd, 's', 0); }
int fdatasync(int fd) { return do_other(fd, 's', 0); }

int unlink(const char *path) {
    pthread_mutex_lock(&gate);
    int done = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    const char *name = of_interest(path);
    if (done == 0 && name) record('u', name, 0, NULL, 0);
    pthread_mutex_unlock(&gate);
    return done;
}
