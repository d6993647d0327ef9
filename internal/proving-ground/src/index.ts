export { prove } from './prove';
