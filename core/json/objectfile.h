// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/json/tokenreader.h"

#include <QHash>

#include <functional>
#include <span>
#include <vector>

namespace tocsin::json {

// A word of a file's language and the number of the enumerator that it stands for.
struct Word
{
    QLatin1StringView text;
    int value = 0;
};

// A file that people write (a scheme, rules): typed access to the members of a JSON object, where everything
// that is not expected is an error that names line and member. The first error stays.
class ObjectFile
{
public:
    using Token = json::Token; // as readers know it
    using Read = std::function<bool(const Token &value)>;
    enum class Need : quint8 { Required, Optional };
    struct Member
    {
        QLatin1StringView name;
        Need need;
        Read read; // is handed the first token of the value, and reads all of it
    };

    using Members = std::vector<Member>;
    using Words = std::span<const Word>;

    explicit ObjectFile(QByteArrayView text);

    // The whole file: one object and nothing behind it.
    bool document(const Members &members);

    // Values. All answer false once anything has failed.
    bool object(const Token &value, const Members &members);
    bool list(const Token &value, int atMost, const Read &item);
    bool text(const Token &value, QString &out);     // not empty, at most 1000 characters
    bool bytes(const Token &value, QByteArray &out); // the same, as UTF-8
    bool content(const Token &value, qsizetype atMost,
                 QByteArray &out);                     // UTF-8 of that many bytes, may be empty
    bool token(const Token &value, QByteArray &out);   // a header name: RFC 9110 section 5.6.2
    bool pointer(const Token &value, QByteArray &out); // a JSON pointer: RFC 6901; "" is the whole
    bool texts(const Token &value, int atMost, QList<QByteArray> &out);
    bool tokens(const Token &value, int atMost, QList<QByteArray> &out);
    bool number(const Token &value, qint64 least, qint64 most, qint64 &out);
    bool flag(const Token &value, bool &out);
    bool word(const Token &value, Words words, int &out);
    template<class Enum>
    bool choice(const Token &value, Words words, Enum &out)
    {
        int number = 0;
        const bool good = word(value, words, number);
        out = good ? Enum(number) : out;
        return good;
    }

    // For rules that join members: fails at the place where that member stands ("" = the file).
    bool refuse(const QString &member, const QString &what);
    bool refuseHere(const QString &what) { return refuse(m_path, what); } // the value that is being read
    const QString &path() const { return m_path; }
    bool has(const QString &member) const { return m_places.contains(member); }
    Error error() const { return {Error::Kind::Malformed, m_fault}; }

private:
    bool failAt(qsizetype offset, const QString &member, const QString &what);
    bool wrong(const Token &value, const QString &wanted);
    bool broken(); // the text is not JSON
    bool readMember(const Token &key, const Members &members, quint64 &seen);

    json::TokenReader m_reader;
    QString m_path; // of the value that is being read, e.g. "message[1].kind"
    QString m_fault;
    QHash<QString, qsizetype> m_places; // offsets of all members by path
};

} // namespace tocsin::json
