// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/evidencepack.h"
#include "core/flows/explainer.h"

#include <QDialog>

class QCheckBox;
class QHBoxLayout;
class QPushButton;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class ByteTextView;
class FactGrid;
class PlainLabel;
class Spinner;
class Theme;

// One delivery packed for the sender's support desk: shows which files go in, what was taken out of them and
// the covering note, before anything is written. Explained and packed on other threads. Opened with open().
class EvidenceDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EvidenceDialog)

public:
    EvidenceDialog(const Theme &theme, flows::WebhookDesk &desk, const domain::Delivery &delivery,
                   QWidget *parent);

signals:
    void notice(const QString &text);

private:
    QWidget *buildContents();
    QHBoxLayout *buildButtons();
    void gather(const Result<QList<domain::DeliveryRow>> &attempts);
    void pack(); // again, when the choice changes
    void show(const flows::EvidencePack &pack);
    void fail(const Error &error);
    void setReady(bool ready);
    void saveFolder();
    void saveZip();
    void write(const QString &path, bool isZip);
    void say(const Result<void> &done, const QString &path);

    flows::WebhookDesk &m_desk;
    flows::Evidence m_evidence;
    std::shared_ptr<const signature::Scheme> m_scheme; // that m_evidence points to
    flows::EvidencePack m_pack;
    quint64 m_round = 0; // of packing; an older answer is dropped
    Spinner *m_spinner;
    PlainLabel *m_problem;
    QWidget *m_contents;
    FactGrid *m_files = nullptr;
    FactGrid *m_redactions = nullptr;
    ByteTextView *m_note = nullptr;
    QCheckBox *m_raw = nullptr;
    QPushButton *m_folder = nullptr;
    QPushButton *m_zip = nullptr;
    PlainLabel *m_outcome = nullptr;
};

} // namespace tocsin::ui
