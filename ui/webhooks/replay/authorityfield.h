// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/result.h"

#include <QSslCertificate>
#include <QWidget>

class QLineEdit;

namespace tocsin::ui {

// A PEM file of authorities that are trusted besides the system's; none unless one is named.
class AuthorityField final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AuthorityField)

public:
    explicit AuthorityField(QWidget *parent = nullptr);

    // Errors: what is wrong with the file that is named.
    Result<QList<QSslCertificate>> entered() const;

private:
    void choose();

    QLineEdit *m_path;
};

} // namespace tocsin::ui
