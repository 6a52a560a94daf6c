// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/signaturevectors.h"
#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

const QStringList schemes = {u"woodpecker"_s,   u"kinde"_s,  u"netlify"_s,    u"discord"_s,
                             u"gitlab-token"_s, u"twilio"_s, u"hubspot-v2"_s, u"stripe"_s};

// Each scheme's own good vector, posted as its sender would.
void fill(Stage &stage)
{
    for (const QString &id : schemes) {
        const QJsonObject file = test::readSignatureData(u"vectors/%1.json"_s.arg(id));
        const QJsonObject vector = file["vectors"_L1][0].toObject();
        QStringList labels;
        for (const auto &secret : test::secretsOf(vector["secrets"_L1])) {
            labels.append(id + u'-' + secret.label);
            stage.secret(labels.constLast(), secret.value.reveal().toByteArray());
        }
        stage.endpoint(id, id, labels);
        const domain::HttpMessage message = test::messageOf(vector["request"_L1].toObject());
        QList<domain::HeaderField> fields;
        for (const domain::HeaderField &field : message.headers) {
            if (field.name.compare("host", Qt::CaseInsensitive) != 0)
                fields.append(field);
        }
        stage.fixture().post("/hooks/" + id.toUtf8(), message.body, fields);
    }
    Stage::settle(900);
}

void draw(Stage &stage)
{
    for (int row = 0; row < schemes.size(); ++row) {
        stage.choose(row, ui::Inspector::Signature);
        stage.save(schemes[schemes.size() - 1 - row]);
    }
}

} // namespace

// How a proof looks that is no HMAC in a header: JWS, RFC 9421, public keys, tokens, URLs.
Scene proofsScene()
{
    return {"proofs", nullptr, fill, draw};
}

} // namespace tocsin::pictures
