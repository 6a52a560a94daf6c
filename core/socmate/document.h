// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/json/reformat.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace tocsin::socmate {

class Document;

// One value of an answer. Copies are cheap; the document must outlive it. An absent value answers nothing to
// every question. What is read is noted: Document::unmapped() tells of the rest.
class Node
{
public:
    struct Member;

    Node() = default;

    bool isThere() const { return m_document != nullptr; }
    bool isNull() const;
    bool isObject() const;
    bool isArray() const;
    bool isString() const;
    bool isScalar() const; // string, number, true or false
    bool isEmpty() const;  // absent, null, "", [] or {}

    QByteArray raw() const; // byte for byte as it arrived

    // Strings decoded, numbers and booleans as spelled; nothing for null, objects and arrays.
    std::optional<QString> text() const;
    std::optional<double> number() const;        // a number, or a string that spells one
    std::optional<qint64> integer() const;       // the same without fraction: 7, "7" and 7.0
    std::optional<bool> boolean() const;         // true, "true", 1
    std::optional<QDateTime> time() const;       // UTC
    std::vector<Node> items() const;             // of an array
    std::vector<Member> members() const;         // of an object, in their order
    Node member(QLatin1StringView folded) const; // the last one whose name folds to this

    void markRead() const; // with everything in it

private:
    friend class Document;
    Node(const Document *document, qsizetype at) : m_document(document), m_at(at) {}
    const json::Token &token() const;

    const Document *m_document = nullptr;
    qsizetype m_at = 0;
};

struct Node::Member
{
    QString name;   // as sent
    QString folded; // lower case, letters and digits alone: incident_number and IncidentNumber are one
    Node value;
};

// The bytes of one answer and what is in them. Any bytes are safe input: what is nested more than 512 deep or
// has more than 4 million tokens is Malformed.
class Document
{
public:
    static Result<Document> read(QByteArray bytes);

    Document(Document &&) noexcept = default;
    Document &operator=(Document &&) noexcept = default;

    Node root() const { return {this, 0}; }
    const QByteArray &bytes() const { return m_bytes; }

    // JSON pointers, relative to that value, of what was not read in it. Objects of which a part was read are
    // listed by their other parts.
    QStringList unmapped(const Node &from) const;
    static constexpr qsizetype mostUnmapped = 1000; // pointers; a hostile answer has millions of members

private:
    friend class Node;
    Document(QByteArray bytes, json::TokenTree tree);
    struct Search;

    QByteArray m_bytes;
    json::TokenTree m_tree;
    mutable std::vector<bool> m_read; // by token
};

QString foldedName(QStringView name);

} // namespace tocsin::socmate
