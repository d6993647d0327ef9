export { editProjenrc, type ProjenrcEdit, type ProjenrcResult } from './edit-projenrc';
export type { LiteralValue } from './source-style';
