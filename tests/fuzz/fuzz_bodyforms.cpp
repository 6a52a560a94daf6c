// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/explain/bodyforms.h"
#include "core/signature/explain/bodysigns.h"

#include <cstdint>
#include <cstdlib>

using namespace tocsin;
using namespace tocsin::signature;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray body(reinterpret_cast<const char *>(data), qsizetype(size));
    domain::HttpMessage message;
    if (body.contains('&'))
        message.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    BodyFormLimits limits;
    limits.formBytes = 1 << 20;
    limits.totalBytes = 8 << 20;
    int forms = 0;
    const BodyFormCount count = forEachBodyForm(body, message, limits, [&](BodyForm &&form) {
        if (form.bytes == body || form.bytes.size() > limits.formBytes || form.id.isEmpty() ||
            form.cause.isEmpty())
            std::abort();
        ++forms;
        return true;
    });
    if (count.forms != forms || count.bytes > limits.totalBytes || forms > limits.forms)
        std::abort();
    (void)bodySigns(body, message);
    return 0;
}
