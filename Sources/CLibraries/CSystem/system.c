#include "CSystem.h"
#include <malloc.h>

void millrace_limit_malloc_arenas(int arenas) { mallopt(M_ARENA_MAX, arenas); }
