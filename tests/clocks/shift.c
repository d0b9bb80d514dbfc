/*
 * A clock for the clock tests: with this library in LD_PRELOAD a program sees another time of day, and the same monotonic
 * time as before.
 *
 * VLEUGEL_SHIFT_FILE  eight bytes: how many seconds to add, as a signed number in the machine's order. The test may write
 *                     another number at any moment; it counts from the next question on.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const int64_t *shift;

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("VLEUGEL_SHIFT_FILE");
    int fd = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    void *bytes = mmap(NULL, sizeof *shift, PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (bytes != MAP_FAILED)
        shift = bytes;
}

static time_t shifted(time_t seconds) {
    return shift ? seconds + (time_t)__atomic_load_n(shift, __ATOMIC_SEQ_CST) : seconds;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int failed = (int)syscall(SYS_clock_gettime, clock, now);
    if (!failed && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec = shifted(now->tv_sec);
    return failed;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    int failed = (int)syscall(SYS_gettimeofday, now, zone);
    if (!failed)
        now->tv_sec = shifted(now->tv_sec);
    return failed;
}

time_t time(time_t *seconds) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (seconds)
        *seconds = now.tv_sec;
    return now.tv_sec;
}
