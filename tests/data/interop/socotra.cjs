// Source: Socotra Connected Core documentation, "Integrations API", section "Signature Verification", word for word but
// for the line `const hash`: the published page has lost its beginning, and it is written out here as the text of the
// page says (timestamp.JSONpayload.tag, hex).

const crypto = require('crypto');

const secret = 'abracadabraabracadabraabracadabraabracadabraabracadabra';

const timestamp = '1695835536124';
const jsonPayload = '{"id":"20012343863","transactionId":"254cb37e-43c4-4102-845a-fbfc5978537d","timestamp":1695835536078,"data":{"username":"alice.lee"},"type":"login.success","username":"alice.lee"}'
const tag = 'secret-1';

const algorithm = 'sha256';
const hmac = crypto.createHmac(algorithm, secret);


const hash = hmac.update([timestamp, jsonPayload, tag].join('.')).digest('hex');
console.log("HMAC: ", hash);
