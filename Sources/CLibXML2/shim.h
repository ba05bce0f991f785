#ifndef SOWER_CLIBXML2_H
#define SOWER_CLIBXML2_H

#include <libxml/xmlversion.h>
// Debian's libxml2 is built with ICU, and its headers would bring ICU's in, which clash with the copy inside Foundation.
// Nothing of it is used here.
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/uri.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlversion.h>
#include <libxml/xmlwriter.h>

#include <stdio.h>
#include <string.h>

// The reading of a document lives here and not in Swift: the error handler's argument became const in 2.12, and
// a handler that belongs to one parser context needs no state shared between threads.

/* The first fault of a document. */
typedef struct {
    xmlParserCtxtPtr context;
    int found;
    int line;
    int column;
    char *message;
    size_t capacity;
} sower_xml_fault;

static inline void sower_xml_note(sower_xml_fault *fault, int line, int column, const char *message) {
    if (fault->found) return;
    fault->found = 1;
    fault->line = line;
    fault->column = column;
    if (fault->capacity > 0) snprintf(fault->message, fault->capacity, "%s", message ? message : "");
}

#if LIBXML_VERSION >= 21200
static void sower_xml_on_error(void *data, const xmlError *error) {
#else
static void sower_xml_on_error(void *data, xmlError *error) {
#endif
    if (error == NULL || error->level < XML_ERR_ERROR) return;
    sower_xml_note((sower_xml_fault *)data, error->line, error->int2, error->message);
}

/* Called before the first declaration of the subset, so no entity is ever declared. */
static void sower_xml_on_doctype(
    void *data, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id
) {
    (void)name, (void)public_id, (void)system_id;
    sower_xml_fault *fault = (sower_xml_fault *)data;
    xmlParserInputPtr input = fault->context->input;
    sower_xml_note(fault, input ? input->line : 0, input ? input->col : 0, "document type declaration");
    xmlStopParser(fault->context);
}

/* What is wrong with a conversion between encodings comes without a context and would be printed. */
#if LIBXML_VERSION >= 21200
static void sower_xml_on_stray_error(void *data, const xmlError *error) {
#else
static void sower_xml_on_stray_error(void *data, xmlError *error) {
#endif
    (void)data, (void)error;
}

/* 0 when the document is well formed with its namespaces, 1 when it is not or was stopped, -1 without memory. */
static inline int sower_xml_parse(
    sower_xml_fault *fault, void *data, const unsigned char *bytes, int count, int options
) {
    xmlParserCtxtPtr context = fault->context;
    context->sax->initialized = XML_SAX2_MAGIC;
    context->sax->serror = sower_xml_on_error;
    context->sax->internalSubset = sower_xml_on_doctype;
    context->userData = data;
    xmlDocPtr document = xmlCtxtReadMemory(context, (const char *)bytes, count, NULL, NULL, options);
    int starved = context->errNo == XML_ERR_NO_MEMORY;
    int sound = context->wellFormed && context->nsWellFormed && !fault->found;
    if (document != NULL) xmlFreeDoc(document);
    xmlFreeParserCtxt(context);
    fault->context = NULL;
    if (starved) return -1;
    if (sound) return 0;
    sower_xml_note(fault, 0, 0, "not well formed");
    return 1;
}

/*
 * Reads a document without building it: 0 when it is well formed with its namespaces, 1 when it is not (the first
 * fault is in line, column and message), -1 when memory ran out.
 */
static inline int sower_xml_check(
    const unsigned char *bytes, int count, int *line, int *column, char *message, size_t capacity
) {
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (context == NULL) return -1;
    sower_xml_fault fault = {context, 0, 0, 0, message, capacity};
    memset(context->sax, 0, sizeof(*context->sax));
    int outcome = sower_xml_parse(&fault, &fault, bytes, count, XML_PARSE_NONET);
    *line = fault.line;
    *column = fault.column;
    return outcome;
}

/*
 * Who is told of a document's parts. Names and namespaces are strings of the parser's dictionary: the same text has
 * the same address until the reading ends. Of each attribute there are five pointers: local name, prefix, namespace,
 * and the start and end of its value. What returns other than 0 ends the reading.
 */
typedef struct {
    void *reader;
    int (*start)(
        void *reader, int line, const xmlChar *name, const xmlChar *space, int attributes, const xmlChar **attribute
    );
    int (*end)(void *reader);
    int (*text)(void *reader, const xmlChar *bytes, int count);
} sower_xml_handlers;

/* The fault comes first, for the handlers that know only it. */
typedef struct {
    sower_xml_fault fault;
    sower_xml_handlers handlers;
} sower_xml_reading;

static void sower_xml_obey(sower_xml_reading *reading, int stop) {
    if (!stop) return;
    xmlParserInputPtr input = reading->fault.context->input;
    sower_xml_note(&reading->fault, input ? input->line : 0, 0, "stopped");
    xmlStopParser(reading->fault.context);
}

static void sower_xml_on_start(
    void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int namespaces,
    const xmlChar **declarations, int attributes, int defaulted, const xmlChar **attribute
) {
    (void)prefix, (void)namespaces, (void)declarations;
    sower_xml_reading *reading = (sower_xml_reading *)data;
    if (reading->fault.found) return;
    xmlParserInputPtr input = reading->fault.context->input;
    int stop = reading->handlers.start(
        reading->handlers.reader, input ? input->line : 0, name, space, attributes - defaulted, attribute);
    sower_xml_obey(reading, stop);
}

static void sower_xml_on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *space) {
    (void)name, (void)prefix, (void)space;
    sower_xml_reading *reading = (sower_xml_reading *)data;
    if (!reading->fault.found) sower_xml_obey(reading, reading->handlers.end(reading->handlers.reader));
}

static void sower_xml_on_text(void *data, const xmlChar *bytes, int count) {
    sower_xml_reading *reading = (sower_xml_reading *)data;
    if (!reading->fault.found) sower_xml_obey(reading, reading->handlers.text(reading->handlers.reader, bytes, count));
}

/* Reads a document of any encoding and tells the handlers; returns what sower_xml_check returns. */
static inline int sower_xml_read(
    const unsigned char *bytes, int count, sower_xml_handlers handlers, int *line, int *column, char *message,
    size_t capacity
) {
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (context == NULL) return -1;
    sower_xml_reading reading = {{context, 0, 0, 0, message, capacity}, handlers};
    memset(context->sax, 0, sizeof(*context->sax));
    context->sax->startElementNs = sower_xml_on_start;
    context->sax->endElementNs = sower_xml_on_end;
    context->sax->characters = sower_xml_on_text;
    context->sax->ignorableWhitespace = sower_xml_on_text;
    context->sax->cdataBlock = sower_xml_on_text;
    xmlStructuredErrorFunc outer = xmlStructuredError;
    void *outer_data = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(NULL, sower_xml_on_stray_error);
    // Without NOENT an ampersand in an attribute arrives as a reference. No entity can be declared, so none expands.
    int outcome = sower_xml_parse(&reading.fault, &reading, bytes, count, XML_PARSE_NONET | XML_PARSE_NOENT);
    xmlSetStructuredErrorFunc(outer_data, outer);
    *line = reading.fault.line;
    *column = reading.fault.column;
    return outcome;
}

/*
 * Who is told of the parts of HTML: the depth is that of the innermost element that the parser holds open, this one
 * included, and so tells which have ended since. Attributes are pairs of name and value, up to a null; a value may be
 * null, and there may be none at all. An element without a name was made up around text that stands in no other. What
 * returns other than 0 ends the reading.
 */
typedef struct {
    void *reader;
    int (*start)(void *reader, int depth, int line, const xmlChar *name, const xmlChar **attribute);
    int (*text)(void *reader, int depth, const xmlChar *bytes, int count);
} sower_html_handlers;

typedef struct {
    htmlParserCtxtPtr context;
    sower_html_handlers handlers;
    int stopped;
} sower_html_reading;

static void sower_html_obey(sower_html_reading *reading, int stop) {
    if (!stop) return;
    reading->stopped = 1;
    xmlStopParser(reading->context);
}

/*
 * Text that stands in nothing is given a paragraph by the parser, which would part it from phrases beside it. What is
 * before the place of a written tag is its own beginning; text never holds one.
 */
static int sower_html_is_made_up(htmlParserCtxtPtr context, const xmlChar *name, const xmlChar **attribute) {
    if (attribute != NULL || name[0] != 'p' || name[1] != 0) return 0;
    for (const xmlChar *place = context->input->cur; place > context->input->base;) {
        place--;
        if (*place == '>') return 1;
        if (*place == '<') return (place[1] | 0x20) != 'p';
    }
    return 1;
}

static void sower_html_on_start(void *data, const xmlChar *name, const xmlChar **attribute) {
    sower_html_reading *reading = (sower_html_reading *)data;
    htmlParserCtxtPtr context = reading->context;
    if (reading->stopped) return;
    if (sower_html_is_made_up(context, name, attribute)) name = NULL;
    sower_html_obey(
        reading,
        reading->handlers.start(reading->handlers.reader, context->nameNr, context->input->line, name, attribute));
}

static void sower_html_on_text(void *data, const xmlChar *bytes, int count) {
    sower_html_reading *reading = (sower_html_reading *)data;
    if (reading->stopped) return;
    sower_html_obey(
        reading, reading->handlers.text(reading->handlers.reader, reading->context->nameNr, bytes, count));
}

/* Bytes of the parser's dictionary, which has one of these sizes: 1,000, 5,000, 21,000. */
#define SOWER_HTML_NAMES 16000

/*
 * Reads HTML in UTF-8 without NULs, and tells the handlers; comments and instructions are passed over. No tree is built,
 * for that would end at 256 levels. Any bytes are HTML: returns 0, 1 when a handler stopped the reading, 2 when there
 * are too many names, -1 when memory ran out or the parser gave up.
 *
 * The parser compares each attribute with all others of its tag. The bound on the names, which it keeps once each, is
 * one on the attributes of a tag too, as the parser itself sees them.
 */
static inline int sower_html_read(const unsigned char *bytes, int count, sower_html_handlers handlers) {
    htmlParserCtxtPtr context = htmlCreateMemoryParserCtxt((const char *)bytes, count);
    if (context == NULL) return -1;
    sower_html_reading reading = {context, handlers, 0};
    // Elements that were not written are the reader's affair: the parser knows only those of HTML 4.
    htmlCtxtUseOptions(
        context, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED | HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC);
    memset(context->sax, 0, sizeof(*context->sax));
    context->sax->initialized = XML_SAX2_MAGIC;
    context->sax->serror = sower_xml_on_stray_error;
    context->sax->startElement = sower_html_on_start;
    context->sax->characters = sower_html_on_text;
    context->sax->ignorableWhitespace = sower_html_on_text;
    context->sax->cdataBlock = sower_html_on_text;
    context->userData = &reading;
    context->charset = XML_CHAR_ENCODING_UTF8;
    xmlDictSetLimit(context->dict, SOWER_HTML_NAMES);
    htmlParseDocument(context);
    // As long as any that the parser reads, and none that it can have read.
    xmlChar name[128];
    memset(name, '!', sizeof(name));
    int crowded = xmlDictLookup(context->dict, name, sizeof(name)) == NULL;
    int complete = context->input != NULL && context->input->cur >= context->input->end;
    int starved = context->errNo == XML_ERR_NO_MEMORY;
    htmlFreeParserCtxt(context);
    if (reading.stopped) return 1;
    if (crowded) return 2;
    return starved || !complete ? -1 : 0;
}

/* The code point that HTML 4 names so; 0 when it names none. */
static inline unsigned int sower_html_character(const char *name) {
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    return entity == NULL ? 0 : entity->value;
}

/* The address that a reference stands for at a base (RFC 3986 section 5), to be freed; null when there is none. */
static inline xmlChar *sower_xml_resolved(const char *reference, const char *base) {
    return xmlBuildURI((const xmlChar *)reference, (const xmlChar *)base);
}

static inline void sower_xml_free(xmlChar *text) {
    xmlFree(text);
}

/* A buffer that doubles: by default libxml2 before 2.13 grows it to the exact size at each write. */
static inline xmlBufferPtr sower_xml_buffer(void) {
    xmlBufferPtr buffer = xmlBufferCreate();
    if (buffer != NULL) xmlBufferSetAllocationScheme(buffer, XML_BUFFER_ALLOC_DOUBLEIT);
    return buffer;
}

#endif
