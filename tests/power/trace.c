/*
 * A tracer for the power-cut tests: with this library in LD_PRELOAD a program writes down what it does to the files of one
 * folder, and what it shows on its standard output, in one order over all threads.
 *
 * VLEUGEL_TRACE_FOLDER  the folder, as realpath(3) gives it
 * VLEUGEL_TRACE_LOG     the file that the record is appended to; outside that folder
 *
 * Each call that changes something is made and recorded under one lock, so that the order of the record is the order in
 * which things happened: what is recorded before a sync was there when the sync began. A record is a head (see `struct
 * head`) and three stretches of bytes. tests/it/power/trace.rs reads it.
 *
 * Calls that the replay could not follow are either refused with ENOSYS, where programs fall back to plain writes
 * (copy_file_range, sendfile, splice), or recorded as 'X', which fails the test (a shared writable mapping, O_SYNC,
 * syncfs). At the end the test compares the replay with the real folder, so that a call that is missing here is noticed.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define PATH_ROOM (PATH_MAX * 2)
#define SCREEN 1

/* How a record begins; little-endian on every machine that runs the tests. */
struct head {
    uint8_t what;
    uint8_t zero[3];
    uint32_t name_length;
    uint32_t other_length;
    uint32_t data_length;
    uint64_t inode;
    uint64_t at;
    uint64_t more;
};

enum { CREATED = 1, EMPTIED = 2 };

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static size_t folder_length;
static int record_fd = -1;

__attribute__((constructor)) static void begin(void) {
    const char *of = getenv("VLEUGEL_TRACE_FOLDER");
    const char *to = getenv("VLEUGEL_TRACE_LOG");
    if (!of || !to || strlen(of) >= sizeof folder)
        return;
    record_fd = (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (record_fd < 0)
        abort();
    strcpy(folder, of);
    folder_length = strlen(folder);
}

static int is_under(const char *path) {
    return folder_length && strncmp(path, folder, folder_length) == 0 &&
           (path[folder_length] == '/' || path[folder_length] == '\0');
}

static int path_of(int fd, char *path) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_ROOM - 1);
    if (length < 0)
        return 0;
    path[length] = '\0';
    return 1;
}

/* Whether this is an open file of the folder, and what the system knows of it. */
static int is_ours(int fd, struct stat *known) {
    char path[PATH_ROOM];
    int before = errno;
    int ours = folder_length && fd >= 0 && path_of(fd, path) && is_under(path) && fstat(fd, known) == 0;
    errno = before;
    return ours;
}

/* The path of a name in a folder, with every link before its last part followed; whether it is under the folder. */
static int resolve(int dir, const char *name, char *path) {
    char whole[PATH_ROOM], parent[PATH_MAX];
    int before = errno;
    int found = 0;
    if (!folder_length)
        return 0;
    if (name[0] == '/') {
        found = snprintf(whole, sizeof whole, "%s", name) < (int)sizeof whole;
    } else {
        char base[PATH_ROOM];
        found = dir == AT_FDCWD ? getcwd(base, sizeof base) != NULL : path_of(dir, base);
        found = found && snprintf(whole, sizeof whole, "%s/%s", base, name) < (int)sizeof whole;
    }
    size_t length = found ? strlen(whole) : 0;
    while (length > 1 && whole[length - 1] == '/')
        whole[--length] = '\0';
    char *last = length ? strrchr(whole, '/') : NULL;
    if (last) {
        *last = '\0';
        found = realpath(*whole ? whole : "/", parent) != NULL;
        found = found && snprintf(path, PATH_ROOM, "%s/%s", parent, last + 1) < PATH_ROOM && is_under(path);
    } else {
        found = 0;
    }
    errno = before;
    return found;
}

/* Writes a record down. Whoever calls this holds the lock. */
static void record(char what, const char *name, const char *other, const void *data, size_t length, uint64_t inode,
                   uint64_t at, uint64_t more) {
    int before = errno;
    struct head head = {.what = (uint8_t)what,
                        .name_length = (uint32_t)strlen(name),
                        .other_length = (uint32_t)strlen(other),
                        .data_length = (uint32_t)length,
                        .inode = inode,
                        .at = at,
                        .more = more};
    struct iovec parts[4] = {{&head, sizeof head},
                             {(void *)name, strlen(name)},
                             {(void *)other, strlen(other)},
                             {(void *)data, length}};
    size_t whole = sizeof head + strlen(name) + strlen(other) + length;
    ssize_t written = syscall(SYS_writev, record_fd, parts, 4);
    /* Half a record would be read as nonsense: better no program than that. */
    if (written < 0 || (size_t)written != whole)
        abort();
    errno = before;
}

