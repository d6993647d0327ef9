import { hasSince } from '@pgplatform/facts';
import { type Fields, fields, text, texts } from '../shape';

/** An object as its rules read it, with defaults. */
export class ObjectView {
  public readonly name: string;
  public readonly annotations: { readonly [name: string]: string };
  public readonly spec: Fields;

  constructor(
    object: any,
    private readonly version: string,
  ) {
    this.name = text(fields(object.metadata).name);
    this.annotations = texts(fields(object.metadata).annotations);
    this.spec = fields(object.spec);
  }

  /** Whether the operator has what first came in these versions. */
  public has(...since: string[]): boolean {
    return hasSince(this.version, since);
  }
}
