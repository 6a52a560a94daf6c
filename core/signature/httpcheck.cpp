#include "core/signature/httpcheck.h"
namespace tocsin::signature { Verification verifyHttpSignature(const Recipe &, const Source &, std::span<const NamedSecret>, Micros) { return {}; } }
