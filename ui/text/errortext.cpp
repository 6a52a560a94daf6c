// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/errortext.h"

#include <QCoreApplication>

namespace tocsin::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::ErrorText)
};

QString lead(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Transient:
        return Text::tr("That did not work just now; try again.");
    case Error::Kind::Unauthorised:
        return Text::tr("The key or passphrase was not accepted.");
    case Error::Kind::Forbidden:
        return Text::tr("You are signed in, but this is not allowed.");
    case Error::Kind::Rejected:
        return {}; // the detail names field and remedy by itself
    case Error::Kind::NotFound:
        return Text::tr("It is not there any more.");
    case Error::Kind::Malformed:
        return Text::tr("It could not be read.");
    case Error::Kind::Limited:
        return Text::tr("A limit was reached.");
    case Error::Kind::Storage:
        return Text::tr("The store could not be read or written.");
    case Error::Kind::NoKeychain:
        return Text::tr("This system offers no keychain.");
    case Error::Kind::Cancelled:
        return Text::tr("Cancelled.");
    case Error::Kind::Unanswered:
        return Text::tr("It was sent, but the answer was lost: it may have been carried out.");
    }
    return {};
}

} // namespace

QString errorSentence(const Error &error)
{
    const QString first = lead(error.kind);
    if (error.detail.isEmpty())
        return first.isEmpty() ? Text::tr("It was refused.") : first;
    return first.isEmpty() ? error.detail : Text::tr("%1 %2", "lead, then detail").arg(first, error.detail);
}

QString readingErrorSentence(const Error &error)
{
    if (error.kind != Error::Kind::Unanswered)
        return errorSentence(error);
    const QString first = Text::tr("There was no answer; try again.");
    return error.detail.isEmpty() ? first : Text::tr("%1 %2", "lead, then detail").arg(first, error.detail);
}

QString asSentence(const QString &words)
{
    if (words.isEmpty())
        return words;
    const bool ends = words.endsWith(u'.') || words.endsWith(u'?') || words.endsWith(u':');
    return words.at(0).toUpper() + words.mid(1) + (ends ? QString() : QStringLiteral("."));
}

} // namespace tocsin::ui
