// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/scheme.h"

#include <QByteArray>
#include <QStringList>

namespace tocsin::signature {

// A scheme file while it is being written. The text is the truth: a form asks for single members and changes
// them in place, and what it does not know, the order and the layout stay as they are. Places are JSON
// pointers. A value.
class SchemeDraft
{
public:
    // Where the reader stopped, taken apart from its words.
    struct Fault
    {
        int line = 0;   // from 1; 0 = no fault
        QString member; // "message[1].kind"; "file" for the whole
        QString what;
    };

    explicit SchemeDraft(const QByteArray &text = {});

    const QByteArray &text() const { return m_text; }
    void setText(const QByteArray &text);
    const Result<Scheme> &scheme() const { return m_scheme; }
    Fault fault() const;
    bool isJson() const { return m_isJson; } // an object; else no member can be asked for

    QStringList variants() const; // their names; empty = the one recipe stands in the file itself
    QByteArray recipe(qsizetype variant) const; // its place

    bool has(const QByteArray &pointer) const;
    QString value(const QByteArray &pointer) const;   // a text, number or flag; else empty
    qsizetype count(const QByteArray &pointer) const; // entries of a list; 0 = none
    QByteArray raw(const QByteArray &pointer) const;  // as it stands

    // Sets or (empty value) removes a member of the object, which is made when it is not there.
    void setText(const QByteArray &object, const QByteArray &name, const QString &value);
    void setRaw(const QByteArray &object, const QByteArray &name, const QByteArray &json);
    void replace(const QByteArray &pointer, const QByteArray &json); // what stands there

private:
    void makeObject(const QByteArray &object);

    QByteArray m_text;
    Result<Scheme> m_scheme;
    bool m_isJson = false;
};

// What a new one begins with: an HMAC of the body in a header.
QByteArray newSchemeText(const QString &id);
// The text under another id and name.
QByteArray renamedSchemeText(const QByteArray &text, const QString &id, const QString &name);

// The member that goes with a part of this kind: "text" of a literal, "header" of a header; empty = none.
QByteArray memberOfPart(QByteArrayView kind);
// The entry of "message" changed to another kind; what any part may have (optional, hash ...) stays.
QByteArray partOfKind(const QByteArray &entry, const QByteArray &kind);

} // namespace tocsin::signature
