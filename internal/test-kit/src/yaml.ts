import { parseAllDocuments } from 'yaml';

/** All documents of a YAML text as a YAML 1.1 reader understands them (`on`, `yes` and `22:30` are not text there). Empty documents are left out. */
export function readYaml(text: string): any[] {
  return documents(text, '1.1');
}

/** The same text for a YAML 1.2 reader: what both readers give must be equal. */
export function readYaml12(text: string): any[] {
  return documents(text, '1.2');
}

function documents(text: string, version: '1.1' | '1.2'): any[] {
  const parsed = parseAllDocuments(text, { version, uniqueKeys: true });
  const found = Array.isArray(parsed) ? parsed : [];
  for (const document of found) {
    for (const problem of [...document.errors, ...document.warnings]) {
      throw problem;
    }
  }
  return found.map((document) => document.toJS()).filter((object) => object !== null);
}
