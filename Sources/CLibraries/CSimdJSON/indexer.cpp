#include "CSimdJSON.h"

#include <memory>
#include <new>
#include <simdjson.h>

static_assert(MILLRACE_JSON_PADDING >= simdjson::SIMDJSON_PADDING, "padding of the header");

struct millrace_json_indexer {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
    size_t capacity = 0;
};

// The parser allocates index space for the longest text seen; it does so in steps of at least this many bytes.
static const size_t capacity_step = 4096;

millrace_json_indexer *millrace_json_indexer_create(void) { return new (std::nothrow) millrace_json_indexer(); }

void millrace_json_indexer_destroy(millrace_json_indexer *indexer) { delete indexer; }

static int status_of(simdjson::error_code code) {
    switch (code) {
    case simdjson::SUCCESS: return MILLRACE_JSON_OK;
    case simdjson::EMPTY: return MILLRACE_JSON_EMPTY;
    case simdjson::UTF8_ERROR: return MILLRACE_JSON_BAD_UTF8;
    case simdjson::UNESCAPED_CHARS: return MILLRACE_JSON_CONTROL_CHARACTER;
    case simdjson::UNCLOSED_STRING: return MILLRACE_JSON_UNCLOSED_STRING;
    case simdjson::MEMALLOC: return MILLRACE_JSON_NO_MEMORY;
    default: return MILLRACE_JSON_OTHER;
    }
}

static simdjson::error_code make_room(millrace_json_indexer *indexer, size_t length) {
    if (indexer->parser && indexer->capacity >= length) return simdjson::SUCCESS;
    const size_t doubled = indexer->capacity * 2;
    const size_t wanted = (length > doubled ? length : doubled) + capacity_step;
    if (indexer->parser) {
        const simdjson::error_code code = indexer->parser->allocate(wanted, 1);
        indexer->capacity = code == simdjson::SUCCESS ? wanted : 0;
        return code;
    }
    const simdjson::error_code code =
        simdjson::get_active_implementation()->create_dom_parser_implementation(wanted, 1, indexer->parser);
    if (code == simdjson::SUCCESS) indexer->capacity = wanted;
    return code;
}

int millrace_json_index(
    millrace_json_indexer *indexer, const uint8_t *bytes, size_t length, const uint32_t **starts, uint32_t *count) {
    simdjson::error_code code = make_room(indexer, length);
    if (code != simdjson::SUCCESS) return status_of(code);
    code = indexer->parser->stage1(bytes, length, simdjson::stage1_mode::regular);
    if (code != simdjson::SUCCESS) return status_of(code);
    *starts = indexer->parser->structural_indexes.get();
    *count = indexer->parser->n_structural_indexes;
    return MILLRACE_JSON_OK;
}
