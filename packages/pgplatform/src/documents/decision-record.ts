import { type Block, bullets, heading, paragraph } from './markdown';

/** One way that was considered. */
export interface ConsideredOption {
  readonly name: string;
  readonly pros: string[];
  readonly cons: string[];
}

/** A decision, complete enough to be judged again without the people who made it. */
export interface DecisionRecord {
  readonly title: string;
  readonly context: Block[];
  readonly options: ConsideredOption[];
  readonly decision: Block[];
  readonly consequences: string[];
  /** When to look at it again. */
  readonly revisit: string[];
}

export function decisionRecord(record: DecisionRecord): Block[] {
  return [
    heading(1, record.title),
    heading(2, 'Status'),
    paragraph('Accepted.'),
    heading(2, 'Context'),
    ...record.context,
    heading(2, 'Options considered'),
    ...record.options.flatMap(({ name, pros, cons }) => [
      heading(3, name),
      bullets([...pros.map((pro) => `For: ${pro}`), ...cons.map((con) => `Against: ${con}`)]),
    ]),
    heading(2, 'Decision'),
    ...record.decision,
    heading(2, 'Consequences'),
    bullets(record.consequences),
    heading(2, 'Revisit when'),
    bullets(record.revisit),
  ];
}
