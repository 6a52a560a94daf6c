// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/socotra/threeway.h"

#include "core/json/pointer.h"
#include "core/socotra/rules.h"

#include <QHash>

#include <algorithm>

namespace tocsin::socotra {

using namespace Qt::StringLiterals;

namespace {

// A field for people and for comparison. The key of a secret is its bytes, so it is never shown.
struct Value
{
    QString shown;
    Secret key;

    bool operator==(const Value &other) const { return key.reveal() == other.key.reveal(); }
};

// In the order of first mention.
struct Fields
{
    QStringList names;
    QHash<QString, Value> values;

    void add(const QString &name, const QString &text) { add(name, {text, Secret(text.toUtf8())}); }
    void add(const QString &name, const Value &value)
    {
        if (!values.contains(name))
            names.append(name);
        values.insert(name, value);
    }
};

QString flagText(std::optional<bool> flag)
{
    return flag ? (*flag ? u"true"_s : u"false"_s) : QString();
}

Value hidden(const Secret &secret)
{
    return {u"set, %1 characters"_s.arg(QString::fromUtf8(secret.reveal()).size()), secret};
}

void addHeaders(Fields &fields, const QList<Header> &headers)
{
    for (const Header &header : headers) {
        const QString name = u"headers/"_s + header.name;
        if (isSensitiveHeader(header.name))
            fields.add(name, hidden(header.value));
        else
            fields.add(name, {QString::fromUtf8(header.value.reveal()), header.value});
    }
}

Value secretOf(const SecuritySpec &spec)
{
    switch (spec.shown) {
    case SecretShown::Clear:
        return hidden(spec.secret);
    case SecretShown::Masked:
        return {u"set, not told"_s, Secret(QByteArray("masked"))};
    case SecretShown::Absent:
        break;
    }
    return {u"not told"_s, Secret()};
}

Fields fieldsOf(const Integration &entry)
{
    Fields fields;
    fields.add(u"type"_s, entry.type);
    fields.add(u"url"_s, entry.url);
    addHeaders(fields, entry.headers);
    if (entry.security) {
        fields.add(u"securitySpec/hmacEnabled"_s, flagText(entry.security->hmacEnabled));
        fields.add(u"securitySpec/secret"_s, secretOf(*entry.security));
        fields.add(u"securitySpec/secureSSL"_s, flagText(entry.security->secureSsl));
        fields.add(u"securitySpec/tag"_s, entry.security->tag);
    }
    for (const QString &pointer : entry.unknown) {
        const auto value = json::valueAt(entry.raw.reveal(), pointer.toUtf8());
        fields.add(pointer, QString::fromUtf8(value.value_or(QByteArrayView())));
    }
    return fields;
}

// What the draft does not know stays as in the entry that it was opened on.
Fields fieldsOf(const Draft &draft, const Integration &base)
{
    Fields fields;
    fields.add(u"type"_s, draft.type);
    fields.add(u"url"_s, draft.url);
    addHeaders(fields, draft.headers);
    const Fields known = fieldsOf(base);
    if (draft.secured) {
        const QString hmac = u"securitySpec/hmacEnabled"_s;
        const QString ssl = u"securitySpec/secureSSL"_s;
        const SecuritySpec was = base.security.value_or(SecuritySpec());
        const bool sameHmac = base.security && was.hmacEnabled.value_or(false) == draft.hmacEnabled;
        const bool sameSsl = base.security && was.secureSsl.value_or(true) == draft.secureSsl;
        fields.add(hmac, sameHmac ? flagText(was.hmacEnabled) : flagText(draft.hmacEnabled));
        using From = Draft::SecretFrom;
        const bool has = draft.from != From::Unknown && draft.from != From::Without;
        fields.add(u"securitySpec/secret"_s, draft.from == From::Without
                                                 ? Value{u"left out"_s, Secret(QByteArray("none"))}
                                             : has ? hidden(draft.secret)
                                                   : secretOf(was));
        fields.add(ssl, sameSsl ? flagText(was.secureSsl) : flagText(draft.secureSsl));
        fields.add(u"securitySpec/tag"_s, draft.tag);
    }
    for (const QString &pointer : base.unknown)
        fields.add(pointer, known.values.value(pointer));
    return fields;
}

FieldVersions::Standing standingOf(const Value &base, const Value &mine, const Value &theirs)
{
    using enum FieldVersions::Standing;
    const bool here = !(mine == base);
    const bool there = !(theirs == base);
    if (!here && !there)
        return Same;
    if (here && there)
        return mine == theirs ? Agreed : Conflict;
    return here ? Mine : Theirs;
}

// A header in the merged form: from whoever changed it, from this form when both did.
void mergeHeaders(const Integration &base, const Integration &theirs, Draft &draft)
{
    const auto find = [](const QList<Header> &headers, const QString &name) -> const Header * {
        const auto at = std::ranges::find_if(headers, [&](const Header &one) { return one.name == name; });
        return at == headers.end() ? nullptr : &*at;
    };
    const auto same = [](const Header *a, const Header *b) {
        return (!a && !b) || (a && b && a->value.reveal() == b->value.reveal());
    };
    QList<Header> headers;
    for (const Header &now : theirs.headers) {
        const Header *was = find(base.headers, now.name);
        const Header *mine = find(draft.headers, now.name);
        if (same(was, mine))
            headers.append(now);
        else if (mine)
            headers.append(*mine);
    }
    for (const Header &mine : std::as_const(draft.headers)) {
        const Header *was = find(base.headers, mine.name);
        if (!find(theirs.headers, mine.name) && !same(was, &mine))
            headers.append(mine);
    }
    draft.headers = headers;
}

} // namespace

bool ThreeWay::theyChanged() const
{
    using enum FieldVersions::Standing;
    return std::ranges::any_of(fields, [](const FieldVersions &field) {
        return field.standing == Theirs || field.standing == Agreed || field.standing == Conflict;
    });
}

bool ThreeWay::hasConflict() const
{
    return !of(FieldVersions::Standing::Conflict).isEmpty();
}

QStringList ThreeWay::of(FieldVersions::Standing standing) const
{
    QStringList names;
    for (const FieldVersions &field : fields) {
        if (field.standing == standing)
            names.append(field.field);
    }
    return names;
}

ThreeWay compare(const Integration &base, const Draft &mine, const Integration &theirs)
{
    const Fields was = fieldsOf(base);
    const Fields here = fieldsOf(mine, base);
    const Fields there = fieldsOf(theirs);
    QStringList names = was.names;
    for (const QString &name : here.names + there.names) {
        if (!names.contains(name))
            names.append(name);
    }
    ThreeWay result;
    for (const QString &name : std::as_const(names)) {
        const Value a = was.values.value(name);
        const Value b = here.values.value(name);
        const Value c = there.values.value(name);
        result.fields.append({name, a.shown, b.shown, c.shown, standingOf(a, b, c)});
    }
    return result;
}

Draft merged(const Integration &base, const Draft &mine, const Integration &theirs)
{
    const Draft was = draftOf(base);
    const Draft now = draftOf(theirs);
    Draft draft = mine;
    const auto take = [&](auto Draft::*field) {
        if (mine.*field == was.*field)
            draft.*field = now.*field;
    };
    take(&Draft::url);
    take(&Draft::type);
    take(&Draft::secured);
    take(&Draft::hmacEnabled);
    take(&Draft::secureSsl);
    take(&Draft::tag);
    const bool untouched = mine.from == was.from && mine.secret.reveal() == was.secret.reveal();
    if (untouched) {
        draft.from = now.from;
        draft.secret = now.secret;
    }
    mergeHeaders(base, theirs, draft);
    return draft;
}

Draft resolved(const Draft &mine, const Integration &theirs, const QStringList &takeTheirs)
{
    const Draft now = draftOf(theirs);
    Draft draft = mine;
    const auto take = [&](const QString &field, auto Draft::*member) {
        if (takeTheirs.contains(field))
            draft.*member = now.*member;
    };
    take(u"url"_s, &Draft::url);
    take(u"type"_s, &Draft::type);
    take(u"securitySpec/hmacEnabled"_s, &Draft::hmacEnabled);
    take(u"securitySpec/secureSSL"_s, &Draft::secureSsl);
    take(u"securitySpec/tag"_s, &Draft::tag);
    take(u"securitySpec/secret"_s, &Draft::from);
    take(u"securitySpec/secret"_s, &Draft::secret);
    const auto isOfSpec = [](const QString &field) { return field.startsWith("securitySpec/"_L1); };
    const qsizetype fields = 4; // of the settings: taken all of them, they are there as they are there
    const qsizetype taken = std::ranges::count_if(takeTheirs, isOfSpec);
    draft.secured = taken == fields ? now.secured : (taken > 0 && now.secured) || mine.secured;

    draft.headers.clear();
    const auto isTheirs = [&](const Header &header) {
        return takeTheirs.contains(u"headers/"_s + header.name);
    };
    std::ranges::remove_copy_if(mine.headers, std::back_inserter(draft.headers), isTheirs);
    std::ranges::copy_if(theirs.headers, std::back_inserter(draft.headers), isTheirs);
    return draft;
}

QStringList differences(const Draft &sent, const Integration &now)
{
    QStringList found;
    const auto note = [&found](bool differs, const QString &field) {
        if (differs)
            found.append(field);
    };
    note(sent.url != now.url, u"url"_s);
    note(sent.type != now.type, u"type"_s);
    Fields here, there;
    addHeaders(here, sent.headers);
    addHeaders(there, now.headers);
    for (const QString &name : here.names)
        note(!there.values.contains(name) || !(there.values[name] == here.values[name]), name);
    for (const QString &name : there.names)
        note(!here.values.contains(name), name);
    if (!sent.secured) {
        note(now.security.has_value(), u"securitySpec"_s);
        return found;
    }
    const SecuritySpec spec = now.security.value_or(SecuritySpec());
    note(!now.security.has_value(), u"securitySpec"_s);
    note(spec.hmacEnabled.value_or(sent.hmacEnabled) != sent.hmacEnabled, u"securitySpec/hmacEnabled"_s);
    note(spec.secureSsl.value_or(true) != sent.secureSsl, u"securitySpec/secureSSL"_s);
    note(spec.tag != sent.tag, u"securitySpec/tag"_s);
    const bool left = sent.from == Draft::SecretFrom::Without || sent.from == Draft::SecretFrom::Unknown;
    const bool isTold = spec.shown == SecretShown::Clear;
    note((left && spec.shown != SecretShown::Absent) ||
             (!left && isTold && spec.secret.reveal() != sent.secret.reveal()),
         u"securitySpec/secret"_s);
    return found;
}

} // namespace tocsin::socotra
