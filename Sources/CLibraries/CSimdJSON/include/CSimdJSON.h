// A C interface to the first stage of Debian's libsimdjson (3.0): it finds where every token of a JSON text begins,
// checks UTF-8 and that strings end, and picks the CPU's widest instructions at run time. What the tokens mean is
// decided in Swift (JSONReading).
#ifndef MILLRACE_CSIMDJSON_H
#define MILLRACE_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Bytes behind a text that must be readable; what they hold does not matter.
#define MILLRACE_JSON_PADDING 64

enum millrace_json_status {
    MILLRACE_JSON_OK = 0,
    MILLRACE_JSON_EMPTY = 1,
    MILLRACE_JSON_BAD_UTF8 = 2,
    MILLRACE_JSON_CONTROL_CHARACTER = 3,
    MILLRACE_JSON_UNCLOSED_STRING = 4,
    MILLRACE_JSON_NO_MEMORY = 5,
    MILLRACE_JSON_OTHER = 6
};

typedef struct millrace_json_indexer millrace_json_indexer;

// NULL when there is no memory.
millrace_json_indexer *millrace_json_indexer_create(void);
void millrace_json_indexer_destroy(millrace_json_indexer *indexer);

// Finds the tokens of `length` bytes, which must be followed by MILLRACE_JSON_PADDING readable ones. On MILLRACE_JSON_OK
// `starts` holds `count` ascending offsets: of { } [ ] : , and of the first byte of each string (its quote) and scalar.
// It stays valid until the next call with the same indexer.
int millrace_json_index(
    millrace_json_indexer *indexer, const uint8_t *bytes, size_t length, const uint32_t **starts, uint32_t *count);

#ifdef __cplusplus
}
#endif
#endif
