// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/webhooks/inspector/subject.h"

#include <QFrame>
#include <QTimer>

#include <optional>

class QPushButton;
class QStackedWidget;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class AttemptsTab;
class BodyTab;
class ConnectionTab;
class ContractTab;
class EmptyState;
class FittedTabs;
class HeadersTab;
class PlainLabel;
class ResponseTab;
class SignatureTab;
class SummaryTab;
class Theme;

// The right side: one delivery with its tabs. Loads by id; an answer that comes after another delivery was
// chosen is dropped.
class Inspector final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Inspector)

public:
    enum Tab { Summary, Signature, Body, Headers, Attempts, Response, Connection, Contract };

    Inspector(const Theme &theme, flows::WebhookDesk &desk, QWidget *parent = nullptr);

    void showId(domain::DeliveryId id);       // 0 = nothing chosen
    void reload();                            // the same one: pinned, noted, or secrets changed
    void refreshHandshake();                  // a person has decided
    void showAnswered(domain::DeliveryId id); // it was sent again, and the answer is kept
    domain::DeliveryId id() const { return m_id; }
    const std::optional<InspectorSubject> &subject() const { return m_subject; }
    void setTab(Tab tab);
    int tab() const;
    QString loadedNote() const { return m_subject ? m_subject->delivery.note : QString(); }

signals:
    void loaded(tocsin::domain::DeliveryId id);
    void pinAsked();
    void noteAsked();
    void deleteAsked();
    void copyCurlAsked();
    void copyRawAsked();
    void copyJsonAsked();
    void secretsAsked();
    void rotationAsked(const QString &endpoint);
    void rulesAsked(const QString &endpoint);
    void codeAsked();
    void compareAsked(const QByteArray &signedBody);
    void openAsked(tocsin::domain::DeliveryId id);
    void sessionAsked(const QString &session); // by its server's id
    void incidentAsked(qint64 number);         // that the delivery names
    void notice(const QString &sentence);

private:
    QWidget *buildHead();
    QWidget *buildTabs();
    void take(domain::DeliveryId id, const Result<domain::Delivery> &delivery);
    void show(const domain::Delivery &delivery);
    void loadAttempts();
    void loadContract();
    void markContract();
    void loadStanding();
    void loadReplays();
    void showSubtitle(const domain::Delivery &delivery);

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    domain::DeliveryId m_id = 0;
    std::optional<InspectorSubject> m_subject;
    QTimer m_attemptsLater;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    PlainLabel *m_title;
    PlainLabel *m_subtitle;
    QPushButton *m_pin;
    FittedTabs *m_tabs;
    SummaryTab *m_summary;
    SignatureTab *m_signature;
    BodyTab *m_body;
    HeadersTab *m_headers;
    AttemptsTab *m_attempts;
    ResponseTab *m_response;
    ConnectionTab *m_connection;
    ContractTab *m_contract;
};

} // namespace tocsin::ui
