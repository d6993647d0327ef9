import { byteLength } from './shape';

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const DNS_1123_LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const DNS_1123_SUBDOMAIN = new RegExp(`^${DNS_1123_LABEL}(\\.${DNS_1123_LABEL})*$`);

/** Whether a text can be the key of a label: an optional DNS prefix and a name (k8s.io/apimachinery IsQualifiedName). */
export function isLabelKey(value: string): boolean {
  const parts = value.split('/');
  const name = parts.pop()!;
  const [prefix] = parts;
  if (parts.length > 1 || name.length > 63 || !NAME.test(name)) return false;
  return prefix === undefined || (prefix.length <= 253 && DNS_1123_SUBDOMAIN.test(prefix));
}

/** Whether a text can be the value of a label (k8s.io/apimachinery IsValidLabelValue). */
export function isLabelValue(value: string): boolean {
  return byteLength(value) <= 63 && (value === '' || NAME.test(value));
}

/** Whether a text is a DNS-1035 label: letters, digits and hyphens, a letter first (k8s.io/apimachinery IsDNS1035Label). */
export function isDns1035Label(value: string): boolean {
  return value.length <= 63 && /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(value);
}
