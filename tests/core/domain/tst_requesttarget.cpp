// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/domain/requesttarget.h"

#include <QtTest>

using namespace tocsin::domain;

class RequestTargetTest : public QObject
{
    Q_OBJECT

private slots:
    void bothFormsHaveTheSameParts_data();
    void bothFormsHaveTheSameParts();
};

void RequestTargetTest::bothFormsHaveTheSameParts_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("origin");
    const auto row = [](const char *target, const char *path, const char *query, const char *origin) {
        QTest::newRow(target) << QByteArray(target) << QByteArray(path) << QByteArray(query)
                              << QByteArray(origin);
    };
    row("/", "/", "", "/");
    row("/a/b?x=1&y", "/a/b", "x=1&y", "/a/b?x=1&y");
    row("/a%2Fb?x=/c?d", "/a%2Fb", "x=/c?d", "/a%2Fb?x=/c?d");
    row("//a", "//a", "", "//a");
    row("/x/http://h/a", "/x/http://h/a", "", "/x/http://h/a");
    row("/?u=http://h/a", "/", "u=http://h/a", "/?u=http://h/a");
    row("http://h/a?x=1", "/a", "x=1", "/a?x=1");
    row("HTTPS://h:9/a", "/a", "", "/a");
    row("http://u:p@[::1]:9/a", "/a", "", "/a");
    row("http://h", "/", "", "/");
    row("http://h/", "/", "", "/");
    row("http://h?x=/a", "/", "x=/a", "/?x=/a");
    row("http:///a", "/a", "", "/a");
    row("http://", "/", "", "/");
    row("", "", "", "");
    row("*", "*", "", "*");             // OPTIONS
    row("h:443", "h:443", "", "h:443"); // CONNECT
    row("://h/a", "/a", "", "/a");
    row("a?u=http://h/b", "a", "u=http://h/b", "a?u=http://h/b");
}

void RequestTargetTest::bothFormsHaveTheSameParts()
{
    QFETCH(QByteArray, target);
    QTEST(pathOf(target).toByteArray(), "path");
    QTEST(queryOf(target).toByteArray(), "query");
    QTEST(originForm(target), "origin");
}

QTEST_GUILESS_MAIN(RequestTargetTest)
#include "tst_requesttarget.moc"
