// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0
// Prints good requests as JSON, signed by the senders' own packages, or by node's crypto and then accepted by them.
// A package that does not accept stops the script. make/from_sdk.py makes vector files of them.
import { bodyOnly } from './body.mjs';
import { files } from './common.mjs';
import { tokensAndMessages } from './messages.mjs';
import { standardWebhooks } from './standard.mjs';
import { timed } from './timed.mjs';
import { withUrl } from './url.mjs';

await standardWebhooks();
await timed();
await bodyOnly();
await withUrl();
await tokensAndMessages();
process.stdout.write(JSON.stringify(files, null, 1) + '\n', () => process.exit(0));
