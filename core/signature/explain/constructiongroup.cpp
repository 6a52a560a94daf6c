// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/digesttext.h"
#include "core/signature/explain/search.h"
#include "core/signature/keymaterial.h"

#include <algorithm>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;
using Kind = PartSpec::Kind;

constexpr qsizetype mostPermuted = 4;
constexpr const char *separators[] = {"", ".", ":", "|", ",", "\n", " ", "-", ";", "&", "/", "_"};
constexpr const char *tags[] = {"v0", "v1", "v2", "sha256", "hmacsha256"};

struct Named
{
    Algorithm algorithm;
    QLatin1StringView name;
};
constexpr Named hmacs[] = {{Algorithm::HmacSha1, "HMAC-SHA-1"_L1},
                           {Algorithm::HmacSha256, "HMAC-SHA-256"_L1},
                           {Algorithm::HmacSha384, "HMAC-SHA-384"_L1},
                           {Algorithm::HmacSha512, "HMAC-SHA-512"_L1}};
constexpr Named digests[] = {{Algorithm::Md5, "MD5"_L1},
                             {Algorithm::Sha1, "SHA-1"_L1},
                             {Algorithm::Sha256, "SHA-256"_L1},
                             {Algorithm::Sha384, "SHA-384"_L1},
                             {Algorithm::Sha512, "SHA-512"_L1}};

QString quoted(const QByteArray &text)
{
    return text.isEmpty() ? u"nothing"_s : u'"' + QString::fromLatin1(text).replace(u"\n"_s, u"\\n"_s) + u'"';
}

// One secret's key and the text that the request has, for constructions outside the recipe.
class Constructions
{
public:
    Constructions(Search &search, const NamedSecret &secret, const Secret &key)
        : m_search(search)
        , m_secret(secret)
        , m_key(key)
        , m_parts(search.claim().text.parts)
    {
        for (const SignedPart &part : m_parts) {
            m_size += part.bytes.size();
            if (part.kind == Kind::Literal)
                m_literals.append(part.bytes);
            else if (part.kind != Kind::Secret)
                m_values.append(part);
        }
    }

    void run()
    {
        algorithms();
        plainDigests();
        swapped();
        hashedFirst();
        sortedForms();
        withTags();
        withoutParts();
        orders();
    }

private:
    bool goesOn() const { return !m_search.isProved() && m_search.mayGoOn(); }

    // A change of the construction is made in the scheme.
    void look(const char *cause, const QString &detail, const Digest &digest)
    {
        m_search.withDigest({cause, Party::Setting, detail,
                             u"correct the scheme: choose the sender's own, or copy it and change this"_s},
                            digest.view(), m_secret.label, m_size);
    }

    // What does not cover its time can be sent again at any time: no scheme should follow that.
    void lookWithoutTime(const QString &detail, const Digest &digest)
    {
        m_search.withDigest(
            {"D7", Party::Sender, detail,
             u"sign the time too: without it an old delivery can be sent again at any time"_s},
            digest.view(), m_secret.label, m_size);
    }

    Digest hmacOf(Algorithm algorithm, const QList<QByteArray> &pieces) const
    {
        QVarLengthArray<QByteArrayView, 16> views;
        for (const QByteArray &piece : pieces)
            views.append(piece);
        return hmac(hashOf(algorithm), m_key.reveal(), {views.constData(), size_t(views.size())});
    }

    Algorithm hmacAlgorithm() const
    {
        return familyOf(m_search.recipe().algorithm) == Family::Hmac ? m_search.recipe().algorithm
                                                                     : Algorithm::HmacSha256;
    }

    QList<QByteArray> pieces() const
    {
        QList<QByteArray> pieces;
        for (const SignedPart &part : m_parts)
            pieces.append(part.bytes);
        return pieces;
    }

    void algorithms()
    {
        for (const Named &one : hmacs) {
            if (one.algorithm != m_search.recipe().algorithm && goesOn() && fits(one.algorithm))
                look("D1", u"the signature is %1"_s.arg(one.name), hmacOf(one.algorithm, pieces()));
        }
    }

    bool fits(Algorithm algorithm) const
    {
        return m_search.candidates().hasSize(digestSize(hashOf(algorithm)));
    }

    void plainDigests()
    {
        const QByteArray text = pieces().join();
        for (const Named &one : digests) {
            if (!fits(one.algorithm) || !goesOn())
                continue;
            const QByteArrayView before[] = {m_key.reveal(), text};
            const QByteArrayView after[] = {text, m_key.reveal()};
            if (one.algorithm != m_search.recipe().algorithm ||
                familyOf(m_search.recipe().algorithm) == Family::Hmac) {
                look("D2", u"the signature is a plain %1 over secret and text, no HMAC"_s.arg(one.name),
                     hash(hashOf(one.algorithm), before));
                look("D2", u"the signature is a plain %1 over text and secret, no HMAC"_s.arg(one.name),
                     hash(hashOf(one.algorithm), after));
            }
        }
    }

