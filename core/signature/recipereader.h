// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/recipe.h"
#include "core/signature/schemefile.h"

namespace tocsin::signature {

// The members of a recipe in a scheme file: what each of them may say. How they go together is checked by
// checkRecipe() when all of them have been read.
class RecipeReader
{
public:
    explicit RecipeReader(SchemeFile &file) : m_file(file) {}

    // The members of a recipe, to be read into it; it must outlive their use.
    SchemeFile::Members members(Recipe &recipe);

private:
    using Token = SchemeFile::Token;
    using Members = SchemeFile::Members;

    template<class Number>
    bool count(const Token &value, qint64 least, qint64 most, Number &out)
    {
        qint64 number = 0;
        const bool good = m_file.number(value, least, most, number);
        out = good ? Number(number) : out;
        return good;
    }

    Members fieldMembers(FieldSpec &field);
    bool readPrefixes(const Token &value, QList<QByteArray> &out);
    bool readEncoding(const Token &value, std::optional<Encoding> &out);
    bool readKey(const Token &value, KeySpec &key);
    bool readSignature(const Token &value, Recipe &recipe);
    bool readTimestamp(const Token &value, TimeSpec &time);
    bool readBodyDigest(const Token &value, BodyDigestSpec &digest);
    bool readSignedHeaders(const Token &value, HeaderListSpec &list);
    bool readJws(const Token &value, JwsSpec &jws);
    bool readBodyClaim(const Token &value, JwsSpec &jws);
    bool readRequestClaim(const Token &value, JwsSpec &jws);
    bool readClaim(const Token &value, ClaimSpec &claim);
    bool readHttpSignature(const Token &value, HttpSignatureSpec &spec);
    bool readParts(const Token &value, std::vector<PartSpec> &parts, int depth);
    bool readPart(const Token &value, PartSpec &part, int depth);

    SchemeFile &m_file;
};

// The rules that join members, for the recipe whose members stand under that path ("" = the file itself,
// "variants[1]."). parameters: the names that the scheme declares. False = the file holds the error.
bool checkRecipe(SchemeFile &file, const QString &path, const QList<QByteArray> &parameters, Recipe &recipe);

// Whether what is signed tells one body from another.
bool coversBody(const Recipe &recipe);

} // namespace tocsin::signature
