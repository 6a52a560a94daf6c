// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

#include <utility>
#include <vector>

namespace tocsin::signature {

// JSON to be written for people: members keep the order in which they are added, and what is short stands on
// one line, as in resources/schemes.
class FileNode
{
public:
    static FileNode text(const QByteArray &utf8);
    static FileNode number(qint64 value);
    static FileNode flag(bool value);
    static FileNode list(std::vector<FileNode> &&items);
    static FileNode object() { return FileNode(Kind::Object); }

    FileNode &add(const char *name, FileNode &&value);
    bool isEmpty() const { return m_items.empty(); }

    // The whole file, with the line break at its end.
    QByteArray written() const;

private:
    enum class Kind : quint8 { Scalar, List, Object };

    explicit FileNode(Kind kind) : m_kind(kind) {}

    bool staysOnOneLine() const;
    QByteArray onOneLine() const;
    void write(QByteArray &out, int indent, qsizetype column) const;

    Kind m_kind = Kind::Scalar;
    QByteArray m_text;                                    // of a scalar, as it stands in the file
    std::vector<std::pair<QByteArray, FileNode>> m_items; // names are empty in a list
};

} // namespace tocsin::signature
