import type { ProductOptions } from '@pgplatform/environment-overlays';

/** Who has a database here. */
export const PRODUCTS: ProductOptions[] = [{ name: 'ledger', databases: [{ name: 'ledger_db' }] }];