    void swapped()
    {
        if (!goesOn())
            return;
        const QByteArray text = pieces().join();
        const QByteArrayView secret = m_key.reveal();
        look("D3", u"key and message were swapped: the text is the key of the HMAC"_s,
             hmac(hashOf(hmacAlgorithm()), text, {&secret, 1}));
    }

    // The body, or the whole text, as a digest of it.
    void hashedFirst()
    {
        const QByteArray text = pieces().join();
        for (const PartHash algorithm :
             {PartHash::Sha256, PartHash::Sha1, PartHash::Md5, PartHash::Sha512, PartHash::Crc32}) {
            if (!goesOn())
                return;
            const QByteArrayView whole = text;
            const QByteArrayView body = m_search.request().message.body;
            const QByteArray ofText = digestBytes(algorithm, {&whole, 1});
            const QByteArray ofBody = digestBytes(algorithm, {&body, 1});
            for (const Encoding encoding : {Encoding::HexLower, Encoding::Raw, Encoding::Base64,
                                            Encoding::HexUpper, Encoding::Decimal}) {
                if (encoding == Encoding::Decimal && algorithm != PartHash::Crc32)
                    continue;
                look("D4", u"a digest of the text was signed in place of the text"_s,
                     hmacOf(hmacAlgorithm(), {writeDigest(ofText, encoding)}));
                QList<QByteArray> parts;
                for (const SignedPart &part : m_parts)
                    parts.append(part.kind == Kind::Body ? writeDigest(ofBody, encoding) : part.bytes);
                look("D4", u"a digest of the body was signed in place of the body"_s,
                     hmacOf(hmacAlgorithm(), parts));
            }
        }
    }

    // Another order with the recipe's own separators, then other separators, then both.
    void orders()
    {
        if (m_values.size() < 2 || m_values.size() > mostPermuted)
            return;
        QList<qsizetype> order;
        for (qsizetype i = 0; i < m_values.size(); ++i)
            order.append(i);
        const QList<qsizetype> own = order;
        do {
            if (order != own && m_literals.size() >= m_values.size() - 1 && goesOn())
                look("D5", u"the parts were signed in another order: %1"_s.arg(names(order)),
                     inOrder(order, nullptr));
        } while (std::next_permutation(order.begin(), order.end()));
        do {
            for (const char *separator : separators) {
                if (!goesOn())
                    return;
                const bool same = order == own;
                look(same ? "D6" : "D5",
                     u"the parts were signed as %1 with %2 between"_s.arg(names(order), quoted(separator)),
                     inOrder(order, separator));
            }
        } while (std::next_permutation(order.begin(), order.end()));
    }

    Digest inOrder(const QList<qsizetype> &order, const char *separator) const
    {
        QList<QByteArray> pieces;
        if (separator) {
            for (qsizetype i = 0; i < order.size(); ++i) {
                if (i > 0)
                    pieces.append(separator);
                pieces.append(m_values[order[i]].bytes);
            }
            return hmacOf(hmacAlgorithm(), pieces);
        }
        qsizetype next = 0;
        for (const SignedPart &part : m_parts) {
            if (part.kind == Kind::Literal)
                pieces.append(part.bytes);
            else if (part.kind != Kind::Secret)
                pieces.append(m_values[order[next++]].bytes);
        }
        return hmacOf(hmacAlgorithm(), pieces);
    }

    QString names(const QList<qsizetype> &order) const
    {
        QStringList names;
        for (const qsizetype at : order)
            names += partKindId(m_values[at].kind);
        return names.join(u", "_s);
    }

    // Literals in front that were forgotten or are too many.
    void withTags()
    {
        const QList<QByteArray> all = pieces();
        for (qsizetype i = 0; i < m_parts.size() && goesOn(); ++i) {
            if (m_parts[i].kind != Kind::Literal)
                continue;
            QList<QByteArray> without = all;
            without.removeAt(i);
            look(i > 0 ? "D6" : "D7", u"the text was signed without %1"_s.arg(quoted(m_parts[i].bytes)),
                 hmacOf(hmacAlgorithm(), without));
            if (m_parts.size() > i + 1 && i == 0) {
                QList<QByteArray> rest =
                    all.mid(m_parts.size() > 2 && m_parts[1].kind != Kind::Literal ? 1 : 2);
                look("D7", u"the text was signed without its tag"_s, hmacOf(hmacAlgorithm(), rest));
            }
        }
        for (const char *tag : tags) {
            for (const char *end : {":", ".", "=", ""}) {
                if (!goesOn())
                    return;
                QList<QByteArray> tagged = all;
                tagged.prepend(QByteArray(tag) + end);
                look("D7", u"the text was signed with %1 in front"_s.arg(quoted(tagged.first())),
                     hmacOf(hmacAlgorithm(), tagged));
            }
        }
        bodyAlone();
    }

