import { items } from '../repository/field';
import type { Repository } from '../repository/repository';

/** What the model declares about a SealedSecret; nothing when there is no model or it does not know it. */
export function declaredSecret(
  { input }: Repository,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): any {
  return items(input.model, 'environments')
    .flatMap(({ item }) => items(item, 'secrets'))
    .find(({ item }) => item.name === name && item.namespace === namespace)?.item;
}
