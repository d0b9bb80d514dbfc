/*
 * A disk that fails, for the tests: with this library in LD_PRELOAD some calls of a program on the files of one folder fail.
 *
 * VLEUGEL_FAIL_FOLDER  the folder, as realpath(3) gives it
 * VLEUGEL_FAIL_PLAN    a file outside it, read again for each call, with four words: CALLS FROM COUNT ERRNO. Of these calls the
 *                      FROM-th, from 1, and those after it, COUNT in all, fail with ERRNO. CALLS is `write`, `sync`, `make`
 *                      (open for writing, rename, unlink, mkdir, truncate) or `any` of these; `short`: a write that does half
 *                      of what it was asked before the others fail; `full`: a write fails as long as the folder has a file
 *                      `reserve`. Without a plan nothing fails.
 * VLEUGEL_FAIL_LOG     a file outside the folder that gets a line for each call that failed
 *
 * The program and its libraries call the functions of libc, so that all of them come by here; tests/it/disk.rs fails when none did.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum kind { WRITE = 1, SYNC = 2, MAKE = 4, SHORT = 8, FULL = 16 };

struct plan {
    int kinds;
    long from, count;
    int error_number;
};

static char folder[PATH_MAX], plan_path[PATH_MAX];
static size_t folder_length;
static int log_fd = -1;
static atomic_long calls;

__attribute__((constructor)) static void begin(void) {
    const char *of = getenv("VLEUGEL_FAIL_FOLDER"), *plan = getenv("VLEUGEL_FAIL_PLAN"), *to = getenv("VLEUGEL_FAIL_LOG");
    if (!of || !plan || !to || strlen(of) >= sizeof folder || strlen(plan) >= sizeof plan_path)
        return;
    log_fd = (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (log_fd < 0)
        abort();
    strcpy(folder, of);
    strcpy(plan_path, plan);
    folder_length = strlen(folder);
}

/* What is to fail now. */
static struct plan read_plan(void) {
    struct plan plan = {0, 0, 0, 0};
    char text[128], which[16];
    int fd = (int)syscall(SYS_openat, AT_FDCWD, plan_path, O_RDONLY | O_CLOEXEC, 0);
    ssize_t length = fd < 0 ? -1 : syscall(SYS_read, fd, text, sizeof text - 1);
    if (fd >= 0)
        syscall(SYS_close, fd);
    if (length <= 0)
        return plan;
    text[length] = '\0';
    if (sscanf(text, "%15s %ld %ld %d", which, &plan.from, &plan.count, &plan.error_number) != 4)
        return plan;
    plan.kinds = strcmp(which, "write") == 0   ? WRITE
                 : strcmp(which, "sync") == 0  ? SYNC
                 : strcmp(which, "make") == 0  ? MAKE
                 : strcmp(which, "short") == 0 ? WRITE | SHORT
                 : strcmp(which, "full") == 0  ? WRITE | FULL
                                               : WRITE | SYNC | MAKE;
    return plan;
}

static int is_under(const char *path) {
    return folder_length && strncmp(path, folder, folder_length) == 0 && path[folder_length] == '/';
}

static int is_ours(int fd) {
    char link[64], path[PATH_MAX];
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = folder_length ? readlink(link, path, sizeof path - 1) : -1;
    errno = before;
    if (length < 0)
        return 0;
    path[length] = '\0';
    return is_under(path);
}

static int has_reserve(void) {
    char path[PATH_MAX + 16];
    snprintf(path, sizeof path, "%s/reserve", folder);
    return syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0;
}

static void note(enum kind kind, long number, const char *name) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%d %ld %s\n", (int)kind, number, name);
    if (syscall(SYS_write, log_fd, line, (size_t)length) < 0)
        abort();
}

enum answer { WORKS, HALF, FAILS };

/* What comes of this call. The program gives whole paths, and so does the test. */
static enum answer ask(enum kind kind, const char *name) {
    int before = errno;
    struct plan plan = read_plan();
    enum answer answer = WORKS;
    if (plan.kinds & kind) {
        long number = atomic_fetch_add(&calls, 1) + 1;
        int inside = number >= plan.from && number - plan.from < plan.count;
        if (plan.kinds & FULL)
            answer = has_reserve() ? FAILS : WORKS;
        else if (inside)
            answer = plan.kinds & SHORT && number == plan.from ? HALF : FAILS;
        if (answer != WORKS)
            note(kind, number, name);
    }
    errno = answer == FAILS ? plan.error_number : before;
    return answer;
}

static int fails(enum kind kind, const char *name) { return ask(kind, name) == FAILS; }

static ssize_t write_at(int fd, const void *bytes, size_t length, off64_t at) {
    if (is_ours(fd)) {
        enum answer answer = ask(WRITE, "write");
        if (answer == FAILS)
            return -1;
        if (answer == HALF && length > 1)
            length /= 2;
    }
    return at < 0 ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, at);
}

ssize_t write(int fd, const void *bytes, size_t length) { return write_at(fd, bytes, length, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return write_at(fd, bytes, length, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) { return write_at(fd, bytes, length, at); }

static int sync_file(int fd, long call) {
    return is_ours(fd) && fails(SYNC, "sync") ? -1 : (int)syscall(call, fd);
}
int fsync(int fd) { return sync_file(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_file(fd, SYS_fdatasync); }
int sync_file_range(int fd, off64_t at, off64_t length, unsigned int flags) {
    return is_ours(fd) && fails(SYNC, "range") ? -1 : (int)syscall(SYS_sync_file_range, fd, at, length, flags);
}

static int open_file(int dir, const char *name, int flags, mode_t mode) {
    if ((flags & (O_CREAT | O_WRONLY | O_RDWR)) && is_under(name) && fails(MAKE, name))
        return -1;
    return (int)syscall(SYS_openat, dir, name, flags, mode);
}

static mode_t mode_of(int flags, va_list arguments) {
    return flags & (O_CREAT | O_TMPFILE) ? (mode_t)va_arg(arguments, int) : 0;
}
#define MODE(flags)                          \
    va_list arguments;                       \
    va_start(arguments, flags);              \
    mode_t mode = mode_of(flags, arguments); \
    va_end(arguments)

int open(const char *name, int flags, ...) {
    MODE(flags);
    return open_file(AT_FDCWD, name, flags, mode);
}
int open64(const char *name, int flags, ...) {
    MODE(flags);
    return open_file(AT_FDCWD, name, flags, mode);
}
int openat(int dir, const char *name, int flags, ...) {
    MODE(flags);
    return open_file(dir, name, flags, mode);
}
int openat64(int dir, const char *name, int flags, ...) {
    MODE(flags);
    return open_file(dir, name, flags, mode);
}

int rename(const char *old, const char *new) {
    return is_under(new) && fails(MAKE, new) ? -1 : (int)syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0);
}
int unlink(const char *name) {
    return is_under(name) && fails(MAKE, name) ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, name, 0);
}
int mkdir(const char *name, mode_t mode) {
    return is_under(name) && fails(MAKE, name) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, name, mode);
}
int ftruncate(int fd, off_t size) {
    return is_ours(fd) && fails(MAKE, "truncate") ? -1 : (int)syscall(SYS_ftruncate, fd, size);
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }
