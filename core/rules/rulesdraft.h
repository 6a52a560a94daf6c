// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/rules/rule.h"

#include <QByteArray>

namespace tocsin::rules {

// Rules while they are being written. The text is the truth: a form asks for single members and changes them
// in place, and what it does not know, the order and the layout stay as they are. A value.
class RulesDraft
{
public:
    // More than this is not edited: every key typed reads all of it. A file of that size can still be used.
    static constexpr qsizetype mostText = 256 * 1024; // bytes

    // Where the reader stopped, taken apart from its words.
    struct Fault
    {
        int line = 0;        // from 1; 0 = no fault
        QString member;      // "rules[1].answer.status"; "file" for the whole
        QString what;        // with the remedy
        qsizetype rule = -1; // whose it is
        QString place;       // of the member in its rule: "answer.status"
    };

    explicit RulesDraft(const QByteArray &text = {});

    const QByteArray &text() const { return m_text; }
    void setText(const QByteArray &text); // empty = no rules
    const Result<QList<Rule>> &rules() const { return m_rules; }
    Fault fault() const;
    // The rules can be told apart, be they right or not; else none of the following has anything to do.
    bool isList() const { return m_isList; }
    qsizetype count() const { return m_count; }

    // Members of a rule; pointers are from it on, such as "/when/path".
    bool has(qsizetype rule, const QByteArray &pointer) const;
    QString value(qsizetype rule, const QByteArray &pointer) const;           // a text, number or flag
    QList<QByteArray> items(qsizetype rule, const QByteArray &pointer) const; // of a list, as they stand
    // Sets or (empty value) removes a member of the object, which is made when it is not there.
    void setText(qsizetype rule, const QByteArray &object, const QByteArray &name, const QString &value);
    void setRaw(qsizetype rule, const QByteArray &object, const QByteArray &name, const QByteArray &json);
    void setItems(qsizetype rule, const QByteArray &object, const QByteArray &name,
                  const QList<QByteArray> &items);

    // Whole rules.
    void insert(qsizetype before, const QByteArray &rule);
    void remove(qsizetype rule);
    void move(qsizetype rule, qsizetype to);
    void duplicate(qsizetype rule);                // behind it, under a free name
    QString freeName(const QString &wanted) const; // "slow", "slow 2"

private:
    QList<QByteArray> all() const;
    void writeAll(const QList<QByteArray> &rules);

    QByteArray m_text;
    Result<QList<Rule>> m_rules;
    qsizetype m_count = 0;
    bool m_isList = false;
};

// What a rule may begin as.
enum class Preset : quint8 {
    Plain,
    FailTwice,
    Slow,
    Drip,
    HalfBody,
    Close,
    Reset,
    TooMany,
    Moved,
    RefuseUnproved,
    Echo,
};
constexpr int presetCount = 11;

// The text of such a rule, for RulesDraft::insert().
QByteArray presetText(Preset preset, const QString &name);

} // namespace tocsin::rules
