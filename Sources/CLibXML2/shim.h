#ifndef SOWER_CLIBXML2_H
#define SOWER_CLIBXML2_H

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlwriter.h>

#endif
