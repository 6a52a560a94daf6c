// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/socotra/portable.h"
#include "core/socotra/socotraapi.h"

#include <QDialog>

class QFormLayout;
class QLineEdit;
class QPushButton;

namespace tocsin::flows {
class TenantDesk;
}
namespace tocsin::secrets {
class SecretStore;
}

namespace tocsin::ui {

class PlainLabel;
class TextTableModel;
class Theme;
class VerdictBanner;

// Makes a tenant say what a file says: what would be done is shown first, and secrets, which are in no file,
// are asked for or taken from the store. What only the tenant has is left alone.
class ImportDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ImportDialog)

public:
    ImportDialog(const Theme &theme, flows::TenantDesk &tenants, secrets::SecretStore &secrets,
                 const QString &tenant, QWidget *parent);

    void load(const QString &path);

private:
    // A secret, or with a header's name its value, that is not in the file.
    struct Missing
    {
        qsizetype step = 0;
        QString header;
        QLineEdit *field = nullptr;
    };

    void plan();
    void fillFromStore(qsizetype step);
    void showPlan();
    void addMissing(qsizetype step, const QString &header);
    void clearMissing();
    Result<void> takeEntered();
    void apply();
    void next();
    void onWritten(const Result<socotra::WriteOutcome> &outcome);
    void end(bool isGood, const QString &sentence, const QString &more);
    void showGo();

    flows::TenantDesk &m_tenants;
    secrets::SecretStore &m_secrets;
    const QString m_tenant;
    QList<socotra::Integration> m_file;
    QList<socotra::ImportStep> m_plan;
    QList<Missing> m_missing;
    qsizetype m_at = 0; // step under way
    int m_done = 0;     // steps that changed something
    bool m_isBusy = false;
    TextTableModel *m_model;
    QWidget *m_asked;
    QFormLayout *m_form;
    VerdictBanner *m_answer;
    QPushButton *m_choose;
    QPushButton *m_go;
};

} // namespace tocsin::ui
