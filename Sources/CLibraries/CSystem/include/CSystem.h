// System calls that Swift's Glibc module does not show: epoll, eventfd and the _GNU_SOURCE calls.
// Wrappers are static inline, named after the call they make, and return what the call returns (-1 and errno on failure).
#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/sendfile.h>
#include <sys/timerfd.h>
#include <sys/signalfd.h>
#include <sys/prctl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <fcntl.h>
#include <unistd.h>
#include <errno.h>
#include <stdio.h>

static inline int millrace_accept4(int fd, struct sockaddr *address, socklen_t *length, int flags) {
    return accept4(fd, address, length, flags);
}
static inline int millrace_fallocate(int fd, int mode, off_t offset, off_t length) {
    return fallocate(fd, mode, offset, length);
}
static inline int millrace_open(const char *path, int flags, mode_t mode) { return open(path, flags, mode); }
static inline int millrace_fcntl(int fd, int command, int argument) { return fcntl(fd, command, argument); }
static inline int millrace_o_direct(void) { return O_DIRECT; }
static inline int millrace_prctl_parent_death_signal(int signal) { return prctl(PR_SET_PDEATHSIG, signal); }
/// glibc's malloc keeps this many arenas at most; fewer keep a small server small.
void millrace_limit_malloc_arenas(int arenas);
