// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

#include <chrono>

namespace tocsin {

// What went wrong, said so that the caller knows what can be done next. The detail names the field, the place
// and the remedy in plain English; only ui/text and app/cli turn a kind into a whole sentence.
struct Error
{
    enum class Kind {
        Transient,    // try again later
        Unauthorised, // sign in, or give another key
        Forbidden,    // signed in, but not allowed
        Rejected,     // understood and refused: change the input
        NotFound,
        Malformed, // could not be read at all
        Limited,   // a bound was reached
        Storage,   // disk, file or database
        NoKeychain,
        Cancelled,
        Unanswered, // sent, but the answer was lost: it may have been carried out, so do not repeat blindly
    };

    Kind kind = Kind::Rejected;
    QString detail;
    std::chrono::milliseconds retryAfter{0}; // what the other side asked for, with Limited and Transient

    bool operator==(const Error &) const = default;
};

} // namespace tocsin
