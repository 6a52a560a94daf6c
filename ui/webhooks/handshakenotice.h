// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/webhookdesk.h"

#include <QFrame>

#include <variant>

class QPushButton;

namespace tocsin::ui {

class PlainLabel;
class Theme;
class UrlLine;

// What handshakes have left to a person, one at a time, until it is decided: a URL that a sender wants
// opened, a secret that it has handed over. Hidden while there is nothing. Nothing happens without a click.
class HandshakeNotice final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HandshakeNotice)

public:
    HandshakeNotice(const Theme &theme, flows::WebhookDesk &desk, QWidget *parent = nullptr);

signals:
    void openAsked(tocsin::domain::DeliveryId id);
    void notice(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    using Item = std::variant<flows::Subscription, flows::HandshakeOffer>;

    QList<Item> waiting() const;
    void refresh();
    void showOne(const flows::Subscription &asked);
    void showOne(const flows::HandshakeOffer &offer);
    void setButtons(const QString &yes, const QString &no);
    void agree();
    void decline();
    QString nameOf(const QString &scheme) const;
    QString origin(const QByteArray &peer, Micros received) const;

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    std::optional<Item> m_shown;
    bool m_keeping = false; // a secret is on its way to the store
    PlainLabel *m_sentence;
    UrlLine *m_url;
    PlainLabel *m_more;
    PlainLabel *m_count;
    QPushButton *m_yes;
    QPushButton *m_no;
    QPushButton *m_open;
};

} // namespace tocsin::ui