static void no_replay(const char *why) { record('X', why, "", "", 0, 0, 0, 0); }

/* --- names --- */

static int open_file(int dir, const char *name, int flags, mode_t mode) {
    char path[PATH_ROOM];
    if (!resolve(dir, name, path))
        return (int)syscall(SYS_openat, dir, name, flags, mode);
    pthread_mutex_lock(&order);
    struct stat known;
    int before = errno;
    int existed = lstat(path, &known) == 0;
    uint64_t size = existed ? (uint64_t)known.st_size : 0;
    errno = before;
    int fd = (int)syscall(SYS_openat, dir, name, flags, mode);
    before = errno;
    if (fd >= 0 && fstat(fd, &known) == 0) {
        int writes = (flags & O_ACCMODE) != O_RDONLY;
        if ((flags & O_TMPFILE) == O_TMPFILE || (writes && (flags & (O_SYNC | O_DSYNC))))
            no_replay("open with O_TMPFILE, O_SYNC or O_DSYNC");
        uint64_t more = existed ? 0 : CREATED;
        if (existed && writes && (flags & O_TRUNC) && size)
            more |= EMPTIED;
        record('O', path, "", "", 0, known.st_ino, (uint64_t)flags, more);
    }
    errno = before;
    pthread_mutex_unlock(&order);
    return fd;
}

#define WITH_MODE(flags)                                                                                               \
    mode_t mode = 0;                                                                                                   \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                                                             \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode = va_arg(rest, mode_t);                                                                                   \
        va_end(rest);                                                                                                  \
    }

