// utf8proc (libutf8proc-dev, 2.8): Unicode normalisation and case folding, which Swift has in the whole of Foundation only.
#include <utf8proc.h>
