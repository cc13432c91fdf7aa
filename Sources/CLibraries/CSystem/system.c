#define _GNU_SOURCE 1
#include "CSystem.h"
#include <malloc.h>
#include <sys/resource.h>

int millrace_accept4(int fd, struct sockaddr *address, socklen_t *length, int flags) {
    return accept4(fd, address, length, flags);
}
int millrace_fallocate(int fd, int mode, off_t offset, off_t length) { return fallocate(fd, mode, offset, length); }
int millrace_open(const char *path, int flags, mode_t mode) { return open(path, flags, mode); }
int millrace_fcntl(int fd, int command, int argument) { return fcntl(fd, command, argument); }
int millrace_o_direct(void) { return O_DIRECT; }
int millrace_prctl_parent_death_signal(int signal) { return prctl(PR_SET_PDEATHSIG, signal); }
void millrace_limit_malloc_arenas(int arenas) { mallopt(M_ARENA_MAX, arenas); }
void millrace_name_thread(const char *name) { prctl(PR_SET_NAME, name); }
long millrace_raise_open_files_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return -1;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    return (long)limit.rlim_cur;
}
