// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/tenantarguments.h"
#include "core/flows/listenerverifier.h"
#include "core/secrets/secretstore.h"
#include "core/socotra/socotraapi.h"

#include <memory>

namespace tocsin::cli {

// What an action works with. All of it outlives the action.
struct IntegrationsPlace
{
    socotra::SocotraApi &api;
    secrets::SecretStore &secrets;
    QString tenant; // id
    bool isJson = false;
    flows::OtherListener listener; // that may receive what the integrations send
};

// One word of `tocsinctl integrations`: reads what follows it, and then runs once. Lives on the main thread.
class IntegrationsAction : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(IntegrationsAction)

public:
    IntegrationsAction() = default;

    // The words behind the action's own, and the options. An error is wrong usage; nothing is opened then.
    virtual Result<void> read(const QCommandLineParser &parser, const QStringList &words) = 0;
    void start(const IntegrationsPlace &place)
    {
        m_place = &place;
        run();
    }

signals:
    void ended(int code, const QString &message); // an empty message is none

protected:
    virtual void run() = 0;

    socotra::SocotraApi &api() const { return m_place->api; }
    secrets::SecretStore &secrets() const { return m_place->secrets; }
    const QString &tenant() const { return m_place->tenant; }
    const flows::OtherListener &listener() const { return m_place->listener; }
    bool isJson() const { return m_place->isJson; }

    void end(int code, const QString &message = {}) { emit ended(code, message); }
    // NotFound and Rejected are "no", anything else "could not".
    void failBy(const Error &error);
    void withAll(const std::function<void(const QList<socotra::Integration> &)> &go);
    void withEntry(const QString &name, const std::function<void(const socotra::Integration &)> &go);
    // The value under a label of the store. NotFound and others end it.
    void withStored(const QString &label, const std::function<void(const secrets::StoredSecret &)> &go);

private:
    const IntegrationsPlace *m_place = nullptr;
};

using ActionPtr = std::unique_ptr<IntegrationsAction>;
ActionPtr makeIntegrationsList();
ActionPtr makeIntegrationsShow();
ActionPtr makeIntegrationsAdd();
ActionPtr makeIntegrationsUpdate();
ActionPtr makeIntegrationsRemove();
ActionPtr makeIntegrationsRotate();
ActionPtr makeIntegrationsProbe();
ActionPtr makeIntegrationsExport();
ActionPtr makeIntegrationsDiff();
ActionPtr makeIntegrationsImport();

// Options of the actions; a parser knows them all.
void declareDraftOptions(QCommandLineParser &parser);
void declareRotateOptions(QCommandLineParser &parser);
// The listener that may run in another program, and how long it is waited for. Rejected: no such time.
void declareListener(QCommandLineParser &parser);
Result<flows::OtherListener> chosenListener(const QCommandLineParser &parser,
                                            const secrets::SecretStore &secrets);
void declareFileOptions(QCommandLineParser &parser);

} // namespace tocsin::cli
