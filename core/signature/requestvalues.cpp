// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/requestvalues.h"

#include "core/json/pointer.h"
#include "core/json/tokenreader.h"
#include "core/signature/timestamp.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace tocsin::signature {

namespace {

using Place = FieldSpec::Place;
using Kind = json::Token::Kind;

constexpr qsizetype longest = 2048; // bytes of a value; a header of signatures of several secrets fits
constexpr qsizetype longestInBody = 65'536;
constexpr size_t mostHeaders = 128;
constexpr size_t mostParameters = 64; // of the target, of the form
constexpr size_t mostMembers = 96;
constexpr size_t mostContainers = 8;
constexpr int mostDepth = 2;

bool isUseful(QByteArrayView text, qsizetype most = longest)
{
    return !text.isEmpty() && text.size() <= most;
}

FoundValue found(Place place, const QByteArray &name, const QByteArray &text)
{
    FoundValue value;
    value.field.place = place;
    value.field.names = {name};
    value.text = text;
    return value;
}

void addHeaders(const domain::HttpMessage &message, std::vector<FoundValue> &out)
{
    QHash<QByteArray, int> counts;
    for (const domain::HeaderField &field : message.headers)
        ++counts[field.name.toLower()];
    size_t taken = 0;
    for (const domain::HeaderField &field : message.headers) {
        const QByteArray text = field.value.trimmed();
        if (taken < mostHeaders && isUseful(text) && counts[field.name.toLower()] == 1) {
            out.push_back(found(Place::Header, field.name, text));
            ++taken;
        }
    }
}

void addPairs(const Source &source, Place place, const QList<FormField> &fields, std::vector<FoundValue> &out)
{
    QSet<QByteArray> seen;
    for (const FormField &field : fields) {
        if (size_t(seen.size()) == mostParameters)
            return;
        if (field.name.isEmpty() || field.name.size() > longest || seen.contains(field.name))
            continue;
        seen.insert(field.name);
        // A parameter of the target is decoded in another way than a form is.
        const QByteArray text = place == Place::Form ? field.value : source.query(field.name).value_or("");
        if (isUseful(text, place == Place::Form ? longestInBody : longest))
            out.push_back(found(place, field.name, text));
    }
}

QList<FormField> targetFields(const QByteArray &target)
{
    const qsizetype mark = target.indexOf('?');
    domain::HttpMessage form;
    form.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    form.body = mark < 0 ? QByteArray() : target.mid(mark + 1);
    return formFields(form);
}

QByteArray escapedPointer(QByteArray name)
{
    return name.replace('~', "~0").replace('/', "~1");
}

class Members
{
public:
    explicit Members(QByteArrayView body) : m_reader(body) {}

    void run()
    {
        if (m_reader.next().kind == Kind::BeginObject)
            walk({}, 1);
    }

    std::vector<FoundValue> values;
    std::vector<QByteArray> containers;

private:
    void walk(const QByteArray &path, int depth)
    {
        json::Token key = m_reader.next();
        for (; key.kind == Kind::Key; key = m_reader.next()) {
            if (values.size() == mostMembers)
                return;
            const QByteArray pointer = path + '/' + escapedPointer(m_reader.text(key).toUtf8());
            const json::Token value = m_reader.next();
            if (value.isOver())
                return;
            const bool inside = value.kind == Kind::BeginObject && depth < mostDepth;
            if (value.opens() && depth == 1 && containers.size() < mostContainers)
                containers.push_back(pointer);
            if (inside)
                walk(pointer, depth + 1);
            else if (value.opens())
                m_reader.wholeValue(value);
            else
                add(pointer, value);
        }
    }

    void add(const QByteArray &pointer, const json::Token &value)
    {
        const auto text = json::scalarText(m_reader.spelling(value));
        if (text && isUseful(*text, longestInBody) && pointer.size() <= longest / 4)
            values.push_back(found(Place::Json, pointer, *text));
    }

    json::TokenReader m_reader;
};

} // namespace

std::vector<FoundValue> valuesOf(const Source &source)
{
    std::vector<FoundValue> values;
    addHeaders(source.message, values);
    addPairs(source, Place::Query, targetFields(source.message.target), values);
    addPairs(source, Place::Form, formFields(source.message), values);
    Members members(source.message.body);
    members.run();
    values.insert(values.end(), members.values.begin(), members.values.end());
    return values;
}

std::vector<QByteArray> containersOf(QByteArrayView body)
{
    Members members(body);
    members.run();
    return std::move(members.containers);
}

std::optional<TimeUnit> timeUnitOf(QByteArrayView text)
{
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits && text.size() == 10 && text[0] != '0')
        return TimeUnit::Seconds;
    if (digits && text.size() == 13 && text[0] != '0')
        return TimeUnit::Milliseconds;
    for (const TimeUnit unit : {TimeUnit::Iso8601, TimeUnit::Iso8601Utc, TimeUnit::HttpDate}) {
        TimeSpec spec;
        spec.unit = unit;
        if (text.size() >= 19 && text.size() <= 40 && readTimestamp(spec, text, 0))
            return unit;
    }
    return std::nullopt;
}

} // namespace tocsin::signature
