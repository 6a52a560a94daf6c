// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/writer.h"

namespace tocsin::signature::code {

namespace {

using namespace Qt::StringLiterals;

class NodeWriter final : public Writer
{
public:
    NodeWriter() { indent = u"  "_s; }
    QString bytes(QByteArrayView text) const override { return u'\'' + escaped(text, Escape::Hex) + u'\''; }

protected:
    QString let(const QString &variable, const QString &value) const override
    {
        return u"const %1 = %2;"_s.arg(variable, value);
    }
};

} // namespace

std::unique_ptr<Writer> nodeWriter()
{
    return std::make_unique<NodeWriter>();
}

} // namespace tocsin::signature::code
