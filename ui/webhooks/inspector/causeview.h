// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/explain/explanation.h"
#include "ui/theme/tokens.h"

#include <QFrame>

class QVBoxLayout;

namespace tocsin::ui {

class Theme;
struct BadgeText;

// One cause: how certain it is, what was found, who has to change what; for a proof also what then fits, and
// the body that was signed beside the one that arrived.
class CauseView final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CauseView)

public:
    CauseView(const Theme &theme, const signature::Cause &cause, const QByteArray &arrivedBody);
    // Something that was proved and is no cause: the secret or scheme that fits.
    CauseView(const Theme &theme, const QString &sentence, const QString &remedy);

signals:
    void compareAsked(const QByteArray &signedBody);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    CauseView(const Theme &theme, bool proved);
    void addHead(const BadgeText &badge, const QString &more);
    void addTexts(const QString &sentence, const QString &remedy);
    void addBytes(const QByteArray &signedBody, const QByteArray &arrivedBody);

    const Theme &m_theme;
    bool m_proved = false;
    QVBoxLayout *m_column;
};

} // namespace tocsin::ui
