// Declares a secret, seals it as `pgplatform seal` does, and judges the result from outside.
//   node packages/sealed-secrets/examples/seal.mjs          (after npm run compile)
import { randomBytes } from 'node:crypto';
import { parseCertificate, readSealedFile, sealIntoFile, sealingFindings, WellKnownSecrets } from '@pgplatform/sealed-secrets';
import { demoCertificate } from '../../../scripts/demo-certificate.mjs';

const secret = WellKnownSecrets.backupCredentials().toModel({
  namespace: 'postgres-stage',
  file: 'infrastructure/postgres/overlays/stage/backup-s3-credentials-sealed.yaml',
});
const certificate = parseCertificate(demoCertificate().certificate); // a real one: pgplatform cert pin stage
const values = new Map([
  ['ACCESS_KEY_ID', Buffer.from(randomBytes(10).toString('hex').toUpperCase())],
  ['ACCESS_SECRET_KEY', Buffer.from(randomBytes(30).toString('base64'))],
]);

const file = sealIntoFile({ secret, certificate, now: new Date() }, values);
const findings = sealingFindings(readSealedFile(file, secret.file), secret, { environment: 'stage', certificate, otherPins: [] });
console.log(file.replace(/(Ag.{20}).*/g, '$1…'));
console.log(`${findings.length} findings; sealing key ${certificate.fingerprint}`);
