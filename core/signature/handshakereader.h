// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/signature/handshakespec.h"
#include "core/signature/schemefile.h"

namespace tocsin::signature {

// The member `handshakes` of a scheme file: what its members may say. How they go together, and with the
// rest of the scheme, is checked by checkHandshakes() when the file has been read.
class HandshakeReader
{
public:
    explicit HandshakeReader(SchemeFile &file) : m_file(file) {}

    bool read(const SchemeFile::Token &value, std::vector<Handshake> &out);

private:
    using Token = SchemeFile::Token;
    using Members = SchemeFile::Members;

    Members placeMembers(HandshakeValue &value, bool withParameter);
    bool readHandshake(const Token &value, Handshake &handshake);
    bool readWhen(const Token &value, Handshake &handshake);
    bool readNeed(const Token &value, HandshakeNeed &need);
    bool readReply(const Token &value, HandshakeReply &reply);
    bool readField(const Token &value, HandshakeReply::Field &field);
    bool readPieces(const Token &value, ReplyText &pieces, bool inDigest);
    bool readPiece(const Token &value, ReplyPiece &piece, bool inDigest);
    bool readConsent(const Token &value, ConsentSpec &consent);

    SchemeFile &m_file;
};

// The rules that join members. False = the file holds the error.
bool checkHandshakes(SchemeFile &file, const Scheme &scheme);

} // namespace tocsin::signature
