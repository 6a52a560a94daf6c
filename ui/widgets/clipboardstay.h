// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/secret.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace tocsin::ui {

// One secret's stay in the clipboard, without a trace in its history where the system knows of one
// (desktop-conventions.md section 7). It ends when the time is over, when the program ends, and when
// something else is copied, which is left alone. Keeps a digest of the secret and not the secret. Belongs to
// the clipboard and not to who copied: closing a dialog neither takes a key away that is about to be pasted,
// nor leaves it there. Ends itself; GUI thread.
class ClipboardStay final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClipboardStay)

public:
    // Copies it; a stay that has not ended is over then.
    static ClipboardStay *copy(const Secret &secret, std::chrono::milliseconds stay);

    std::chrono::milliseconds left() const { return m_end.remainingTimeAsDuration(); }
    void end(); // at once

signals:
    void ended(); // it is deleted soon after

private:
    ClipboardStay(const QByteArray &digest, QObject *parent);
    void onCopied();
    bool isStillThere() const;
    void leave();

    const QByteArray m_digest; // SHA-256 of the text
    QTimer m_end;
    bool m_over = false;
};

} // namespace tocsin::ui
