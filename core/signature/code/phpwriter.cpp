// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/writer.h"

namespace tocsin::signature::code {

namespace {

using namespace Qt::StringLiterals;

class PhpWriter final : public Writer
{
public:
    PhpWriter() { jsonParameter = u"$json, "_s; }
    QString bytes(QByteArrayView text) const override { return u'"' + escaped(text, Escape::Hex) + u'"'; }

protected:
    QString name(const QByteArray &variable) const override { return u'$' + QString::fromLatin1(variable); }
    QString helper(const QByteArray &name) const override
    {
        // PHP has functions of these names.
        return name == "header"   ? u"headerValue"_s
               : name == "unpack" ? u"unpackMember"_s
               : name == "crc32"  ? u"crc32Bytes"_s
                                  : QString::fromLatin1(name);
    }
    QString member(const QByteArray &name) const override
    {
        return u"$request['%1']"_s.arg(QString::fromLatin1(name));
    }
    QString let(const QString &variable, const QString &value) const override
    {
        return u"%1 = %2;"_s.arg(variable, value);
    }
    QString plus() const override { return u" ."_s; }
};

} // namespace

std::unique_ptr<Writer> phpWriter()
{
    return std::make_unique<PhpWriter>();
}

} // namespace tocsin::signature::code
