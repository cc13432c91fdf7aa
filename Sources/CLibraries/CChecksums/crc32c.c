// CRC-32C as RFC 3720 defines it (reflected polynomial 0x82F63B78, initial and final complement).
#include "CChecksums.h"
#include <string.h>

#define POLYNOMIAL 0x82F63B78u

static uint32_t byte_table[256];

__attribute__((constructor)) static void fill_byte_table(void) {
    for (uint32_t n = 0; n < 256; n++) {
        uint32_t c = n;
        for (int k = 0; k < 8; k++) c = (c & 1) ? (c >> 1) ^ POLYNOMIAL : c >> 1;
        byte_table[n] = c;
    }
}

static uint32_t by_table(uint32_t c, const uint8_t *p, size_t n) {
    while (n--) c = byte_table[(c ^ *p++) & 0xFF] ^ (c >> 8);
    return c;
}

#if defined(__x86_64__)
#include <nmmintrin.h>

__attribute__((target("sse4.2"))) static uint32_t by_instruction(uint32_t c, const uint8_t *p, size_t n) {
    uint64_t wide = c;
    for (; n >= 8; n -= 8, p += 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        wide = _mm_crc32_u64(wide, word);
    }
    uint32_t narrow = (uint32_t)wide;
    while (n--) narrow = _mm_crc32_u8(narrow, *p++);
    return narrow;
}
#endif

uint32_t millrace_crc32c(uint32_t crc, const void *bytes, size_t length) {
    uint32_t c = ~crc;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("sse4.2")) return ~by_instruction(c, bytes, length);
#endif
    return ~by_table(c, bytes, length);
}
