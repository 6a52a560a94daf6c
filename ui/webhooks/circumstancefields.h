// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"
#include "core/domain/endpoint.h"
#include "core/signature/scheme.h"

#include <QObject>

class QFormLayout;
class QLineEdit;
class QPlainTextEdit;

namespace tocsin::ui {

class FormFaults;
class PlainLabel;

// The rows of an endpoint's form for what a signature may cover and a request does not hold: the URL as
// registered, and the parameters of the scheme that is chosen.
class CircumstanceFields final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CircumstanceFields)

public:
    // Adds the URL's row at the end of the form; those of parameters follow it.
    CircumstanceFields(QFormLayout &form, FormFaults &faults, QObject *parent);

    void fill(const domain::Endpoint &endpoint);
    // Null = no single scheme; what was typed is remembered. Where the scheme is found by each request, the
    // parameters of all of them are one text.
    void showFor(const signature::Scheme *scheme, bool isAutomatic = false);
    Result<void> read(domain::Endpoint &endpoint) const; // Rejected names the line

private:
    void keepTyped();
    void addLines();

    QFormLayout &m_form;
    FormFaults &m_faults;
    QLineEdit *m_url;
    PlainLabel *m_urlHint;
    int m_firstRow; // of the parameters
    QList<std::pair<QByteArray, QLineEdit *>> m_parameters;
    QPlainTextEdit *m_lines = nullptr;     // instead of them: "name=value" of any scheme
    QMap<QByteArray, QByteArray> m_values; // by name, also of schemes that were chosen before
};

} // namespace tocsin::ui
