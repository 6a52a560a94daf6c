// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"
#include "core/domain/delivery.h"
#include "core/filter/query.h"

#include <QWidget>

#include <functional>

class QAction;
class QPushButton;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace tocsin::flows {
class WebhookDesk;
}
namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::ui {

class Commands;
class DeliveryActions;
class DeliveryFeed;
class DeliveryTable;
class DeliveryTableModel;
class DeliveryTools;
class EmptyState;
class EndpointActions;
class EndpointList;
class FilterBar;
class FirstCapture;
class HandshakeNotice;
class Inspector;
class ReplayActions;
class Spinner;
class Theme;

// Endpoints on the left, deliveries in the middle, the inspector on the right; the filter bar over the list
// and the inspector.
class WebhooksPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WebhooksPage)

public:
    WebhooksPage(const Theme &theme, flows::WebhookDesk &desk, secrets::SecretStore &secrets,
                 const Commands &commands, QWidget *parent = nullptr);

    void saveState(QSettings &settings) const;
    void restoreState(QSettings &settings);
    void resetLayout();
    void openDelivery(domain::DeliveryId id);
    void showDeliveries(const QString &filter); // those that match, e.g. that name an incident
    void openSecrets();
    void editEndpoint(const QString &name);  // empty = a new one
    void openRotation(const QString &name);  // its secrets over time; empty = of the first one
    void openRules(const QString &endpoint); // empty = of the delivery that is shown
    bool hasDraft() const;                   // rules that are not saved
    // Of one of the drafts; `then` is called once it is saved or thrown away.
    void askBeforeLosing(const std::function<void()> &then);
    void focusList();
    QList<QAction *> listActions() const;                      // keys that work while the list has the focus
    QList<QAction *> endpointActions() const;                  // the same for the list of endpoints
    QString statusText() const;                                // for the status bar
    static QString statusText(const flows::WebhookDesk &desk); // the part that needs no page

signals:
    void incidentAsked(qint64 number); // that the delivery names
    void notice(const QString &text);  // something short for the status bar
    // How a sender signs was found out from deliveries of that endpoint; the text of a scheme file.
    void schemeLearnt(const QByteArray &text, const QString &endpoint);
    // The delivery that is shown tells of it; by the id of its server.
    void sessionAsked(const QString &session);
    void investigationAsked(const tocsin::domain::DeliveryRow &about);

private:
    QWidget *buildMiddle(const Commands &commands);
    void connectCommands(const Commands &commands);
    void connectList();
    void connectInspector(const Commands &commands);
    void connectReplays(const Commands &commands);
    void refreshEndpoints();
    void refreshCounts();
    void refreshForwards();
    void refreshVocabulary();
    void filterByEndpoint(const QString &name);
    void showCount();
    qint64 storedCount() const;
    void showState();
    void selectShown();
    void showError(const Error &error);
    void learnScheme();
    void openMenu(QPoint position, const Commands &commands);

    const Theme &m_theme;
    flows::WebhookDesk &m_desk;
    DeliveryTableModel *m_model;
    DeliveryFeed *m_feed;
    EndpointList *m_endpoints;
    FilterBar *m_filter;
    HandshakeNotice *m_handshakes;
    DeliveryTable *m_table;
    Inspector *m_inspector;
    DeliveryActions *m_actions;
    EndpointActions *m_endpointActions;
    DeliveryTools *m_tools;
    ReplayActions *m_replayActions;
    Spinner *m_spinner;
    FirstCapture *m_empty; // nothing was ever captured
    QStackedWidget *m_middle;
    EmptyState *m_noMatch = nullptr; // the filter hides everything
    EmptyState *m_broken = nullptr;  // the store does not answer
    QSplitter *m_outer;
    QSplitter *m_inner;
    class QTimer *m_countTimer;
    domain::DeliveryId m_wanted = 0; // to be chosen as soon as it is in the list
    bool m_isFiltered = false;
    bool m_isBroken = false; // the last listing failed
};

} // namespace tocsin::ui
