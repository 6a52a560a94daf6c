// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

namespace tocsin::pictures {

// What a sender of alerts says, in its own shape; n is the number of the alert.
inline QByteArray alert(int n, const char *severity = "high",
                        const char *title = "Impossible travel for user-17: Oslo, then Lima",
                        const char *type = "impossible_travel")
{
    return "{\"event\":\"alert.created\",\"source\":\"socwarden\",\"alert_id\":\"6f1c6f1e-0000-4000-8000-" +
           QByteArray::number(100000000000 + n) + "\",\"alert_type\":\"" + type + "\",\"severity\":\"" +
           severity +
           "\",\"actor\":\"zoe.mueller@corp.example\",\"ip\":\"203.0.113.7\",\"project\":\"main\","
           "\"summary\":\"" +
           title +
           "\",\"risk_score\":87,\"mitre\":\"T1110.003\",\"geo\":{\"country\":\"Norway\",\"city\":\"Oslo\"},"
           "\"network\":{\"is_tor\":false,\"asn\":64500},\"tags\":[\"brute\",\"spray\"],\"org_name\":"
           "\"Corp\",\"event_type\":\"auth.login.failure\",\"created_at\":\"2026-11-22T20:00:00Z\"}";
}

} // namespace tocsin::pictures
