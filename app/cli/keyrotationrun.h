// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/cli/keyarguments.h"

namespace tocsin::cli {

// One change of a key, step by step with a line for each; goes on with one that has begun. Answers the exit
// code. The office and the store outlive it.
class KeyRotationRun final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyRotationRun)

public:
    KeyRotationRun(flows::KeyOffice &office, secrets::SecretStore &secrets, KeyRequest request, bool json,
                   QObject *parent = nullptr);

    void start(const flows::KeyEntry &entry, Handler<int> handler);

private:
    using Rotation = storage::KeyRotation;

    void plan(const flows::KeyEntry &entry);
    Result<QString> target(const flows::KeyEntry &entry) const;
    void go(const Rotation &rotation);
    void onStop(const Result<Rotation> &rotation);
    void showValue(const Rotation &rotation);
    void print(const Rotation &rotation);
    void sayHow(const Rotation &rotation);
    void end(const Result<int> &code);

    flows::KeyOffice &m_office;
    secrets::SecretStore &m_secrets;
    const KeyRequest m_request;
    const bool m_json;
    Handler<int> m_handler;
};

} // namespace tocsin::cli
