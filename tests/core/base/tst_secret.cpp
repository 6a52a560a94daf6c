// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/base/secret.h"

#include <QtTest>

using tocsin::Secret;

class SecretTest : public QObject
{
    Q_OBJECT

private slots:
    void keepsTheBytesAndWipesTheSource()
    {
        QByteArray source("local-test-secret-01");
        const Secret secret(std::move(source));
        QCOMPARE(secret.reveal().toByteArray(), QByteArray("local-test-secret-01"));
        QVERIFY(source.isEmpty()); // NOLINT(bugprone-use-after-move): the constructor wipes in place
    }

    void copiesShareOneBuffer()
    {
        const Secret secret = Secret::copyOf("key");
        const Secret copy =
            secret; // NOLINT(performance-unnecessary-copy-initialization): the copy is the subject
        QCOMPARE(static_cast<const void *>(copy.reveal().data()),
                 static_cast<const void *>(secret.reveal().data()));
    }

    void anEmptySecretIsEmpty()
    {
        QVERIFY(Secret().isEmpty());
        QVERIFY(Secret().reveal().isEmpty());
        QCOMPARE(Secret::copyOf({}).size(), 0);
    }

    void cannotBeConvertedOrCompared()
    {
        static_assert(!std::is_convertible_v<Secret, QByteArray>);
        static_assert(!std::is_convertible_v<Secret, QString>);
        static_assert(!std::equality_comparable<Secret>);
    }
};

QTEST_GUILESS_MAIN(SecretTest)
#include "tst_secret.moc"
