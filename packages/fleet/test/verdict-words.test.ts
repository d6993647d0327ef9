import { EFFECTS } from '@pgplatform/impact';
import { TODAY } from '@pgplatform/test-kit';
import { synthesizeRepository } from 'pgplatform';

const options = { name: 'payments-db', team: 'payments', repoUrl: 'https://git.example.com/payments/postgres.git' };
const { files } = synthesizeRepository({ options, projenrc: '', today: TODAY });
const workflow = (name: string) => files.find(({ path }) => path === `.github/workflows/${name}`)?.content ?? '';

test('the label of an upgrade can be every verdict', () => {
  const cases = workflow('upgrade.yml').match(/^ +[a-z' |]+\) color=/gm) ?? [];
  const words = cases.flatMap((line) => line.replace(/\) color=/, '').split('|'));
  expect([...words.map((word) => word.trim().replaceAll("'", '')), 'unknown'].sort()).toEqual([...EFFECTS].sort());
});

test('the comment on a pull request knows every verdict', () => {
  const [, list] = /IN\(([^)]+)\) then/.exec(workflow('impact-comment.yml')) ?? [];
  expect(JSON.parse(`[${list}]`).sort()).toEqual([...EFFECTS].sort());
});
