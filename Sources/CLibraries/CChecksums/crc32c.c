// CRC-32C as RFC 3720 defines it (reflected polynomial 0x82F63B78, initial and final complement).
//
// The CPU's instruction takes three cycles and can begin every cycle, so three runs of bytes are checked side by side.
// Their checksums are then put together: the checksum of A followed by B is the checksum of A moved over as many zero
// bytes as B has, exclusive-or'd with that of B. Moving over a fixed number of zeros is linear, so four table look-ups do it.
#include "CChecksums.h"
#include <string.h>

#define POLYNOMIAL 0x82F63B78u

static uint32_t byte_table[256];

static void fill_byte_table(void) {
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

// Bytes of each of the three runs: long ones for large batches, short ones for what is left and for small batches.
#define LONG_RUN 4096
#define SHORT_RUN 512

static uint32_t long_zeros[4][256];
static uint32_t short_zeros[4][256];

// What moving over `length` zero bytes does to each byte value at each of the four places.
static void fill_zeros(uint32_t table[4][256], size_t length) {
    uint32_t bits[32];
    for (int bit = 0; bit < 32; bit++) {
        uint32_t c = 1u << bit;
        for (size_t k = 0; k < length; k++) c = byte_table[c & 0xFF] ^ (c >> 8);
        bits[bit] = c;
    }
    for (int place = 0; place < 4; place++) {
        for (int value = 0; value < 256; value++) {
            uint32_t c = 0;
            for (int bit = 0; bit < 8; bit++) {
                if (value & 1 << bit) c ^= bits[place * 8 + bit];
            }
            table[place][value] = c;
        }
    }
}

static inline uint32_t over_zeros(uint32_t table[4][256], uint32_t c) {
    return table[0][c & 0xFF] ^ table[1][c >> 8 & 0xFF] ^ table[2][c >> 16 & 0xFF] ^ table[3][c >> 24];
}

static inline uint64_t word_at(const uint8_t *p) {
    uint64_t word;
    memcpy(&word, p, 8);
    return word;
}

__attribute__((target("sse4.2"))) static inline uint32_t three_runs(
    uint32_t c, const uint8_t *p, size_t run, uint32_t table[4][256]) {
    uint64_t first = c, second = 0, third = 0;
    for (const uint8_t *end = p + run; p < end; p += 8) {
        first = _mm_crc32_u64(first, word_at(p));
        second = _mm_crc32_u64(second, word_at(p + run));
        third = _mm_crc32_u64(third, word_at(p + 2 * run));
    }
    c = over_zeros(table, (uint32_t)first) ^ (uint32_t)second;
    return over_zeros(table, c) ^ (uint32_t)third;
}

__attribute__((target("sse4.2"))) static uint32_t by_instruction(uint32_t c, const uint8_t *p, size_t n) {
    for (; n >= 3 * LONG_RUN; n -= 3 * LONG_RUN, p += 3 * LONG_RUN) c = three_runs(c, p, LONG_RUN, long_zeros);
    for (; n >= 3 * SHORT_RUN; n -= 3 * SHORT_RUN, p += 3 * SHORT_RUN) c = three_runs(c, p, SHORT_RUN, short_zeros);
    uint64_t wide = c;
    for (; n >= 8; n -= 8, p += 8) wide = _mm_crc32_u64(wide, word_at(p));
    uint32_t narrow = (uint32_t)wide;
    while (n--) narrow = _mm_crc32_u8(narrow, *p++);
    return narrow;
}
#endif

__attribute__((constructor)) static void fill_tables(void) {
    fill_byte_table();
#if defined(__x86_64__)
    fill_zeros(long_zeros, LONG_RUN);
    fill_zeros(short_zeros, SHORT_RUN);
#endif
}

uint32_t millrace_crc32c(uint32_t crc, const void *bytes, size_t length) {
    uint32_t c = ~crc;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("sse4.2")) return ~by_instruction(c, bytes, length);
#endif
    return ~by_table(c, bytes, length);
}