int open(const char *name, int flags, ...) {
    WITH_MODE(flags)
    return open_file(AT_FDCWD, name, flags, mode);
}
int open64(const char *name, int flags, ...) {
    WITH_MODE(flags)
    return open_file(AT_FDCWD, name, flags, mode);
}
int openat(int dir, const char *name, int flags, ...) {
    WITH_MODE(flags)
    return open_file(dir, name, flags, mode);
}
int openat64(int dir, const char *name, int flags, ...) {
    WITH_MODE(flags)
    return open_file(dir, name, flags, mode);
}
int creat(const char *name, mode_t mode) { return open_file(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *name, mode_t mode) { return creat(name, mode); }

int mkdirat(int dir, const char *name, mode_t mode) {
    char path[PATH_ROOM];
    if (!resolve(dir, name, path))
        return (int)syscall(SYS_mkdirat, dir, name, mode);
    pthread_mutex_lock(&order);
    int done = (int)syscall(SYS_mkdirat, dir, name, mode);
    struct stat known;
    if (done == 0 && lstat(path, &known) == 0)
        record('M', path, "", "", 0, known.st_ino, 0, 0);
    pthread_mutex_unlock(&order);
    return done;
}
int mkdir(const char *name, mode_t mode) { return mkdirat(AT_FDCWD, name, mode); }

int renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags) {
    char old[PATH_ROOM], new[PATH_ROOM];
    int leaves = resolve(from_dir, from, old);
    int comes = resolve(to_dir, to, new);
    if (!leaves && !comes)
        return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
    pthread_mutex_lock(&order);
    int done = (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
    if (done == 0 && (!leaves || !comes || flags))
        no_replay("a rename into or out of the folder, or with flags");
    else if (done == 0)
        record('R', old, new, "", 0, 0, 0, 0);
    pthread_mutex_unlock(&order);
    return done;
}
int renameat(int from_dir, const char *from, int to_dir, const char *to) {
    return renameat2(from_dir, from, to_dir, to, 0);
}
int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

int unlinkat(int dir, const char *name, int flags) {
    char path[PATH_ROOM];
    if (!resolve(dir, name, path))
        return (int)syscall(SYS_unlinkat, dir, name, flags);
    pthread_mutex_lock(&order);
    int done = (int)syscall(SYS_unlinkat, dir, name, flags);
    if (done == 0)
        record('U', path, "", "", 0, 0, 0, 0);
    pthread_mutex_unlock(&order);
    return done;
}
int unlink(const char *name) { return unlinkat(AT_FDCWD, name, 0); }
int rmdir(const char *name) { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

int linkat(int from_dir, const char *from, int to_dir, const char *to, int flags) {
    char path[PATH_ROOM];
    if (!resolve(to_dir, to, path))
        return (int)syscall(SYS_linkat, from_dir, from, to_dir, to, flags);
    pthread_mutex_lock(&order);
    int done = (int)syscall(SYS_linkat, from_dir, from, to_dir, to, flags);
    struct stat known;
    if (done == 0 && lstat(path, &known) == 0)
        record('L', path, "", "", 0, known.st_ino, 0, 0);
    pthread_mutex_unlock(&order);
    return done;
}
int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int symlinkat(const char *target, int dir, const char *name) {
    char path[PATH_ROOM];
    if (resolve(dir, name, path)) {
        pthread_mutex_lock(&order);
        no_replay("a symbolic link");
        pthread_mutex_unlock(&order);
    }
    return (int)syscall(SYS_symlinkat, target, dir, name);
}
int symlink(const char *target, const char *name) { return symlinkat(target, AT_FDCWD, name); }

/* --- bytes --- */

/* Where in the file the bytes went that were just written. */
static uint64_t went_to(int fd, int64_t asked, ssize_t written) {
    struct stat known;
    if (fcntl(fd, F_GETFL) & O_APPEND)
        return fstat(fd, &known) == 0 ? (uint64_t)known.st_size - (uint64_t)written : 0;
    return asked >= 0 ? (uint64_t)asked : (uint64_t)lseek(fd, 0, SEEK_CUR) - (uint64_t)written;
}

/* `asked` is an offset, or -1 for where the file stands. */
static ssize_t write_bytes(int fd, const void *bytes, size_t length, int64_t asked) {
    struct stat known;
    int ours = is_ours(fd, &known);
    int shown = !ours && fd == SCREEN && folder_length;
    if (ours || shown)
        pthread_mutex_lock(&order);
    ssize_t written = asked < 0 ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, asked);
    int before = errno;
    if (ours && written > 0)
        record('W', "", "", bytes, (size_t)written, known.st_ino, went_to(fd, asked, written), 0);
    if (shown && written > 0)
        record('P', "", "", bytes, (size_t)written, 0, 0, 0);
    errno = before;
    if (ours || shown)
        pthread_mutex_unlock(&order);
    return written;
}

ssize_t write(int fd, const void *bytes, size_t length) { return write_bytes(fd, bytes, length, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return write_bytes(fd, bytes, length, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) { return write_bytes(fd, bytes, length, at); }

/* Several stretches become several writes; a short one ends the call, as the system may end it too. */
static ssize_t write_parts(int fd, const struct iovec *parts, int count, int64_t asked) {
    struct stat known;
    if (!is_ours(fd, &known) && fd != SCREEN)
        return asked < 0 ? syscall(SYS_writev, fd, parts, count)
                         : syscall(SYS_pwritev, fd, parts, count, (long)asked, (long)0);
    ssize_t whole = 0;
    for (int part = 0; part < count; part++) {
        if (!parts[part].iov_len)
            continue;
        ssize_t written = write_bytes(fd, parts[part].iov_base, parts[part].iov_len, asked < 0 ? asked : asked + whole);
        if (written < 0)
            return whole ? whole : written;
        whole += written;
        if ((size_t)written < parts[part].iov_len)
            break;
    }
    return whole;
}

ssize_t writev(int fd, const struct iovec *parts, int count) { return write_parts(fd, parts, count, -1); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return write_parts(fd, parts, count, at); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) { return write_parts(fd, parts, count, at); }
ssize_t pwritev2(int fd, const struct iovec *parts, int count, off_t at, int flags) {
    if (flags) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return write_parts(fd, parts, count, at);
}
ssize_t pwritev64v2(int fd, const struct iovec *parts, int count, off64_t at, int flags) {
    return pwritev2(fd, parts, count, at, flags);
}

/* Records the size after a call that may have changed it. */
static int resized(int fd, const struct stat *before, int done) {
    struct stat after;
    int error = errno;
    if (done == 0 && fstat(fd, &after) == 0 && after.st_size != before->st_size)
        record('T', "", "", "", 0, after.st_ino, (uint64_t)after.st_size, 0);
    errno = error;
    return done;
}

int ftruncate(int fd, off_t size) {
    struct stat known;
    if (!is_ours(fd, &known))
        return (int)syscall(SYS_ftruncate, fd, size);
    pthread_mutex_lock(&order);
    fstat(fd, &known);
    int done = resized(fd, &known, (int)syscall(SYS_ftruncate, fd, size));
    pthread_mutex_unlock(&order);
    return done;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

int truncate(const char *name, off_t size) {
    int fd = open_file(AT_FDCWD, name, O_WRONLY | O_CLOEXEC, 0);
    if (fd < 0)
        return -1;
    int done = ftruncate(fd, size);
    int error = errno;
    close(fd);
    errno = error;
    return done;
}
int truncate64(const char *name, off64_t size) { return truncate(name, size); }

int fallocate(int fd, int mode, off_t at, off_t length) {
    struct stat known;
    if (!is_ours(fd, &known))
        return (int)syscall(SYS_fallocate, fd, mode, at, length);
    pthread_mutex_lock(&order);
    fstat(fd, &known);
    if (mode & ~FALLOC_FL_KEEP_SIZE)
        no_replay("fallocate with a mode that changes bytes");
    int done = resized(fd, &known, (int)syscall(SYS_fallocate, fd, mode, at, length));
    pthread_mutex_unlock(&order);
    return done;
}
int fallocate64(int fd, int mode, off64_t at, off64_t length) { return fallocate(fd, mode, at, length); }
int posix_fallocate(int fd, off_t at, off_t length) { return fallocate(fd, 0, at, length) == 0 ? 0 : errno; }
int posix_fallocate64(int fd, off64_t at, off64_t length) { return posix_fallocate(fd, at, length); }

ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned flags) {
    struct stat known;
    if (!is_ours(to, &known))
        return syscall(SYS_copy_file_range, from, from_at, to, to_at, length, flags);
    errno = ENOSYS;
    return -1;
}
ssize_t sendfile(int to, int from, off_t *at, size_t length) {
    struct stat known;
    if (!is_ours(to, &known))
        return syscall(SYS_sendfile, to, from, at, length);
    errno = ENOSYS;
    return -1;
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t length) { return sendfile(to, from, at, length); }
ssize_t splice(int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned flags) {
    struct stat known;
    if (!is_ours(to, &known))
        return syscall(SYS_splice, from, from_at, to, to_at, length, flags);
    errno = ENOSYS;
    return -1;
}

void *mmap(void *near, size_t length, int protection, int flags, int fd, off_t at) {
    struct stat known;
    if ((flags & MAP_SHARED) && (protection & PROT_WRITE) && is_ours(fd, &known)) {
        pthread_mutex_lock(&order);
        no_replay("a shared writable mapping");
        pthread_mutex_unlock(&order);
    }
    return (void *)syscall(SYS_mmap, near, length, protection, flags, fd, at);
}
void *mmap64(void *near, size_t length, int protection, int flags, int fd, off64_t at) {
    return mmap(near, length, protection, flags, fd, at);
}

/* --- syncs --- */

static int sync_file(int fd, long call, char what) {
    struct stat known;
    if (!is_ours(fd, &known))
        return (int)syscall(call, fd);
    pthread_mutex_lock(&order);
    int done = (int)syscall(call, fd);
    if (done == 0)
        record(what, "", "", "", 0, known.st_ino, 0, 0);
    pthread_mutex_unlock(&order);
    return done;
}
int fsync(int fd) { return sync_file(fd, SYS_fsync, 'F'); }
int fdatasync(int fd) { return sync_file(fd, SYS_fdatasync, 'D'); }

int sync_file_range(int fd, off64_t at, off64_t length, unsigned flags) {
    struct stat known;
    if (!is_ours(fd, &known))
        return (int)syscall(SYS_sync_file_range, fd, at, length, flags);
    pthread_mutex_lock(&order);
    int done = (int)syscall(SYS_sync_file_range, fd, at, length, flags);
    if (done == 0)
        record('G', "", "", "", 0, known.st_ino, (uint64_t)at, (uint64_t)length);
    pthread_mutex_unlock(&order);
    return done;
}

int syncfs(int fd) {
    struct stat known;
    if (is_ours(fd, &known)) {
        pthread_mutex_lock(&order);
        no_replay("syncfs");
        pthread_mutex_unlock(&order);
    }
    return (int)syscall(SYS_syncfs, fd);
}