    // The fields of a form as others sort and join them.
    void sortedForms()
    {
        const auto place = std::find_if(m_parts.begin(), m_parts.end(),
                                        [](const SignedPart &part) { return part.kind == Kind::SortedForm; });
        if (place == m_parts.end())
            return;
        const QList<FormField> fields = formFields(m_search.request().message);
        const auto text = [&](bool sorts, bool ignoresCase, bool skipsEmpty, const char *assign,
                              const char *join) {
            QList<FormField> order = fields;
            if (sorts) {
                std::stable_sort(order.begin(), order.end(), [=](const FormField &a, const FormField &b) {
                    return ignoresCase ? a.name.toLower() < b.name.toLower() : a.name < b.name;
                });
            }
            QByteArrayList pieces;
            for (const FormField &field : std::as_const(order)) {
                if (!skipsEmpty || !field.value.isEmpty())
                    pieces.append(field.name + assign + field.value);
            }
            return pieces.join(join);
        };
        struct Form
        {
            QString how;
            QByteArray text;
        };
        const Form forms[] = {
            {u"in the order in which they arrived"_s, text(false, false, false, "", "")},
            {u"sorted without regard to case"_s, text(true, true, false, "", "")},
            {u"sorted, without those that are empty"_s, text(true, false, true, "", "")},
            {u"as they arrived, without those that are empty"_s, text(false, false, true, "", "")},
            {u"sorted, with = and & between"_s, text(true, false, false, "=", "&")},
            {u"raw"_s, m_search.request().message.body},
            {u"left out"_s, QByteArray("")}};
        for (const Form &form : forms) {
            QList<QByteArray> parts = pieces();
            parts[place - m_parts.begin()] = form.text;
            if (goesOn())
                look("D12", u"the fields of the form were signed %1"_s.arg(form.how),
                     hmacOf(hmacAlgorithm(), parts));
        }
    }

    // A part that was forgotten, with the literal in front of it.
    void withoutParts()
    {
        const QList<QByteArray> all = pieces();
        for (qsizetype i = 0; i < m_parts.size() && goesOn(); ++i) {
            const Kind kind = m_parts[i].kind;
            if (kind == Kind::Literal || kind == Kind::Body || kind == Kind::Secret)
                continue;
            QList<QByteArray> rest = all;
            rest.removeAt(i);
            if (i > 0 && m_parts[i - 1].kind == Kind::Literal)
                rest.removeAt(i - 1);
            else if (i < rest.size() && i + 1 < m_parts.size() && m_parts[i + 1].kind == Kind::Literal)
                rest.removeAt(i);
            const QString detail = u"the text was signed without its %1"_s.arg(partKindId(kind));
            if (kind == Kind::Timestamp)
                lookWithoutTime(detail, hmacOf(hmacAlgorithm(), rest));
            else
                look("D7", detail, hmacOf(hmacAlgorithm(), rest));
        }
    }

    void bodyAlone()
    {
        const QByteArray &body = m_search.request().message.body;
        const bool hasTime = std::any_of(m_values.begin(), m_values.end(),
                                         [](const SignedPart &part) { return part.kind == Kind::Timestamp; });
        if (!goesOn() || m_values.size() < 2)
            return;
        if (hasTime)
            lookWithoutTime(u"only the body was signed"_s, hmacOf(hmacAlgorithm(), {body}));
        else
            look("D7", u"only the body was signed"_s, hmacOf(hmacAlgorithm(), {body}));
    }

    Search &m_search;
    const NamedSecret &m_secret;
    const Secret &m_key;
    const QList<SignedPart> &m_parts;
    QList<SignedPart> m_values;
    QList<QByteArray> m_literals;
    qint64 m_size = 0;
};

} // namespace

void tryConstructions(Search &search)
{
    if (!search.isDigest() || !search.claim().text.missing.isEmpty())
        return;
    for (const NamedSecret &secret : search.request().secrets) {
        const auto key = keyOf(search.recipe().key, secret.value, search.claim().values.timestamp);
        if (search.isProved() || !search.mayGoOn())
            return;
        if (key)
            Constructions(search, secret, *key).run();
    }
}

} // namespace tocsin::signature
