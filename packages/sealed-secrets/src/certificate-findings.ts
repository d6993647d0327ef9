import { isConfigError, type ModelEnvironment } from '@pgplatform/core';
import { parseCertificate, type SealingCertificate } from './sealing-certificate';
import type { SealingFinding } from './sealing-findings';

const DAY = 24 * 3600 * 1000;
/** The controller makes a new key every 30 days unless it is told otherwise; a certificate this old is most likely not its newest. */
const OLD_DAYS = 45;
const EXPIRY_WARNING_DAYS = 60;

/** An environment's pin, judged: the certificate when it can be read, and what is wrong with it. */
export type PinVerdict = { readonly certificate?: SealingCertificate; readonly findings: SealingFinding[] };

/**
 * Judges the pin of an environment.
 *
 * @param environment the environment
 * @param all every environment of the model, to find a shared pin; environments that name the same file share it on purpose
 * @param pem the text of the pinned file, or nothing when it is missing
 */
export function judgePin(
  environment: ModelEnvironment,
  all: readonly ModelEnvironment[],
  pem: string | undefined,
  now: Date,
): PinVerdict {
  const { name, certificate: pin } = environment;
  const path = `environments.${name}.certificate`;
  const again = `pgplatform cert pin ${name}`;
  if (!pin) {
    return {
      findings: [
        { severity: 'error', code: 'CERTIFICATE_UNPINNED', path, message: 'No certificate is pinned.', fix: `Pin it: ${again}` },
      ],
    };
  }
  if (pem === undefined) {
    const message = `The pinned certificate ${pin.path} is missing.`;
    return { findings: [{ severity: 'error', code: 'CERTIFICATE_MISSING', path, message, fix: `Pin it again: ${again}` }] };
  }
  let certificate: SealingCertificate;
  try {
    certificate = parseCertificate(pem, pin.path);
  } catch (error) {
    if (!isConfigError(error)) {
      throw error;
    }
    return { findings: error.problems.map((problem) => ({ severity: 'error', ...problem })) };
  }
  const findings: SealingFinding[] = [];
  if (certificate.spki !== pin.spki.toLowerCase()) {
    findings.push({
      severity: 'error',
      code: 'CERTIFICATE_MISMATCH',
      path,
      message: `The key of ${pin.path} is not the pinned one: the file or the pin was changed alone.`,
      given: certificate.spki,
      allowed: pin.spki,
      fix: `Find out who changed it: whoever swaps a certificate can read what is sealed next. Then: ${again}`,
    });
  }
  const twin = all.find(
    (other) => other.name !== name && other.certificate?.spki === pin.spki && other.certificate.path !== pin.path,
  );
  if (twin) {
    findings.push({
      severity: 'error',
      code: 'CERTIFICATE_SHARED',
      path,
      message: `The same key is pinned for ${twin.name}: they are one cluster, or one of the two was fetched from the wrong one.`,
      fix: `${again}, with kubectl pointing at its cluster. If both are one cluster, say so: ${again} --shared.`,
    });
  }
  return {
    certificate,
    findings: [...findings, ...usageFindings(certificate, path), ...validityFindings(certificate, path, again, now)],
  };
}

/** What a certificate says that its key is for. kubeseal does not ask, and the controller opens what is sealed: a warning. */
export function usageFindings({ isForOtherUse }: SealingCertificate, path: string): SealingFinding[] {
  return isForOtherUse
    ? [
        {
          severity: 'warning',
          code: 'CERTIFICATE_USAGE',
          path,
          message: 'The certificate says that its key is not for encryption, so it is hardly one of a sealed-secrets controller.',
          fix: "Compare the fingerprint with the controller's owner.",
        },
      ]
    : [];
}

/** What the dates of a certificate tell. Expiry is an error because kubeseal refuses it too; the controller never checks. */
export function validityFindings(certificate: SealingCertificate, path: string, again: string, now: Date): SealingFinding[] {
  const finding = (severity: SealingFinding['severity'], code: string, message: string, given: Date): SealingFinding[] => [
    { severity, code, path, message, given: given.toISOString(), fix: `Fetch the newest one: ${again}` },
  ];
  if (now < certificate.notBefore) {
    return finding(
      'error',
      'CERTIFICATE_NOT_YET_VALID',
      'The certificate is not valid yet: a clock is wrong, or it is not yours.',
      certificate.notBefore,
    );
  }
  if (now > certificate.notAfter) {
    return finding('error', 'CERTIFICATE_EXPIRED', 'The certificate has expired.', certificate.notAfter);
  }
  return [
    ...(certificate.notAfter.getTime() - now.getTime() < EXPIRY_WARNING_DAYS * DAY
      ? finding(
          'warning',
          'CERTIFICATE_EXPIRES',
          `The certificate expires in less than ${EXPIRY_WARNING_DAYS} days.`,
          certificate.notAfter,
        )
      : []),
    ...(now.getTime() - certificate.notBefore.getTime() > OLD_DAYS * DAY
      ? finding(
          'info',
          'CERTIFICATE_OLD',
          'The controller makes a new key every 30 days unless it is told otherwise, so a newer one probably exists.',
          certificate.notBefore,
        )
      : []),
  ];
}
