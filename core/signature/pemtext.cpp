// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/pemtext.h"

#include "core/signature/base64text.h"

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

constexpr QByteArrayView begin = "-----BEGIN ";
constexpr QByteArrayView end = "-----END ";
constexpr QByteArrayView dashes = "-----";

auto refuse(const QString &what)
{
    return fail(Error::Kind::Rejected, what);
}

// Labels go into messages: only what a label may hold comes that far.
bool isLabel(QByteArrayView label)
{
    if (label.isEmpty() || label.size() > 40)
        return false;
    for (const char c : label) {
        if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != ' ')
            return false;
    }
    return true;
}

// The base64 of a block without blanks. Escaped line ends are two characters that base64 does not have.
Secret squeeze(QByteArrayView body)
{
    QByteArray letters;
    letters.reserve(body.size());
    for (qsizetype i = 0; i < body.size(); ++i) {
        const char c = body[i];
        if (c == '\\' && i + 1 < body.size() && (body[i + 1] == 'n' || body[i + 1] == 'r'))
            ++i;
        else if (c != '\n' && c != '\r' && c != ' ' && c != '\t')
            letters.append(c);
    }
    return Secret(std::move(letters));
}

Result<PemBlock> readBlock(QByteArrayView label, QByteArrayView body)
{
    const QString name = QString::fromLatin1(label);
    if (label == "ENCRYPTED PRIVATE KEY" || body.contains("ENCRYPTED"))
        return refuse(u"the %1 block is encrypted with a passphrase: give it without one"_s.arg(name));
    const Secret letters = squeeze(body);
    auto der = readBase64(letters.reveal(), Base64Form::Standard);
    if (!der || der->isEmpty())
        return refuse(u"the %1 block does not hold base64"_s.arg(name));
    return PemBlock{label.toByteArray(), Secret(std::move(*der))};
}

} // namespace

bool isPem(QByteArrayView text)
{
    return text.contains(begin);
}

Result<std::vector<PemBlock>> readPem(QByteArrayView text, int atMost)
{
    std::vector<PemBlock> blocks;
    for (qsizetype at = text.indexOf(begin); at >= 0; at = text.indexOf(begin)) {
        text = text.sliced(at + begin.size());
        const qsizetype labelEnd = text.indexOf(dashes);
        const QByteArrayView label = text.first(qMax<qsizetype>(labelEnd, 0));
        if (!isLabel(label))
            return refuse(u"a PEM block starts with a line that is not -----BEGIN ...-----"_s);
        text = text.sliced(labelEnd + dashes.size());
        const qsizetype bodyEnd = text.indexOf(end);
        const QByteArray ending = end.toByteArray().append(label).append(dashes);
        if (bodyEnd < 0 || !text.sliced(bodyEnd).startsWith(ending))
            return refuse(u"the %1 block has no end line of its own: was all of it copied?"_s.arg(
                QString::fromLatin1(label)));
        if (int(blocks.size()) == atMost)
            return refuse(u"there are more than %1 PEM blocks"_s.arg(atMost));
        auto block = readBlock(label, text.first(bodyEnd));
        if (!block)
            return tl::unexpected(block.error());
        blocks.push_back(std::move(*block));
        text = text.sliced(bodyEnd + ending.size());
    }
    return blocks;
}

} // namespace tocsin::signature
