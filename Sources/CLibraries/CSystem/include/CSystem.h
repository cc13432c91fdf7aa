// System calls that Swift's Glibc module does not show: epoll, eventfd and the _GNU_SOURCE calls.
// _GNU_SOURCE is defined in system.c only: in this header it would give types such as fd_set another shape than Swift's
// Glibc module knows. Wrappers are named after the call they make, and return what the call returns (-1 and errno on failure).
#pragma once
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

int millrace_accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
int millrace_fallocate(int fd, int mode, off_t offset, off_t length);
int millrace_open(const char *path, int flags, mode_t mode);
int millrace_fcntl(int fd, int command, int argument);
int millrace_o_direct(void);
int millrace_prctl_parent_death_signal(int signal);
/// glibc's malloc keeps this many arenas at most; fewer keep a small server small.
void millrace_limit_malloc_arenas(int arenas);
/// Names the calling thread, as `top -H` shows it (15 bytes).
void millrace_name_thread(const char *name);
/// Raises the number of files this process may have open to as many as the system allows it; the number then in force.
long millrace_raise_open_files_limit(void);
