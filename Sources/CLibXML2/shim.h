#ifndef SOWER_CLIBXML2_H
#define SOWER_CLIBXML2_H

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
    context->sax->initialized = XML_SAX2_MAGIC;
    context->sax->serror = sower_xml_on_error;
    context->sax->internalSubset = sower_xml_on_doctype;
    context->userData = &fault;
    xmlDocPtr document = xmlCtxtReadMemory(context, (const char *)bytes, count, NULL, NULL, XML_PARSE_NONET);
    int starved = context->errNo == XML_ERR_NO_MEMORY;
    int sound = context->wellFormed && context->nsWellFormed && !fault.found;
    if (document != NULL) xmlFreeDoc(document);
    xmlFreeParserCtxt(context);
    if (starved) return -1;
    if (sound) return 0;
    sower_xml_note(&fault, 0, 0, "not well formed");
    *line = fault.line;
    *column = fault.column;
    return 1;
}

/* A buffer that doubles: by default libxml2 before 2.13 grows it to the exact size at each write. */
static inline xmlBufferPtr sower_xml_buffer(void) {
    xmlBufferPtr buffer = xmlBufferCreate();
    if (buffer != NULL) xmlBufferSetAllocationScheme(buffer, XML_BUFFER_ALLOC_DOUBLEIT);
    return buffer;
}

#endif
